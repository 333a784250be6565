"""Building: the short way from valid data to a model instance.

From the field table of a class one function is composed that judges and converts each value in one
step and sets it without asking the validators again. On the first value that does not fit it stops;
why is for `explain` to say. A property test holds the two verdicts together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from article_schema.errors import ModelError
from article_schema.model.instants import is_instant, read_instant
from article_schema.model.judging import verdict_of
from article_schema.model.shapes import (
    IN_FILE,
    ChoiceShape,
    Kind,
    ListShape,
    MappingShape,
    RecordShape,
    ScalarShape,
    Shape,
)
from article_schema.model.tables import EXTRA, Field, is_absent, table_of

Builder: TypeAlias = Callable[[Any], Any]


class RejectedError(Exception):
    """The data does not fit the model; `explain` says why."""


class _Step(NamedTuple):
    """How the value of one field gets into an instance."""

    field: Field
    put: Callable[[Any, Any], None]
    convert: Builder


@cache
def _steps(model: type) -> tuple[_Step, ...]:
    return tuple(
        _Step(field, getattr(model, field.name).__set__, _converter(field.shape))
        for field in table_of(model).fields
    )


@cache
def builder_of(model: type) -> Builder:
    """Return the function that turns the data of a file into an instance of a model.

    The function raises `RejectedError` for data that breaks the contract.

    Raises:
        ModelError: the class is abstract.
    """
    table = table_of(model)
    unmet = sorted(getattr(model, "__abstractmethods__", ()))
    if unmet:
        names = ", ".join(unmet)
        raise ModelError(f"{model.__name__}: no record can be made of it, as it lacks {names}")
    steps = [
        (field.key, put, convert, field.make_default, field.nullable)
        for field, put, convert in _steps(model)
    ]
    known, groups, closed = table.by_key, table.one_of, table.closed
    set_extra = getattr(model, EXTRA).__set__

    def build(data: Any) -> Any:
        if not isinstance(data, dict):
            raise RejectedError
        record: Any = object.__new__(model)
        unknown = len(data)
        get = data.get
        for key, put, convert, make_default, nullable in steps:
            value = get(key)
            if value is not None:
                unknown -= 1
                put(record, convert(value))
                continue
            there = key in data
            unknown -= there
            if there and not nullable:
                raise RejectedError
            if make_default is not None:
                put(record, make_default())
            elif there:
                put(record, None)
            else:
                raise RejectedError
        for keys in groups:
            if all(is_absent(get(key)) for key in keys):
                raise RejectedError
        if unknown and closed:
            raise RejectedError
        extra = {key: value for key, value in data.items() if key not in known} if unknown else {}
        set_extra(record, extra)
        return record

    return build


def salvage(data: Any, model: type, rejected: set[str] | None = None) -> Any:
    """Build an instance from data with faults: each attribute whose value is at fault stays unset.

    Reading an unset attribute raises `AttributeError`, so whoever judges the instance notices what
    cannot be judged. Lists of records keep their length; a broken item is an instance with nothing
    set.

    Args:
        data: the data of a record.
        model: the class of the instance.
        rejected: takes the keys whose values break the contract.
    """
    record: Any = object.__new__(model)
    if not isinstance(data, dict):
        getattr(model, EXTRA).__set__(record, {})
        return record
    for field, put, convert in _steps(model):
        value = data.get(field.key)
        if value is not None:
            try:
                put(record, convert(value))
            except RejectedError:
                if rejected is not None:
                    rejected.add(field.key)
                _put_remains(record, field.shape, put, value)
            continue
        if field.make_default is not None:
            put(record, field.make_default())
        elif field.nullable and field.key in data:
            put(record, None)
        if rejected is not None and not field.nullable and field.key in data:
            rejected.add(field.key)
    known = table_of(model).by_key
    extra = {key: value for key, value in data.items() if key not in known}
    getattr(model, EXTRA).__set__(record, extra)
    return record


def _put_remains(record: Any, shape: Shape, put: Callable[[Any, Any], None], value: Any) -> None:
    """Set an attribute to what is sound in a value with faults, if that can be said."""
    if isinstance(shape, RecordShape):
        put(record, salvage(value, shape.model))
    elif (
        isinstance(shape, ListShape)
        and isinstance(shape.item, RecordShape)
        and isinstance(value, list)
    ):
        model = shape.item.model
        put(record, [salvage(item, model) for item in value])


def _converter(shape: Shape) -> Builder:
    """Return the function that judges and converts a value of a shape."""
    if isinstance(shape, ScalarShape):
        return _scalar_converter(shape)
    if isinstance(shape, ListShape):
        return _list_converter(shape)
    if isinstance(shape, RecordShape):
        return _record_converter(shape.model)
    if isinstance(shape, ChoiceShape):
        return _checked(lambda value: isinstance(value, str) and value in shape.words)
    if isinstance(shape, MappingShape):
        return _mapping_converter(shape)
    return lambda value: value


def _record_converter(model: type) -> Builder:
    def convert(value: Any) -> Any:
        # A class may contain itself, so its builder is looked up when it is needed.
        return builder_of(model)(value)

    return convert


def _checked(accepts: Callable[[Any], bool]) -> Builder:
    def convert(value: Any) -> Any:
        if not accepts(value):
            raise RejectedError
        return value

    return convert


def _scalar_converter(shape: ScalarShape) -> Builder:
    tests = tuple(map(verdict_of, shape.facets))
    if shape.kind is Kind.TEXT:
        return _text_converter(tests)
    if shape.kind is Kind.INSTANT:
        return _instant_converter(tests)
    has_kind = IN_FILE[shape.kind]
    whole = shape.kind is Kind.INTEGER

    def convert(value: Any) -> Any:
        if not has_kind(value):
            raise RejectedError
        for test in tests:
            if not test(value):
                raise RejectedError
        return int(value) if whole else value

    return convert


def _text_converter(tests: tuple[Callable[[Any], bool], ...]) -> Builder:
    def convert(value: Any) -> Any:
        if not isinstance(value, str):
            raise RejectedError
        for test in tests:
            if not test(value):
                raise RejectedError
        return value

    return convert


def _instant_converter(tests: tuple[Callable[[Any], bool], ...]) -> Builder:
    def convert(value: Any) -> Any:
        if not isinstance(value, str) or not is_instant(value):
            raise RejectedError
        instant = read_instant(value)
        for test in tests:
            if not test(instant):
                raise RejectedError
        return instant

    return convert


def _list_converter(shape: ListShape) -> Builder:
    convert_item = _converter(shape.item)
    tests = tuple(map(verdict_of, shape.facets))

    def convert(value: Any) -> Any:
        if not isinstance(value, list):
            raise RejectedError
        for test in tests:
            if not test(value):
                raise RejectedError
        return [convert_item(item) for item in value]

    return convert


def _mapping_converter(shape: MappingShape) -> Builder:
    convert_value = _converter(shape.value)

    def convert(value: Any) -> Any:
        if not isinstance(value, dict):
            raise RejectedError
        return {key: convert_value(item) for key, item in value.items()}

    return convert
