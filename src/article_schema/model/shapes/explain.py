"""Explaining: one walk over field table and values that names every fault with its route.

Two forms of values are walked: `FILE`, plain data as a file holds it, and `PYTHON`, what attributes
hold. Both ask the same facets, so a message reads the same in a traceback and in the checker.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.plain import is_text, odd_parts
from article_schema.model.shapes.base import JSON, PYTHON, TOML, Representation, subject
from article_schema.model.shapes.tables import (
    EXTRA,
    Field,
    ModelTable,
    Values,
    data_of,
    is_model,
    table_of,
)
from article_schema.model.showing import kind_of
from article_schema.model.spelling import MOST_GUESSES, closest, closest_key
from article_schema.routes import Route
from article_schema.rules.codes import (
    DUPLICATE_KEY,
    EMPTY_VALUE,
    MISSING_FIELD,
    MISSPELT_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
)

#: Stands for an attribute that somebody deleted.
_DELETED = object()
#: A key that needs no quotes in TOML.
_BARE = late_pattern(r"[A-Za-z0-9_-]+")


def accepts(field: Field, value: Any, form: Representation = PYTHON) -> bool:
    """Tell quickly whether a field takes a value; the same verdict as `explain_value`."""
    if value is None:
        return _takes_none(field, form)
    return field.shape.accepts(value, form)


def explain_value(
    field: Field, value: Any, route: Route = (), form: Representation = PYTHON
) -> list[Fault]:
    """Return every fault of a field's value; `route` is that of the record."""
    return list(_explain_value(field, value, route, form))


