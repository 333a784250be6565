"""Selecting: the words that choose rules in settings, configurations and comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from article_schema.rules.rule import Rule

V = TypeVar("V")

#: The selector that means every rule.
ALL = "ALL"


def matches(selector: str, rule: Rule) -> bool:
    """Tell whether a selector chooses a rule: `ALL`, its code or the start of it, or its name."""
    if not selector:
        return False
    return selector == ALL or rule.code.startswith(selector) or rule.name == selector


def specificity(rule: Rule, selectors: Iterable[str]) -> int:
    """Return how closely selectors name a rule: -1 not at all, 0 by `ALL`, else the length."""
    lengths = [
        0 if selector == ALL else len(rule.code) if selector == rule.name else len(selector)
        for selector in selectors
        if matches(selector, rule)
    ]
    return max(lengths, default=-1)


def by_code(by_selector: Mapping[str, V], rules: Iterable[Rule]) -> dict[str, V]:
    """Return values by code from values by selector; the longest selector counts."""
    chosen: dict[str, V] = {}
    for rule in rules:
        best = -1
        for selector, value in by_selector.items():
            length = specificity(rule, [selector])
            if length > best:
                best, chosen[rule.code] = length, value
    return chosen
