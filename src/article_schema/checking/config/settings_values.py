"""Values of settings: what Python code gives is judged as the same values of a file are.

`keys` is the shape of a configuration.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from article_schema.arguments import require
from article_schema.checking.config.judging import judge, told
from article_schema.checking.config.selecting import by_code
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.model.shapes.base import Shape
from article_schema.routes import Route
from article_schema.rules.codes import NOT_RFC_3339
from article_schema.rules.findings import OFF, Severity
from article_schema.rules.rule import Rule

_AS_TEXT = "names rules as text"


def severity_values(given: Any, keys: Shape, rules: tuple[Rule, ...]) -> dict[str, Severity | str]:
    """Return severities by code from words or members by selector.

    Raises:
        UsageError: a selector matches no rule, or there is no such severity.
    """
    table = _table(given, "severity", "a rule: a severity")
    words: Mapping[str, str] = by_code(_judged(table, "severity", keys, rules), rules)
    return {code: OFF if word == OFF else Severity(word) for code, word in words.items()}


def option_values(given: Any, keys: Shape, rules: tuple[Rule, ...]) -> dict[str, Mapping[str, Any]]:
    """Return options by code from options by code or name, lists as tuples.

    Raises:
        UsageError: there is no such rule, no such option, or a value is of another kind.
    """
    known = {word for rule in rules for word in (rule.code, rule.name)}
    table = _table(given, "options", "a rule: its options")
    some = {name: options for name, options in table.items() if options != {} or name not in known}
    judged = _judged(some, "options", keys, rules)
    return {
        rule.code: {
            name: tuple(value) if isinstance(value, list) else value
            for word in (rule.name, rule.code)
            for name, value in judged.get(word, {}).items()
        }
        for rule in rules
        if rule.name in judged or rule.code in judged
    }


def selector_values(given: Any, name: str, keys: Shape, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Return selectors of rules.

    Raises:
        UsageError: one of them matches no rule.
    """
    selectors = _several(given, name, f'("URL", "{NOT_RFC_3339}")')
    for selector in selectors:
        require(selector, str, f"Settings.{name} {_AS_TEXT}")
    return tuple(_judged(selectors, "ignore", keys, rules, name))


def text_values(given: Any, name: str, keys: Shape) -> tuple[str, ...]:
    """Return texts.

    Raises:
        UsageError: one of them is something else.
    """
    return tuple(_judged(_several(given, name, '("secured",)'), name, keys))


def path_values(given: Any, name: str) -> tuple[Path, ...]:
    """Return paths.

    Raises:
        TypeError: one of them is no path.
    """
    paths = _several(given, name, '("course.schema.json",)')
    for path in paths:
        require(path, (str, os.PathLike), f"Settings.{name} holds paths")
    return tuple(map(Path, paths))


def check_moment(now: Any) -> None:
    """Make sure that a moment is one all over the world.

    Raises:
        UsageError: it has no time zone.
    """
    if now is None:
        return
    require(now, datetime, "Settings.now is a datetime", "write datetime.now(UTC)")
    if now.utcoffset() is None:
        raise UsageError("Settings.now has no time zone; write datetime(..., tzinfo=UTC)")


def check_limits(limits: Any, keys: Shape) -> None:
    """Make sure that limits are limits.

    Raises:
        UsageError: one of them is no number, or out of its range.
    """
    require(limits, Limits, "Settings.limits takes Limits", "write Limits(depth=50)")
    if limits != Limits():
        table = {name.replace("_", "-"): value for name, value in limits._asdict().items()}
        _judged(table, "limits", keys)


def check_items(items: Any, name: str, kind: type) -> tuple[Any, ...]:
    """Return items of one class."""
    several = _several(items, name, "(...,)")
    for item in several:
        require(item, kind, f"Settings.{name} holds instances of {kind.__name__}")
    return several


def _several(given: Any, name: str, example: str) -> tuple[Any, ...]:
    hint = f"write {name}={example}"
    alone = isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable)
    # A text is iterable too: its letters would pass for the items.
    require(given, () if alone else Iterable, f"Settings.{name} takes several", hint)
    return tuple(given)


def _table(given: Any, name: str, entry: str) -> dict[str, Any]:
    require(given, Mapping, f"Settings.{name} takes a dict", f"write {name}={{{entry}}}")
    for key in given:
        require(key, str, f"Settings.{name} {_AS_TEXT}")
    return {**given}


def _judged(given: Any, key: str, keys: Shape, rules: tuple[Rule, ...] = (), name: str = "") -> Any:
    """Return plain data that have the shape of a key of the configuration.

    Raises:
        UsageError: what was given has not.
    """
    shape = keys.child(key.replace("_", "-")) or keys
    found = judge(shape, _plain(given), (name or key,), rules)
    if found.faults:
        raise UsageError(
            "\n".join(f"Settings.{_shown(fault.route)}: {told(fault)}" for fault in found.faults)
        )
    for route, current in found.older:
        message = f"Settings.{_shown(route)}: is an older name; write `{current}` instead"
        warnings.warn(message, FutureWarning, stacklevel=5)
    return found.value


def _plain(value: Any) -> Any:
    """Return what a file would hold in the place of a value."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | Set):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Severity) else value


def _shown(route: Route) -> str:
    first, *rest = (step for step in route if isinstance(step, str))
    return first + "".join(f"[{step!r}]" for step in rest)
