"""`--schema`: JSON Schemas of a project, whose errors are findings with places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from article_schema import Finding, Settings, UsageError, check_paths, check_text
from article_schema.checking.engine.checker import Checker
from article_schema.cli import main

ARTICLE = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
  - Weather
seo:
  keywords: harbour
---
"""
SCHEMA = {
    "properties": {
        "topics": {"items": {"enum": ["Ports", "Travel"]}},
        "seo": {"properties": {"keywords": {"type": "array"}}, "required": ["robots"]},
    },
    "required": ["heat"],
}


def write(path: Path, schema: Any) -> Path:
    path.write_text(json.dumps(schema))
    return path


def check(text: str, *schemas: Path, filename: str = "a.md", **settings: Any) -> list[Finding]:
    wanted = Settings(schemas=schemas, ignore=("FLD003",), **settings)
    return check_text(text, filename, wanted).findings


def places(findings: list[Finding]) -> list[tuple[str, int, int, str]]:
    return [(found.code, found.line, found.column, found.route_text) for found in findings]


def test_errors_are_findings_with_places(tmp_path: Path) -> None:
    schema = write(tmp_path / "house.schema.json", SCHEMA)
    found = check(ARTICLE, schema)
    assert places(found) == [
        ("SCH001", 1, 1, "heat"),
        ("SCH001", 13, 5, "topics[1]"),
        ("SCH001", 14, 1, "seo.robots"),
        ("SCH001", 15, 13, "seo.keywords"),
    ]
    assert found[1].message.startswith('`topics[1]` must be one of "Ports", "Travel", not')
    assert found[1].help == "see house.schema.json"


def test_the_quick_way_and_the_long_way_find_the_same(tmp_path: Path) -> None:
    schema = write(tmp_path / "house.schema.json", SCHEMA)
    # An anchor is nothing that the quick reader knows.
    slow = ARTICLE.replace("  - Weather", "  - &w Weather")
    quick = check(ARTICLE, schema)
    assert [found.message for found in check(slow, schema)] == [found.message for found in quick]


def test_several_schemas(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", {"required": ["heat"]})
    two = write(tmp_path / "two.json", {"required": ["secured"]})
    assert [found.help.rpartition(" ")[2] for found in check(ARTICLE, one, two)] == [
        "one.json",
        "two.json",
    ]


def test_every_record_of_a_page_is_checked(tmp_path: Path) -> None:
    schema = write(tmp_path / "s.json", {"properties": {"type": {"const": "article"}}})
    record = {
        "category": "news",
        "title": "The harbour at dawn",
        "excerpt": "A walk.",
        "publishedDateTime": "2020-06-12T19:19:00Z",
        "type": "podcast",
        "provider": {"name": "Example Times", "domain": "example.com"},
        "topics": ["Ports"],
    }
    records = [{**record, "webUrl": f"https://www.example.com/{number}"} for number in range(2)]
    text = json.dumps({"value": records})
    assert [found.route_text for found in check(text, schema, filename="page.json")] == [
        "value[0].type",
        "value[1].type",
    ]


def test_faulty_records_are_checked_too(tmp_path: Path) -> None:
    schema = write(tmp_path / "s.json", {"required": ["heat"]})
    codes = [found.code for found in check(ARTICLE.replace("example.com\n", "x y\n"), schema)]
    assert "SCH001" in codes
    assert "PRV001" in codes


def test_the_rule_can_be_left_out(tmp_path: Path) -> None:
    schema = write(tmp_path / "s.json", {"required": ["heat"]})
    assert check_text(ARTICLE, settings=Settings(schemas=(schema,), select=("URL",))).ok


@pytest.mark.parametrize("schema", [{"type": "harbour"}, [], {"$ref": "#/$defs/away"}])
def test_a_schema_that_cannot_be_used_is_told_at_once(tmp_path: Path, schema: Any) -> None:
    with pytest.raises(UsageError, match=r"s\.json"):
        Checker(Settings(schemas=(write(tmp_path / "s.json", schema),)))


def test_a_schema_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"away\.json: No such file"):
        check_paths([tmp_path], Settings(schemas=(tmp_path / "away.json",)))


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    write(tmp_path / "one.json", {"required": ["heat"]})
    write(tmp_path / "two.json", {"required": ["secured"]})
    monkeypatch.chdir(tmp_path)
    options = ["--isolated", "--select", "SCH", "--output-format", "concise"]
    assert main(["check", *options, "--schema", "one.json", "--schema", "two.json", "a.md"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "a.md:1:1: SCH001 `heat` is missing",
        "a.md:1:1: SCH001 `secured` is missing",
    ]


def test_in_a_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text(ARTICLE)
    write(tmp_path / "one.json", {"required": ["heat"]})
    (tmp_path / "article-schema.toml").write_text('schema = ["one.json"]\nselect = ["SCH"]\n')
    # The key is the owner's, whose configuration is that of the current folder.
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--output-format", "concise", "content/a.md"]) == 1
    assert "SCH001 `heat` is missing" in capsys.readouterr().out


def test_a_broken_schema_is_named_as_people_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "broken.json").write_text('{"type": ', encoding="utf-8")
    monkeypatch.chdir(inside)
    assert main(["check", ".", "--schema", "broken.json"]) == 2
    assert capsys.readouterr().err.startswith("error: broken.json:1:10: not JSON: ")
    with pytest.raises(UsageError, match=r"^broken\.json:1:10: not JSON: "):
        Checker(Settings(schemas=[inside / "broken.json"]))
