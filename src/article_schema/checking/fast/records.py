"""Records of a model, made of what the fast path has accepted.

For most checks the plain objects of the fast path are enough. Rules that it does not speak for get
the records that they get on the long way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from typing import Any

from article_schema.checking.fast.values import DoubtError
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.judged import AnyCaseInstantShape
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    NumberShape,
    TextShape,
)
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import EXTRA, table_of

#: What the fast path reads as a record has it.
_ALIKE = {
    TextShape, IntegerShape, NumberShape, BooleanShape, InstantShape, AnyCaseInstantShape,
}  # fmt: skip


@cache
def record_maker(model: type) -> Callable[[Any], Any]:
    """Return the function that makes a record of a class of what the fast path has accepted.

    The function raises `DoubtError` where a value does not tell what the record has.
    """
    steps = [
        (
            field.name,
            getattr(model, field.name).__set__,
            _converter(field.shape),
            field.make_default,
        )
        for field in table_of(model).fields
    ]
    set_extra = getattr(model, EXTRA).__set__

    def make(accepted: Any) -> Any:
        record: Any = object.__new__(model)
        there = vars(accepted)
        for name, put, convert, make_default in steps:
            if name in there:
                value = there[name]
                put(record, value if convert is None else convert(value))
            elif make_default is not None:
                put(record, make_default())
            else:
                put(record, None)
        set_extra(record, {})
        return record

    return make


def _made(model: type, accepted: Any) -> Any:
    # A class may hold records of itself, so its parts are not looked at before there are some.
    return record_maker(model)(accepted)


def _converter(shape: Shape) -> Callable[[Any], Any] | None:
    """Return what makes the value of a record of an accepted one; None where they are alike."""
    if type(shape) in _ALIKE:
        return None
    if type(shape) is RecordShape:
        return partial(_made, shape.model)
    if type(shape) is ListShape:
        convert = _converter(shape.item)
        # The fast path keeps lists that were read, and hands them out again.
        return list if convert is None else lambda items: list(map(convert, items))
    build = shape.builder()

    def converted(value: Any) -> Any:
        if isinstance(value, datetime) or not isinstance(value, str | int | float | list):
            # How it was written is lost.
            raise DoubtError
        return build(value)

    return converted
