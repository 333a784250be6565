"""Loosening: rules written for a model, called with records of a class that asks for less.

A project may subclass `Article` and let fields be absent, or give them another type. A rule for
`Article` knows nothing of that and would compare None with a date. It therefore sees such a
record as one whose field is at fault: reading it says that this rule cannot judge.
"""

from __future__ import annotations

import copy
from typing import Any

from article_schema.model.fields import Record, is_model, table_of
from article_schema.model.shapes import ListShape, RecordShape, ScalarShape, Shape
from article_schema.rules.base import Rule


class Loosening:
    """How the records of a model differ from what a rule was written for."""

    __slots__ = ("optional", "other")

    def __init__(self, rule: Rule, model: type) -> None:
        #: Fields that hold None where the rule expects a value.
        self.optional: tuple[str, ...] = ()
        #: Fields with values of another kind.
        self.other: tuple[str, ...] = ()
        target = next((cls for cls in rule.targets if issubclass(model, cls)), None)
        if target is None or target is model or target is Record or not is_model(target):
            return
        own = table_of(model).by_name
        pairs = [(field, own[field.name]) for field in table_of(target).fields]
        self.optional = tuple(
            there.name for here, there in pairs if there.holds_none and not here.holds_none
        )
        self.other = tuple(
            there.name for here, there in pairs if not _is_alike(here.shape, there.shape)
        )

    def __bool__(self) -> bool:
        return bool(self.optional or self.other)

    def view(self, record: Any) -> Any:
        """Return the record as the rule may see it; the very same where nothing is in its way."""
        hidden = [
            name
            for name in self.other + self.optional
            if hasattr(record, name) and (name in self.other or getattr(record, name) is None)
        ]
        if not hidden:
            return record
        seen = copy.copy(record)
        for name in hidden:
            object.__delattr__(seen, name)
        return seen


def _is_alike(here: Shape, there: Shape) -> bool:
    if isinstance(here, ScalarShape):
        return isinstance(there, ScalarShape) and here.kind is there.kind
    if isinstance(here, ListShape):
        return isinstance(there, ListShape) and _is_alike(here.item, there.item)
    if isinstance(here, RecordShape):
        return isinstance(there, RecordShape) and issubclass(there.model, here.model)
    return type(here) is type(there)
