"""What SchemaStore asks of a schema, by the checks that it runs itself.

They stand in its `cli.js`, which runs in a clone of its repository alone. Its Ajv and SchemaSafe
run here as it sets them up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from node_tools import Tool

ADDRESS = "https://example.com/article.schema.json"
#: What only editors read; SchemaStore lets a schema name such keywords.
FOR_EDITORS = [
    "defaultSnippets", "deprecationMessage", "doNotSuggest", "markdownDescription",
    "patternErrorMessage",
]  # fmt: skip
SCHEMAS = {
    "articles": ["--draft", "draft-07"],
    "pages": ["--draft", "draft-07", "--page"],
    "editors": ["--for-editors"],
    "configuration": ["--config"],
    "pyproject": ["--pyproject"],
}


def printed(*options: str) -> dict[str, Any]:
    call = [sys.executable, "-m", "article_schema", "schema", "--isolated", *options]
    done = subprocess.run(call, capture_output=True, check=True)
    schema: dict[str, Any] = json.loads(done.stdout)
    return schema


@pytest.fixture(scope="module", params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    return printed(*SCHEMAS[request.param], "--id", ADDRESS)


@pytest.fixture(scope="module")
def checks() -> Iterator[Tool]:
    packages = ("ajv-formats", "ajv-keywords", "@hyperupcall/ajv-formats-draft2019")
    with Tool("schemastore.mjs", "ajv", "@exodus/schemasafe", *packages) as tool:
        yield tool


def test_its_address_and_draft_are_such_as_editors_read(schema: dict[str, Any]) -> None:
    assert schema["$id"] == ADDRESS
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_what_is_no_address_is_refused() -> None:
    call = [sys.executable, "-m", "article_schema", "schema", "--isolated", "--id", "urn:x"]
    done = subprocess.run(call, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no http or https URL" in done.stderr


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for key, part in schema.items():
            if key not in ("allOf", "anyOf", "default", "defaultSnippets", "examples", "not"):
                yield from parts(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts(part)


def test_every_property_is_described_in_words_that_end(schema: dict[str, Any]) -> None:
    definitions = schema.get("definitions", {})
    for part in parts(schema):
        for words in ("title", "description"):
            assert not str(part.get(words, "")).endswith(":")
        for name, each in (part.get("properties") or {}).items():
            told = definitions.get(str(each.get("$ref", "")).rpartition("/")[2], {})
            assert "description" in each or "description" in told, name


def test_ajv_and_schema_safe_find_nothing(checks: Tool, schema: dict[str, Any]) -> None:
    found = checks.ask({"schema": schema, "known": FOR_EDITORS})
    # SchemaSafe knows no keyword of editors.
    assert not [each for each in found if not any(name in each for name in FOR_EDITORS)]
