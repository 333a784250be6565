"""Mapping: the data of a record become an object of another format, by the terms of its fields."""

from __future__ import annotations

from typing import Any, TypeAlias

from article_schema.interop.exchange.paths import Place, Step, place_of, terms_of
from article_schema.model.elsewhere.vocabularies import Term
from article_schema.model.shapes.tables import Field, ModelTable, table_of

#: Plain data, and an object of JSON that is made of them.
Data: TypeAlias = dict[str, Any]
Object: TypeAlias = dict[str, Any]


def written(data: Data, table: ModelTable, vocabulary: type[Term]) -> Object:
    """Return the object of a record.

    Args:
        data: the plain data of the record, which keep its contract.
        table: the table of its model.
        vocabulary: whose terms say where each value stands.
    """
    whole: Object = {}
    result = _Writer(vocabulary).record(data, table, whole)
    return result if isinstance(result, dict) else whole


def older_first(table: ModelTable) -> list[Field]:
    """Return the fields of a model, older names first: each means what the newer one means."""
    return sorted(table.fields, key=lambda field: field.deprecated is None)


class _Writer:
    def __init__(self, vocabulary: type[Term]) -> None:
        self._vocabulary = vocabulary

    def record(self, data: Data, table: ModelTable, above: Object) -> Any:
        """Return what a record becomes; what belongs to the object above is put there."""
        made: Object = {}
        itself: list[Any] = []
        for spare in (False, True):
            for field in older_first(table) if spare else table.fields:
                value = data.get(field.key)
                if field.is_absent(value):
                    continue
                for term in terms_of(field, self._vocabulary):
                    if term.spare is not spare:
                        continue
                    place = place_of(term.path)
                    target = above if place.is_above else made
                    if spare and _is_taken(target, place):
                        continue
                    found = self._value(value, field, term, made)
                    if found is None:
                        continue
                    if place.is_itself:
                        itself.append(found)
                    else:
                        _put(target, place.steps, found)
        return itself[0] if itself else made

    def _value(self, value: Any, field: Field, term: Term, made: Object) -> Any:
        """Return what a value becomes; None if nothing is written."""
        if isinstance(value, list):
            parts = (self._value(part, field, term, made) for part in value)
            return [part for part in parts if part is not None] or None
        model = field.shape.record_model
        if model is not None and isinstance(value, dict):
            return self.record(value, table_of(model), made) or None
        if not isinstance(value, str):
            return value
        if value == term.default or (term.absolute and value.startswith("/")):
            return None
        return term.prefix + term.words.get(value, value if term.other is None else term.other)


def _is_taken(target: Object, place: Place) -> bool:
    step = place.steps[0]
    items = target.get(step.name)
    if not step.selector or not isinstance(items, list):
        return items is not None
    return any(item.get(key) == value for item in items for key, value in step.selector)


def _put(target: Object, steps: tuple[Step, ...], value: Any) -> None:
    step, rest = steps[0], steps[1:]
    if step.is_list:
        items = target.setdefault(step.name, [])
        for part in value if isinstance(value, list) else [value]:
            items.append(_item(step, rest, part))
        return
    if isinstance(value, list):
        # Where one value has its place, the first says most.
        value = value[0]
    if rest:
        below = target.setdefault(step.name, dict(step.constants))
        _put(below, rest, value)
    else:
        target[step.name] = {**dict(step.constants), **value} if step.constants else value


def _item(step: Step, rest: tuple[Step, ...], value: Any) -> Any:
    fixed = dict((*step.selector, *step.constants))
    if rest:
        _put(fixed, rest, value)
        return fixed
    return {**fixed, **value} if isinstance(value, dict) else value
