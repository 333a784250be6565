"""Matching: whether an attribute still says what the data of its file say.

The data have been judged before, and most attributes hold the very values. So an article is
compared with the data as they stand, and none of them is judged or converted again but those that
an attribute holds otherwise, such as dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, singledispatch
from typing import Any, NamedTuple, TypeAlias

from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.scalars import BooleanShape, InstantShape, NumberShape, TextShape
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import EXTRA, Field, is_model, table_of

#: Tells whether a value in Python is surely written as a value of a file that was judged before.
Matcher: TypeAlias = Callable[[Any, Any], bool]

#: Key, name, whether it is in Python what it is in a file, matcher, maker of the default, field.
_Step: TypeAlias = tuple[str, str, bool, Matcher, Callable[[], object] | None, Field]
#: Types whose values are alike if they are equal.
_EQUAL = frozenset((str, int, float, bool, date))
#: Shapes whose values are in Python what they are in a file.
_PLAIN = (TextShape, NumberShape, BooleanShape)


class Changed(NamedTuple):
    """A field whose attribute does not say what the file says."""

    field: Field
    held: Any
    read: Any


def changed_fields(record: Any, data: dict[str, Any]) -> Iterator[Changed]:
    """Yield the fields of a record that have other values than the data that it was made of.

    What the file says is yielded as an attribute holds it.

    Raises:
        AttributeError: somebody has deleted an attribute.
        RejectedError: the data break the contract.
    """
    model: type = type(record)
    for key, name, is_plain, match, make_default, field in _steps(model):
        value, held = data.get(key), getattr(record, name)
        if value is None:
            read = None if make_default is None else make_default()
            if held is not read and not alike(held, read):
                yield Changed(field, held, read)
        elif not ((is_plain and type(held) is type(value) and held == value) or match(held, value)):
            yield Changed(field, held, field.shape.builder()(value))


def keeps_extra(record: Any, data: dict[str, Any]) -> bool:
    """Tell whether a record has the keys of its data that no field is for."""
    known = table_of(type(record)).by_key
    extra = getattr(record, EXTRA)
    unknown = [key for key in data if key not in known]
    return (
        type(extra) is dict
        and len(extra) == len(unknown)
        and all(key in extra and alike(extra[key], data[key]) for key in unknown)
    )


def alike(held: Any, read: Any) -> bool:
    """Tell whether a value is surely written as one that was read, down to its last part."""
    if held is read:
        return True
    kind = type(held)
    if kind is not type(read):
        return False
    if kind in _EQUAL:
        return bool(held == read)
    if kind is list:
        return len(held) == len(read) and all(map(alike, held, read))
    if kind is dict:
        return held.keys() == read.keys() and all(
            alike(value, read[key]) for key, value in held.items()
        )
    if is_model(kind):
        names = (*table_of(kind).by_name, EXTRA)
        # Somebody may have deleted an attribute.
        return all(hasattr(each, name) for each in (held, read) for name in names) and all(
            alike(getattr(held, name), getattr(read, name)) for name in names
        )
    # Two moments are equal in different zones, and are not written alike.
    return kind is datetime and bool(held.isoformat() == read.isoformat())


@cache
def _steps(model: type) -> tuple[_Step, ...]:
    return tuple(
        (
            field.key, field.name, isinstance(field.shape, _PLAIN), _matcher(field.shape),
            field.make_default, field,
        )
        for field in table_of(model).fields
    )  # fmt: skip


@singledispatch
def _matcher(shape: Shape) -> Matcher:
    """Return the function for the values of a shape."""
    convert = shape.builder()
    return lambda held, value: alike(held, convert(value))


@_matcher.register
def _of_instant(shape: InstantShape) -> Matcher:
    convert = shape.builder()

    def match(held: Any, value: Any) -> bool:
        if type(held) is datetime and held.isoformat().replace("+00:00", "Z") == value:
            return True
        return alike(held, convert(value))

    return match


@_matcher.register
def _of_list(shape: ListShape) -> Matcher:
    if shape.kind is not list:
        # A set or a tuple, which is something else in a file.
        convert = shape.builder()
        return lambda held, value: alike(held, convert(value))
    match = _matcher(shape.item)

    def match_items(held: Any, value: Any) -> bool:
        return type(held) is list and len(held) == len(value) and all(map(match, held, value))

    return match_items


@_matcher.register
def _of_record(shape: RecordShape) -> Matcher:
    model = shape.model

    def match(held: Any, value: Any) -> bool:
        return (
            type(held) is model
            and next(changed_fields(held, value), None) is None
            and keeps_extra(held, value)
        )

    return match
