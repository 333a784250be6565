"""Advice shows what to write in the language of the file: YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Literal

import attrs
import pytest

from article_schema import Article, Record, Settings, check_text, record
from article_schema.model.shapes.base import FILE, JSON, TOML
from article_schema.model.shapes.explain import explain_record
from article_schema.model.shapes.tables import Field, table_of


@record
class Part(Record):
    name: str


@record
class Thing(Record):
    draft: bool
    level: Literal["low", 5]
    part: Part
    words: list[str] = attrs.field(factory=list)
    parts: list[Part] = attrs.field(factory=list)


REQUIRED = [field for field in table_of(Article).fields if field.required]
WRONG = {"draft": "no", "part": "a", "words": "a", "parts": "b"}


def advice(form: Any, data: dict[str, Any], model: type = Thing) -> dict[str, str]:
    faults = explain_record(table_of(model), data, (), form)
    return {str(fault.route[-1]): fault.help for fault in faults if fault.route}


def test_yaml_is_advised_in_yaml() -> None:
    assert advice(FILE, WRONG) == {
        "draft": "write `false`; YAML 1.2 reads `no` as text",
        "level": "add it, for example `level: low`",
        "part": "write its keys below it, indented, each on a line of its own",
        "words": "write it as a list: [a]",
        "parts": "begin each item with `- `",
    }


@pytest.mark.parametrize(
    ("form", "level", "part"),
    [
        (TOML, 'level = "low"', "write its keys in a table of its own, or in braces"),
        (JSON, '"level": "low"', "write its keys in braces"),
    ],
)
def test_other_languages_are_advised_in_their_own(form: Any, level: str, part: str) -> None:
    assert advice(form, WRONG) == {
        "draft": "write `false`, without quotes",
        "level": f"add it, for example `{level}`",
        "part": part,
        "words": 'write it as a list: ["a"]',
        "parts": "write it as a list: [{…}, …]",
    }


@pytest.mark.parametrize("field", REQUIRED, ids=lambda field: field.key)
@pytest.mark.parametrize("form", [TOML, JSON], ids=lambda form: form.language)
def test_an_example_can_be_pasted(field: Field, form: Any) -> None:
    (shown,) = re.findall("`(.*)`", advice(form, {}, Article)[field.key])
    data = tomllib.loads(shown) if form == TOML else json.loads(f"{{{shown}}}")
    assert data.keys() == {field.key}
    assert field.key not in advice(form, data, Article)


def test_files_are_advised_in_their_language() -> None:
    texts = {
        "a.md": "---\ndraft: no\n---\n",
        "b.md": '+++\ndraft = "no"\n+++\n',
        "c.toml": 'draft = "no"\n',
        "d.json": '{"draft": "no"}',
        "e.jsonl": '{"draft": "no"}\n',
    }
    found = {
        name: [
            finding.help
            for finding in check_text(text, name, Settings(model=Thing)).findings
            if finding.route in (("draft",), ("level",), (0, "draft"), (0, "level"))
        ]
        for name, text in texts.items()
    }
    assert found == {
        "a.md": ["add it, for example `level: low`", "write `false`; YAML 1.2 reads `no` as text"],
        "b.md": ['add it, for example `level = "low"`', "write `false`, without quotes"],
        "c.toml": ['add it, for example `level = "low"`', "write `false`, without quotes"],
        "d.json": ['add it, for example `"level": "low"`', "write `false`, without quotes"],
        "e.jsonl": ['add it, for example `"level": "low"`', "write `false`, without quotes"],
    }


def test_what_is_no_record_is_advised_in_its_language() -> None:
    (finding,) = check_text("5", "a.json", Settings(model=Thing)).findings
    assert finding.help == 'write `"key": value` pairs in braces'
    (finding,) = check_text("---\n- 5\n---\n", "a.md", Settings(model=Thing)).findings
    assert finding.help == "write `key: value` lines, without `-`"


def test_a_value_that_a_repeated_key_hides_is_advised_in_json() -> None:
    text = '{"draft": "no", "draft": true, "level": 5, "part": {"name": "a"}}'
    findings = check_text(text, "a.json", Settings(model=Thing)).findings
    assert "write `false`, without quotes" in [finding.help for finding in findings]


def test_toml_between_the_fences_of_yaml_is_told() -> None:
    (finding,) = check_text('---\ntitle = "x"\ndraft = true\n---\n', "a.md").findings
    assert (finding.code, finding.help) == (
        "DOC007",
        "YAML has a colon where TOML has `=`: write `title: `, or TOML between two lines `+++`",
    )
