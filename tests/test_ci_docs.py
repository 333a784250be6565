"""What `docs/ci.md` shows is what the servers take."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from article_schema.adopting.files import gitlab_job, workflow


def blocks(root: Path, heading: str) -> list[Any]:
    text = (root / "docs" / "ci.md").read_text("utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^```yaml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return [YAML(typ="safe").load(block) for block in found]


def validate(data: Any, schema: str) -> None:
    pytest.importorskip("check_jsonschema")
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    contents = json.loads((folder / f"{schema}.json").read_text("utf-8"))
    jsonschema.validators.validator_for(contents)(contents).validate(data)


def test_every_example_is_short(root: Path) -> None:
    for block in re.findall(r"^```yaml\n(.*?)^```$", (root / "docs" / "ci.md").read_text("utf-8"),
                            re.MULTILINE | re.DOTALL):  # fmt: skip
        assert len(block.splitlines()) <= 10


def test_github(root: Path) -> None:
    workflow, *steps = blocks(root, "GitHub Actions")
    validate(workflow, "github-workflows")
    action = YAML(typ="safe").load((root / "action.yml").read_text("utf-8"))
    validate(action, "github-actions")
    for step in [
        *workflow["jobs"]["articles"]["steps"],
        *(one for each in steps for one in each["steps"]),
    ]:
        if "article-schema" in step.get("uses", ""):
            assert step["with"].keys() <= action["inputs"].keys()
    validate({**workflow, "jobs": {"a": {"runs-on": "x", **steps[1]}}}, "github-workflows")


def test_gitlab(root: Path) -> None:
    (job,) = blocks(root, "GitLab CI")
    validate(job, "gitlab-ci")
    validate(
        {"article-schema": gitlab_job("article-schema @ git+https://example.com/a@v1")},
        "gitlab-ci",
    )


def test_pre_commit(root: Path) -> None:
    (config,) = blocks(root, "pre-commit")
    manifest = YAML(typ="safe").load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    known = {hook["id"] for hook in manifest}
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} == known


def test_written_workflow() -> None:
    validate(
        YAML(typ="safe").load(workflow("article-schema @ git+https://example.com/a@v1")),
        "github-workflows",
    )
