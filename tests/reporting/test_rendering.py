"""The bar of a long run, as a terminal gets it."""

from __future__ import annotations

import io
import re

import pytest

from article_schema.reporting.rendering import LiveBar

pytest.importorskip("rich")

#: What says how a terminal shows something, and moves its cursor.
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
LINE = "2 of 8 files, 1 finding [x], 0:12 left"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def rows(out: io.StringIO) -> list[str]:
    """Return each drawing of the row, without colours."""
    return [_ESCAPES.sub("", row) for row in re.split(r"[\r\n]+", out.getvalue())]


def test_a_bar_is_as_long_as_what_is_done() -> None:
    out = io.StringIO()
    bar = LiveBar(out)
    for share in (0.0, 0.5, 1.0):
        bar.draw(LINE, share)
    drawn = dict.fromkeys(out.getvalue().split("\r"))
    assert all(_ESCAPES.sub("", row).endswith(LINE) for row in drawn)
    done = [re.match(r"(?:\x1b\[[?0-9;]*[hlK])*\x1b\[[0-9;]*m(━*)", row) for row in drawn]
    lengths = [len(found[1]) for found in done if found]
    assert lengths[:1] + lengths[-1:] == [20, 20]  # nothing of it, and all of it
    assert 10 in lengths


def test_nobody_knows_how_long_it_takes() -> None:
    out = io.StringIO()
    LiveBar(out).draw(LINE, None)
    assert rows(out)[-1] == f"{'━' * 20} {LINE}"


@pytest.mark.parametrize("columns", [20, 50, 80])
def test_it_stays_on_one_row(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    LiveBar(out).draw(LINE, 0.5)
    assert "\n" not in out.getvalue()
    assert all(len(row) <= columns for row in rows(out))
    assert LINE[:16] in rows(out)[-1]


def test_it_is_cleared_and_drawn_again() -> None:
    out = io.StringIO()
    bar = LiveBar(out)
    bar.draw(LINE, 0.5)
    bar.clear()
    bar.clear()
    assert out.getvalue().endswith("\x1b[2K")
    bar.draw("7 of 8 files", 0.9)
    assert rows(out)[-1].endswith("7 of 8 files")


def test_a_run_that_is_killed_leaves_the_cursor() -> None:
    out = io.StringIO()
    LiveBar(out).draw(LINE, 0.5)
    assert out.getvalue().rfind("\x1b[?25h") > out.getvalue().rfind("\x1b[?25l")
