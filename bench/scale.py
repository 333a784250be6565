"""Check 10,000, 100,000 and 1,000,000 generated articles, and show that cost and memory keep pace.

    python bench/scale.py [--files 10000 100000 1000000] [--shape average] [--folder FOLDER]

The articles are written below a folder, a million in some minutes and 4 GB; without one they are
removed afterwards. Each run is a process of its own; its start is left out of the time per file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from compare import measure
from corpus import write


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--shape", default="average", choices=("average", "seed", "broken"))
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = options.folder or Path(scratch)
        start = _run(write(home / "1", 1, options.shape))[0]
        print(f"start {start:.2f} s")
        print("| files     | CPU seconds | microseconds per file | peak MB |")
        print("|-----------|-------------|-----------------------|---------|")
        for count in options.files:
            folder = write(home / f"{count}", count, options.shape)
            _run(folder)  # what was just written is on its way to the disk
            taken, megabytes = _run(folder)
            each = (taken - start) / (count - 1) * 1e6
            print(
                f"| {count:>9,} | {taken:>11.2f} | {each:>21.1f} | {megabytes:>7.0f} |", flush=True
            )


def _run(folder: Path) -> tuple[float, float]:
    done = measure(
        [sys.executable, "-m", "article_schema", "check", "--isolated", "--quiet", str(folder)]
    )
    if done.status not in (0, 1):
        raise SystemExit(f"the check failed with status {done.status}")
    return done.seconds, done.megabytes


if __name__ == "__main__":
    main()
