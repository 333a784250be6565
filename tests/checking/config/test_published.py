"""The schema of the configuration in the forms that other tools ask for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from article_schema.checking.config.published import config_schema, pyproject_schema

PROJECT = '[project]\nname = "site"\nversion = "1"\n'


def descriptions_missing(schema: Any, at: str = "") -> list[str]:
    """Return the properties that nothing is said of."""
    if isinstance(schema, list):
        return [each for part in schema for each in descriptions_missing(part, at)]
    if not isinstance(schema, dict):
        return []
    missing = []
    for name, part in schema.get("properties", {}).items():
        if "description" not in part and "$ref" not in part:
            missing.append(f"{at}.{name}")
    for name, part in schema.items():
        if name not in ("default", "examples", "enum", "const"):
            missing += descriptions_missing(part, f"{at}/{name}")
    return missing


def test_the_schema_of_a_pyproject_judges_the_table_of_the_tool() -> None:
    schema = pyproject_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    judge = jsonschema.Draft7Validator(schema)
    assert judge.is_valid({"project": {}, "tool": {"ruff": {"select": 1}}})
    assert judge.is_valid({"tool": {"article-schema": {"select": ["URL"]}}})
    (error,) = judge.iter_errors({"tool": {"article-schema": {"select": "URL5"}}})
    assert list(error.absolute_path) == ["tool", "article-schema", "select"]
    assert not judge.is_valid({"tool": {"article-schema": {"selct": []}}})


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    from article_schema.cli import main

    assert main(["schema", "--pyproject"]) == 0
    assert json.loads(capsys.readouterr().out) == pyproject_schema()


@pytest.mark.parametrize("schema", [config_schema(), pyproject_schema()])
def test_every_key_is_described(schema: dict[str, Any]) -> None:
    assert descriptions_missing(schema) == []


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('select = ["URL"]\n[tool.article-schema.severity]\nURL005 = "info"\n', ""),
        ('selct = ["URL"]\n', "selct"),
        ("baseline = 1\n", "baseline"),
    ],
)
def test_validate_pyproject_finds_it(table: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(f"{PROJECT}[tool.article-schema]\n{table}", "utf-8")
    call = [sys.executable, "-m", "validate_pyproject", str(path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == bool(told), done.stdout + done.stderr
    if told:
        assert f"tool.article-schema.{told}" in done.stdout + done.stderr or told in done.stderr
