"""Progress: how far a long run is, for people at a terminal and for the logs of servers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Reporter, plural

T = TypeVar("T")

#: A run that ends sooner than this shows nothing, in seconds.
PATIENCE = 1.0
#: Seconds between two drawings on a terminal, and between two lines of a log.
_PAUSES = {True: 0.1, False: 10.0}
_CLEAR = "\r\x1b[2K"
_BAR = 20


def shows_progress(out: TextIO) -> bool:
    """Tell whether anybody wants to see progress: a terminal, or the log of a server."""
    if out.isatty():
        return os.environ.get("TERM") != "dumb"
    return bool(os.environ.get("CI"))


def bar(done: int, total: int) -> str:
    """Return a bar of ASCII: every terminal has it."""
    filled = min(_BAR * done // max(total, 1), _BAR)
    return f"[{'#' * filled}{'.' * (_BAR - filled)}]"


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

    On a terminal it is drawn anew, and cleared before others write; in a log it is written now and
    then.

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
        self._drawn = False

    def draw(self, text: Callable[[float], str], bar: Callable[[], str] | None = None) -> None:
        """Write the line anew, unless that was done just now.

        Args:
            text: returns what it says, given the seconds since the run began.
            bar: returns what stands before that on a terminal.
        """
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _PAUSES[self._is_terminal]
        told = text(now - self.begun)
        if self._is_terminal:
            before = f"{bar()} " if bar is not None else ""
            self._out.write(f"{_CLEAR}{before}{told}")
            self._drawn = True
        else:
            self._out.write(f"{told}\n")
        self._out.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._out.write(_CLEAR)
            self._out.flush()
            self._drawn = False


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
                line.draw(self._text, self._bar)
                yield item
                self._done += 1
        finally:
            line.clear()

    def _text(self, seconds: float) -> str:
        told = f"{self._done:,} of {plural(self._total, 'file')}"
        return f"{told}, {pace(self._done, seconds, self._total - self._done)}"

    def _bar(self) -> str:
        return bar(self._done, self._total)

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self._line is not None:
            self._line.clear()


class ProgressReporter:
    """Counts files on one line, and clears it before another reporter writes."""

    def __init__(
        self,
        reporter: Reporter,
        out: TextIO,
        clock: Callable[[], float] = time.monotonic,
        *,
        is_terminal: bool = True,
    ) -> None:
        self.reporter = reporter
        self.line = ProgressLine(out, clock, is_terminal=is_terminal)
        self.files = 0
        self.findings = 0

    def result(self, result: CheckedFile) -> None:
        """Pass a file on, and count it."""
        if result.findings:
            self.line.clear()
        self.reporter.result(result)
        self.files += result.checked
        self.findings += len(result.findings)
        self.line.draw(self._text)

    def finish(self, report: Report) -> None:
        """Clear the line before the other reporter writes its end."""
        self.line.clear()
        self.reporter.finish(report)

    def _text(self, seconds: float) -> str:
        told = f"{plural(self.files, 'file')} checked, {plural(self.findings, 'finding')}"
        return f"{told}, {pace(self.files, seconds)}"
