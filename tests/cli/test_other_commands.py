"""The subcommands that print something, and the program as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from article_schema import __version__, json_schema
from article_schema.rules.catalogue import RULES

from .command import run


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(option: str) -> None:
    done = run(option)
    assert (done.returncode, done.stdout) == (0, f"article-schema {__version__}\n")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["-h"]])
def test_help(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: article-schema")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["schema", "--draft", "4"], ["explain"]])
def test_wrong_calls(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage: article-schema" in done.stderr


@pytest.mark.parametrize("draft", ["2020-12", "draft-07"])
def test_schema(draft: str) -> None:
    done = run("schema", "--draft", draft)
    assert done.returncode == 0
    assert json.loads(done.stdout) == json_schema(draft=draft)


def test_schema_without_options_is_that_of_2020_12() -> None:
    assert json.loads(run("schema").stdout) == json_schema()


@pytest.mark.parametrize("name", ["URL005", "url005", "space-in-url"])
def test_explain(name: str) -> None:
    done = run("explain", name)
    assert done.returncode == 0
    assert done.stdout.startswith("# URL005 space-in-url\n")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("URL05", "did you mean URL0"), ("space-in-ulr", "space-in-url"), ("?", "lists all of them")],
)
def test_explain_an_unknown_rule(name: str, hint: str) -> None:
    done = run("explain", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr


def test_rules_as_a_table() -> None:
    lines = run("rules").stdout.splitlines()
    assert lines[0] == "DOC001  error    on      unreadable-file"
    assert "URL010  warning  on   !  tracking-parameter" in lines
    assert len({line.index(line.split()[-1]) for line in lines}) == 1
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    assert next(line for line in lines if "URL005" in line).split() == [
        "URL005", "error", "on", "*", "space-in-url",
    ]  # fmt: skip


def test_the_schema_of_the_configuration_knows_the_rules() -> None:
    schema = json.loads(run("schema", "--config").stdout)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert {"select", "ignore", "severity", "options"} <= set(schema["properties"])


def test_rules_as_json() -> None:
    rules = json.loads(run("rules", "--output-format", "json").stdout)
    assert [rule["code"] for rule in rules] == [rule.code for rule in RULES]
    assert {"name", "severity", "enabled", "fix", "options", "summary", "bad", "good"} <= set(
        rules[0]
    )


def test_it_runs_outside_of_any_project(tmp_path: Path) -> None:
    assert run("rules", cwd=tmp_path).returncode == 0
