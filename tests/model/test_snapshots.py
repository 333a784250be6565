"""What is said of values that a field does not take.

`faults.txt` has cases for a person to review, chosen so that each way to explain a value and each
wording comes once. `--update-snapshots` writes what is said of them anew. Of all other fields and
values a model tells what is said: the schema gives the verdict, and the wordings are the reviewed
ones, with the field's own key and the value's own kind in them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from article_schema.faults import Fault
from article_schema.model.article import Article, Author, Image, Provider, RelatedItem
from article_schema.model.shapes.base import FILE, PYTHON, Representation
from article_schema.model.shapes.explain import accepts, explain_record, explain_value
from article_schema.model.shapes.tables import Field, table_of
from article_schema.schema.build import json_schema

MODELS = (Article, Provider, Author, Image, RelatedItem)
#: Each is right for few fields at most.
VALUES = (
    None, True, "", " ", "x", "yes", "Off", " 7 ", "-12", "1" * 16, "+5", 0, 1, -1, 101, 10**20,
    0.5, -0.5, 1.5, float("nan"), float("inf"), [], [1], ["x"], ["x", "x"], [None], [{}], {},
    {"x": 1}, {1: 2}, "http://example.com/a", "https://example.com/", "https://example.com/a b",
    "https:/example.com", "//example.com/a", "example.com/a", "ftp://example.com/a", "https://",
    "https://localhost/a", "https://example", "https://u:p@example.com/a", "https://example.com:0/",
    "https://example.com:70000/", "https://exa_mple.com/", "https://-a.com/", "https://[::1]/",
    "https://192.0.2.7/", "https://0x7f.1/", "https://example.com/%zz", "https://example.com/#a",
    "https://example.com/ä", "https://example.com/a\n", " https://example.com/", "javascript:x",
    "data:,x", "/a.png", "a.png", "?a", "#a", "mailto:a@example.com", "2020-06-12",
    "2020-06-12T19:19:00Z", "2020-06-12T19:19:00", "2020-06-12 19:19:00 +0000", "2020-13-45",
    "2020-06-12T25:00:00Z", "2020-02-30T00:00:00Z", "2020-06-12T19:19:00+25:00", "12.06.2020",
    "2020-06-12T19:19:60Z", "2020-06-12T19:19Z", "0000-01-01T00:00:00Z", "en", "en-us", "en_US",
    "EN-US", "english", "article", "Article", "news", "a\x00b", "\u200b", "x" * 5_000,
)  # fmt: skip


FORMS = {"file": FILE, "Python": PYTHON}
REVIEWED = Path(__file__).with_name("faults.txt")
FIELDS = [(model, field) for model in MODELS for field in table_of(model).fields]
named = pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=[f"{model.__name__}.{field.key}" for model, field in FIELDS]
)


def _faults(field: Field, number: int, form: Representation) -> list[Fault]:
    return explain_value(field, VALUES[number], (), form)


def _reviewed() -> Iterator[tuple[str, Field, str, int]]:
    fields = {f"{model.__name__}.{field.key}": field for model, field in FIELDS}
    text = REVIEWED.read_text(encoding="utf-8")
    for name, form, number in re.findall(r"^(\S+) (file|Python) (\d+)\b", text, re.MULTILINE):
        yield name, fields[name], form, int(number)


def _lines() -> Iterator[str]:
    for name, field, form, number in _reviewed():
        yield f"{name} {form} {number} {VALUES[number]!r:.40}\n"
        for fault in _faults(field, number, FORMS[form]):
            rest = f"{fault.route[1:]} {fault.part} {fault.subspan} {fault.replacement!r}"
            yield f"  {fault.code} {fault.message} | {fault.help} | {rest}\n"
    for model in MODELS:
        yield f"{model.__name__}, empty\n"
        for fault in explain_record(table_of(model), {}, (), FILE):
            yield f"  {fault}\n"


def test_what_is_said_of_values_that_do_not_fit(update_snapshots: bool) -> None:
    text = "".join(_lines())
    if update_snapshots:
        REVIEWED.write_text(text, encoding="utf-8")
    assert text == REVIEWED.read_text(encoding="utf-8")
    assert len(list(_reviewed())) <= 200


#: What a wording has of the value, the field or the model that it is about.
_OWN = (
    (r"add it(?:, for example|as) `.*`|add it as `.*`", "EXAMPLE"),
    (r"write it as a list: .*", "AS LIST"),
    (r"an instance of \w+", "INSTANCE"),
    (r"a mapping with [^,]+(?:, `\w+`)*", "MAPPING"),
    (
        r"not (?:nothing|true|an infinite number|a list|a mapping|(?:the number|the text) .*)$",
        "not KIND",
    ),
    (r'"(?:[^"\\]|\\.)*"', "QUOTED"),
    (r"`[^`]*`", "CODE"),
    (r"[+-]?\d[\d,.:]*", "N"),
)


def wording(fault: Fault) -> tuple[str, ...]:
    """Return code, message and help without what is a value's or a field's own."""
    texts = [fault.message, fault.help]
    for pattern, stand_in in _OWN:
        texts = [re.sub(pattern, stand_in, text, flags=re.DOTALL) for text in texts]
    return fault.code, *texts


def kind(value: Any) -> str:
    """Return what a value is called."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if value == math.inf:
        return "an infinite number"
    names = {str: "the text", int: "the number", float: "the number", list: "a list"}
    return names.get(type(value), "a mapping")


@named
def test_every_wording_is_a_reviewed_one(model: type, field: Field) -> None:
    known = {
        wording(fault)
        for _, other, form, number in _reviewed()
        for fault in _faults(other, number, FORMS[form])
    }
    for number, form in product(range(len(VALUES)), FORMS.values()):
        for fault in _faults(field, number, form):
            assert wording(fault) in known, (VALUES[number], fault)


@named
def test_a_message_names_its_field_and_its_value(model: type, field: Field) -> None:
    for number, form in product(range(len(VALUES)), FORMS.values()):
        value = VALUES[number]
        for fault in _faults(field, number, form):
            assert fault.route[0] == field.key
            assert fault.message.startswith(f"`{field.key}"), fault
            if len(fault.route) == 1 and re.search(r" must be (text|a |an |true)", fault.message):
                assert f", not {kind(value)}" in fault.message or isinstance(value, str), fault
            if field.code is not None:
                assert fault.code == field.code


@named
def test_a_replacement_puts_its_fault_right(model: type, field: Field) -> None:
    for number in range(len(VALUES)):
        for fault in _faults(field, number, FILE):
            if fault.replacement is not None and fault.route == (field.key,):
                left = explain_value(field, fault.replacement, (), FILE)
                assert wording(fault) not in map(wording, left), fault


@named
def test_the_schema_gives_the_same_verdict(model: type, field: Field) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    whole = json_schema(model)
    schema = {**whole["properties"][field.key], "$defs": whole.get("$defs", {})}
    validator = jsonschema.Draft202012Validator(schema)
    for number, value in enumerate(VALUES):
        if is_json(value):
            taken = not _faults(field, number, FILE)
            assert validator.is_valid(value) is taken, value


def is_json(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, dict) or all(isinstance(key, str) for key in value)


@named
def test_an_attribute_takes_what_nothing_is_said_of(model: type, field: Field) -> None:
    for number, value in enumerate(VALUES):
        assert accepts(field, value, PYTHON) is not bool(_faults(field, number, PYTHON)), value
