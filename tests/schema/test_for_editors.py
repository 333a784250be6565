"""The schema for editors: what a real one shows, and that the strict schema has none of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from language_server import LanguageServer
from node_tools import modules
from ruamel.yaml import YAML

from article_schema import Article, Doc, Record, json_schema, record
from article_schema.fields import Deprecated, Example, Name
from article_schema.model.shapes.tables import tables_in
from article_schema.presets import PRESETS, preset_class
from article_schema.schema.build import DRAFTS
from article_schema.schema.editors import editors_schema

EXTRA = {
    "patternErrorMessage", "deprecationMessage", "markdownDescription", "defaultSnippets",
    "doNotSuggest",
}  # fmt: skip
MODELS = [Article, *(preset_class(name) for name in PRESETS)]


@record
class Post(Record):
    """A post."""

    title: Annotated[Name, Doc("The headline."), Example("Boats: a study")]
    heading: Annotated[Name | None, Deprecated("title")] = None


def without_extra(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: without_extra(part) for key, part in schema.items() if key not in EXTRA}
    return [without_extra(part) for part in schema] if isinstance(schema, list) else schema


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for key, part in schema.items():
            if key not in ("not", "examples", "defaultSnippets"):
                yield from parts(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts(part)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_it_is_the_strict_schema_with_words_for_people(model: type, draft: str) -> None:
    schema = editors_schema(model, draft)
    assert without_extra(schema) == json_schema(model, draft)
    assert not EXTRA & {key for part in parts(json_schema(model, draft)) for key in part}
    for part in parts(schema):
        if isinstance(part.get("pattern"), str):
            message = part["patternErrorMessage"]
            assert message.startswith("must be "), part
            assert part["pattern"] not in message


def test_the_command_prints_it() -> None:
    call = [sys.executable, "-m", "article_schema", "schema", "--isolated", "--for-editors"]
    done = subprocess.run(call, capture_output=True, check=True)
    assert json.loads(done.stdout) == editors_schema()
    done = subprocess.run([*call, "--draft", "2020-12"], capture_output=True, check=True)
    assert json.loads(done.stdout) == editors_schema(draft="2020-12")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    program = modules("yaml-language-server") / "yaml-language-server/bin/yaml-language-server"
    with LanguageServer(["node", program, "--stdio"], tmp_path_factory.mktemp("site")) as started:
        yield started


def shown(server: LanguageServer, folder: Path, model: type, draft: str, text: str) -> Path:
    schema = folder / "model.schema.json"
    schema.write_text(json.dumps(editors_schema(model, draft)), "utf-8")
    path = folder / "article.yaml"
    path.write_text(f"# yaml-language-server: $schema={schema.as_uri()}\n{text}", "utf-8")
    server.open(path)
    return path


def messages(server: LanguageServer, path: Path) -> list[str]:
    return [each["message"] for each in server.diagnostics_of(path)]


@pytest.mark.parametrize("draft", DRAFTS)
def test_an_editor_says_what_is_wrong_in_a_sentence(
    server: LanguageServer, tmp_path: Path, draft: str
) -> None:
    text = "webUrl: no page\npublishedDateTime: yesterday\nprovider:\n  name: A\n  domain: a b\n"
    told = messages(server, shown(server, tmp_path, Article, draft, text))
    for sentence in (
        "must be an http or https URL",
        "must be a date and time, such as 2020-06-12T19:19:00Z",
        "must be a host name",
    ):
        assert sentence in told, told
    assert not [each for each in told if "[0-9]" in each or "pattern" in each]


@pytest.mark.parametrize("draft", DRAFTS)
def test_an_editor_marks_deprecated_keys_and_offers_none(
    server: LanguageServer, tmp_path: Path, draft: str
) -> None:
    path = shown(server, tmp_path, Post, draft, "title: A\nheading: A\n")
    assert "`heading` is deprecated; write `title` instead" in messages(server, path)
    other = tmp_path / "other"
    other.mkdir()
    path = shown(server, other, Post, draft, "\n")
    offered = [each["label"] for each in server.completions(path, 1, 0)]
    assert "title" in offered
    assert "heading" not in offered


def filled(text: str) -> str:
    """Return what inserted text comes to when every stop keeps its text."""
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\([$}\\])", r"\1", re.sub(r"\$\d+", "", text))


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("", 1, 0), ("title: A\n", 2, 0), ("related:\n  - ", 2, 4), ("images:\n  - ", 2, 4),
     ("provider:\n  ", 2, 2)],
)  # fmt: skip
def test_what_an_editor_inserts_is_yaml(
    server: LanguageServer, tmp_path: Path, draft: str, text: str, line: int, column: int
) -> None:
    path = shown(server, tmp_path, Article, draft, text)
    content = path.read_text()
    items = server.completions(path, line, column)
    assert items
    for item in items:
        edit = item.get("textEdit")
        inserted = filled(edit["newText"] if edit else item["insertText"])
        lines = content.split("\n")
        # A client indents what it inserts as the line is.
        indent = "\n" + " " * (len(lines[line]) - len(lines[line].lstrip(" ")))
        lines[line] = lines[line][:column] + inserted.replace("\n", indent)
        made = "\n".join(lines)
        assert isinstance(YAML(typ="safe").load(made), dict), made


def test_a_snippet_makes_a_whole_article(server: LanguageServer, tmp_path: Path) -> None:
    path = shown(server, tmp_path, Article, "draft-07", "")
    (new,) = [each for each in server.completions(path, 1, 0) if each["label"] == "new article"]
    made = YAML(typ="safe").load(filled(new["textEdit"]["newText"] if "textEdit" in new
                                        else new["insertText"]))  # fmt: skip
    assert set(json_schema()["required"]) <= made.keys()


def test_every_class_of_the_model_has_words_for_its_fields() -> None:
    schema = editors_schema()
    for table in tables_in(Article):
        home = schema if table.model is Article else schema["definitions"][table.model.__name__]
        for field in table.fields:
            told = home["properties"][field.key]["markdownDescription"]
            assert told.startswith(field.doc)
