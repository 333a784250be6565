"""Unmapping: an object of another format becomes data of a record, by the terms of its fields.

What stands elsewhere than a term says is passed over. Whether the data keep the contract of the
model is for others to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from article_schema.interop.exchange.mapping import Data
from article_schema.interop.exchange.paths import Place, Step, place_of, terms_of
from article_schema.model.elsewhere.vocabularies import Term
from article_schema.model.shapes.tables import Field, ModelTable, table_of

#: Under these names an object has what a text alone would say.
_SAME_AS_TEXT = ("value", "name", "url")


def read(found: Any, table: ModelTable, vocabulary: type[Term], above: Any = None) -> Data:
    """Return the data of a record that an object tells.

    Args:
        found: the object; any other data tell nothing, or a single value.
        table: the table of the model.
        vocabulary: whose terms say where each value stands.
        above: the object in which it stands.
    """
    data: Data = {}
    claimed = _claims(table, vocabulary)
    for field in table.fields:
        for term in terms_of(field, vocabulary):
            if term.spare:
                continue
            place = place_of(term.path)
            if place.is_itself:
                values = [] if isinstance(found, dict | list) else [found]
            else:
                start = above if place.is_above else found
                values = list(_values(start, place, claimed))
            value = _value(values, field, term, vocabulary, found)
            if field.shape.child(0) is None and len(values) > 1 and not _picks(place):
                # Which one is meant, nobody can tell; the contract says what is wrong.
                value = values
            if value is None:
                value = term.default
            if value is not None:
                data[field.key] = value
                break
    return data


def _picks(place: Place) -> bool:
    """Tell whether a place means the first of several values."""
    return any(step.is_list for step in place.steps)


def _claims(table: ModelTable, vocabulary: type[Term]) -> dict[str, set[tuple[str, str]]]:
    """Return which items of lists belong to a field of their own."""
    claims: dict[str, set[tuple[str, str]]] = {}
    for field in table.fields:
        for term in terms_of(field, vocabulary):
            for step in place_of(term.path).steps[:1]:
                claims.setdefault(step.name, set()).update(step.selector)
    return claims


def _values(found: Any, place: Place, claimed: dict[str, set[tuple[str, str]]]) -> Iterator[Any]:
    """Yield what stands at a place."""
    nodes = [found]
    for number, step in enumerate(place.steps):
        skipped = claimed.get(step.name, set()) if number == 0 else set()
        nodes = [part for node in nodes for part in _parts(node, step, skipped)]
    return iter(nodes)


def _parts(node: Any, step: Step, claimed: set[tuple[str, str]]) -> list[Any]:
    if not isinstance(node, dict):
        # Many formats let a text stand for an object that says no more.
        return [node] if step.name in _SAME_AS_TEXT and not isinstance(node, list) else []
    part = node.get(step.name)
    parts = part if isinstance(part, list) else [part]
    if step.selector:
        parts = [each for each in parts if _has(each, step.selector)]
    elif step.is_list and claimed:
        parts = [each for each in parts if not any(_has(each, (claim,)) for claim in claimed)]
    return [each for each in parts if each is not None]


def _has(item: Any, selector: tuple[tuple[str, str], ...]) -> bool:
    return isinstance(item, dict) and all(item.get(key) == value for key, value in selector)


def _value(values: list[Any], field: Field, term: Term, vocabulary: type[Term], found: Any) -> Any:
    """Return the value of a field; None if there is none."""
    model = field.shape.record_model
    if model is not None:
        table = table_of(model)
        values = [read(each, table, vocabulary, found) for each in values]
        values = [each for each in values if each]
    else:
        values = [_plain(each, term) for each in values]
    if not values:
        return None
    return values if field.shape.child(0) is not None else values[0]


def _plain(value: Any, term: Term) -> Any:
    if not isinstance(value, str):
        return value
    value = value.removeprefix(term.prefix)
    return next((ours for ours, theirs in term.words.items() if theirs == value), value)
