from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from article_schema.checking.changes import Changes
from article_schema.checking.results import CheckedFile
from article_schema.errors import UsageError
from article_schema.rules.findings import Finding, Severity

ODD = "a b\n'ö.md"


def git(*arguments: str) -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "--initial-branch=main")
    for name in ("one.md", "two.md", ODD):
        (tmp_path / name).write_text("".join(f"line {number}\n" for number in range(1, 11)))
    git("add", "-A")
    git("commit", "--quiet", "-m", "one")
    return tmp_path


def result(name: str, *lines: int) -> CheckedFile:
    findings = tuple(
        Finding("URL001", "n", Severity.ERROR, "m", file=name, line=line, end_line=line)
        for line in lines
    )
    return CheckedFile(name, findings, None)


def test_changed_and_new_files(repository: Path) -> None:
    (repository / ODD).write_text("changed\n")
    (repository / "sub").mkdir()
    (repository / "sub" / "new.md").write_text("")
    (repository / "two.md").unlink()
    assert list(Changes("HEAD").files()) == [ODD, "sub/new.md"]


def test_a_branch_is_compared_with_where_it_left(repository: Path) -> None:
    git("checkout", "--quiet", "-b", "topic")
    (repository / "two.md").write_text("x\n")
    git("commit", "--quiet", "-am", "two")
    git("checkout", "--quiet", "main")
    (repository / "one.md").write_text("y\n")
    git("commit", "--quiet", "-am", "three")
    git("checkout", "--quiet", "topic")
    assert list(Changes("main").files()) == ["two.md"]


@pytest.mark.parametrize("name", ["one.md", ODD])
def test_changed_lines(repository: Path, name: str) -> None:
    path = repository / name
    path.write_text(path.read_text().replace("line 3\n", "other\n").replace("line 8\n", ""))
    changes = Changes("HEAD")
    assert list(changes.files()) == [name]
    kept = changes.on_changed_lines(result(name, *range(1, 10)))
    assert [finding.line for finding in kept.findings] == [1, 3, 7, 8]
    assert changes.on_changed_lines(result("two.md", 2)).findings == ()


def test_every_line_of_a_new_file_has_changed(repository: Path) -> None:
    (repository / "new.md").write_text("x\ny\n")
    changes = Changes("HEAD")
    assert list(changes.files()) == ["new.md"]
    assert len(changes.on_changed_lines(result("new.md", 1, 2)).findings) == 2


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_a_revision_must_exist(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="git knows no revision"):
        Changes(revision)
    assert not (repository / "x").exists()


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="not a git repository"):
        Changes("HEAD")
