"""Explaining: one walk over field table and values that names every fault with its route.

Two forms of values are walked: `FILE`, plain data as a file holds it, and `PYTHON`, what attributes
hold. Both ask the same facets, so a message reads the same in a traceback and in the checker.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.facets import Flaw, NotBlank
from article_schema.model.instants import diagnose_instant
from article_schema.model.judging import flaws_of, keeps
from article_schema.model.plain import is_text, odd_parts
from article_schema.model.shapes import (
    IN_FILE,
    IN_PYTHON,
    ChoiceShape,
    Kind,
    ListShape,
    MappingShape,
    RecordShape,
    ScalarShape,
    Shape,
)
from article_schema.model.showing import kind_of, show
from article_schema.model.spelling import MOST_GUESSES, closest, closest_key
from article_schema.model.tables import EXTRA, Field, ModelTable, is_absent, is_model, table_of
from article_schema.routes import Route, format_route


@frozen
class Form:
    """How values are held: as plain data of a file, or as Python attributes."""

    in_file: bool

    def has_kind(self, kind: Kind, value: Any) -> bool:
        """Tell whether a value has the kind in this form."""
        return (IN_FILE if self.in_file else IN_PYTHON)[kind](value)

    def is_record(self, model: type, value: Any) -> bool:
        """Tell whether a value can be a record of the model."""
        return isinstance(value, dict) if self.in_file else isinstance(value, model)


FILE = Form(in_file=True)
PYTHON = Form(in_file=False)

#: Stands for an attribute that somebody deleted.
_DELETED = object()


def accepts(field: Field, value: Any, form: Form = PYTHON) -> bool:
    """Tell quickly whether a field takes a value; the same verdict as `explain_value`."""
    if value is None:
        return _takes_none(field, form)
    return accepts_shape(field.shape, value, form)


def accepts_shape(shape: Shape, value: Any, form: Form) -> bool:
    """Tell quickly whether a value has a shape."""
    if isinstance(shape, ScalarShape):
        return form.has_kind(shape.kind, value) and all(
            keeps(facet, value) for facet in shape.facets
        )
    if isinstance(shape, ListShape):
        return (
            isinstance(value, list)
            and all(keeps(facet, value) for facet in shape.facets)
            and all(accepts_shape(shape.item, item, form) for item in value)
        )
    if isinstance(shape, RecordShape):
        # An instance was validated when it was built; a mapping of a file was not.
        return form.is_record(shape.model, value) and not (
            form.in_file and any(explain_record(table_of(shape.model), value, (), form))
        )
    if isinstance(shape, ChoiceShape):
        return isinstance(value, str) and value in shape.words
    if isinstance(shape, MappingShape):
        return (
            isinstance(value, dict)
            and (form.in_file or all(map(is_text, value)))
            and all(accepts_shape(shape.value, item, form) for item in value.values())
        )
    return form.in_file or not any(explain_plain(value, ()))


def explain_value(field: Field, value: Any, route: Route = (), form: Form = PYTHON) -> list[Fault]:
    """Return every fault of a field's value; `route` is that of the record."""
    return list(_explain_value(field, value, route, form))


def _explain_value(field: Field, value: Any, route: Route, form: Form) -> Iterator[Fault]:
    place = (*route, field.key)
    if value is None:
        if not _takes_none(field, form):
            message = f"{subject(place)} has no value"
            yield Fault(field.code or "FLD008", message, _advice(field), place)
        return
    for fault in explain_shape(field.shape, value, place, form):
        yield fault if field.code is None else replace(fault, code=field.code)


def _takes_none(field: Field, form: Form) -> bool:
    return field.nullable if form.in_file else field.holds_none


def _advice(field: Field) -> str:
    example = _example(field)
    if isinstance(field.shape, RecordShape) and example:
        # Shorter, so that it can be pasted from one line of a terminal.
        return f"add it as `{field.key}: {example}`"
    return f"add it, for example `{field.key}: {example}`" if example else "add it"


def _example(field: Field) -> str:
    """Write a value of a field as YAML on one line; empty where none is known."""
    example = field.examples[0] if field.examples else None
    if isinstance(example, str | int | float):
        return str(example)
    if isinstance(example, list) and example and isinstance(example[0], str):
        return f"[{', '.join(example)}]"
    if isinstance(field.shape, RecordShape):
        required = [inner for inner in table_of(field.shape.model).fields if inner.required]
        parts = [f"{inner.key}: {_example(inner)}" for inner in required]
        return f"{{{', '.join(parts)}}}" if all(map(_example, required)) else ""
    return ""


