"""Progress: the number of files of a long check so far, for people at a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Reporter, plural

#: A run that ends sooner than this shows nothing, in seconds.
PATIENCE = 1.0
_PAUSE = 0.1
_CLEAR = "\r\x1b[2K"


class ProgressReporter:
    """Counts files on one line of a terminal, and clears it before another reporter writes."""

    def __init__(
        self,
        reporter: Reporter,
        terminal: TextIO,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.reporter = reporter
        self.terminal = terminal
        self.clock = clock
        self.files = 0
        self.findings = 0
        self.next = clock() + PATIENCE
        self.drawn = False

    def result(self, result: CheckedFile) -> None:
        """Pass a file on, and count it."""
        if result.findings:
            self._clear()
        self.reporter.result(result)
        self.files += result.checked
        self.findings += len(result.findings)
        now = self.clock()
        if now >= self.next:
            self.next = now + _PAUSE
            self._draw()

    def finish(self, report: Report) -> None:
        """Clear the line before the other reporter writes its end."""
        self._clear()
        self.reporter.finish(report)

    def _draw(self) -> None:
        counts = f"{plural(self.files, 'file')} checked, {plural(self.findings, 'finding')}"
        self.terminal.write(f"{_CLEAR}{counts}")
        self.terminal.flush()
        self.drawn = True

    def _clear(self) -> None:
        if self.drawn:
            self.terminal.write(_CLEAR)
            self.terminal.flush()
            self.drawn = False
