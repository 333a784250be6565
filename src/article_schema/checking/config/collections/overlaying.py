"""Overlaying: keys of a collection, or of the command line, over those of a configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from article_schema.checking.config.notes import Adds
from article_schema.checking.config.settings import KEYS
from article_schema.rules.findings import OFF
from article_schema.rules.rule import Rule


def overlaid(
    data: Mapping[str, Any], above: Mapping[str, Any], rules: Iterable[Rule], *, grows: bool = True
) -> dict[str, Any]:
    """Return the keys of a configuration with others over them.

    Tables are merged, entry by entry. Lists that only add or take away (`extend-select`, `ignore`,
    `schema`, `required`, `known-keys`) grow. Whatever else is given takes the place of what was
    there; `select` means these rules, whatever is left out or added below.

    Args:
        data: the keys below.
        above: the keys above, which win.
        rules: the rules that keys may speak of, by code or by name.
        grows: whether lists grow; if not, each takes the place of what was there.
    """
    result = dict(data)
    if grows and above.get("select") is not None:
        for key in ("extend-select", "ignore"):
            result.pop(key, None)
        severity = result.get("severity", {}).items()
        result["severity"] = {name: word for name, word in severity if word != OFF}
    for key, value in above.items():
        old = result.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            result[key] = _merged(old, value, _codes(rules) if key == "options" else {})
        elif grows and KEYS.table.by_key[key].note(Adds):
            result[key] = [*(old or ()), *value]
        else:
            result[key] = value
    return result


def _merged(
    old: Mapping[str, Any], new: Mapping[str, Any], codes: Mapping[str, str]
) -> dict[str, Any]:
    """Merge two tables; of two selectors that match a rule as closely, the first one counts."""
    result = {codes.get(key, key): value for key, value in new.items()}
    for key, value in old.items():
        name = codes.get(key, key)
        known = result.setdefault(name, value)
        if isinstance(known, dict) and isinstance(value, dict):
            result[name] = {**value, **known}
    return result


def _codes(rules: Iterable[Rule]) -> dict[str, str]:
    return {rule.name: rule.code for rule in rules}
