"""How a run online goes on: one line, drawn anew on a terminal, or now and then one in a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from article_schema.online.answers import Answer, Question
from article_schema.online.asking import Asking
from article_schema.reporting.base import plural
from article_schema.reporting.progress import ProgressLine, pace


class Progress:
    """Tells how far a run is.

    Args:
        out: where to write, such as standard error.
        clock: returns seconds.
    """

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._run: tuple[Asking, ProgressLine] | None = None
        self._count = 0

    def begin(self, asking: Asking) -> None:
        """See a run that begins."""
        line = ProgressLine(self._out, self._clock, is_terminal=self._out.isatty())
        self._run = asking, line

    def answered(self, _: Question, __: Answer) -> None:
        """Count an answer, and draw if it is time."""
        self._count += 1
        if self._run is None:
            return
        asking, line = self._run
        total = len(asking.questions)

        def text(seconds: float) -> str:
            told = pace(self._count, seconds, total - self._count)
            requests = plural(asking.hosts.in_flight, "request")
            hosts = plural(asking.hosts.hosts_in_flight, "host")
            asked = f"{self._count:,} of {total:,} asked"
            return f"{asked}, {told}, {requests} to {hosts} under way"

        line.draw(text, lambda: self._count / max(total, 1))

    def end(self) -> None:
        """Clear the line."""
        if self._run is not None:
            self._run[1].clear()
