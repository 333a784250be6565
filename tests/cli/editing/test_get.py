"""`article-schema get`: what it prints, for people and for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..command import run, with_stdin
from ..test_exit_codes import ARTICLE


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "b.jsonl").write_text('{"title": "x", "heat": 1}\n{"title": "y"}\n')
    (tmp_path / "c.md").write_text("# No front matter\n")
    return tmp_path


@pytest.mark.parametrize(
    ("route", "printed"),
    [
        ("title", "The harbour at dawn\n"),
        ("publishedDateTime", "2020-06-12T19:19:00Z\n"),
        ("topics", '["Ports"]\n'),
        ("topics[0]", "Ports\n"),
        ("provider", '{"name": "Example Times", "domain": "example.com"}\n'),
    ],
)
def test_one_value_of_one_file_is_printed_as_it_is(site: Path, route: str, printed: str) -> None:
    done = run("get", route, "a.md", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, printed, "")


def test_values_of_several_files_have_their_places(site: Path) -> None:
    done = run("get", "title,heat", ".", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "a.md:3: title: The harbour at dawn\n"
        "b.jsonl:1: [0].title: x\n"
        "b.jsonl:1: [0].heat: 1\n"
        "b.jsonl:2: [1].title: y\n"
    )


def test_programs_get_a_line_of_json_for_each_value(site: Path) -> None:
    done = run("get", "title,topics", "a.md", "--output-format", "json-lines", cwd=site)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"file": "a.md", "line": 3, "column": 8, "route": "title", "value": "The harbour at dawn"},
        {"file": "a.md", "line": 13, "column": 1, "route": "topics", "value": ["Ports"]},
    ]


def test_what_is_not_there_is_told_by_the_status(site: Path) -> None:
    done = run("get", "heat", "a.md", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "a.md: heat: there is no such value\n"
    assert run("get", "nothing", ".", cwd=site).returncode == 1


def test_a_file_that_cannot_be_read_is_told(site: Path) -> None:
    (site / "bad.md").write_text("---\na: 'b\n---\n")
    done = run("get", "title", ".", cwd=site)
    assert done.returncode == 2
    assert done.stderr.startswith("error: bad.md:2:4: DOC005 ")
    assert "a.md:3: title" in done.stdout
    assert run("get", "title", "c.md", cwd=site).returncode == 2


def test_a_value_over_several_lines_stays_on_one_beside_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('t: "one\\ntwo\\e[31m"\n')
    assert run("get", "t", "a.yaml", cwd=tmp_path).stdout == "one\ntwo\x1b[31m\n"
    assert run("get", "t", ".", cwd=tmp_path).stdout == "a.yaml:1: t: one\\ntwo\\x1b[31m\n"


def test_what_json_cannot_write_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("t: .inf\n")
    done = run("get", "t", "a.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "error: a value is infinite or no number, which JSON cannot write\n"


def test_standard_input_is_read(site: Path) -> None:
    done = with_stdin(b"a: {b: 2}\n", "get", "a.b", "-", "--stdin-filename", "x.yaml", cwd=site)
    assert (done.returncode, done.stdout) == (0, "2\n")


def test_the_dates_of_toml_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("d = 2020-06-12\n")
    assert run("get", "d", "a.toml", cwd=tmp_path).stdout == "2020-06-12\n"
