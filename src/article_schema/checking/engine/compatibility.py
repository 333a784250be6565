"""Compatibility of models: rules for one model that see records of a class which asks for less.

A project may subclass `Article` or one of its parts and let fields be absent, give them another
type or drop their constraints. A rule for `Article` knows nothing of that and would compare None
with a date. It therefore sees such a record as one whose field is at fault: reading it says that
this rule cannot judge.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from operator import is_not
from typing import Any

from article_schema.model.fields import Record
from article_schema.model.shapes.explain import accepts
from article_schema.model.shapes.tables import Field, is_model, table_of
from article_schema.rules.kinds import CorpusRule, RecordRule


class _Difference:
    """How the records of a model differ from those of the class that a rule was written for."""

    __slots__ = ("fields", "parts")

    def __init__(self) -> None:
        #: The fields as the rule expects them, where the model allows values that these do not.
        self.fields: list[Field] = []
        #: The fields that hold records of other classes than the rule expects.
        self.parts: list[tuple[str, _Difference]] = []

    def view(self, record: Any) -> Any:
        """Return the record as the rule may see it; the very same where nothing is in its way."""
        seen = record
        for field in self.fields:
            if hasattr(record, field.name) and not accepts(field, getattr(record, field.name)):
                seen = copy.copy(record) if seen is record else seen
                object.__delattr__(seen, field.name)
        for name, part in self.parts:
            value = getattr(seen, name, None)
            new = part.view_of(value)
            if new is not value:
                seen = copy.copy(record) if seen is record else seen
                object.__setattr__(seen, name, new)
        return seen

    def view_of(self, value: Any) -> Any:
        """Return a value with the views of all records in it, or the very same."""
        if isinstance(value, Record):
            return self.view(value)
        if isinstance(value, list):
            items = [self.view_of(item) for item in value]
            return items if any(map(is_not, items, value)) else value
        if isinstance(value, dict):
            entries = {key: self.view_of(item) for key, item in value.items()}
            return entries if any(entries[key] is not value[key] for key in value) else value
        return value


def view_for(rule: RecordRule | CorpusRule, model: type) -> Callable[[Any], Any] | None:
    """Return what makes the view that a rule has of a model's records; None if it is the record."""
    target = next((cls for cls in rule.models if issubclass(model, cls)), None)
    if target is None or target is Record or not is_model(target):
        return None
    known: dict[tuple[type, type], _Difference] = {}
    found = _difference(target, model, known)
    return found.view if any(difference.fields for difference in known.values()) else None


def _difference(
    target: type, model: type, known: dict[tuple[type, type], _Difference]
) -> _Difference:
    """Compare two classes, and those of their parts; a class may hold records of its own."""
    if (target, model) in known:
        return known[target, model]
    difference = known[target, model] = _Difference()
    if target is not model:
        own = table_of(model).by_name
        for here in table_of(target).fields:
            there = own[here.name]
            if (there.holds_none and not here.holds_none) or not here.shape.covers(there.shape):
                difference.fields.append(here)
            first, second = here.shape.record_model, there.shape.record_model
            if first is not None and second is not None and issubclass(second, first):
                difference.parts.append((here.name, _difference(first, second, known)))
    return difference
