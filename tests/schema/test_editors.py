"""The published schemas in an editor, and in the types that are made from them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from language_server import LanguageServer
from mutants import mutants
from node_tools import modules

from article_schema.model.article import Article, RelatedItem
from article_schema.model.shapes.base import FILE
from article_schema.model.shapes.explain import explain_record
from article_schema.model.shapes.tables import table_of
from article_schema.schema.build import DRAFTS, json_schema, whole_example
from article_schema.schema.publish import schema_text

EXAMPLE = whole_example(table_of(Article))
assert EXAMPLE is not None
VARIANTS: list[dict[str, Any]] = [
    {key: value for key, value in EXAMPLE.items() if key not in left_out}
    for left_out in (
        (), ("category",), ("categories",), ("webUrl",), ("originalUrl",), ("related", "images"),
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    program = modules("yaml-language-server") / "yaml-language-server/bin/yaml-language-server"
    with LanguageServer(["node", program, "--stdio"], tmp_path_factory.mktemp("site")) as started:
        yield started


def shown(folder: Path, draft: str, text: str) -> Path:
    """Write a file that names the schema of a draft in its first line."""
    schema = folder / "article.schema.json"
    schema.write_text(schema_text(draft), "utf-8")
    path = folder / "article.yaml"
    path.write_text(f"# yaml-language-server: $schema={schema.as_uri()}\n{text}", "utf-8")
    return path


@pytest.mark.parametrize("draft", DRAFTS)
def test_an_editor_completes_each_key_once_and_with_a_value_of_its_field(
    server: LanguageServer, tmp_path: Path, draft: str
) -> None:
    path = shown(tmp_path, draft, "title: A\n\nrelated:\n  - title: B\n    \n")
    server.open(path)
    for model, line, column in ((Article, 2, 0), (RelatedItem, 5, 4)):
        fields = {field.key: field for field in table_of(model).fields if field.key != "title"}
        items = server.completions(path, line, column)
        offered = [item["label"] for item in items if item["label"] in fields]
        # The parts of a group and lists of records are keys as all others.
        assert sorted(offered) == sorted(fields.keys() - {"related"})
        texts = {item["label"]: item["insertText"] for item in items}
        for key in offered:
            assert texts[key].removeprefix("\\").startswith(f"{key}:"), key
            assert "|" not in texts[key], key
        assert texts["provider"].split() == ["provider:", "name:", "$1", "domain:", "$2"]
        assert "url:" in texts["images"].split("- ")[1]


@pytest.mark.parametrize("draft", DRAFTS)
def test_an_editor_finds_no_fault_in_any_way_to_write_an_article(
    server: LanguageServer, tmp_path: Path, draft: str
) -> None:
    for number, data in enumerate(VARIANTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = shown(folder, draft, json.dumps({"$schema": "x", **data}))
        server.open(path)
        told = [each["message"] for each in server.diagnostics_of(path) if each["severity"] == 1]
        assert told == []


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        ({"category": None, "categories": None}, 1),
        ({"category": None, "categories": []}, 1),
        ({"title": 5}, 1),
        ({"webUrl": 5}, 1),
        ({"publishedDateTime": 5}, 1),
    ],
)
@pytest.mark.parametrize("draft", DRAFTS)
def test_an_editor_tells_one_fault_once(
    server: LanguageServer, tmp_path: Path, draft: str, change: dict[str, Any], messages: int
) -> None:
    path = shown(tmp_path, draft, json.dumps({**VARIANTS[0], **change}))
    server.open(path)
    told = [each["message"] for each in server.diagnostics_of(path) if each["severity"] == 1]
    assert len(told) == messages, told


def test_an_editor_tells_a_missing_group_once(server: LanguageServer, tmp_path: Path) -> None:
    data = {key: value for key, value in VARIANTS[0].items() if not key.startswith("categor")}
    path = shown(tmp_path, "2020-12", json.dumps(data))
    server.open(path)
    assert [each["message"] for each in server.diagnostics_of(path) if each["severity"] == 1] == [
        'Missing property "category".'
    ]


def compiled(folder: Path, draft: str, data: list[Any]) -> set[int]:
    """Return the positions of the data that do not have the type which is made of the schema."""
    home = modules("json-schema-to-typescript", "typescript")
    (folder / "article.json").write_text(schema_text(draft), "utf-8")
    maker = home / "json-schema-to-typescript/dist/src/cli.js"
    names = ["-i", folder / "article.json", "-o", folder / "article.d.ts"]
    subprocess.run(["node", maker, *names], check=True)
    lines = ['import type { Article } from "./article";']
    lines += [f"const a{n}: Article = {json.dumps(each)};" for n, each in enumerate(data)]
    lines.append(f"export default [{', '.join(f'a{n}' for n in range(len(data)))}];")
    (folder / "articles.ts").write_text("\n".join(lines) + "\n", "utf-8")
    command = ["node", home / "typescript/bin/tsc", "--noEmit", "--strict", folder / "articles.ts"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    places = [
        line.partition("articles.ts(")[2].partition(",")[0] for line in done.stdout.splitlines()
    ]
    assert done.returncode == (2 if any(places) else 0), done.stdout
    return {int(place) - 2 for place in places if place}


@pytest.mark.parametrize("draft", DRAFTS)
def test_types_take_every_valid_article_and_refuse_what_lacks_a_key(
    tmp_path: Path, draft: str
) -> None:
    table = table_of(Article)
    valid = [
        data
        for data in mutants(Article, 200, 1)
        if isinstance(data, dict) and not any(explain_record(table, data, (), FILE))
    ]
    assert len(valid) > 40
    required = list(json_schema()["required"])
    broken = [{k: v for k, v in VARIANTS[0].items() if k != key} for key in required]
    broken += [
        {k: v for k, v in VARIANTS[0].items() if not k.startswith("categor")},
        {k: v for k, v in VARIANTS[0].items() if k not in ("webUrl", "originalUrl", "sourceUrl")},
        {**VARIANTS[0], "title": 5},
    ]
    data = [*VARIANTS, *valid, *broken]
    assert compiled(tmp_path, draft, data) == set(range(len(data) - len(broken), len(data)))
