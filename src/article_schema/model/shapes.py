"""Shapes: what a value of a field looks like, in Python and in a file.

Python and file differ in one point: an instant is a `datetime` there and RFC 3339 text here. A
whole number that is written with a fraction (`1.0`) is an integer in a file, because JSON Schema
takes it for one (2020-12 validation, section 6.1.1), and a schema cannot tell the two apart.
Infinity and "not a number" are no numbers here: JSON has neither (RFC 8259 section 6).
"""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import Annotated, Any, Literal, NewType, TypeAlias, Union, get_args, get_origin

from attrs import field, frozen

from article_schema.errors import ModelError
from article_schema.model.facets import Bound, Facet, facets_in, whole_bounds
from article_schema.model.instants import is_instant
from article_schema.model.plain import is_number, is_text, is_whole


class Kind(Enum):
    """The kinds of single values; the value is the name that people read."""

    TEXT = "text"
    INTEGER = "a whole number"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    INSTANT = "a date and time"


def _is_file_integer(value: object) -> bool:
    return type(value) is int or (type(value) is float and value.is_integer())


def _is_number(value: object) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


#: Whether a value from a file has the kind.
IN_FILE: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda value: isinstance(value, str),
    Kind.INTEGER: _is_file_integer,
    Kind.NUMBER: _is_number,
    Kind.BOOLEAN: lambda value: type(value) is bool,
    Kind.INSTANT: lambda value: isinstance(value, str) and is_instant(value),
}

#: Whether a value in Python has the kind, or stands for one that has it (`model.plain`).
IN_PYTHON: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: is_text,
    Kind.INTEGER: is_whole,
    Kind.NUMBER: is_number,
    Kind.BOOLEAN: lambda value: isinstance(value, bool),
    Kind.INSTANT: lambda value: (
        isinstance(value, datetime) and isinstance(value.utcoffset(), timedelta)
    ),
}

#: A value of each kind that facets judge.
_SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "",
    Kind.INTEGER: 0,
    Kind.NUMBER: 0.0,
    Kind.BOOLEAN: False,
}

#: The class of `type Name = ...`, which came with Python 3.12.
_TYPE_ALIAS: Any = getattr(typing, "TypeAliasType", ())

_KINDS: dict[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.BOOLEAN,
}


@frozen
class ScalarShape:
    """A single value of one kind."""

    kind: Kind
    facets: tuple[Facet, ...] = ()


@frozen
class ChoiceShape:
    """One of a few words, declared as `Literal`."""

    words: tuple[str, ...]


@frozen
class ListShape:
    """A list of values of one shape; its facets speak about the list itself."""

    item: Shape
    facets: tuple[Facet, ...] = ()


@frozen
class MappingShape:
    """A mapping from any key to values of one shape."""

    value: Shape


@frozen
class RecordShape:
    """A mapping that is itself an instance of a model class."""

    model: type = field(repr=lambda model: str(model.__name__))


@frozen
class AnyShape:
    """Any data at all."""


Shape: TypeAlias = ScalarShape | ChoiceShape | ListShape | MappingShape | RecordShape | AnyShape


def shape_of(hint: Any, is_model: Callable[[Any], bool], where: str) -> tuple[Shape, bool]:
    """Return the shape that a type hint declares, and whether it admits None.

    Raises:
        ModelError: the hint has no meaning in a file; `where` names the field in the message.
    """
    metadata: tuple[Any, ...] = ()
    nullable = False
    while True:
        hint = alias_value(hint)
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *more = get_args(hint)
            metadata = (*more, *metadata)
        elif origin in (Union, types.UnionType):
            members = [member for member in get_args(hint) if member is not type(None)]
            if len(members) != 1:
                raise ModelError(f"{where}: a field has one type, or one type and None, not {hint}")
            hint, nullable = members[0], True
        else:
            facets = tuple(facets_in(metadata, where))
            shape = _plain_shape(hint, facets, is_model, where)
            if facets and getattr(shape, "facets", ())[: len(facets)] != facets:
                raise ModelError(f"{where}: only text, numbers and lists can carry constraints")
            _try_facets(facets, shape, where)
            return shape, nullable


def alias_value(hint: Any) -> Any:
    """Return the type that a named one stands for: `type Name = ...` and `NewType`."""
    while True:
        if isinstance(hint, _TYPE_ALIAS):
            hint = hint.__value__
        elif isinstance(hint, NewType):
            hint = hint.__supertype__
        else:
            return hint


def _try_facets(facets: Iterable[Facet], shape: Shape, where: str) -> None:
    """Make sure that facets can judge the values of their field at all.

    Raises:
        ModelError: one of them cannot.
    """
    sample = _SAMPLES.get(shape.kind) if isinstance(shape, ScalarShape) else []
    what = shape.kind.value if isinstance(shape, ScalarShape) else "a list"
    for facet in facets:
        if isinstance(facet, Bound) and isinstance(sample, bool):
            raise ModelError(f"{where}: {facet!r:.80} cannot judge {what}")
        try:
            facet.keywords()
            if not facet.accepts(sample):
                # What follows may rely on this one.
                return
        except Exception as error:
            raise ModelError(f"{where}: {facet!r:.80} cannot judge {what}: {error}") from error


def _plain_shape(
    hint: Any, facets: tuple[Facet, ...], is_model: Callable[[Any], bool], where: str
) -> Shape:
    if hint in (Any, object):
        return AnyShape()
    if hint is datetime:
        # It is text in a file and a datetime in Python: no facet could judge both.
        return ScalarShape(Kind.INSTANT)
    if hint is int:
        return ScalarShape(Kind.INTEGER, (*facets, *whole_bounds(facets, where)))
    if isinstance(hint, Hashable) and hint in _KINDS:
        return ScalarShape(_KINDS[hint], facets)
    if is_model(hint):
        return RecordShape(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        item, nullable = shape_of(arguments[0], is_model, where)
        if nullable:
            raise ModelError(f"{where}: the items of a list cannot be None")
        return ListShape(item, facets)
    if origin is dict and arguments[0] is str:
        value, nullable = shape_of(arguments[1], is_model, where)
        if nullable:
            raise ModelError(f"{where}: the values of a mapping cannot be None")
        return MappingShape(value)
    if origin is Literal and all(isinstance(word, str) for word in arguments):
        return ChoiceShape(arguments)
    raise ModelError(
        f"{where}: {hint!r} cannot stand in a file; use str, int, float, bool, datetime, Literal, "
        "list[...], dict[str, ...], Any or a model class"
    )
