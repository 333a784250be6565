"""Measuring how time grows with the length of a text."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from timeit import repeat


def grows_linearly(judge: Callable[[int], object]) -> bool:
    """Tell whether eight times the length takes far less than 64 times the time.

    Time of this process is measured, and a doubtful result is measured again, since other
    processes disturb it.
    """
    for _ in range(3):
        short = min(repeat(lambda: judge(1_000), number=1, repeat=5, timer=process_time))
        long = min(repeat(lambda: judge(8_000), number=1, repeat=3, timer=process_time))
        if long < 30 * short + 0.005:
            return True
    return False
