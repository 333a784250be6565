"""Check 10,000, 100,000 and 1,000,000 generated articles, and show that cost and memory keep pace.

    python bench/scale.py [--files 10000 100000 1000000] [--shape average] [--folder FOLDER]

The articles are written below a folder, a million in some minutes and 4 GB; without one they are
removed afterwards. Each run is a process of its own; its start is left out of the time per file.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from corpus import write
from measuring import Measure, measure


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--shape", default="average", choices=("average", "seed", "broken"))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = options.folder or Path(scratch)
        one = write(home / "1", 1, options.shape)
        start, bare = _check(one), _read(one)
        print("CPU microseconds per file, in one process: of the check, what of them the program")
        print(
            "takes and not the system, and of reading the bytes alone. Then seconds by the clock,"
        )
        print(f"of one process and of {os.cpu_count()}. A start takes {start.seconds:.2f} s.\n")
        print("| files     | CPU seconds | check | program | reading | peak MB | alone | shared |")
        print("|-----------|-------------|-------|---------|---------|---------|-------|--------|")
        for count in options.files:
            folder = write(home / f"{count}", count, options.shape)
            _read(folder)  # what was just written is on its way to the disk
            reading, done, shared = _read(folder), _check(folder), _check(folder, os.cpu_count())
            each, own, read = (
                part / (count - 1) * 1e6
                for part in (done.seconds - start.seconds, done.user - start.user,
                             reading.seconds - bare.seconds)
            )  # fmt: skip
            print(f"| {count:>9,} | {done.seconds:>11.2f} | {each:>5.1f} | {own:>7.1f} "
                  f"| {read:>7.1f} | {done.megabytes:>7.0f} | {done.clock:>5.1f} "
                  f"| {shared.clock:>6.1f} |", flush=True)  # fmt: skip


def _check(folder: Path, jobs: int | None = 1) -> Measure:
    return _done([sys.executable, "-m", "article_schema", "check", "--isolated", "--quiet",
                  "--jobs", str(jobs or 1), str(folder)])  # fmt: skip


def _read(folder: Path) -> Measure:
    peers = Path(__file__).with_name("peers.py")
    return _done([sys.executable, str(peers), "bytes", str(folder)])


def _done(command: list[str]) -> Measure:
    done = measure(command)
    if done.status not in (0, 1):
        raise SystemExit(f"the check failed with status {done.status}")
    return done


if __name__ == "__main__":
    main()
