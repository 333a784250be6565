"""Effort: what judging one file by schemas may cost, in steps, which are always the same.

Signals reach the main thread of a process alone, and a clock gives another answer on a busy
machine. So the keywords of a schema count what they do, in whatever thread or process they run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

#: What one step takes, about, in seconds of a processor.
STEP_SECONDS = 5e-6


class TooMuchError(Exception):
    """The effort for a file is used up.

    Args:
        reason: what is at fault, as the predicate of a sentence about the value.
        advice: what to do about it.
        value: the text that was judged, if one text is at fault.
    """

    def __init__(self, reason: str, advice: str, value: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.value = value


class Effort:
    """The steps that are left for a file."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.left = most
        #: The list or mapping of which it is asked what no keyword has judged.
        self.members: Collection[Any] | None = None

    def spend(self, steps: int) -> None:
        """Count steps.

        Raises:
            TooMuchError: there are not so many left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooMuchError(
                f"asks for more than {self.most:,} steps in this file, and is not judged",
                "make the schema or the file simpler, or set `limits.schema-steps` higher",
            )

    @property
    def seconds(self) -> float:
        """The time of a processor that the steps left stand for."""
        return max(self.left, 1) * STEP_SECONDS


_current: ContextVar[Effort | None] = ContextVar("effort", default=None)


def current() -> Effort | None:
    """Return the effort of the file that is judged now; None where nothing is bounded."""
    return _current.get()


def spend(steps: int) -> None:
    """Count steps of the file that is judged now, if its effort is bounded."""
    effort = _current.get()
    if effort is not None:
        effort.spend(steps)


@contextmanager
def bounded(effort: Effort | None) -> Iterator[None]:
    """Let what runs inside count on an effort."""
    token = _current.set(effort)
    try:
        yield
    finally:
        _current.reset(token)
