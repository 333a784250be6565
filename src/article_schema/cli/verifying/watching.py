"""How a run online goes on: one line, drawn anew on a terminal, or now and then one in a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from article_schema.online.answers import Answer, Question
from article_schema.online.asking import Asking
from article_schema.reporting.base import plural

#: A run that ends sooner than this shows nothing, in seconds.
PATIENCE = 1.0
#: Seconds between two drawings on a terminal, and between two lines in a log.
_PAUSES = {True: 0.1, False: 10.0}
_CLEAR = "\r\x1b[2K"
_BAR = 20


class Progress:
    """Tells how far a run is.

    Args:
        out: where to write, such as standard error.
        clock: returns seconds.
    """

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._is_terminal = out.isatty()
        self._asking: Asking | None = None
        self._begun = self._next = 0.0
        self._count = 0
        self._drawn = False

    def begin(self, asking: Asking) -> None:
        """See a run that begins."""
        self._asking = asking
        self._begun = self._clock()
        first = PATIENCE if self._is_terminal else _PAUSES[False]
        self._next = self._begun + first

    def answered(self, _: Question, __: Answer) -> None:
        """Count an answer, and draw if it is time."""
        self._count += 1
        now = self._clock()
        if self._asking is not None and now >= self._next:
            self._next = now + _PAUSES[self._is_terminal]
            self._draw(self._asking, now)

    def end(self) -> None:
        """Clear the line."""
        if self._drawn and self._is_terminal:
            self._out.write(_CLEAR)
            self._out.flush()

    def _draw(self, asking: Asking, now: float) -> None:
        total = len(asking.questions)
        rate = self._count / max(now - self._begun, 0.001)
        told = (
            f"{self._count:,} of {total:,} asked, {rate:,.0f}/s, "
            f"{plural(asking.hosts.in_flight, 'request')} to "
            f"{plural(asking.hosts.hosts_in_flight, 'host')} under way, "
            f"{total - self._count:,} left"
        )
        if self._is_terminal:
            filled = _BAR * self._count // max(total, 1)
            self._out.write(f"{_CLEAR}[{'#' * filled}{'.' * (_BAR - filled)}] {told}")
        else:
            self._out.write(f"{told}\n")
        self._out.flush()
        self._drawn = True
