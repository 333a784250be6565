"""The checker of a run online: what it keeps of a file from asking to judging."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema import Settings
from article_schema.checking.discovery.search import FoundFile
from article_schema.online import checker as module
from article_schema.online.answers import Answer, Kind, Question
from article_schema.online.checker import Known, OnlineChecker, questions_of

ONE, OTHER = "https://www.example.com/one", "https://www.example.com/other"
GONE = {Question(Kind.PAGE, url): Answer(404) for url in (ONE, OTHER)}


def text(url: str) -> str:
    return f"---\ntitle: A quiet day\nwebUrl: {url}\n---\n"


def asked(path: Path, written: str) -> OnlineChecker:
    """Return a checker to which a file has told its questions, and that knows their answers."""
    path.write_text(written, encoding="utf-8")
    known = Known()
    checker = OnlineChecker(Settings(extend_select=("NET",)), known)
    questions_of([FoundFile(str(path), named=True)], lambda _: checker)
    known.answers = GONE
    return checker


def messages(checker: OnlineChecker, path: Path, written: str) -> list[str]:
    found = checker.check_bytes(written.encode(), str(path)).findings
    return [finding.message for finding in found]


@pytest.mark.parametrize("most", [0, 32_000_000])
def test_a_file_is_judged_alike_whether_its_claims_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", most)
    path = tmp_path / "a.md"
    checker = asked(path, text(ONE))
    first = messages(checker, path, text(ONE))
    assert len(first) == 1
    assert messages(checker, path, text(ONE)) == first


def test_a_kept_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    checker = asked(path, text(ONE))
    checker.known.answers = {Question(Kind.PAGE, ONE): Answer(200)}
    monkeypatch.setattr(module, "look", None)
    assert messages(checker, path, text(ONE)) == []


def test_a_file_that_changes_meanwhile_is_judged_by_what_it_says_now(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    checker = asked(path, text(ONE))
    checker.known.answers = {Question(Kind.PAGE, OTHER): Answer(404)}
    assert len(messages(checker, path, text(OTHER))) == 1
    assert messages(checker, path, text(ONE)) == []


@pytest.mark.parametrize("broken", ["---\ntitle: [\n---\n", "---\ntitle: a\n"])
def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "a.md"
    assert messages(asked(path, broken), path, broken)
    assert messages(asked(path, text(ONE)), path, broken)
