"""From type hints to shapes: what the annotation of a field declares."""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable, Iterable
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

from article_schema.errors import ModelError
from article_schema.model.annotated import facets_in
from article_schema.model.constraints import Bound, Unique, whole_bounds
from article_schema.model.facets import Facet
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.choices import ChoiceShape, EnumShape, problem_of_words
from article_schema.model.shapes.containers import (
    AnyShape,
    MappingShape,
    RecordShape,
)
from article_schema.model.shapes.dates import DateShape
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    NumberShape,
    ScalarShape,
    TextShape,
)
from article_schema.model.shapes.sequences import ListShape, RowShape, SetShape, TupleShape
from article_schema.model.shapes.tables import is_model
from article_schema.model.shapes.unions import union_of

#: The class of `type Name = ...`, which came with Python 3.12.
_TYPE_ALIAS: Any = getattr(typing, "TypeAliasType", ())

_SCALARS: dict[Any, type[ScalarShape]] = {
    str: TextShape, float: NumberShape, bool: BooleanShape, date: DateShape,
}  # fmt: skip


def shape_of(hint: Any, where: str) -> tuple[Shape, bool]:
    """Return the shape that a type hint declares, and whether it admits None.

    A shape that stands in `Annotated` itself, the one nearest to the field, is what it declares.

    Raises:
        ModelError: the hint has no meaning in a file; `where` names the field in the message.
    """
    metadata: tuple[Any, ...] = ()
    nullable = False
    while True:
        hint = alias_value(hint)
        origin = get_origin(hint)
        if origin is Literal and None in get_args(hint) and len(get_args(hint)) > 1:
            words = tuple(word for word in get_args(hint) if word is not None)
            hint, nullable = Literal[words], True
        if origin is Annotated:
            hint, *more = get_args(hint)
            metadata = (*more, *metadata)
        elif origin in (Union, types.UnionType):
            nullable = nullable or type(None) in get_args(hint)
            members = [member for member in get_args(hint) if member is not type(None)]
            if any(isinstance(item, Shape) for item in metadata):
                break
            if len(members) != 1:
                union, inner = _union(members, metadata, where)
                return union, nullable or inner
            hint = members[0]
        else:
            break
    if get_origin(hint) is list:
        hint, metadata = _of_items(hint, metadata)
    declared = [item for item in metadata if isinstance(item, Shape)]
    notes = [item for item in metadata if not isinstance(item, Shape)]
    facets = tuple(facets_in(notes, where))
    shape = declared[-1] if declared else _plain_shape(hint, facets, where)
    if declared and not shape.facets:
        shape = shape.constrained(facets)
    if facets and shape.facets[: len(facets)] != facets:
        raise ModelError(
            f"{where}: only text, numbers, dates, lists and mappings can carry constraints"
        )
    _try_facets(facets, shape, where)
    return shape, nullable


def _of_items(hint: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Move what is about single values from a list to its items: what they point to."""
    moved = [note for note in metadata if getattr(note, "of_items", False)]
    if not moved:
        return hint, metadata
    item: Any = Annotated[(*get_args(hint), *moved)]
    return list[item], tuple(note for note in metadata if note not in moved)


def _union(members: list[Any], metadata: tuple[Any, ...], where: str) -> tuple[Shape, bool]:
    """Return the shape of a union; constraints around it hold for each of its types."""
    if metadata:
        members = [Annotated[(member, *metadata)] for member in members]
    found = [shape_of(member, where) for member in members]
    return union_of([shape for shape, _ in found], where), any(nullable for _, nullable in found)


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
    for facet in facets:
        if isinstance(facet, Bound) and isinstance(shape.sample, bool):
            raise ModelError(f"{where}: {facet!r:.80} cannot judge {shape.noun}")
        try:
            facet.keywords()
            if not facet.accepts(shape.sample):
                # What follows may rely on this one.
                return
        except Exception as error:
            message = f"{where}: {facet!r:.80} cannot judge {shape.noun}: {error}"
            raise ModelError(message) from error


def _plain_shape(hint: Any, facets: tuple[Facet, ...], where: str) -> Shape:
    if hint in (Any, object):
        return AnyShape()
    if hint is datetime:
        return InstantShape()
    if hint is int:
        return IntegerShape((*facets, *whole_bounds(facets, where)))
    if isinstance(hint, Hashable) and hint in _SCALARS:
        return _SCALARS[hint](facets)
    if is_model(hint):
        return RecordShape(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is dict and (key := _inner(arguments[0], where, "keys of a mapping")).is_text:
        value = _inner(arguments[1], where, "values of a mapping")
        return MappingShape(value, key if key.facets else None, facets)
    if origin in (list, tuple) and arguments:
        return _sequence(origin, arguments, facets, where)
    if origin in (set, frozenset):
        return _set(arguments[0], facets, where)
    if origin is Literal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return _choice(hint, arguments, where)
    raise ModelError(
        f"{where}: {hint!r} cannot stand in a file; use str, int, float, bool, date, datetime, "
        "Literal, an Enum, list[...], tuple[...], set[...], dict[str, ...], Any or a model class"
    )


def _sequence(
    origin: type, arguments: tuple[Any, ...], facets: tuple[Facet, ...], where: str
) -> Shape:
    """Return the shape of a list or a tuple."""
    what = f"items of a {origin.__name__}"
    if origin is tuple and (len(arguments) != 2 or arguments[1] is not Ellipsis):
        return RowShape(tuple(_inner(item, where, what) for item in arguments))
    item = _inner(arguments[0], where, what)
    if any(isinstance(facet, Unique) and facet.key is None for facet in facets):
        _refuse_moments(item, where)
    return TupleShape(item, facets) if origin is tuple else ListShape(item, facets)


def _set(hint: Any, facets: tuple[Facet, ...], where: str) -> Shape:
    item = _inner(hint, where, "items of a set")
    words = item.words if isinstance(item, ChoiceShape) else ()
    # In Python 1 equals True, and a member of an enum nothing but itself.
    if not item.is_single and not (words and (isinstance(item, EnumShape) or _differ(words))):
        raise ModelError(f"{where}: only single values can be in a set; use list[...]")
    _refuse_moments(item, where)
    return SetShape(item, (*facets, Unique()))


def _differ(words: tuple[Any, ...]) -> bool:
    return len(set(words)) == len(words)


def _refuse_moments(item: Shape, where: str) -> None:
    """Refuse items that are two in a file and one in Python, where each must be there once.

    Raises:
        ModelError: they are such.
    """
    if any(part.has_two_texts for part in item.flat()):
        raise ModelError(
            f"{where}: a file can write one moment in two ways, so nobody can tell whether it is "
            "there twice; use list[...] without Unique()"
        )


def _choice(hint: Any, arguments: tuple[Any, ...], where: str) -> Shape:
    words = arguments or tuple(member.value for member in hint)
    problem = problem_of_words(words)
    if problem:
        raise ModelError(f"{where}: {hint!r:.80} cannot stand in a file: {problem}")
    return ChoiceShape(words) if arguments else EnumShape(words, enum=hint)


def _inner(hint: Any, where: str, what: str) -> Shape:
    shape, nullable = shape_of(hint, where)
    if nullable:
        raise ModelError(f"{where}: the {what} cannot be None")
    return shape
