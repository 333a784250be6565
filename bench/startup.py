"""Measure what the shortest calls take, against a bare start of Python, in one run.

    python bench/startup.py [--times 20]

Each call is a process of its own, measured from outside; the calls take turns, and medians count.
The script that pip writes for a command imports more than the command itself, so the same call is
also made without it. The file that is checked lies in a folder without a configuration.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import article
from measuring import keep_bytecode

_CALL = "import sys; from article_schema.cli import main; sys.exit(main())"


def seconds(command: list[str], folder: Path) -> tuple[float, float]:
    """Return the seconds by the clock and by the processor that a command takes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - began
    if status:
        raise SystemExit(f"{command} failed")
    return taken, usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run from the command line."""
    keep_bytecode()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    script = shutil.which("article-schema", path=str(Path(sys.executable).parent)) or ""
    name, text = article(1)
    calls = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "main(--version)": [sys.executable, "-c", _CALL, "--version"],
        "article-schema --version": [script, "--version"],
        "main(check, one file)": [sys.executable, "-c", _CALL, "check", name],
        "article-schema check, one file": [script, "check", name],
    }
    taken: dict[str, list[tuple[float, float]]] = {title: [] for title in calls}
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / name).write_text(text, encoding="utf-8")
        for _ in range(times):
            for title, command in calls.items():
                taken[title].append(seconds(command, home))
    bare = statistics.median(clock for clock, _ in taken["python -c pass"])
    print(f"| call, median of {times:<16} | ms by the clock | ms of CPU | bare Python is |")
    print(f"|{'-' * 34}|{'-' * 17}|{'-' * 11}|{'-' * 16}|")
    for title, pairs in taken.items():
        clock, cpu = (statistics.median(part) for part in zip(*pairs, strict=True))
        print(f"| {title:<32} | {clock * 1e3:>15.1f} | {cpu * 1e3:>9.1f} "
              f"| {clock / bare:>12.2f} × |")  # fmt: skip


if __name__ == "__main__":
    main()