def explain_shape(shape: Shape, value: Any, route: Route, form: Form) -> Iterator[Fault]:
    """Yield every fault of a value that must have a shape."""
    if isinstance(shape, ScalarShape):
        yield from _explain_scalar(shape, value, route, form)
    elif isinstance(shape, ListShape):
        yield from _explain_list(shape, value, route, form)
    elif isinstance(shape, RecordShape):
        if form.is_record(shape.model, value):
            model = shape.model if form.in_file else type(value)
            yield from explain_record(table_of(model), value, route, form)
        else:
            advice = _record_advice(value) if form.in_file else ""
            yield _wrong_type(route, _record_words(shape, form), value, advice)
    elif isinstance(shape, ChoiceShape):
        if not (isinstance(value, str) and value in shape.words):
            words = ", ".join(shape.words)
            yield _wrong_type(route, f"one of {words}", value, "")
    elif isinstance(shape, MappingShape):
        yield from _explain_mapping(shape, value, route, form)
    elif not form.in_file:
        yield from explain_plain(value, route)


def explain_plain(value: Any, route: Route) -> Iterator[Fault]:
    """Yield a fault for each part of a value in Python that no file can hold."""
    for odd in odd_parts(value, route):
        if is_model(type(odd.value)):
            yield from explain_record(table_of(type(odd.value)), odd.value, odd.route, PYTHON)
        else:
            message = f"{subject(odd.route)} {odd.reason}"
            yield Fault("FLD004", message, odd.help, odd.route)


def _explain_list(shape: ListShape, value: Any, route: Route, form: Form) -> Iterator[Fault]:
    if not isinstance(value, list):
        advice = _list_advice(shape, value) if form.in_file else "make it a list"
        yield _wrong_type(route, "a list", value, advice)
        return
    for facet in shape.facets:
        yield from (_fault(route, flaw) for flaw in flaws_of(facet, value))
    for index, item in enumerate(value):
        yield from explain_shape(shape.item, item, (*route, index), form)


def _explain_mapping(shape: MappingShape, value: Any, route: Route, form: Form) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _wrong_type(route, "a mapping", value, "")
        return
    if not form.in_file:
        # Their values are judged below, by the shape that they must have.
        yield from explain_plain(dict.fromkeys(value), route)
    for key, item in value.items():
        if isinstance(key, str):
            yield from explain_shape(shape.value, item, (*route, key), form)


