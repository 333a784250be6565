"""What other systems do, as far as it shows when their calls are hidden or put in here."""

from __future__ import annotations

import json
import ntpath
import os
import sys
from pathlib import Path

import pytest

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import find_files
from article_schema.checking.filters import baseline as baselines
from article_schema.checking.run import Checkers
from article_schema.document.files import system
from article_schema.document.files.storage import remove_stale_temporaries, replace_file


@pytest.fixture
def without_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two spellings of a name be one file, as macOS and Windows do."""
    monkeypatch.setattr(system, "CASE_COUNTS", False)
    monkeypatch.setattr(baselines, "CASE_COUNTS", False)


@pytest.mark.parametrize(
    ("one", "other"),
    [("A.md", "a.md"), ("Stra\u00dfe.md", "STRASSE.md"), ("caf\u00e9.md", "CAFE\u0301.md")],
)
def test_two_spellings_are_one_file_where_case_does_not_count(
    without_case: None, one: str, other: str
) -> None:
    assert system.identity(one) == system.identity(other)


def test_two_spellings_are_two_files_where_case_counts() -> None:
    if not system.CASE_COUNTS:
        pytest.skip("this system takes two spellings for one file")
    assert system.identity("A.md") != system.identity("a.md")


def test_a_file_that_is_named_twice_is_checked_once(
    without_case: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "A.md"):
        Path(name).write_text("---\ntitle: x\n---\n")
    found = list(find_files(["a.md", "A.md", "."]))
    assert [file.path for file in found] == ["a.md"]


def test_a_baseline_knows_the_other_spelling(
    without_case: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "A.md"):
        Path(name).write_text("---\ntitle: x\n---\n")
    checkers = Checkers(Configurations(Given(isolated=True)))
    written = baselines.Baseline("known.json")
    for result, _ in checkers.check(find_files(["a.md"])):
        written.add(result)
    assert written.write() > 0
    assert list(json.loads(Path("known.json").read_text())["findings"]) == ["a.md"]
    known = baselines.Baseline.read("known.json")
    for result, _ in checkers.check(find_files(["A.md"])):
        assert result.findings
        assert known.without_known(result).findings == ()


def test_paths_in_reports_have_forward_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sep", ntpath.sep)
    assert system.with_slashes("content\\a.md") == "content/a.md"
    assert "content\\a.md"[system.name_start("content\\a.md") :] == "a.md"
    assert "content/a.md"[system.name_start("content/a.md") :] == "a.md"
    assert system.name_start("a.md") == 0


@pytest.mark.parametrize("hidden", ["fchmod", "fchown", "listxattr"])
def test_files_are_replaced_without_calls_of_posix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    monkeypatch.delattr(os, hidden, raising=False)
    if hidden == "fchown":
        monkeypatch.delattr(os, "fchmod", raising=False)
    path = tmp_path / "a.md"
    path.write_text("old")
    replace_file(path, b"new", expected=b"old")
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["a.md"]


def test_files_are_replaced_without_locks_and_after_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no module `fcntl`, and renames no file that is open."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setattr(system, "CLOSES_FIRST", True)
    path = tmp_path / "a.md"
    replace_file(path, b"new", expected=None)
    stale = tmp_path / ".a.md.article-schema-0123456789abcdef.tmp"
    stale.write_text("x")
    assert remove_stale_temporaries(tmp_path) == [str(stale)]
    assert os.listdir(tmp_path) == ["a.md"]
