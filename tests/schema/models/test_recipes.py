"""The schemas that other tools write are models: recorded ones, and new ones where the tool is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from node_tools import Tool, modules

from article_schema import Settings, check_text, model_from_schema
from article_schema.model.shapes.tables import table_of

FILES = Path(__file__).parent / "files"
HOME = Path(__file__).parent / "tools"

POST = """\
title: "The harbour at dawn"
description: A walk along the quays.
pubDate: 2020-06-12
tags: [ports]
rating: 4
canonical: https://www.example.com/harbour
cover:
  src: ./harbour.jpg
  alt: The harbour
"""
AUTHOR = """\
name: Ada
email: ada@example.com
role: editor
posts: 3
links:
  - url: https://www.example.com/ada
"""


def recorded(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((FILES / f"{name}.schema.json").read_text("utf-8"))
    return schema


def found(text: str, schema: dict[str, Any]) -> list[str]:
    report = check_text(f"---\n{text}---\n", settings=Settings(model=model_from_schema(schema)))
    return [f"{one.line}:{one.column} {one.code} {one.message}" for one in report.findings]


def check_author(schema: dict[str, Any]) -> None:
    assert found(AUTHOR, schema) == []
    slips = AUTHOR.replace("name:", "nmae:").replace("ada@", "ada ").replace("editor", "editr")
    assert found(slips.replace("posts: 3", "posts: '3'"), schema) == [
        "1:1 FLD001 `name` is missing",
        "2:1 FLD002 `nmae` is not a known key",
        '3:8 SCH002 `email` must be an e-mail address, not "ada example.com"',
        '4:7 FLD004 `role` must be one of author, editor, not the text "editr"',
        '5:8 FLD004 `posts` must be a whole number, at least 0, not the text "3"',
    ]


def check_post(schema: dict[str, Any]) -> None:
    assert found(POST, schema) == []
    slips = (
        POST.replace("title", "titel").replace("06-12", "06-31").replace("rating: 4", "rating: 6")
    )
    findings = found(slips.replace("alt:", "atl:"), schema)
    assert [line for line in findings if "pubDate" not in line] == [
        "1:1 FLD001 `title` is missing",
        "2:1 FLD002 `titel` is not a known key",
        "6:9 FLD005 `rating` must be at most 5, not 6",
        "8:1 FLD001 `cover` has no `alt`",
        "10:3 FLD002 `cover.atl` is not a known key",
    ]
    assert [line[:4] for line in findings if "pubDate" in line] == ["4:10"]


def test_astro() -> None:
    check_post(recorded("astro-blog"))


def test_zod() -> None:
    check_author(recorded("zod-author"))


def test_typescript() -> None:
    schema = recorded("typescript-author")
    check_author(schema)
    field = table_of(model_from_schema(schema)).by_key["nick"]
    assert (field.deprecated, field.doc) == ("name", "Use `name` instead.")


def test_pydantic() -> None:
    check_author(recorded("pydantic-author"))


def test_new_schemas_of_zod() -> None:
    with Tool("zod.mjs", "zod") as tool:
        check_author(tool.ask(None))


def test_new_schemas_of_typescript() -> None:
    folder = modules("ts-json-schema-generator")
    tool = folder / "ts-json-schema-generator" / "bin" / "ts-json-schema-generator.js"
    command = ["node", tool, "--path", HOME / "author.ts", "--type", "Author", "--no-type-check"]
    check_author(json.loads(subprocess.check_output(command)))


def test_new_schemas_of_astro(tmp_path: Path) -> None:
    folder = modules("astro")
    (tmp_path / "src" / "content" / "blog").mkdir(parents=True)
    (tmp_path / "src" / "content" / "blog" / "a.md").write_text(f"---\n{POST}---\n")
    config = (HOME / "content.config.ts").read_text("utf-8")
    (tmp_path / "src" / "content.config.ts").write_text(config)
    (tmp_path / "package.json").write_text('{"private": true, "type": "module"}')
    (tmp_path / "node_modules").symlink_to(folder)
    command = ["node", next((folder / "astro").glob("**/astro.js")), "sync"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    check_post(json.loads((tmp_path / ".astro/collections/blog.schema.json").read_text("utf-8")))


def test_new_schemas_of_pydantic() -> None:
    pytest.importorskip("pydantic", reason="pydantic is not installed")
    from .tools.author_model import Author

    check_author(Author.model_json_schema(by_alias=True, mode="validation"))
