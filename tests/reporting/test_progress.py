"""How far a check has come, on one line of a terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.cli import main
from article_schema.errors import UsageError
from article_schema.reporting import progress
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.concise import ConciseReporter
from article_schema.reporting.progress import Ahead, Progress, ProgressReporter
from article_schema.rules.findings import Finding, Severity

CLEAR = "\r\x1b[2K"
#: Without the extra `terminal` the line has no bar.
pytestmark = pytest.mark.usefixtures("without_rich")
NOTHING = CheckedFile("a.md", (), None)
PASSED_OVER = CheckedFile("b.md", (), None, checked=False)
FINDING = Finding("TST001", "odd", Severity.ERROR, "odd", file="c.md", line=1, column=1)
FOUND = CheckedFile("c.md", (FINDING,), None)


@pytest.fixture
def without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.progress", None)


def test_the_line_is_drawn_after_a_second_and_ten_times_a_second_from_then_on() -> None:
    now, out, terminal = [0.0], io.StringIO(), io.StringIO()
    reporter = ProgressReporter(
        ConciseReporter(out, Presentation(quiet=True)), terminal, lambda: now[0]
    )

    def written(at: float, result: CheckedFile) -> str:
        now[0] = at
        terminal.seek(0)
        terminal.truncate()
        reporter.result(result)
        return terminal.getvalue()

    assert written(0.0, NOTHING) == ""
    assert written(0.99, PASSED_OVER) == ""
    assert written(1.0, NOTHING) == f"{CLEAR}2 files checked, 0 findings, 2.0/s"
    assert written(1.09, NOTHING) == ""
    assert written(1.2, FOUND) == f"{CLEAR}{CLEAR}4 files checked, 1 finding, 3.3/s"
    assert written(1.21, FOUND) == CLEAR
    assert written(1.22, FOUND) == ""
    assert out.getvalue() == "c.md:1:1: TST001 odd\n" * 3
    assert written(1.4, NOTHING) == f"{CLEAR}7 files checked, 3 findings, 5.0/s"
    terminal.seek(0)
    terminal.truncate()
    reporter.finish(Report())
    assert terminal.getvalue() == CLEAR


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("out", "shows"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_run_of_known_length_says_how_far_it_is(
    out: io.StringIO, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    clock = iter([0.0, 0.5, 1.5, 1.55, 1.7])
    counted = Progress(out, 2531, lambda: next(clock))
    assert list(counted.through("abcd")) == list("abcd")
    lines = ("1 of 2,531 files, 0.7/s, 63:15 left", "3 of 2,531 files, 1.8/s, 23:53 left")
    drawn = "".join(f"{CLEAR}{line}" for line in lines)
    assert out.getvalue() == (f"{drawn}{CLEAR}" if shows else "")


def test_the_log_of_a_server_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    clock = iter([0.0, 5.0, 10.0, 15.0, 20.5])
    out = io.StringIO()
    assert list(Progress(out, 40, lambda: next(clock)).through("abcd")) == list("abcd")
    assert out.getvalue() == "1 of 40 files, 0.1/s, 6:30 left\n3 of 40 files, 0.1/s, 4:13 left\n"


def test_the_line_goes_where_a_run_ends_early() -> None:
    out = Terminal()
    clock = iter([0.0, 2.0])
    items = Progress(out, 3, lambda: next(clock)).through("abc")
    next(items)
    items.close()
    assert out.getvalue().endswith(CLEAR)


def test_no_line_is_drawn_where_the_terminal_knows_no_signs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    assert list(Progress(out, 1, lambda: 9.0).through("a")) == ["a"]
    assert out.getvalue() == ""


def drawn(
    monkeypatch: pytest.MonkeyPatch, files: int, at: float, *, ahead: int = 100, done: int = 1
) -> str:
    """Return what a run has drawn on a terminal after some of its files."""
    monkeypatch.setattr(progress, "_MOST_AHEAD", ahead)
    now, terminal = [0.0], io.StringIO()
    counted: Ahead[FoundFile] = Ahead()
    reporter = ProgressReporter(
        ConciseReporter(io.StringIO(), Presentation(quiet=True)), terminal, lambda: now[0],
        ahead=counted,
    )  # fmt: skip
    found = (FoundFile(f"{number}.md", named=False) for number in range(files))
    results = counted.count(CheckedFile(file.path, (), None) for file in counted.take(found))
    for number in range(done):
        now[0] = at if number == done - 1 else 0.0
        reporter.result(next(results))
    return terminal.getvalue()


def test_a_check_says_how_many_files_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, 8, 0.9, done=2) == ""
    told = drawn(monkeypatch, 8, 4.0, done=2)
    assert told == f"{CLEAR}2 of 8 files, 0 findings, 0.5/s, 0:12 left"
    assert drawn(monkeypatch, 8, 4.0, done=2, ahead=5) == (
        f"{CLEAR}2 files checked, 0 findings, 0.5/s"
    )


def test_a_line_stays_on_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "1 of 8 files, 0 findings, 0.2/s, 0:28 left"
    monkeypatch.setenv("COLUMNS", "50")
    assert drawn(monkeypatch, 8, 4.0) == f"{CLEAR}{told}"
    monkeypatch.setenv("COLUMNS", "20")
    assert drawn(monkeypatch, 8, 4.0) == f"{CLEAR}1 of 8 files, 0 fin"


def test_items_are_counted_before_their_turn_and_come_in_their_order() -> None:
    ahead: Ahead[int] = Ahead()
    items = ahead.take(iter(range(5)))
    assert ahead.total() is None  # nobody has begun
    assert [next(items), next(items)] == [0, 1]
    assert ahead.total() == 5
    assert list(items) == [2, 3, 4]
    assert ahead.total() == 5


def test_an_error_of_finding_items_comes_in_its_turn() -> None:
    def found() -> Iterator[int]:
        yield from range(3)
        raise UsageError("no such file or folder: x.md")

    ahead: Ahead[int] = Ahead()
    items = ahead.take(found())
    assert next(items) == 0
    assert ahead.total() is None
    assert [next(items), next(items)] == [1, 2]
    with pytest.raises(UsageError, match=r"x\.md"):
        next(items)


def test_a_check_on_a_terminal_counts_all_its_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    for number in range(4):
        (tmp_path / f"{number}.md").write_text("---\ntitle: x\n---\n")
    main(["check", "--select", "FLD008", str(tmp_path)])
    assert f"{CLEAR}1 of 4 files, 0 findings, " in terminal.getvalue()
    assert terminal.getvalue().endswith(CLEAR)
