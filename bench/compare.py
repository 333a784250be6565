"""Check the same files with this project and with what else pip can install, in one run.

    pip install ".[bench]" && python bench/compare.py [--files 2000] [--rounds 3]

Each contender reads every file from disk and gives a verdict on each, in a process of its own that
is measured from outside: CPU seconds and peak memory of the whole process, less the CPU seconds
that the same process takes for a single file, so that start-up does not count.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import write

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NEWS = ROOT.parent / "shared" / "corpus" / "news"
#: How often the real articles are copied.
TIMES = 10


@dataclass(frozen=True)
class Contender:
    """A tool, and the command that makes it check the files of a folder."""

    name: str
    command: Callable[[Path], list[str]]


def _peer(kind: str) -> Callable[[Path], list[str]]:
    return lambda folder: [sys.executable, str(HERE / "peers.py"), kind, str(folder)]


CONTENDERS = (
    Contender("reading the bytes only", _peer("bytes")),
    Contender(
        "article-schema",
        lambda folder: [sys.executable, "-m", "article_schema", "check", "--isolated", str(folder)],
    ),
    Contender("ruamel rt + cattrs", _peer("ruamel")),
    Contender("python-frontmatter + jsonschema", _peer("jsonschema")),
    Contender("python-frontmatter + pydantic", _peer("pydantic")),
    Contender("check-jsonschema (YAML only)", _peer("check-jsonschema")),
    Contender("yamllint (YAML only)", _peer("yamllint")),
)


@dataclass(frozen=True)
class Measure:
    """What one run took."""

    seconds: float
    megabytes: float
    status: int


def measure(command: list[str]) -> Measure:
    """Run a command and measure CPU seconds and peak memory of its process."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return _measure(usage, os.waitstatus_to_exitcode(status))


def _measure(usage: resource.struct_rusage, status: int) -> Measure:
    return Measure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status)


def compare(folder: Path, one: Path, files: int, rounds: int) -> list[tuple[str, float, float]]:
    """Return name, files per CPU second and megabytes of each contender, by rounds of medians."""
    rows = []
    for contender in CONTENDERS:
        pairs = []
        for _ in range(rounds):
            start = measure(contender.command(one))
            whole = measure(contender.command(folder))
            if whole.status not in (0, 1):
                raise SystemExit(f"{contender.name} failed with status {whole.status}")
            pairs.append((max(whole.seconds - start.seconds, 1e-9), whole.megabytes))
        seconds = statistics.median(pair[0] for pair in pairs)
        rows.append((contender.name, (files - 1) / seconds, max(pair[1] for pair in pairs)))
    return rows


def show(title: str, rows: list[tuple[str, float, float]]) -> None:
    """Print a table with the ratio of article-schema to each contender."""
    ours = next(rate for name, rate, _ in rows if name == "article-schema")
    print(f"\n{title}\n")
    print(f"| {'tool':<32} | files per CPU second | article-schema is | peak MB |")
    print(f"|{'-' * 34}|{'-' * 22}|{'-' * 19}|{'-' * 9}|")
    for name, rate, megabytes in rows:
        ratio = "" if name == "article-schema" else f"{ours / rate:,.2f} ×"
        print(f"| {name:<32} | {rate:>20,.0f} | {ratio:>17} | {megabytes:>7,.0f} |")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.rounds} rounds")
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for shape, files in (
            ("average", options.files), ("seed", options.files // 5), ("broken", options.files)
        ):  # fmt: skip
            folder = write(home / shape, files, shape)
            one = write(home / f"one-{shape}", 1, shape)
            size = sum(path.stat().st_size for path in folder.rglob("*.md")) // files
            show(f"{files:,} {shape} articles of {size:,} bytes",
                 compare(folder, one, files, options.rounds))  # fmt: skip
        if NEWS.is_dir():
            # Start-up takes as long as some hundred files, so these few are checked often.
            for number in range(TIMES):
                shutil.copytree(NEWS, home / "real" / f"{number}")
            count = len(list(NEWS.iterdir())) * TIMES
            one = write(home / "one-average", 1, "average")
            rows = compare(home / "real", one, count, options.rounds)
            show(f"{count:,} real articles", rows)


if __name__ == "__main__":
    main()
