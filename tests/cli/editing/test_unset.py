"""`article-schema unset`: what it takes away."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..command import run, with_stdin
from ..test_exit_codes import ARTICLE


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(ARTICLE.replace("---\n", "---\nheat: 3 # warm\n", 1))
    (tmp_path / "b.md").write_text(ARTICLE)
    return tmp_path


def test_a_key_goes_where_it_is(site: Path) -> None:
    done = run("unset", "heat", ".", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 file changed, 1 left as they are.\n"
    assert (site / "a.md").read_text() == ARTICLE


def test_several_routes_go_together(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("t: [a, b, c, d]\nm: {x: 1, y: 2}\nn: 1\n")
    routes = "t[0],t[2],m.x,n,missing,t[9]"
    assert run("unset", routes, "a.yaml", cwd=tmp_path).returncode == 0
    assert path.read_text() == "t: [b, d]\nm: {y: 2}\n"
    assert run("unset", "m,m.y", "a.yaml", cwd=tmp_path).returncode == 0
    assert path.read_text() == "t: [b, d]\n"


def test_what_the_contract_needs_stays(site: Path) -> None:
    done = run("unset", "heat,title", "a.md", cwd=site)
    assert done.returncode == 2
    assert done.stderr.startswith("error: a.md:")
    assert "`title` is missing" in done.stderr
    assert "heat: 3" in (site / "a.md").read_text()


@pytest.mark.parametrize(
    ("options", "left"),
    [([], "b: 3\n"), (["--which", "0"], "a: 2\nb: 3\n"), (["--which", "1"], "a: 1\nb: 3\n")],
)
def test_of_a_repeated_key_all_entries_go_or_one(
    tmp_path: Path, options: list[str], left: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\na: 2\nb: 3\n")
    assert run("unset", "a", "a.yaml", *options, cwd=tmp_path).returncode == 0
    assert path.read_text() == left


def test_a_key_that_is_there_once_is_no_entry_of_several(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    assert run("unset", "--which", "0", "a", "a.yaml", cwd=tmp_path).returncode == 0
    assert path.read_text() == "a: 1\n"
    path.write_text("a: 1\na: 2\n")
    done = run("unset", "--which", "2", "a", "a.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: a.yaml: a: ")
    done = run("unset", "--which", "-1", "a", "a.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "--which" in done.stderr


def test_records_without_the_key_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1, "b": 2}\n{"b": 3}\n')
    assert run("unset", "a", "a.jsonl", cwd=tmp_path).returncode == 0
    assert path.read_text() == '{"b": 2}\n{"b": 3}\n'


@pytest.mark.parametrize("command", ["unset", "get"])
@pytest.mark.parametrize("path", ["a.md", ".", "./a.md"])
def test_the_route_comes_first(site: Path, command: str, path: str) -> None:
    done = run(command, path, "heat", cwd=site)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: no such file or folder: heat; the route comes before the files: heat {path}\n"
    )


def test_standard_input_comes_back(site: Path) -> None:
    done = with_stdin(b"a: 1\nb: 2\n", "unset", "a", "-", "--stdin-filename", "x.yaml", cwd=site)
    assert (done.returncode, done.stdout) == (0, "b: 2\n")
