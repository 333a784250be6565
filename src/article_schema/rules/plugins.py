"""Plug-ins: rules that installed packages and a site's own files bring, and all rules together.

A package names its rules in the entry-point group `article_schema.rules`. Each entry point is a
rule or an iterable of rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from article_schema.errors import UsageError
from article_schema.importing import guarded, import_file
from article_schema.rules.catalogue import RULES
from article_schema.rules.plugin_group import GROUP, may_have_plugins
from article_schema.rules.rule import Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@cache
def available_rules() -> tuple[Rule, ...]:
    """Return the rules of the project and those of all installed plug-ins.

    Raises:
        UsageError: a plug-in cannot be loaded, or two rules have the same code or name.
    """
    plugins = tuple(_plugin_rules()) if may_have_plugins() else ()
    return distinct((*RULES, *plugins)) if plugins else RULES


def distinct(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules as they are, after a look at their codes and names.

    Raises:
        UsageError: two rules have the same code or name.
    """
    chosen = tuple(rules)
    for label, kind in (("code", Counter(rule.code for rule in chosen)),
                        ("name", Counter(rule.name for rule in chosen))):  # fmt: skip
        for text, count in kind.items():
            if count > 1:
                twins = [_origin(rule) for rule in chosen if text in (rule.code, rule.name)]
                raise UsageError(
                    f"{count} rules have the {label} {text}: {' and '.join(twins)}; "
                    "a rule needs a code and a name of its own"
                )
    return chosen


def _origin(rule: Rule) -> str:
    return f"{rule.function.__module__}.{rule.function.__qualname__}"


def _plugin_rules() -> Iterator[Rule]:
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP):
        yield from _rules_of(entry)


def _rules_of(entry: EntryPoint) -> Iterator[Rule]:
    where = f"the plug-in {entry.name!r} ({entry.value})"
    try:
        loaded = entry.load()
        rules = [loaded] if isinstance(loaded, Rule) else list(loaded)
    except Exception as error:
        raise UsageError(
            f"{where} cannot be loaded: {type(error).__name__}: {error}; "
            "fix it or uninstall its package"
        ) from error
    for rule in rules:
        if not isinstance(rule, Rule):
            raise UsageError(f"{where} holds {rule!r:.60}, which is not made with @rule")
        yield rule


def rules_in_file(name: str, folder: str) -> tuple[Rule, ...]:
    """Return the rules that a Python file declares. The import runs its code.

    Args:
        name: the path of the file.
        folder: the folder that the path starts from.

    Raises:
        UsageError: there is no such file, it cannot be imported, or there is no rule in it.
    """
    with guarded(f"the file {name} cannot be imported"):
        values = list(vars(import_file(name, folder)).values())
    # A file may import a rule of the project, to build on it.
    rules = [value for value in values if isinstance(value, Rule) and value not in RULES]
    if not rules:
        raise UsageError(
            f"there is no rule in the file {name}; decorate a function with @record_rule(...)"
        )
    return tuple(dict.fromkeys(rules))
