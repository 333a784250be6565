"""Conversion: plain data of a file to model instances and back, through cattrs.

Valid data takes the short way, one composed function per class (`model.shapes.building`). When that
rejects it, and only then, the data is walked once to explain every fault; the two ways always agree
on the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from math import isfinite
from typing import Any, Literal, TypeVar, get_origin, overload

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from article_schema.arguments import require
from article_schema.document.compare import same
from article_schema.errors import UsageError, ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.dates.instants import write_instant
from article_schema.model.fields import Record
from article_schema.model.plain import ENDED, EndlessError, in_order, plain
from article_schema.model.shapes.base import FILE, PYTHON, RejectedError, subject
from article_schema.model.shapes.building import builder_of
from article_schema.model.shapes.explain import explain_extra, explain_plain, explain_record
from article_schema.model.shapes.tables import EXTRA, is_model, table_of
from article_schema.routes import Route
from article_schema.rules.codes import NOT_A_MAPPING, OVER_THE_LIMIT, WRONG_TYPE
from article_schema.signatures import PlainData

M = TypeVar("M", bound=Record)
Data = dict[str, Any]

_ENDLESS = Fault(OVER_THE_LIMIT, f"the data {EndlessError.message}", ENDED)


@overload
def structure(data: object) -> Article: ...


@overload
def structure(data: object, model: type[M]) -> M: ...


def structure(data: object, model: type[Record] = Article) -> Record:
    """Turn plain data into an instance of a model, by default an `Article`.

    The instance owns what it holds: it shares no list and no dict with the data.

    >>> provider = structure({"name": "Times", "domain": "example.com", "since": 1999}, Provider)
    >>> provider.name, provider.extra
    ('Times', {'since': 1999})
    >>> structure({"name": "Example Times"}, Provider)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `domain` is missing; add it, for example `domain: \
example.com`

    Args:
        data: what a JSON or YAML reader returns. Keys that the model does not know are kept in
            `extra`; None in an optional field stands for its absence. What stands for plain data
            is taken for it: instants for their text, tuples for lists, an enum of text for text.
        model: the class to build.

    Raises:
        ValidationError: the data breaks the contract; it holds every fault with its route.
        ModelError: the class is not a model.
    """
    table_of(model)
    try:
        return _converter().structure(plain(data), model)
    except (RejectedError, EndlessError):
        raise ValidationError(explain(data, model)) from None


def fits(data: Any, model: type) -> bool:
    """Tell whether plain data keep the contract of a model."""
    try:
        builder_of(model)(data)
    except RejectedError:
        return False
    return True


def require_fit(data: Any, model: type) -> None:
    """Make sure that plain data keep the contract of a model.

    Raises:
        ValidationError: they do not; it holds every fault with its route.
    """
    if not fits(data, model):
        raise ValidationError(explain(data, model))


def explain(data: Any, model: type = Article) -> list[Fault]:
    """Return every fault of plain data against a model; none when `structure` accepts it."""
    table = table_of(model)
    try:
        data = plain(data)
    except EndlessError:
        return [_ENDLESS]
    if isinstance(data, list):
        message = f"the data is not a mapping but a list of {_items(data)}"
        return [Fault(NOT_A_MAPPING, message, "take its items one by one")]
    if isinstance(data, Record):
        message = f"the data is not a mapping but an instance of {type(data).__name__}"
        return [Fault(NOT_A_MAPPING, message, "unstructure() makes plain data of it")]
    if not isinstance(data, dict):
        return [Fault(NOT_A_MAPPING, "the data is not a mapping", "write `key: value` lines")]
    items = data.get("value")
    if isinstance(items, list) and not data.keys() & table.by_key.keys():
        message = f"the data is not one record but a page of {_items(items)}"
        return [Fault(NOT_A_MAPPING, message, "take the items of its `value` one by one")]
    return list(explain_record(table, data, (), FILE))


def _items(items: list[Any]) -> str:
    return f"{len(items):,} {'item' if len(items) == 1 else 'items'}"


def unstructure(record: Record, *, mode: Literal["file", "json"] = "file") -> dict[str, PlainData]:
    """Turn a model instance into plain data in house order, without absent values.

    Instants become RFC 3339 text. Keys of `extra` follow the known ones. The data share no list and
    no dict with the instance.

    >>> from datetime import UTC, datetime
    >>> article = load("examples/articles/2020-06-12-the-harbour-at-dawn.md").article
    >>> article.updated_date_time = datetime(2020, 6, 13, 8, 30, tzinfo=UTC)
    >>> unstructure(article)["updatedDateTime"]
    '2020-06-13T08:30:00Z'

    Args:
        record: the instance.
        mode: "json" makes sure that every writer of JSON takes the data: YAML has infinity and NaN,
            and JSON has none of them.

    Raises:
        TypeError: the value is not an instance of a model.
        ValidationError: `extra` holds the key of a field, or the instance holds itself; with the
            mode "json" also what JSON cannot hold.
        UsageError: there is no such mode.
    """
    if mode not in ("file", "json"):
        raise UsageError(f'mode is "file" or "json", not {mode!r:.80}')
    require(record, Record, "unstructure() takes a model instance")
    try:
        data: Data = plain(_converter().unstructure(record))
    except (EndlessError, RecursionError):
        raise ValidationError([_ENDLESS]) from None
    if mode == "json" and (faults := [*explain_plain(data, ()), *_not_in_json(data, ())]):
        raise ValidationError(faults)
    return data


def _not_in_json(value: Any, route: Route) -> Iterator[Fault]:
    """Yield a fault for each number that JSON cannot write."""
    if isinstance(value, float) and not isfinite(value):
        message = f"{subject(route)} is {value}, which JSON cannot hold"
        yield Fault(WRONG_TYPE, message, "write a number, or text", route)
    elif isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _not_in_json(part, (*route, step))


def explain_instance(record: Any) -> list[Fault]:
    """Return every fault of a model instance; none when a file can hold it."""
    try:
        return list(explain_record(table_of(type(record)), record, (), PYTHON))
    except RecursionError:
        return [_ENDLESS]


@cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    converter.register_unstructure_hook(datetime, write_instant)
    converter.register_unstructure_hook_func(
        _is_set, lambda items: [converter.unstructure(item) for item in in_order(items)]
    )
    converter.register_structure_hook_factory(is_model, _structure_fn)
    converter.register_unstructure_hook_factory(
        is_model, lambda cls: _unstructure_fn(converter, cls)
    )
    return converter


def _is_set(kind: Any) -> bool:
    kind = get_origin(kind) or kind
    return isinstance(kind, type) and issubclass(kind, set | frozenset)


def _structure_fn(cls: type) -> Callable[[Any, Any], Any]:
    build = builder_of(cls)
    return lambda data, _: build(data)


def _unstructure_fn(converter: Converter, cls: type) -> Callable[[Any], Data]:
    table = table_of(cls)
    judged = {
        field.key: make
        for field in table.fields
        if (make := field.make_default) is not None and not field.shape.compares_by_value(make())
    }
    overrides: dict[str, Any] = {
        field.name: override(
            rename=field.key,
            omit_if_default=not field.required and field.key not in judged,
        )
        for field in table.fields
    }
    overrides[EXTRA] = override(omit=True)
    write: Callable[[Any], Data] = make_dict_unstructure_fn(
        cls, converter, _cattrs_use_linecache=False, **overrides
    )
    order = tuple(table.by_key)

    def is_default(value: Any, make_default: Callable[[], Any]) -> bool:
        default = make_default()
        return value is default or same(plain(value), plain(converter.unstructure(default)))

    def hook(record: Any) -> Data:
        kind = type(record)
        if kind is not cls:
            # An instance of a subclass has fields of its own.
            whole: Data = converter.unstructure(record)
            return whole
        written = write(record)
        data = {key: written[key] for key in order if key in written}
        for key, make_default in judged.items():
            if is_default(data[key], make_default):
                del data[key]
        extra = record.extra
        if extra:
            if not table.by_key.keys().isdisjoint(extra):
                raise ValidationError(explain_extra(table, extra))
            data.update(converter.unstructure(extra))
        return data

    return hook
