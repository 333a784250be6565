"""The schema of a page of records says of a file of JSON what a check says."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from language_server import LanguageServer
from node_tools import modules

from article_schema import Article, check_text, json_schema
from article_schema.errors import UsageError
from article_schema.model.shapes.tables import table_of
from article_schema.presets import PRESETS, preset_class
from article_schema.schema.build import DRAFTS, whole_example
from article_schema.schema.editors import editors_schema
from article_schema.schema.pages import page_schema

MODELS = [Article, *(preset_class(name) for name in PRESETS)]
EXAMPLE: dict[str, Any] = whole_example(table_of(Article)) or {}
VALIDATORS = {"draft-07": Draft7Validator, "2020-12": Draft202012Validator}


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_it_is_a_schema_of_its_draft(model: type, draft: str) -> None:
    for build in (json_schema, editors_schema):
        schema = page_schema(build(model, draft))
        VALIDATORS[draft].check_schema(schema)
        assert VALIDATORS[draft](schema).is_valid({"value": []})


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize(
    "page",
    [
        {"value": [EXAMPLE]},
        {"@odata.nextLink": "https://example.com/2", "value": [EXAMPLE, EXAMPLE]},
        {"value": [EXAMPLE, {**EXAMPLE, "type": "no"}]},
        {"value": [{**EXAMPLE, "title": None}]},
        {"value": [7]},
    ],
)
def test_it_accepts_what_a_check_accepts(page: dict[str, Any], draft: str) -> None:
    accepted = VALIDATORS[draft](page_schema(json_schema(Article, draft))).is_valid(page)
    found = check_text(json.dumps(page), "page.json").findings
    assert accepted is not any(each.severity.value == "error" for each in found), found


def test_a_json_schema_of_a_project_has_no_page() -> None:
    with pytest.raises(UsageError, match="name a class"):
        page_schema({"type": "object"})


def test_the_command_prints_it() -> None:
    call = [sys.executable, "-m", "article_schema", "schema", "--isolated", "--page"]
    done = subprocess.run(call, capture_output=True, check=True)
    assert json.loads(done.stdout) == page_schema(json_schema())
    done = subprocess.run([*call, "--for-editors"], capture_output=True, check=True)
    assert json.loads(done.stdout) == page_schema(editors_schema())


def test_an_editor_completes_and_judges_the_records_of_a_page(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("site")
    program = modules("yaml-language-server") / "yaml-language-server/bin/yaml-language-server"
    schema = folder / "page.schema.json"
    schema.write_text(json.dumps(page_schema(editors_schema())), "utf-8")
    path = folder / "page.json"
    # Its comment names the schema; JSON has none, and is YAML otherwise.
    first = f"# yaml-language-server: $schema={schema.as_uri()}\n"
    path.write_text(f'{first}{{"value": [{{"webUrl": "no page", \n }}]}}\n', "utf-8")
    with LanguageServer(["node", program, "--stdio"], folder) as server:
        server.open(path)
        told = [each["message"] for each in server.diagnostics_of(path)]
        assert "must be an http or https URL" in told
        assert "title" in [each["label"] for each in server.completions(path, 2, 0)]
