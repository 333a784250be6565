"""Effort: the bound on checking one file with schemas, in steps.

Signals reach only the main thread of a process, and the result of a clock depends on the load of
the machine. So the keywords of a schema count their steps, in any thread or process.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

#: The approximate processor time of one step, in seconds.
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
        #: Steps that may be given back: those of verdicts that are explained afterwards.
        self.spare = most
        #: What was judged already, by judge and value; the value is held, so that its id stays its.
        self.verdicts: dict[tuple[int, int], tuple[Any, bool]] = {}
        #: The list or mapping whose parts that no keyword has checked are being looked for.
        self.members: Collection[Any] | None = None

    def spend(self, steps: int) -> None:
        """Count steps.

        Raises:
            TooMuchError: fewer steps are left.
        """
        self.left -= steps
        if self.left < 0:
            raise TooMuchError(
                f"asks for more than {self.most:,} steps in this file, and is not judged",
                "make the schema or the file simpler, or set `limits.schema-steps` higher",
            )

    def give_back(self, steps: int) -> None:
        """Give steps back that are about to be made again, as far as that is allowed."""
        given = min(steps, self.spare)
        self.spare -= given
        self.left += given

    @property
    def seconds(self) -> float:
        """The processor time of the remaining steps, in seconds."""
        return max(self.left, 1) * STEP_SECONDS


_current: ContextVar[Effort | None] = ContextVar("effort", default=None)


def current() -> Effort | None:
    """Return the effort of the current file; None without a bound."""
    return _current.get()


def spend(steps: int) -> None:
    """Count steps of the current file, if its effort is bounded."""
    effort = _current.get()
    if effort is not None:
        effort.spend(steps)


@contextmanager
def bounded(effort: Effort | None) -> Iterator[None]:
    """Use an effort for the code that runs inside."""
    token = _current.set(effort)
    try:
        yield
    finally:
        _current.reset(token)
