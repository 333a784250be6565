from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Annotated, Any

import pytest

from article_schema.errors import ModelError, UsageError, ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article, Image
from article_schema.model.facets import Pattern
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import table_of
from article_schema.schema.build import json_schema, whole_example
from article_schema.schema.schema_file import load_schema
from article_schema.schema.validate import schema_checker, validate


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def article(**changes: Any) -> dict[str, Any]:
    example = whole_example(table_of(Article))
    assert example is not None
    return {**example, **changes}


def faults(schema: dict[str, Any], data: Any) -> list[Fault]:
    return list(schema_checker(schema)(data))


def told(schema: dict[str, Any], data: Any) -> list[str]:
    return [fault.sentence for fault in faults(schema, data)]


def test_a_valid_article() -> None:
    validate(article())
    validate({"url": "/a.png", "width": 1, "height": 1.0}, Image)


def test_every_fault_has_code_and_route() -> None:
    broken = article(heat=-2, images=[{"url": "/a", "width": "1"}])
    with pytest.raises(ValidationError) as caught:
        validate(broken)
    assert [(fault.code, fault.route, fault.part) for fault in caught.value.faults] == [
        ("SCH001", ("heat",), "value"),
        ("SCH001", ("images", 0, "height"), "key"),
        ("SCH001", ("images", 0, "width"), "value"),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": 4}, "`title` must be text, not the number 4"),
        (
            {"title": "\t"},
            (
                "`title` holds nothing but white space; write its text, or remove the "
                "key where it is optional"
            ),
        ),
        ({"title": "a" * 501}, "`title` has 501 characters, more than 500; shorten it"),
        (
            {"webUrl": "a b"},
            (
                '`webUrl` is not an absolute URL: "a b"; '
                "write the whole address, such as https://example.com/page"
            ),
        ),
        ({"webUrl": 4}, "`webUrl` must be text or empty, not the number 4"),
        ({"webUrl": "https://example.com/\n"}, "`webUrl` ends in a line break; remove it"),
        (
            {"publishedDateTime": "2020-02-30T00:00:00Z"},
            (
                "`publishedDateTime` must be a date and time with its zone, such as "
                '2020-06-12T19:19:00Z, not "2020-02-30T00:00:00Z"'
            ),
        ),
        ({"topics": []}, "`topics` is empty; write at least 1 item"),
        ({"provider": 5}, "`provider` must be a mapping, not the number 5"),
        (
            {"heat": None, "published": "yes"},
            '`published` must be true or false or empty, not the text "yes"',
        ),
        (
            {"category": None, "categories": []},
            "one of `category` or `categories` is missing; write `category`",
        ),
    ],
)
def test_messages(change: dict[str, Any], sentence: str) -> None:
    assert told(json_schema(), article(**change)) == [sentence]


def test_the_final_line_feed_that_python_overlooks() -> None:
    provider = {"name": "A", "domain": "example.com\n"}
    assert told(json_schema(), article(provider=provider)) == [
        "`provider.domain` ends in a line break; remove it"
    ]


def test_data_that_is_no_mapping() -> None:
    assert told(json_schema(), []) == ["the data must be a mapping, not a list"]


def test_numbers_that_json_does_not_have() -> None:
    assert told({"type": "number"}, float("inf")) == [
        "the data must be a number, not an infinite number"
    ]
    assert told({"type": "number"}, 10**400) == []


def test_a_class_that_is_no_model() -> None:
    with pytest.raises(ModelError):
        validate({}, dict)


