"""Measuring: what a process takes, seen from outside."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measure:
    """What one run took."""

    seconds: float
    megabytes: float
    status: int
    #: The seconds that were spent outside of the system.
    user: float
    #: The seconds by the clock.
    clock: float


def keep_bytecode() -> None:
    """Let what is measured keep its bytecode, as installed packages do."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def measure(command: list[str], folder: Path | None = None) -> Measure:
    """Run a command in a folder; measure CPU seconds and peak memory of its process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               cwd=folder)  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    seconds = usage.ru_utime + usage.ru_stime
    return Measure(
        seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), usage.ru_utime, clock
    )


def in_turns(
    calls: dict[str, Callable[[str], object]], texts: list[str], times: int
) -> dict[str, float]:
    """Return the microseconds of the processor that each call takes for a text.

    The calls take turns, and of each text the least of several rounds counts: so what else the
    machine does meets all of them alike.
    """
    taken = {name: [float("inf")] * len(texts) for name in calls}
    for _ in range(times):
        for name, call in calls.items():
            for number, text in enumerate(texts):
                began = time.process_time()
                call(text)
                seconds = time.process_time() - began
                taken[name][number] = min(taken[name][number], seconds)
    return {name: sum(each) / len(texts) * 1e6 for name, each in taken.items()}


def least(call: Callable[[str], object], texts: list[str], times: int) -> float:
    """Return the least microseconds of the processor that a call takes for a text."""
    rounds = []
    for _ in range(times):
        began = time.process_time()
        for text in texts:
            call(text)
        rounds.append(time.process_time() - began)
    return min(rounds) / len(texts) * 1e6
