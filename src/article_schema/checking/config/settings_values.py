"""Values of settings: what Python code gives is judged as the same values of a file are."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from article_schema.arguments import require
from article_schema.checking.config.keys import KEYS
from article_schema.checking.config.selecting import by_code, matches
from article_schema.checking.config.wrong_values import faults_of, settled, told
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.model.shapes.tables import table_of
from article_schema.model.spelling import closest
from article_schema.routes import Route
from article_schema.rules.findings import OFF, Severity
from article_schema.rules.rule import Rule


def severity_values(given: Mapping[str, Any], rules: tuple[Rule, ...]) -> dict[str, Severity | str]:
    """Return severities by code from words or members by selector.

    Raises:
        UsageError: a selector matches no rule, or there is no such severity.
    """
    words = {
        selector: severity.value if isinstance(severity, Severity) else severity
        for selector, severity in _table(given, "severity", "a rule: a severity").items()
    }
    chosen: Mapping[str, Any] = by_code(_judged(words, "severity", rules), rules)
    return {code: OFF if word == OFF else Severity(word) for code, word in chosen.items()}


def option_values(
    given: Mapping[str, Any], rules: tuple[Rule, ...]
) -> dict[str, Mapping[str, Any]]:
    """Return options by code from options by code or name, lists as tuples.

    Raises:
        UsageError: there is no such rule, no such option, or a value is of another kind.
    """
    known = {word for rule in rules for word in (rule.code, rule.name)}
    tables = {
        name: {option: _listed(value) for option, value in table.items()}
        if isinstance(table, Mapping)
        else table
        for name, table in _table(given, "options", "a rule: its options").items()
        if table != {} or name not in known
    }
    tables = _judged(tables, "options", rules)
    options: dict[str, Mapping[str, Any]] = {}
    for rule in rules:
        for name in (rule.name, rule.code):
            if name in tables:
                values = {
                    key: tuple(value) if isinstance(value, list) else value
                    for key, value in tables[name].items()
                }
                options[rule.code] = {**options.get(rule.code, {}), **values}
    return options


def selector_values(given: Any, name: str, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Return selectors of rules.

    Raises:
        UsageError: one of them matches no rule.
    """
    selectors = _several(given, name, '("URL", "DAT001")')
    for selector in selectors:
        require(selector, str, f"Settings.{name} names rules as text")
        if not any(matches(selector, rule) for rule in rules):
            twin = closest(selector, [word for rule in rules for word in (rule.code, rule.name)])
            families = ", ".join(sorted({rule.family for rule in rules}))
            hint = f"did you mean {twin}?" if twin else f"families are {families}"
            raise UsageError(f"no rule matches {selector!r}; {hint}")
    return selectors


def text_values(given: Any, name: str) -> tuple[str, ...]:
    """Return texts.

    Raises:
        UsageError: one of them is something else.
    """
    texts = _several(given, name, '("secured",)')
    return tuple(_judged(list(texts), name))


def path_values(given: Any, name: str) -> tuple[Path, ...]:
    """Return paths.

    Raises:
        TypeError: one of them is no path.
    """
    paths = _several(given, name, '("course.schema.json",)')
    for path in paths:
        require(path, (str, os.PathLike), f"Settings.{name} holds paths")
    return tuple(map(Path, paths))


def check_model(model: Any) -> None:
    """Make sure that a class is a model.

    Raises:
        ModelError: it is none.
    """
    table_of(model)


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


def check_limits(limits: Any) -> None:
    """Make sure that limits are limits.

    Raises:
        UsageError: one of them is no number, or out of its range.
    """
    require(limits, Limits, "Settings.limits takes Limits", "write Limits(depth=50)")
    if limits != Limits():
        table = {name.replace("_", "-"): value for name, value in asdict(limits).items()}
        _judged(table, "limits")


def check_items(items: Any, name: str, kind: type) -> tuple[Any, ...]:
    """Return items of one class."""
    several = _several(items, name, "(...,)")
    for item in several:
        require(item, kind, f"Settings.{name} holds instances of {kind.__name__}")
    return several


def _several(given: Any, name: str, example: str) -> tuple[Any, ...]:
    hint = f"write {name}={example}"
    alone = isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable)
    # A text is iterable too, so that its type alone would let its letters pass for the items.
    require(given, () if alone else Iterable, f"Settings.{name} takes several", hint)
    return tuple(given)


def _table(given: Any, name: str, entry: str) -> Mapping[str, Any]:
    require(given, Mapping, f"Settings.{name} takes a dict", f"write {name}={{{entry}}}")
    table: Mapping[str, Any] = given
    return table


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _judged(value: Any, name: str, rules: tuple[Rule, ...] = ()) -> Any:
    """Return a value that has the shape of a key of the configuration, in the form of its use.

    Raises:
        UsageError: it has not.
    """
    shape = KEYS.child(name.replace("_", "-")) or KEYS
    faults = faults_of(shape, value, (name,), rules)
    if faults:
        raise UsageError("\n".join(f"Settings.{_shown(one.route)}: {told(one)}" for one in faults))
    older: list[tuple[Route, str]] = []
    result = settled(shape, value, (name,), rules, older)
    for route, current in older:
        message = f"Settings.{_shown(route)}: is an older name; write `{current}` instead"
        warnings.warn(message, FutureWarning, stacklevel=5)
    return result


def _shown(route: Route) -> str:
    first, *rest = (step for step in route if isinstance(step, str))
    return first + "".join(f"[{step!r}]" for step in rest)
