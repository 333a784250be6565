from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import texts, valid_article_data

from article_schema.document.compare import same
from article_schema.document.formats.registry import split
from article_schema.document.formats.whole import new_text
from article_schema.document.layout import PlainLayout
from article_schema.document.reading.ladder import read
from article_schema.errors import ArticleSchemaError, EditError, UsageError

yaml = pytest.importorskip("yaml", reason="PyYAML is the reader of YAML 1.1")

WITH_BODY = [
    "a.md", "a.markdown", "a.mdx", "a.html", "a.htm", "a.txt", "a.njk", "a", "dir.json/a", "A.MD",
    "a.json.md",
]  # fmt: skip
WITHOUT_BODY = ["a.yaml", "a.yml", "a.YML", "a.md.yaml", "a.json", "a.JSON", "a.jsonl", "a.ndjson"]


def read_back(text: str, filename: str) -> tuple[Any, str]:
    source = split(text, filename)
    data = read(source).data
    for step in source.format.only_record(data):
        data = data[step]
    return data, source.body


def test_the_ending_decides_the_form() -> None:
    data = {"title": "Hé", "tags": ["a"], "on": {}}
    texts_of = {
        name: new_text(data, name, "", PlainLayout()) for name in (*WITH_BODY, *WITHOUT_BODY)
    }
    yaml_text = 'title: Hé\ntags:\n  - a\n"on": {}\n'
    for name, text in texts_of.items():
        if name in WITH_BODY:
            assert text == f"---\n{yaml_text}---\n"
        elif name.lower().endswith(("yaml", "yml")):
            assert text == yaml_text
        elif name.lower().endswith(".json"):
            assert text == json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        else:
            assert text == json.dumps(data, ensure_ascii=False) + "\n"


@given(valid_article_data(), texts)
@settings(max_examples=40, deadline=None)
def test_every_form_is_read_back_as_it_was(data: dict[str, Any], body: str) -> None:
    for name in ("a.md", "a.html", "a.yaml", "a.json", "a.jsonl"):
        mine = body if name in WITH_BODY else ""
        try:
            text = new_text(data, name, mine, PlainLayout())
        except ArticleSchemaError:
            # What one form cannot hold none can: a number that is too long.
            assert any(len(str(value)) > 400 for value in data.values())
            continue
        found, found_body = read_back(text, name)
        assert same(found, data)
        assert found_body == mine


@given(texts)
@settings(max_examples=40, deadline=None)
def test_other_readers_read_the_same(text: str) -> None:
    data = {"title": text, "list": [text, {"a": text}]}
    assert json.loads(new_text(data, "a.json", "", PlainLayout())) == data
    lines = new_text(data, "a.ndjson", "", PlainLayout())
    assert lines.count("\n") == 1
    assert json.loads(lines) == data
    assert yaml.safe_load(new_text(data, "a.yaml", "", PlainLayout())) == data


@pytest.mark.parametrize(
    "body", ["x", "---\n", "\n", "\ufeff", "---\nb: 1\n---\n", "a\r\nb\rc\n", "日本 🚢", "\x00\x85"]
)
def test_a_body_of_any_kind_is_kept_or_refused(body: str) -> None:
    for name in WITH_BODY:
        assert read_back(new_text({"a": 1}, name, body, PlainLayout()), name) == ({"a": 1}, body)
    for name in WITHOUT_BODY:
        with pytest.raises(
            UsageError, match=f"^{name} has no front matter, so no body can follow it; give"
        ):
            new_text({"a": 1}, name, body, PlainLayout())


@pytest.mark.parametrize(
    ("data", "body", "reason"),
    [
        ({"a": "\ud800"}, "", "half of a surrogate pair"),
        ({}, "x\udfff", "half of a surrogate pair"),
        ({"a": 10**400}, "", "too many digits|more than the limit|safe|number"),
        ({"a": "x" * 500_001}, "", "no file can hold the record"),
        ({"a": {1}}, "", "type set"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.yaml", "a.json", "a.jsonl"])
def test_what_no_file_can_hold_is_refused(
    data: dict[str, Any], body: str, reason: str, name: str
) -> None:
    if body and name != "a.md":
        return
    with pytest.raises(EditError, match=reason):
        new_text(data, name, body, PlainLayout())


def test_json_has_no_infinity() -> None:
    data = {"a": float("inf")}
    assert new_text(data, "a.yaml", "", PlainLayout()) == "a: .inf\n"
    with pytest.raises(EditError, match="JSON has no way to write NaN, infinity"):
        new_text(data, "a.json", "", PlainLayout())


def test_a_file_of_json_lines_holds_one_record_or_a_list() -> None:
    one, two = split('{"a": 1}\n', "a.jsonl"), split('{"a": 1}\n{"a": 2}\n', "a.jsonl")
    assert one.format.only_record(read(one).data) == (0,)
    assert two.format.only_record(read(two).data) == ()
    listed = split('[{"a": 1}]\n', "a.json")
    assert listed.format.only_record(read(listed).data) == ()