@pytest.mark.parametrize(
    ("schema", "data", "expected"),
    [
        (
            {"required": ["a", "b", "c"]},
            {"b": 1},
            [("a", "`a` is missing; add it"), ("c", "`c` is missing; add it")],
        ),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, [("b", "`b` is missing; add it")]),
        (
            {
                "properties": {"a": {}},
                "patternProperties": {"^x-": {}},
                "additionalProperties": False,
            },
            {"a": 1, "x-b": 1, "c": 1},
            [("c", "`c` is not allowed here; remove it, or correct its spelling")],
        ),
        (
            {"properties": {"a": {}}, "unevaluatedProperties": False},
            {"a": 1, "b": 2},
            [("b", "`b` is not allowed here; remove it, or correct its spelling")],
        ),
        (
            {"propertyNames": {"pattern": "^[a-z]+$"}},
            {"A": 1},
            [("A", '`A` does not match the pattern `^[a-z]+$`: "A"')],
        ),
    ],
)
def test_faults_of_keys(
    schema: dict[str, Any], data: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = faults(schema, data)
    assert [(fault.route[-1], fault.sentence) for fault in found] == expected
    assert {fault.part for fault in found} == {"key"}


@pytest.mark.parametrize(
    ("schema", "value", "sentence"),
    [
        ({"enum": ["en", "de"]}, "fr", '`x` must be one of "en", "de", not the text "fr"'),
        ({"const": 5}, 6, "`x` must be 5, not the number 6"),
        ({"minimum": 5}, 4, "`x` must be at least 5, not 4"),
        ({"exclusiveMaximum": 5}, 5, "`x` must be less than 5, not 5"),
        ({"minItems": 2}, [1], "`x` has 1 item, fewer than 2"),
        ({"minLength": 2}, "a", "`x` has 1 character, fewer than 2"),
        ({"uniqueItems": True}, [1, 1], "`x` has items that are equal; keep one of them"),
        ({"format": "date"}, "soon", '`x` must be a date such as 2020-06-12, not "soon"'),
        ({"format": "ipv4"}, "soon", '`x` must be of the format ipv4, not "soon"'),
        ({"pattern": "^a+$"}, "b", '`x` does not match the pattern `^a+$`: "b"'),
        (
            {"pattern": "^a", "patternErrorMessage": "must begin with a"},
            "b",
            "`x`: must begin with a",
        ),
        ({"type": "string", "errorMessage": "write a word"}, 5, "`x`: write a word"),
        ({"not": {"const": "a"}}, "a", '`x` is what the schema excludes: "a"'),
        ({"contains": {"const": 1}}, [2], "`x` breaks `contains` of the schema"),
        (False, 1, "the data holds the number 1, where the schema allows no value"),
    ],
)
def test_faults_of_values(schema: Any, value: object, sentence: str) -> None:
    assert told({"properties": {"x": schema}}, {"x": value}) == [sentence]


def test_of_a_value_the_gravest_fault_is_told() -> None:
    schema = {"properties": {"x": {"minLength": 5, "pattern": "^a", "enum": ["abcde"]}}}
    assert told(schema, {"x": "b"}) == ['`x` must be one of "abcde", not the text "b"']


KINDS = {
    "oneOf": [
        {"properties": {"type": {"const": "text"}, "body": {"type": "string"}}},
        {"properties": {"type": {"enum": ["film", "video"]}, "length": {"type": "integer"}}},
        {"type": "string"},
    ]
}


@pytest.mark.parametrize(
    ("data", "route", "sentence"),
    [
        ({"type": "text", "body": 5}, ("body",), "`body` must be text, not the number 5"),
        (
            {"type": "film", "length": "1"},
            ("length",),
            '`length` must be a whole number, not the text "1"',
        ),
        (
            {"type": "song"},
            ("type",),
            '`type` must be one of "text", "film", "video", not the text "song"',
        ),
        ({}, (), "the data fits several forms that the schema keeps apart"),
    ],
)
def test_the_meant_branch_is_found(
    data: dict[str, Any], route: tuple[str, ...], sentence: str
) -> None:
    (fault,) = faults(KINDS, data)
    assert (fault.route, fault.sentence) == (route, sentence)


def test_branches_of_other_types_are_joined() -> None:
    schema = {"anyOf": [{"type": "integer"}, {"type": ["string", "null"]}]}
    assert told(schema, []) == ["the data must be a whole number or text or empty, not a list"]
    deep = {"anyOf": [{"type": "integer"}, {"anyOf": [{"type": "string", "minLength": 2}]}]}
    assert told(deep, "a") == ["the data has 1 character, fewer than 2"]


def test_a_checker_is_used_for_many_files() -> None:
    check = schema_checker({"type": "object"})
    assert [len(list(check(data))) for data in ({"a": 1}, 5, {})] == [0, 1, 0]


def test_a_schema_that_refers_to_itself_without_end() -> None:
    with pytest.raises(UsageError, match="nested without end"):
        faults({"$ref": "#"}, {})


def test_a_reference_that_leads_nowhere() -> None:
    with pytest.raises(UsageError, match=r"refers to 'https://example.com/other'.*never fetched"):
        faults({"$ref": "https://example.com/other"}, {})


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object"},
        json_schema(),
        json_schema(draft="draft-07"),
        {"$ref": "#/$defs/a", "$defs": {"a": {"type": "object"}}},
        {"$schema": "http://json-schema.org/draft-04/schema#", "id": "https://example.com/a"},
        {"$ref": "http://json-schema.org/draft-07/schema#"},
        {"$id": "https://example.com/a", "$defs": {"b": {"$id": "b"}}, "$ref": "b"},
    ],
)
def test_loading(tmp_path: Path, schema: dict[str, Any]) -> None:
    path = tmp_path / "extra.schema.json"
    path.write_text("\ufeff" + json.dumps(schema), "utf-8")
    assert load_schema(path) == schema
    assert load_schema(str(path)) == schema


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"type":\n ', r":2:2: not JSON: expecting value$"),
        (b"\xff", r":1:1: not UTF-8: byte 0$"),
        (b"[" * 100_000, r":1:201: nested too deeply$"),
        (b"[]", r":1:1: not a JSON Schema: it must be a mapping$"),
        (
            b'{"properties": {"a": {"type": "strang"}}}',
            r":1:\d+: not a JSON Schema: `properties\.a\.type` must be one of \"array\"",
        ),
        (b'{"pattern": "(a"}', r":1:\d+: not a JSON Schema: `pattern` must be a regular"),
        (
            b'{"minLength": -1}',
            r":1:\d+: not a JSON Schema: `minLength` must be at least 0, not -1$",
        ),
        (
            b'{"$schema": "https://example.com/mine"}',
            r":1:\d+: no JSON Schema dialect 'https://example\.com/mine' is known$",
        ),
        (b'{"$schema": 5}', r":1:\d+: no JSON Schema dialect 5 is known$"),
        (
            b'{"items": {"$ref": "#/$defs/a"}}',
            r":1:\d+: the schema refers to .#/\$defs/a., which is not in it; schemas are never",
        ),
        (b'{"$ref": "other.json"}', r":1:\d+: the schema refers to 'other\.json'"),
    ],
)
def test_a_file_that_is_no_schema(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "extra.schema.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"extra\.schema\.json" + message):
        load_schema(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.json: No such file or directory"):
        load_schema(tmp_path / "nowhere.json")


def test_what_a_pattern_of_the_model_asks_is_told_in_words() -> None:
    changes: dict[str, Any] = {
        "secured": "",
        "webUrl": "https://www.example.com/a b",
        "provider": {"name": "A", "domain": "https://example.com"},
    }
    sentences = told(json_schema(), article(**changes))
    assert len(sentences) == 3
    assert not any("pattern" in sentence for sentence in sentences)
    assert sentences[0].startswith("`webUrl` holds a space; ")
    assert any(one.startswith("`secured` must be base64 blocks of 16 bytes") for one in sentences)
    assert any(one.endswith("write example.com") for one in sentences)


@record
class Talk(Record):
    length: Annotated[str, Pattern("PT[0-9]+M", "SCH002", "a duration such as PT90M")]


def test_what_a_pattern_of_a_model_of_ones_own_asks_is_told_in_words() -> None:
    with pytest.raises(ValidationError, match="`length` must be a duration") as caught:
        validate({"length": "90"}, Talk)
    assert "pattern" not in str(caught.value)
