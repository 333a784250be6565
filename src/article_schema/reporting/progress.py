"""Progress: how far a long run is, for people at a terminal and for the logs of servers."""

from __future__ import annotations

import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TextIO, TypeVar

from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Reporter, plural
from article_schema.reporting.rendering import LiveBar

T = TypeVar("T")
R = TypeVar("R")

#: A run that ends sooner than this shows nothing, in seconds.
PATIENCE = 1.0
#: Seconds between two drawings on a terminal, and between two lines of a log.
_PAUSES = {True: 0.1, False: 10.0}
_CLEAR = "\r\x1b[2K"
#: Files that are looked for before their turn, only to be counted.
_MOST_AHEAD = 200_000


def shows_progress(out: TextIO) -> bool:
    """Tell whether anybody wants to see progress: a terminal, or the log of a server."""
    if out.isatty():
        return os.environ.get("TERM") != "dumb"
    return bool(os.environ.get("CI"))


def pace(done: int, seconds: float, left: int | None = None) -> str:
    """Return the rate, and the time that is left if that can be told: `812/s, 1:05 left`."""
    rate = done / max(seconds, 0.001)
    told = f"{rate:,.0f}/s" if rate >= 10 or not rate else f"{rate:.1f}/s"
    if left is None or not rate:
        return told
    remaining = round(left / rate)
    return f"{told}, {remaining // 60}:{remaining % 60:02} left"


class ProgressLine:
    """A line that says how far a run is.

    On a terminal it is drawn anew, behind a bar if the extra `terminal` is installed, and cleared
    before others write; in a log it is written now and then.

    Args:
        out: where it is written.
        clock: returns seconds.
        is_terminal: whether that is a terminal.
    """

    def __init__(
        self, out: TextIO, clock: Callable[[], float], *, is_terminal: bool = True
    ) -> None:
        self._out = out
        self._clock = clock
        self._is_terminal = is_terminal
        self.begun = clock()
        self._next = self.begun + (PATIENCE if is_terminal else _PAUSES[False])
        self._drawn: LiveBar | PlainLine | None = None

    def draw(self, text: Callable[[float], str], share: Callable[[], float | None]) -> None:
        """Write the line anew, unless that was done just now.

        Args:
            text: returns what it says, given the seconds since the run began.
            share: returns how much is done, from 0 to 1; None where nobody knows.
        """
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _PAUSES[self._is_terminal]
        told = text(now - self.begun)
        if self._is_terminal:
            if self._drawn is None:
                self._drawn = _drawing(self._out)
            self._drawn.draw(told, share())
        else:
            self._out.write(f"{told}\n")
            self._out.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn is not None:
            self._drawn.clear()


class PlainLine:
    """Words on one row of a terminal, for which no library is needed.

    Args:
        out: the terminal.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_shown = False

    def draw(self, told: str, _: float | None) -> None:
        """Draw the row anew."""
        # A line that goes on in the next row could not be taken away.
        room = shutil.get_terminal_size().columns - 1
        self._out.write(f"{_CLEAR}{told[:room]}")
        self._out.flush()
        self._is_shown = True

    def clear(self) -> None:
        """Take the row away."""
        if self._is_shown:
            self._out.write(_CLEAR)
            self._out.flush()
            self._is_shown = False


def _drawing(out: TextIO) -> LiveBar | PlainLine:
    try:
        return LiveBar(out)
    except ImportError:
        return PlainLine(out)


class Progress:
    """Counts the files of a run of known length, where somebody wants to see that.

    Args:
        out: where the line is written.
        total: the number of files.
        clock: returns seconds.
    """

    def __init__(
        self, out: TextIO, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        shows = shows_progress(out)
        self._line = ProgressLine(out, clock, is_terminal=out.isatty()) if shows else None
        self._total = total
        self._done = 0

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items, and say before each how many there were."""
        line = self._line
        if line is None:
            yield from items
            return
        try:
            for item in items:
                line.draw(self._text, self._share)
                yield item
                self._done += 1
        finally:
            line.clear()

    def _text(self, seconds: float) -> str:
        told = f"{self._done:,} of {plural(self._total, 'file')}"
        return f"{told}, {pace(self._done, seconds, self._total - self._done)}"

    def _share(self) -> float:
        return self._done / max(self._total, 1)

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self._line is not None:
            self._line.clear()


class Ahead(Generic[T]):
    """Items that are taken one by one, whose number can be asked for in between.

    Only somebody who asks has to wait until all of them are found.
    """

    def __init__(self) -> None:
        self.done = 0
        self._taken = 0
        self._found: deque[T] = deque()
        self._rest: Iterator[T] | None = None
        self._all_found = False
        self._error: Exception | None = None

    def take(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; an error of finding them comes in its turn."""
        self._rest = rest = iter(items)
        while True:
            if self._found:
                item = self._found.popleft()
            elif self._error is not None:
                raise self._error
            else:
                try:
                    item = next(rest)
                except StopIteration:
                    return
            self._taken += 1
            yield item

    def count(self, results: Iterable[R]) -> Iterator[R]:
        """Yield the results of the items, and count them."""
        for result in results:
            self.done += 1
            yield result

    def total(self) -> int | None:
        """Return how many items there are; None where there are too many to look for them all."""
        if self._rest is not None and self._error is None:
            try:
                while len(self._found) < _MOST_AHEAD:
                    self._found.append(next(self._rest))
            except StopIteration:
                self._all_found = True
            except Exception as error:  # noqa: BLE001 - whoever takes the items hears of it
                self._error = error
        return self._taken + len(self._found) if self._all_found else None


class ProgressReporter:
    """Counts files on one line, and clears it before another reporter writes.

    Args:
        reporter: the other reporter.
        out: where the line is written.
        clock: returns seconds.
        is_terminal: whether that is a terminal.
        ahead: the files, if it can be asked how many there are.
    """

    def __init__(
        self,
        reporter: Reporter,
        out: TextIO,
        clock: Callable[[], float] = time.monotonic,
        *,
        is_terminal: bool = True,
        ahead: Ahead[FoundFile] | None = None,
    ) -> None:
        self.reporter = reporter
        self.line = ProgressLine(out, clock, is_terminal=is_terminal)
        self.files = 0
        self.findings = 0
        self._ahead = ahead

    def result(self, result: CheckedFile) -> None:
        """Pass a file on, and count it."""
        if result.findings:
            self.line.clear()
        self.reporter.result(result)
        self.files += result.checked
        self.findings += len(result.findings)
        self.line.draw(self._text, self._share)

    def finish(self, report: Report) -> None:
        """Clear the line before the other reporter writes its end."""
        self.line.clear()
        self.reporter.finish(report)

    def _text(self, seconds: float) -> str:
        findings = plural(self.findings, "finding")
        total = self._total()
        if self._ahead is None or total is None:
            told = f"{plural(self.files, 'file')} checked, {findings}"
            return f"{told}, {pace(self.files, seconds)}"
        # What comes of comparing files comes last, as further results.
        done = min(self._ahead.done, total)
        left = pace(done, seconds, total - done)
        return f"{done:,} of {plural(total, 'file')}, {findings}, {left}"

    def _share(self) -> float | None:
        total = self._total()
        return None if self._ahead is None or total is None else self._ahead.done / max(total, 1)

    def _total(self) -> int | None:
        return None if self._ahead is None else self._ahead.total()
