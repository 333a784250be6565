"""Measuring time on machines of different speed, and how it grows with the length of a text."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from timeit import repeat

#: Seconds that `_same_work` takes on the machine for which the bounds of the tests are written.
_SECONDS_OF_SAME_WORK = 0.02


def _same_work() -> None:
    total, seen = 0, {}
    for number in range(200_000):
        total += number % 7
        seen[number % 1_000] = str(number)


def allowed(seconds: float) -> float:
    """Return a bound in seconds as this machine, which may be slower or busy, has to keep it."""
    now = min(repeat(_same_work, number=1, repeat=3, timer=process_time))
    return seconds * max(1.0, now / _SECONDS_OF_SAME_WORK)


def grows_linearly(judge: Callable[[int], object]) -> bool:
    """Tell whether eight times the length takes far less than 64 times the time.

    Time of this process is measured, and a doubtful result is measured again, since other
    processes disturb it.
    """
    for _ in range(3):
        short = min(repeat(lambda: judge(1_000), number=1, repeat=5, timer=process_time))
        for _ in range(3):
            (long,) = repeat(lambda: judge(8_000), number=1, repeat=1, timer=process_time)
            if long < 30 * short + 0.005:
                return True
    return False
