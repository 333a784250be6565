from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

import pytest

from article_schema.checking.filters.changes import Changes
from article_schema.checking.results.checked_file import CheckedFile
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


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nowhere", "git knows no revision"),
        ("--output=x", "git knows no revision"),
        ("^HEAD", "git knows no revision"),
        ("HEAD^{tree}", "git knows no revision"),
        ("HEAD..HEAD", "git knows no revision"),
        ("HEAD\0", "git cannot be run"),
        ("", "the revision is empty"),
        (" ", "the revision is empty"),
    ],
)
def test_what_names_no_single_commit_is_refused(
    repository: Path, revision: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        Changes(revision)
    assert not (repository / "x").exists()


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="not a git repository"):
        Changes("HEAD")


def test_settings_of_the_repository_hide_no_change(repository: Path) -> None:
    (repository / "sub").mkdir()
    (repository / "sub" / "new.md").write_text("x\n")
    git("add", "-A")
    git("commit", "--quiet", "-m", "two")
    (repository / "sub" / "new.md").write_text("y\n")
    (repository / "one.md").write_text("y\n")
    for setting in ("diff.relative", "diff.noprefix", "diff.mnemonicPrefix"):
        git("config", setting, "true")
    with contextlib.chdir("sub"):
        assert list(Changes("HEAD").files()) == ["../one.md", "new.md"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("core.fsmonitor", "{}"),
        ("diff.external", "{}"),
        ("diff.mine.command", "{}"),
        ("diff.mine.textconv", "{}"),
        ("filter.mine.clean", "{}"),
        ("filter.mine.process", "{}"),
        ("filter.my.own.clean", "{}"),
    ],
)
def test_no_program_of_the_repository_is_run(repository: Path, setting: str, value: str) -> None:
    (repository / ".gitattributes").write_text("*.md filter=mine diff=mine\nt* filter=my.own\n")
    program = repository / "program"
    program.write_text(f"#!/bin/sh\ntouch '{repository}/ran'\ncat\n")
    program.chmod(0o755)
    git("config", setting, value.format(program))
    git("config", "filter.mine.required", "true")
    for name in ("one.md", "two.md"):
        (repository / name).write_text("y\n")
    changes = Changes("HEAD")
    assert {"one.md", "two.md"} <= set(changes.files())
    assert changes.on_changed_lines(result("one.md", 1, 2)).findings
    assert not (repository / "ran").exists()


@pytest.mark.parametrize("attributes", ["*.md -diff", "*.md binary", "*.md -text"])
def test_attributes_that_come_with_the_files_hide_no_line(
    repository: Path, attributes: str
) -> None:
    (repository / ".gitattributes").write_text(f"{attributes}\n")
    path = repository / "one.md"
    path.write_text(path.read_text().replace("line 5\n", "other\n"))
    kept = Changes("HEAD").on_changed_lines(result("one.md", 3, 5))
    assert [finding.line for finding in kept.findings] == [5]


def test_lines_that_end_in_a_carriage_return_alone_count_as_changed(repository: Path) -> None:
    (repository / "one.md").write_bytes(b"line 1\rother\rline 3\r")
    kept = Changes("HEAD").on_changed_lines(result("one.md", 2, 3))
    assert [finding.line for finding in kept.findings] == [2, 3]


def test_a_shallow_clone_without_the_base_is_told(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("checkout", "--quiet", "-b", "topic")
    for number in range(3):
        (repository / "two.md").write_text(f"{number}\n")
        git("commit", "--quiet", "-am", str(number))
    clone = tmp_path_factory.mktemp("shallow")
    git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{repository}", str(clone))
    monkeypatch.chdir(clone)
    with pytest.raises(UsageError, match="the clone is shallow"):
        Changes("origin/main")


def test_repositories_inside_are_named(repository: Path) -> None:
    inner = repository / "theme"
    inner.mkdir()
    with contextlib.chdir(inner):
        git("init", "--quiet", "--initial-branch=main")
        (inner / "a.md").write_text("x\n")
        git("add", "-A")
        git("commit", "--quiet", "-m", "inner")
    changes = Changes("HEAD")
    assert list(changes.files()) == []
    assert changes.unseen == ["theme/"]
    git("-c", "advice.addEmbeddedRepo=false", "add", "theme")
    git("commit", "--quiet", "-m", "two")
    (inner / "a.md").write_text("y\n")
    (repository / ".gitmodules").write_text(
        '[submodule "theme"]\n  path = theme\n  url = ./theme\n  ignore = all\n'
    )
    changes = Changes("HEAD")
    assert list(changes.files()) == [".gitmodules"]
    assert changes.unseen == ["theme"]