def explain_record(
    table: ModelTable, value: Any, route: Route, form: Form, rejected: Container[str] | None = None
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
    if form.in_file:
        yield from _missing(table, value, route)
        for field in table.fields:
            if field.key in (value if rejected is None else rejected):
                yield from _explain_value(field, value[field.key], route, form)
        yield from _unknown(table, value, route)
    else:
        for field in table.fields:
            held = getattr(value, field.name, _DELETED)
            if held is _DELETED:
                place, advice = (*route, field.key), "give the attribute a value again"
                yield Fault("FLD001", missing(place), advice, place, "key")
            # Most fields of most records are absent.
            elif held is not None or not field.holds_none:
                yield from _explain_value(field, held, route, form)
        yield from explain_extra(table, getattr(value, EXTRA, _DELETED), route)
    yield from explain_groups(table, value, route)


def explain_extra(table: ModelTable, extra: Any, route: Route = ()) -> list[Fault]:
    """Return every fault of `extra`: what no file can hold, and keys that belong to a field.

    Of such a key and the field one would go.
    """
    if not isinstance(extra, dict):
        given = "" if extra is _DELETED else f", not {kind_of(extra)}"
        return [Fault("FLD004", f"{subject((*route, EXTRA))} must be a dict{given}", "", route)]
    if not extra:
        return []
    hidden = [
        Fault(
            "DOC006",
            f"{subject((*route, EXTRA))} holds `{key}`, which is a field",
            f"set the attribute `{table.by_key[key].name}` instead",
            (*route, key),
            "key",
        )
        for key in extra
        if key in table.by_key
    ]
    return [*hidden, *_unknown(table, extra, route), *explain_plain(extra, route)]


def _unknown(table: ModelTable, data: Mapping[Any, Any], route: Route) -> Iterator[Fault]:
    """Yield a fault for each key of a closed record that no field has."""
    keys = [key for key in data if key not in table.by_key] if table.closed else []
    current = [key for key in table.by_key if key not in table.deprecated]
    for count, key in enumerate(filter(is_text, keys)):
        twin = closest(key, current) if count < MOST_GUESSES else None
        advice = f"did you mean {twin!r}?" if twin else ""
        message = f"{subject((*route, key))} is not a known key"
        yield Fault("FLD002" if twin else "FLD003", message, advice, (*route, key), "key")


def explain_groups(table: ModelTable, value: Any, route: Route = ()) -> list[Fault]:
    """Return a fault for each group of keys of which none has a value."""
    faults = []
    for keys in table.one_of:
        if isinstance(value, Mapping):
            there = [value.get(key) for key in keys]
        else:
            there = [getattr(value, table.by_key[key].name, None) for key in keys]
        if all(map(is_absent, there)):
            names = " or ".join(f"`{key}`" for key in keys if not table.by_key[key].deprecated)
            message = f"{subject(route)} needs {names}" if route else f"one of {names} is missing"
            faults.append(Fault("FLD001", message, f"write `{keys[0]}`", route, "key"))
    return faults


def _missing(table: ModelTable, data: Mapping[Any, Any], route: Route) -> Iterator[Fault]:
    others = (key for key in data if isinstance(key, str) and key not in table.by_key)
    unknown = list(islice(others, MOST_GUESSES))
    for field in table.fields:
        if field.required and field.key not in data:
            twin = next((key for key in unknown if closest_key(key, [field.key])), None)
            advice = f"rename `{twin}` to `{field.key}`" if twin else _advice(field)
            place = (*route, field.key)
            yield Fault("FLD001", missing(place), advice, place, "key")


def missing(route: Route) -> str:
    """Say that a key is missing, so that nobody looks for it in the wrong record."""
    *record, key = route
    if record and isinstance(record[-1], str):
        return f"{subject(tuple(record))} has no `{key}`"
    return f"{subject(route)} is missing"


def _explain_scalar(shape: ScalarShape, value: Any, route: Route, form: Form) -> Iterator[Fault]:
    if not form.has_kind(shape.kind, value):
        yield _explain_kind(shape, value, route, form)
        return
    for facet in shape.facets:
        flaws = flaws_of(facet, value)
        yield from (_fault(route, flaw) for flaw in flaws)
        if flaws and flaws[0].code == NotBlank.code:
            # Where nothing is written, there is nothing more to judge.
            return


def _explain_kind(shape: ScalarShape, value: Any, route: Route, form: Form) -> Fault:
    if shape.kind is Kind.INSTANT:
        if form.in_file and isinstance(value, str):
            return _fault(route, diagnose_instant(value))
        if not form.in_file and hasattr(value, "utcoffset"):
            return _fault(
                route,
                Flaw(
                    "DAT002",
                    f"has no time zone: {show(str(value))}",
                    "pass tzinfo=UTC, or the zone that it is in",
                ),
            )
    if shape.kind is Kind.TEXT and isinstance(value, str):
        return next(explain_plain(value, route))
    expected = _expected(shape)
    advice, better = _meant(shape, value) if form.in_file else ("", None)
    return replace(_wrong_type(route, expected, value, advice), better=better)


def _expected(shape: ScalarShape) -> str:
    bounds = [facet.sentence for facet in shape.facets if facet.sentence]
    if shape.kind is Kind.TEXT or not bounds:
        return shape.kind.value
    return f"{shape.kind.value}, {', '.join(bounds)}"


def _meant(shape: ScalarShape, value: Any) -> tuple[str, object]:
    """Guess what a value of the wrong kind was meant to be: advice, and a value if it is sure."""
    kind = shape.kind
    if kind in (Kind.INTEGER, Kind.NUMBER) and isinstance(value, str):
        text = value.strip()
        if re.fullmatch(r"[+-]?[0-9]{1,15}", text):
            return "write the number without quotes", int(text)
    if kind is Kind.BOOLEAN and isinstance(value, str):
        word = value.strip().lower()
        if word in ("yes", "on", "true"):
            return _without_quotes("true", value.strip()), True
        if word in ("no", "off", "false"):
            return _without_quotes("false", value.strip()), False
    if kind is Kind.TEXT and isinstance(value, bool | int | float):
        text = show(value)
        unmet = [facet.sentence for facet in shape.facets if not keeps(facet, text)]
        return f"write {unmet[0]}" if unmet else "put it in quotes", None
    return "", None


def _without_quotes(meant: str, word: str) -> str:
    if word.lower() == meant:
        return f"write `{meant}`, without quotes"
    return f"write `{meant}`; YAML 1.2 reads `{word}` as text"


def _list_advice(shape: ListShape, value: Any) -> str:
    if isinstance(value, str) and re.match(r"-[^\s-]", value):
        return "put a space after each `-`"
    if isinstance(shape.item, ScalarShape) and isinstance(value, str):
        return f"write it as a list: [{value[:40]}]"
    return "begin each item with `- `"


def _record_words(shape: RecordShape, form: Form) -> str:
    if not form.in_file:
        return f"an instance of {shape.model.__name__}"
    required = [f"`{field.key}`" for field in table_of(shape.model).fields if field.required]
    return f"a mapping with {', '.join(required)}" if required else "a mapping"


def _record_advice(value: Any) -> str:
    if isinstance(value, list):
        return "remove each `- `, and write the keys below it, indented"
    return "write its keys below it, indented, each on a line of its own"


def subject(route: Route) -> str:
    """Name a value by the whole route to it."""
    return f"`{format_route(route)}`" if route else "the data"


def _wrong_type(route: Route, expected: str, value: Any, advice: str) -> Fault:
    return Fault(
        "FLD004", f"{subject(route)} must be {expected}, not {kind_of(value)}", advice, route
    )


def _fault(route: Route, flaw: Flaw) -> Fault:
    message = f"{subject(route)} {flaw.message}"
    return Fault(flaw.code, message, flaw.help, route, within=flaw.within, better=flaw.better,
                 safe=flaw.safe)  # fmt: skip
