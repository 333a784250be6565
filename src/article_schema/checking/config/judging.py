"""Judging values of a configuration, in the words of its language, TOML."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

from article_schema.checking.config.rule_values import among
from article_schema.faults import Fault, Route
from article_schema.late_pattern import late_pattern
from article_schema.model.shapes.base import TOML, Shape, subject
from article_schema.rules.families.field_rules import misspelt_key, unknown_key
from article_schema.rules.rule import Rule

_MAPPING = late_pattern(r"(?<=^must be )a mapping|(?<=, not )a mapping$")


class Judged(NamedTuple):
    """What is wrong with a value, or the value in the form in which it is used."""

    faults: list[Fault]
    #: Whole numbers have no fraction here, and older keys have their new names.
    value: Any
    #: The routes of older keys, each with its new name.
    older: list[tuple[Route, str]]


def judge(
    shape: Shape, value: Any, route: Route, rules: tuple[Rule, ...], most: int | None = None
) -> Judged:
    """Judge a value.

    Args:
        shape: what it should look like.
        value: the value.
        route: where it stands.
        rules: the rules that it may speak of.
        most: the number of faults after which no more are looked for.
    """
    older: list[tuple[Route, str]] = []
    with among(rules):
        faults = list(islice(shape.explain(value, route, TOML), most))
        return Judged(faults, None if faults else _settled(shape, value, route, older), older)


def told(fault: Fault) -> str:
    """Return a fault as a phrase that follows the place of the value."""
    message = _MAPPING.sub("a table", fault.message.removeprefix(f"{subject(fault.route)} "))
    if fault.code in (misspelt_key.code, unknown_key.code):
        message = "there is no such key"
    return f"{message}; {fault.help}" if fault.help else message


def _settled(shape: Shape, value: Any, route: Route, older: list[tuple[Route, str]]) -> Any:
    if isinstance(value, list):
        return [_settled(inner, part, route, older) for _, inner, part in shape.entries(value)]
    if not isinstance(value, dict):
        return shape.builder()(value)
    table: dict[str, Any] = {}
    for step, inner, part in shape.entries(value):
        key = str(step)
        result = _settled(inner, part, (*route, key), older)
        current = shape.current_key(key)
        if current == key:
            table[key] = result
        else:
            older.append(((*route, key), current))
            table.setdefault(current, result)
    return table
