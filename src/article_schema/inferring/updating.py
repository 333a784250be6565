"""Updating: what files would change in a model that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from article_schema.conversion import explain
from article_schema.document.tree import Data
from article_schema.inferring.as_python import field_of
from article_schema.inferring.guessing import EMPTY_WITHOUT, FieldGuess, Guess, guess_models
from article_schema.inferring.observing import Seen
from article_schema.model.shapes.tables import ModelTable, table_of
from article_schema.model.showing import show
from article_schema.model.spelling import closest_key
from article_schema.routes import Route
from article_schema.rules.codes import MISSING_FIELD

#: Different values of a key that are shown.
_MOST_SHOWN = 3


@dataclass
class Difference:
    """Something that files have and a model does not take, or not know."""

    #: The keys that lead to it, with dots between them.
    path: str
    #: What the files have, with its count.
    reason: str
    #: The field that would take it.
    advice: str


@dataclass
class _Refused:
    """What a model refuses at one key."""

    records: int = 0
    values: Counter[str] = field(default_factory=Counter)


def differences(model: type, records: Iterable[dict[str, Data]]) -> list[Difference]:
    """Return what records would change in a model.

    Args:
        model: the model.
        records: the records.
    """
    seen: dict[tuple[str, type], Seen] = {}
    refused: dict[str, _Refused] = {}
    for record in records:
        for start, kind, part in _parts(record, model):
            seen.setdefault((start, kind), Seen()).add(part)
        for path, value in _refused_values(record, model):
            at = refused.setdefault(path, _Refused())
            at.records += 1
            if len(at.values) < _MOST_SHOWN or show(value) in at.values:
                at.values[show(value)] += 1
    found = [_compared(table_of(kind), part, start, refused)
             for (start, kind), part in seen.items()]  # fmt: skip
    return [each for differences in found for each in differences]


def _parts(record: dict[str, Data], model: type) -> Iterator[tuple[str, type, dict[str, Data]]]:
    """Yield a record and those in it, each with the keys that lead to it and its model."""
    yield "", model, record
    for field_ in table_of(model).fields:
        for shape, value, route in field_.shape.walk(record.get(field_.key), (field_.key,)):
            if shape.model is not None and isinstance(value, dict):
                yield f"{_keys_of(route)}.", shape.model, value


def _keys_of(route: Route) -> str:
    return ".".join(step for step in route if isinstance(step, str))


def _refused_values(record: dict[str, Data], model: type) -> Iterator[tuple[str, Data]]:
    """Yield each key whose value the model refuses, once, with the first such value."""
    told = set()
    for fault in explain(record, model):
        if fault.code == MISSING_FIELD or not fault.route:
            continue
        path = _keys_of(fault.route)
        value: Data = record
        for step in fault.route:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
        if path not in told:
            told.add(path)
            yield path, value


def _compared(
    table: ModelTable, seen: Seen, start: str, refused: dict[str, _Refused]
) -> Iterator[Difference]:
    total = seen.count
    guesses = {each.key: each for each in guess_models([("Post", seen)])[0].root.fields}
    for key, part in seen.keys.items():
        path = f"{start}{key}"
        known = table.by_key.get(key)
        guessed = guesses.get(key) or FieldGuess(key, key, Guess("Any"), True, False, "")
        at = refused.pop(path, None)
        if known is None:
            twin = closest_key(key, list(table.by_key))
            if not table.takes(key) and (twin or not table.others):
                reason = f"{part.count + part.nulls:,} of {total:,} have it, and no field does"
                reason += f"; is `{twin}` meant?" if twin else ""
                required = part.count == total
                yield Difference(path, reason, _declared(guessed, guessed.name, required))
        elif at is not None:
            values = ", ".join(value for value, _ in at.values.most_common())
            reason = f"{at.records:,} of {total:,} have what it does not take: {values}"
            required = known.required and part.count == total
            yield Difference(path, reason, _declared(guessed, known.name, required))
    for each in table.fields:
        count = seen.keys[each.key].count if each.key in seen.keys else 0
        if each.required and count < total:
            reason = f"{total - count:,} of {total:,} do not have it, and it is required"
            guessed = guesses.get(each.key) or FieldGuess(each.key, "", Guess("…"), False, True, "")
            yield Difference(f"{start}{each.key}", reason, _declared(guessed, each.name, False))


def _declared(guessed: FieldGuess, name: str, required: bool) -> str:
    """Return the line that declares a field as it was guessed.

    Args:
        guessed: the guess.
        name: the name that the field has in the model.
        required: whether records must have it.
    """
    nullable = not required and (guessed.nullable or guessed.guess.type not in EMPTY_WITHOUT)
    return field_of(replace(guessed, name=name, required=required, nullable=nullable))
