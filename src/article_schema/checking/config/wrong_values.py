"""What is wrong with values of a configuration, told in the words of its language, TOML."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from article_schema.checking.config.rule_values import among
from article_schema.faults import Fault, Route
from article_schema.model.shapes.base import TOML, Shape, subject
from article_schema.rules.field_rules import misspelt_key, unknown_key
from article_schema.rules.rule import Rule

_MAPPING = re.compile(r"(?<=^must be )a mapping|(?<=, not )a mapping$")


def faults_of(
    shape: Shape, value: Any, route: Route, rules: tuple[Rule, ...], most: int | None = None
) -> list[Fault]:
    """Return what is wrong with a value.

    Args:
        shape: what it should look like.
        value: the value.
        route: where it stands.
        rules: the rules that it may speak of.
        most: the number of faults after which no more are looked for.
    """
    with among(rules):
        return list(islice(shape.explain(value, route, TOML), most))


def told(fault: Fault) -> str:
    """Return a fault as a phrase that follows the place of the value."""
    message = _MAPPING.sub("a table", fault.message.removeprefix(f"{subject(fault.route)} "))
    if fault.code in (misspelt_key.code, unknown_key.code):
        message = "there is no such key"
    return f"{message}; {fault.help}" if fault.help else message


def settled(
    shape: Shape,
    value: Any,
    route: Route,
    rules: tuple[Rule, ...],
    older: list[tuple[Route, str]],
) -> Any:
    """Return a value without faults in the form in which it is used.

    Whole numbers have no fraction there, and older keys have their new names.

    Args:
        shape: what it looks like.
        value: the value.
        route: where it stands.
        rules: the rules that it speaks of.
        older: takes the routes of older keys, each with its new name.
    """
    with among(rules):
        return _settled(shape, value, route, older)


def _settled(shape: Shape, value: Any, route: Route, older: list[tuple[Route, str]]) -> Any:
    if isinstance(value, list):
        return [_settled(inner, part, route, older) for _, inner, part in shape.entries(value)]
    if not isinstance(value, dict):
        return shape.builder()(value)
    table: dict[str, Any] = {}
    for step, inner, part in shape.entries(value):
        key = str(step)
        place = (*route, key)
        current = shape.current_key(key)
        if current == key:
            table[key] = _settled(inner, part, place, older)
        else:
            older.append((place, current))
            table.setdefault(current, _settled(inner, part, place, older))
    return table
