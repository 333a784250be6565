"""Conversion: plain data of a file to model instances and back, through cattrs.

Valid data takes the short way, one generated function per class. When that fails, and only then,
the data is walked once to explain every fault; the two ways always agree on the verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, overload

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from article_schema.errors import ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.explain import FILE, accepts, explain_record
from article_schema.model.fields import EXTRA, Field, is_model, table_of
from article_schema.model.instants import is_instant, read_instant, write_instant
from article_schema.model.shapes import IN_FILE, Kind, ListShape, RecordShape, ScalarShape, Shape

M = TypeVar("M")
Data = dict[str, Any]


@overload
def structure(data: Any) -> Article: ...


@overload
def structure(data: Any, model: type[M]) -> M: ...


def structure(data: Any, model: type[Any] = Article) -> Any:
    """Turn plain data into an instance of a model, by default an `Article`.

    Args:
        data: what a JSON or YAML reader returns, with instants as text. Keys that the model does
            not know are kept in `extra`; None in an optional field stands for its absence.
        model: the class to build.

    Raises:
        ValidationError: the data breaks the contract; it holds every fault with its route.
        ModelError: the class is not a model.
    """
    table_of(model)
    try:
        return _converter().structure(data, model)
    except Exception:
        faults = explain(data, model)
        if not faults:
            raise
    raise ValidationError(faults)


def explain(data: Any, model: type = Article) -> list[Fault]:
    """Return every fault of plain data against a model; none when `structure` accepts it."""
    if not isinstance(data, dict):
        return [Fault("DOC007", "the data is not a mapping", "write `key: value` lines")]
    return list(explain_record(table_of(model), data, (), FILE))


def unstructure(record: Any) -> Data:
    """Turn a model instance into plain data in house order, without absent values.

    Instants become RFC 3339 text. Keys of `extra` follow the known ones.
    """
    data: Data = _converter().unstructure(record)
    return data


@overload
def salvage(data: Any) -> Article: ...


@overload
def salvage(data: Any, model: type[M]) -> M: ...


def salvage(data: Any, model: type[Any] = Article) -> Any:
    """Build an instance from data with faults: each attribute whose value is at fault stays unset.

    Reading an unset attribute raises `AttributeError`, so whoever judges the instance notices what
    cannot be judged. Lists of records keep their length; a broken item is an instance with nothing
    set.
    """
    instance = object.__new__(model)
    known = data if isinstance(data, dict) else None
    for field in table_of(model).fields:
        if known is not None:
            _salvage_field(instance, field, known)
    if known is not None:
        table = table_of(model)
        extra = {key: value for key, value in known.items() if key not in table.by_key}
        object.__setattr__(instance, EXTRA, extra)
    return instance


def _salvage_field(instance: Any, field: Field, data: Data) -> None:
    value = data.get(field.key)
    shape = field.shape
    if value is None:
        if field.make_default is not None:
            object.__setattr__(instance, field.name, field.make_default())
        elif field.nullable and field.key in data:
            object.__setattr__(instance, field.name, None)
    elif isinstance(shape, RecordShape):
        object.__setattr__(instance, field.name, salvage(value, shape.model))
    elif isinstance(shape, ListShape) and isinstance(shape.item, RecordShape):
        if isinstance(value, list):
            model = shape.item.model
            object.__setattr__(instance, field.name, [salvage(item, model) for item in value])
    elif accepts(field, value, FILE):
        object.__setattr__(instance, field.name, _converted(shape, value))


def _converted(shape: Shape, value: Any) -> Any:
    if isinstance(shape, ListShape):
        return [_converted(shape.item, item) for item in value]
    if isinstance(shape, ScalarShape) and shape.kind is Kind.INSTANT:
        return read_instant(value)
    if isinstance(shape, ScalarShape) and shape.kind is Kind.INTEGER:
        return int(value)
    return value


@cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=False, prefer_attrib_converters=False)
    for kind, target in ((Kind.TEXT, str), (Kind.BOOLEAN, bool), (Kind.NUMBER, float)):
        converter.register_structure_hook(target, _strict(IN_FILE[kind]))
    converter.register_structure_hook(int, _structure_integer)
    converter.register_structure_hook(datetime, _structure_instant)
    converter.register_unstructure_hook(datetime, write_instant)
    converter.register_structure_hook_func(_is_list, _structure_list(converter))
    converter.register_structure_hook_func(_is_mapping, _structure_mapping(converter))
    converter.register_structure_hook_factory(is_model, lambda cls: _structure_fn(converter, cls))
    converter.register_unstructure_hook_factory(
        is_model, lambda cls: _unstructure_fn(converter, cls)
    )
    return converter


def _strict(has_kind: Callable[[Any], bool]) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _: Any) -> Any:
        if not has_kind(value):
            raise TypeError
        return value

    return hook


def _structure_integer(value: Any, _: Any) -> int:
    if type(value) is int:
        return value
    if not IN_FILE[Kind.INTEGER](value):
        raise TypeError
    return int(value)


def _structure_instant(value: Any, _: Any) -> datetime:
    if type(value) is not str or not is_instant(value):
        raise TypeError
    return read_instant(value)


def _is_list(hint: Any) -> bool:
    return getattr(hint, "__origin__", None) is list


def _is_mapping(hint: Any) -> bool:
    return getattr(hint, "__origin__", None) is dict


def _structure_list(converter: Converter) -> Callable[[Any, Any], list[Any]]:
    def hook(value: Any, hint: Any) -> list[Any]:
        if not isinstance(value, list):
            raise TypeError
        item = hint.__args__[0]
        structure_item = converter.get_structure_hook(item)
        return [structure_item(element, item) for element in value]

    return hook


def _structure_mapping(converter: Converter) -> Callable[[Any, Any], Data]:
    def hook(value: Any, hint: Any) -> Data:
        if not isinstance(value, dict):
            raise TypeError
        item = hint.__args__[1]
        structure_item = converter.get_structure_hook(item)
        return {key: structure_item(element, item) for key, element in value.items()}

    return hook


def _structure_fn(converter: Converter, cls: type) -> Callable[[Any, Any], Any]:
    table = table_of(cls)
    overrides: dict[str, Any] = {f.name: override(rename=f.key) for f in table.fields}
    overrides[EXTRA] = override(omit=True)
    build: Callable[[Any, Any], Any] = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_detailed_validation=False,
        _cattrs_use_linecache=False,
        **overrides,
    )
    optional = {field.key for field in table.fields if not field.required}
    known = table.by_key

    def hook(data: Any, _: Any) -> Any:
        if not isinstance(data, dict):
            raise TypeError
        if None in data.values():
            present = {k: v for k, v in data.items() if v is not None or k not in optional}
        else:
            present = data
        record = build(present, cls)
        if not data.keys() <= known.keys():
            record.extra = {key: value for key, value in data.items() if key not in known}
        return record

    return hook


def _unstructure_fn(converter: Converter, cls: type) -> Callable[[Any], Data]:
    table = table_of(cls)
    overrides: dict[str, Any] = {
        field.name: override(rename=field.key, omit_if_default=not field.required)
        for field in table.fields
    }
    overrides[EXTRA] = override(omit=True)
    write: Callable[[Any], Data] = make_dict_unstructure_fn(
        cls, converter, _cattrs_use_linecache=False, **overrides
    )
    order = tuple(table.by_key)

    def hook(record: Any) -> Data:
        written = write(record)
        data = {key: written[key] for key in order if key in written}
        for key, value in record.extra.items():
            data.setdefault(key, value)
        return data

    return hook
