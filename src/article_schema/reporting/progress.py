"""Progress: the number of files of a long check so far, for people at a terminal."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TextIO, TypeVar

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Reporter, plural

T = TypeVar("T")

#: A run that ends sooner than this shows nothing, in seconds.
PATIENCE = 1.0
_PAUSE = 0.1
_CLEAR = "\r\x1b[2K"


class ProgressLine:
    """A line of a terminal that says how far a run is, and that is cleared before others write.

    Args:
        terminal: where it is written.
        clock: returns seconds.
    """

    def __init__(self, terminal: TextIO, clock: Callable[[], float]) -> None:
        self._terminal = terminal
        self._clock = clock
        self._next = clock() + PATIENCE
        self._drawn = False

    def draw(self, text: Callable[[], str]) -> None:
        """Write the line anew, unless that was done just now."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._terminal.write(f"{_CLEAR}{text()}")
        self._terminal.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._terminal.write(_CLEAR)
            self._terminal.flush()
            self._drawn = False


class Progress:
    """Counts the files of a run of known length, if they are counted on a terminal.

    Args:
        out: where the line is written.
        total: the number of files.
        clock: returns seconds.
    """

    def __init__(
        self, out: TextIO, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        dumb = os.environ.get("TERM") == "dumb"
        self._line = ProgressLine(out, clock) if out.isatty() and not dumb else None
        self._total = total

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items, and say before each how many there were."""
        line = self._line
        if line is None:
            yield from items
            return
        for number, item in enumerate(items):
            line.draw(partial(self._text, number))
            yield item
        line.clear()

    def _text(self, number: int) -> str:
        return f"{number:,} of {plural(self._total, 'file')}"

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self._line is not None:
            self._line.clear()


class ProgressReporter:
    """Counts files on one line of a terminal, and clears it before another reporter writes."""

    def __init__(
        self,
        reporter: Reporter,
        terminal: TextIO,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.reporter = reporter
        self.line = ProgressLine(terminal, clock)
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

    def _text(self) -> str:
        return f"{plural(self.files, 'file')} checked, {plural(self.findings, 'finding')}"
