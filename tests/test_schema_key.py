"""`$schema`: the key by which a file tells editors what it is, in every form of file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from article_schema import Article, Settings, check_text, dumps, load, loads, structure, validate
from article_schema.cli import main
from article_schema.model.fields import Record, record
from article_schema.schema.build import DRAFTS, json_schema

NAME = "../schema/article.schema.json"
DATA = {
    "$schema": NAME,
    "category": "news",
    "title": "The harbour at dawn",
    "excerpt": "A walk along the quays before the ferries leave.",
    "publishedDateTime": "2020-06-12T19:19:00Z",
    "webUrl": "https://www.example.com/harbour",
    "type": "article",
    "provider": {"name": "Example Times", "domain": "example.com"},
    "topics": ["Ports"],
}
YAML = f"""\
$schema: {NAME}
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
"""
TEXTS = {
    "a.md": f"---\n{YAML}---\nIt is early.\n",
    "a.yaml": YAML,
    "a.json": json.dumps(DATA, indent=2) + "\n",
    "list.json": json.dumps([DATA], indent=2) + "\n",
    "page.json": json.dumps({"$schema": "page.schema.json", "value": [DATA]}, indent=2) + "\n",
}


@record
class Note(Record):
    """A record of a project."""

    title: str


@pytest.mark.parametrize("name", TEXTS)
def test_a_check_knows_it(name: str) -> None:
    assert check_text(TEXTS[name], name).findings == []


def test_a_page_that_names_its_schema_is_still_a_page() -> None:
    text = json.dumps({"$schema": "page.schema.json", "value": [{**DATA, "title": ""}]})
    assert {f.route_text for f in check_text(text, "a.json").findings} == {"value[0].title"}


def test_a_value_that_names_nothing_is_a_fault() -> None:
    (found,) = check_text(YAML.replace(NAME, '""'), "a.yaml").findings
    assert (found.code, found.line) == ("FLD008", 1)


def test_records_of_any_model_may_have_it_at_their_root_only() -> None:
    settings = Settings(model=Note)
    assert check_text("$schema: note.json\ntitle: Ports\n", "a.yaml", settings).findings == []
    text = YAML.replace("provider:", "provider:\n  $schema: x.json")
    assert [found.route_text for found in check_text(text, "a.yaml").findings] == [
        "provider.$schema"
    ]


@pytest.mark.parametrize("name", ["a.md", "a.yaml", "a.json"])
def test_loading_and_saving_keep_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name])
    document = load(path)
    assert document.article.json_schema == NAME
    assert not document.article.extra
    document.article.json_schema = "https://example.com/article.schema.json"
    document.save()
    assert path.read_text() == TEXTS[name].replace(NAME, "https://example.com/article.schema.json")


def test_it_is_written_first() -> None:
    text = dumps(structure(DATA, Article))
    assert text.startswith(f"---\n$schema: {NAME}\ncategory: news\n")
    assert loads(text).article.json_schema == NAME


def test_the_house_style_has_it_first(tmp_path: Path) -> None:
    first, _, rest = YAML.partition("\n")
    path = tmp_path / "a.yaml"
    path.write_text(f"{rest}{first}\n")
    assert main(["fmt", str(path)]) == 0
    assert path.read_text() == YAML


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_published_schema_takes_it(draft: str) -> None:
    schema: dict[str, Any] = json_schema(draft=draft)
    validate(DATA)
    jsonschema.validate(DATA, schema)
    assert next(iter(schema["properties"])) == "$schema"
