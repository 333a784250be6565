"""A JSON Schema as the model on the command line and in a configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from article_schema import UsageError, json_schema, model_from_schema
from article_schema.cli import main

AUTHOR: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "x-mood": {"enum": ["calm", "busy"]},
        "joined": {"type": "string", "format": "date"},
    },
    "required": ["name"],
    "additionalProperties": False,
}
CONFIGURATION = """\
[[collections]]
name = "authors"
files = "authors/**"
model = "schemas/author.schema.json"

[[collections]]
name = "posts"
files = "posts/**"
model = "models.py:Post"
"""
MODELS = """\
from dataclasses import dataclass


@dataclass
class Post:
    title: str
    weight: int = 1
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("authors", "posts", "schemas"):
        (tmp_path / folder).mkdir()
    (tmp_path / "schemas" / "author.schema.json").write_text(json.dumps(AUTHOR, indent=2))
    (tmp_path / "article-schema.toml").write_text(CONFIGURATION)
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "authors" / "ada.yml").write_text("x-mood: calmm\nname: Ada\njoined: 2020-06-12\n")
    (tmp_path / "posts" / "a.md").write_text("---\ntitel: a\nweight: b\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_collections_have_schemas_and_plain_classes_as_models(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "check", "--output-format", "concise", ".")
    assert status == 1
    assert out.splitlines()[:4] == [
        'authors/ada.yml:1:9: FLD004 `x-mood` must be one of calm, busy, not the text "calmm"',
        "posts/a.md:1:1: FLD001 `title` is missing",
        "posts/a.md:2:1: FLD002 `titel` is not a known key",
        'posts/a.md:3:9: FLD004 `weight` must be a whole number, not the text "b"',
    ]


def test_fmt_orders_keys_as_the_schema_does(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "posts" / "a.md").write_text("---\ntitle: a\n---\n")
    assert run(capsys, "fmt", ".")[0] == 0
    text = (site / "authors" / "ada.yml").read_text()
    assert text == "name: Ada\nx-mood: calmm\njoined: 2020-06-12\n"


def test_the_schema_is_printed_as_it_is(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ("--model", "schemas/author.schema.json")
    assert json.loads(run(capsys, "schema", *named)[1]) == AUTHOR
    assert json.loads(run(capsys, "schema", "--collection", "authors")[1]) == AUTHOR
    status, _, err = run(capsys, "schema", "--draft", "draft-07", *named)
    assert (status, "not draft-07" in err) == (2, True)
    old = model_from_schema({**AUTHOR, "$schema": "http://json-schema.org/draft-07/schema#"})
    assert json_schema(old, "draft-07") == json_schema(old)
    with pytest.raises(UsageError):
        json_schema(model_from_schema(AUTHOR), "draft-07")


def test_a_path_on_the_command_line_starts_from_the_current_folder(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site / "schemas")
    (site / "article-schema.toml").write_text("")
    status, out, _ = run(capsys, "check", "--model", "author.schema.json", "../authors/ada.yml")
    assert (status, "FLD004" in out) == (1, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "schemas/author.schema.json: No such file or directory"),
        ('{\n"type": "object"', "schemas/author.schema.json:2:17: not JSON"),
        ('{"type": "object",\n"required": 3}',
         "schemas/author.schema.json:2:13: not a JSON Schema: `required` must be a list"),
        ('{"properties": {"a": {"$ref": "other.json"}}}',
         "schemas/author.schema.json:1:31: the schema refers to 'other.json'"),
        ('{"type": ["array"]}', "schemas/author.schema.json: it is a schema of ['array']"),
    ],
)  # fmt: skip
def test_a_wrong_schema_is_one_error_with_its_place(
    site: Path, capsys: pytest.CaptureFixture[str], text: str | None, message: str
) -> None:
    path = site / "schemas" / "author.schema.json"
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    status, _, err = run(capsys, "check", "authors")
    assert status == 2
    assert "article-schema.toml:4: " in err
    assert message in err.replace(f"{site}/", "")
    assert len(err.strip().splitlines()) == 1


def test_dates_of_toml_are_dates_of_a_schema(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "authors" / "ada.yml").unlink()
    path = site / "authors" / "ada.md"
    path.write_text("+++\nname = 'Ada'\njoined = 2020-06-12\n+++\n")
    assert run(capsys, "check", "authors")[:1] == (0,)
    path.write_text("+++\nname = 2020-06-12\njoined = 2020-06-12T10:00:00\n+++\n")
    status, out, _ = run(capsys, "check", "--output-format", "concise", "authors")
    assert status == 1
    assert [line.split(": ")[1][:6] for line in out.splitlines()[:2]] == ["FLD004", "DAT001"]