def _explain_value(field: Field, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
    place = (*route, field.key)
    if value is None:
        if not _takes_none(field, form):
            message = f"{subject(place)} has no value"
            yield Fault(field.code or EMPTY_VALUE, message, _advice(field, form), place)
        return
    for fault in field.shape.explain(value, place, form):
        # Where nothing tells which number was meant, an example of the field's own says most.
        is_open = fault.code == WRONG_TYPE and not fault.help and fault.route == place
        example, advice = field.examples[0] if field.examples else None, fault.help
        if is_open and form.in_file and isinstance(example, int | float):
            advice = f"write, for example, `{_entry(field, form)}`"
        if advice != fault.help or field.code is not None:
            yield replace(fault, code=field.code or fault.code, help=advice)
        else:
            yield fault


def _takes_none(field: Field, form: Representation) -> bool:
    return field.nullable if form.in_file else field.holds_none


def _advice(field: Field, form: Representation) -> str:
    example = _entry(field, form)
    if field.shape.model is not None and example:
        # Shorter, so that it can be pasted from one line of a terminal.
        return f"add it as `{example}`"
    return f"add it, for example `{example}`" if example else "add it"


def _entry(field: Field, form: Representation) -> str:
    """Write the key with a value as the language of the file has it, if one is known."""
    value = _written_example(field, form)
    if form == TOML:
        key = field.key if _BARE.fullmatch(field.key) else json.dumps(field.key)
        return value and f"{key} = {value}"
    return value and f"{json.dumps(field.key) if form == JSON else field.key}: {value}"


#: The classes of which an example is being written.
_BEING_WRITTEN: ContextVar[tuple[type, ...]] = ContextVar("_BEING_WRITTEN", default=())


def record_in_braces(model: type, entry: Callable[[Field], str]) -> str:
    """Return an example of a record on one line.

    Args:
        model: the class of the record.
        entry: writes key and value of a required field; nothing where no example is known.

    Returns:
        Nothing where a required field has no example, as in a record that needs one of its kind.
    """
    if model in _BEING_WRITTEN.get():
        return ""
    token = _BEING_WRITTEN.set((*_BEING_WRITTEN.get(), model))
    try:
        parts = [entry(each) for each in table_of(model).fields if each.required]
    finally:
        _BEING_WRITTEN.reset(token)
    return f"{{{', '.join(parts)}}}" if all(parts) else ""


def _written_example(field: Field, form: Representation) -> str:
    if form not in (TOML, JSON):
        return field.example_text
    if field.shape.model is not None:
        return record_in_braces(field.shape.model, lambda each: _entry(each, form))
    example = field.examples[0] if field.examples else None
    if isinstance(example, int | float) or (
        isinstance(example, list) and all(map(is_text, example))
    ):
        return json.dumps(example, ensure_ascii=False)
    text = example if isinstance(example, str) else field.shape.example_text()
    is_quoted = not (form == TOML and field.shape.is_instant) and field.shape.accepts(text, form)
    return json.dumps(text, ensure_ascii=False) if text and is_quoted else text


def explain_plain(value: Any, route: Route) -> Iterator[Fault]:
    """Yield a fault for each part of a value in Python that no file can hold."""
    for odd in odd_parts(value, route):
        if is_model(type(odd.value)):
            yield from explain_record(table_of(type(odd.value)), odd.value, odd.route, PYTHON)
        else:
            message = f"{subject(odd.route)} {odd.reason}"
            yield Fault(WRONG_TYPE, message, odd.help, odd.route)


def explain_record(
    table: ModelTable,
    value: Any,
    route: Route,
    form: Representation,
    rejected: Container[str] | None = None,
) -> Iterator[Fault]:
    """Yield every fault of a record.

    Args:
        table: the table of its class.
        value: a dict of a file, or an instance of the class.
        route: its route.
        form: which of the two it is.
        rejected: the keys of a dict whose values are known to be at fault; all that are there
            where it is None.
    """
    if table.rest is None:
        yield from _explain_fields(table, value, route, form, rejected)
        yield from explain_conditions(table, value, route)
        return
    told = [
        *_explain_fields(table, value, route, form, rejected),
        *explain_conditions(table, value, route),
    ]
    yield from told
    data = value if form.in_file else data_of(value)
    yield from untold(table.rest.faults(data, route), told)


def untold(more: Iterable[Fault], told: Iterable[Fault]) -> Iterator[Fault]:
    """Yield those of further faults that are about other places than what is told already.

    A value at fault has others above it break their contract, and those in it.
    """
    routes = {fault.route for fault in told}
    above = {route[:end] for route in routes for end in range(len(route))}
    for fault in more:
        parts = {fault.route[:end] for end in range(len(fault.route) + 1)}
        if fault.route not in above and routes.isdisjoint(parts):
            yield fault


def _explain_fields(
    table: ModelTable,
    value: Any,
    route: Route,
    form: Representation,
    rejected: Container[str] | None,
) -> Iterator[Fault]:
    if form.in_file:
        yield from _missing(table, value, route, form)
        for field in table.fields:
            if field.key in (value if rejected is None else rejected):
                yield from _explain_value(field, value[field.key], route, form)
        yield from _refused_keys(table, value, route)
    else:
        for field in table.fields:
            held = getattr(value, field.name, _DELETED)
            if held is _DELETED:
                place, advice = (*route, field.key), "give the attribute a value again"
                yield Fault(MISSING_FIELD, missing(place), advice, place, "key")
            # Most fields of most records are absent.
            elif held is not None or not field.holds_none:
                yield from _explain_value(field, held, route, form)
        yield from explain_extra(table, getattr(value, EXTRA, _DELETED), route)


def explain_extra(table: ModelTable, extra: Any, route: Route = ()) -> list[Fault]:
    """Return every fault of `extra`: what no file can hold, and keys that belong to a field.

    Of such a key and the field one would go.
    """
    if not isinstance(extra, dict):
        given = "" if extra is _DELETED else f", not {kind_of(extra)}"
        return [Fault(WRONG_TYPE, f"{subject((*route, EXTRA))} must be a dict{given}", "", route)]
    if not extra:
        return []
    hidden = [
        Fault(
            DUPLICATE_KEY,
            f"{subject((*route, EXTRA))} holds `{key}`, which is a field",
            f"set the attribute `{table.by_key[key].name}` instead",
            (*route, key),
            "key",
        )
        for key in extra
        if key in table.by_key
    ]
    return [*hidden, *_refused_keys(table, extra, route), *explain_plain(extra, route)]


def _refused_keys(table: ModelTable, data: Mapping[Any, Any], route: Route) -> Iterator[Fault]:
    return unknown_keys(table, data, route) if table.closed else iter(())


def unknown_keys(table: ModelTable, data: Mapping[Any, Any], route: Route) -> Iterator[Fault]:
    """Yield a fault for each key of a record that no field has, and that is not right otherwise."""
    keys = [key for key in data if key not in table.by_key and not table.takes(key)]
    current = [key for key in table.by_key if key not in table.deprecated]
    absent = [key for key in current if key not in data]
    for count, key in enumerate(filter(is_text, keys)):
        place = (*route, key)
        message = f"{subject(place)} is not a known key"
        meant = closest(key, absent) if count < MOST_GUESSES else None
        twin = closest(key, current) if meant is None and count < MOST_GUESSES else meant
        advice = f"did you mean {twin!r}?" if twin else "remove it"
        code = MISSPELT_KEY if twin else UNKNOWN_KEY
        yield Fault(code, message, advice, place, "key", replacement=meant, safe=False)


def explain_conditions(table: ModelTable, value: Any, route: Route = ()) -> list[Fault]:
    """Return a fault for each condition on several keys that a record breaks."""
    if not table.conditions:
        return []
    get: Values = value.get if isinstance(value, Mapping) else partial(_attribute, table, value)
    if all(each.holds(get) for each in table.conditions):
        return []
    return [fault for each in table.conditions for fault in each.faults(get, route)]


def _attribute(table: ModelTable, record: Any, key: str) -> Any:
    return getattr(record, table.by_key[key].name, None)


def _missing(
    table: ModelTable, data: Mapping[Any, Any], route: Route, form: Representation
) -> Iterator[Fault]:
    others = (key for key in data if isinstance(key, str) and key not in table.by_key)
    unknown = list(islice(others, MOST_GUESSES))
    for field in table.fields:
        if field.required and field.key not in data:
            twin = next((key for key in unknown if closest_key(key, [field.key])), None)
            advice = f"rename `{twin}` to `{field.key}`" if twin else _advice(field, form)
            place = (*route, field.key)
            yield Fault(MISSING_FIELD, missing(place), advice, place, "key")


def missing(route: Route) -> str:
    """Say that a key is missing, and in which record."""
    *record, key = route
    if record and isinstance(record[-1], str):
        return f"{subject(tuple(record))} has no `{key}`"
    return f"{subject(route)} is missing"
