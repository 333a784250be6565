"""Building: the short way from valid data to a model instance.

From the field table of a class one function is composed that judges and converts each value in one
step and sets it without asking the validators again. On the first value that does not fit it stops;
why is for `explain` to say. A property test holds the two verdicts together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from article_schema.errors import ModelError
from article_schema.model.shapes.base import Builder, RejectedError
from article_schema.model.shapes.tables import EXTRA, Field, table_of


class _Step(NamedTuple):
    """How the value of one field gets into an instance."""

    field: Field
    put: Callable[[Any, Any], None]
    convert: Builder


@cache
def _steps(model: type) -> tuple[_Step, ...]:
    return tuple(
        _Step(field, getattr(model, field.name).__set__, field.shape.builder())
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
    known, conditions, closed, takes = table.by_key, table.conditions, table.closed, table.takes
    rest = table.rest
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
        for condition in conditions:
            if not condition.holds(get):
                raise RejectedError
        if (unknown and closed and not all(key in known or takes(key) for key in data)) or not (
            rest is None or rest.accepts(data)
        ):
            raise RejectedError
        extra = {key: value for key, value in data.items() if key not in known} if unknown else {}
        set_extra(record, extra)
        return record

    return build


def stays_fit(data: Any, model: type, keys: Collection[str] | None) -> bool:
    """Tell whether data break a contract in no other way than before some of their values changed.

    Each value is judged on its own, and so is what several keys have to keep together. So if the
    values that changed are right, and so are all conditions, whatever is wrong was wrong before.

    Args:
        data: the data of a record.
        model: the class of the record.
        keys: the keys whose values have changed, have come or have gone; None where all may have.

    Returns:
        False also where only all of the data can tell.
    """
    table = table_of(model)
    if keys is None or not isinstance(data, dict) or table.closed or table.rest is not None:
        return False
    for key in keys:
        field = table.by_key.get(key)
        if field is None:
            continue
        value = data.get(key)
        if value is None:
            if not (field.nullable if key in data else field.make_default is not None):
                return False
            continue
        try:
            _converters(model)[key](value)
        except RejectedError:
            return False
    return all(condition.holds(data.get) for condition in table.conditions)


@cache
def _converters(model: type) -> dict[str, Builder]:
    return {step.field.key: step.convert for step in _steps(model)}


def recover(data: Any, model: type, rejected: set[str] | None = None) -> Any:
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
                with suppress(RejectedError):
                    put(record, field.shape.recover(value))
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
