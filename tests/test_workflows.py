"""The workflows of this repository are valid, and give away nothing that they need not."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

WORKFLOWS = sorted((Path(__file__).resolve().parent.parent / ".github/workflows").glob("*.yml"))


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(request.param.read_text("utf-8"))
    return loaded


def test_they_are_here() -> None:
    assert [path.stem for path in WORKFLOWS] == ["ci", "release"]


def test_it_is_valid(workflow: dict[str, Any]) -> None:
    pytest.importorskip("check_jsonschema")
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "github-workflows.json").read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(workflow)


def test_actions_are_pinned_to_commits(workflow: dict[str, Any]) -> None:
    for step in steps_of(workflow):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step.get("uses", "a@" + "0" * 40))


def test_no_text_of_an_event_becomes_code(workflow: dict[str, Any]) -> None:
    assert [step["run"] for step in steps_of(workflow) if "${{" in step.get("run", "")] == []


def test_a_token_may_only_read_unless_a_job_says_more(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] in ({}, {"contents": "read"})


def test_each_python_of_the_classifiers_is_tried(root: Path) -> None:
    project = (root / "pyproject.toml").read_text("utf-8")
    named = re.findall(r"Programming Language :: Python :: (3\.\d+)", project)
    matrix = YAML(typ="safe").load(WORKFLOWS[0].read_text("utf-8"))["jobs"]["systems"]["strategy"][
        "matrix"
    ]
    assert {*matrix["python"], *(one["python"] for one in matrix["include"])} == set(named)
