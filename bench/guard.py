"""Fail when one of eight cases takes more work than it did: the guard against slow changes.

    python bench/guard.py [--write] [--only NAME] [--way perf|valgrind|seconds]

The work of a case is that of a whole process, as a multiple of the work of a fixed loop in Python,
so that the build of Python and the machine matter little. `perf stat` counts instructions of the
processor, or else valgrind does, with the same result whatever else the machine does; more than a
tenth above the figure fails. Where neither can count, the least CPU seconds of many rounds are
compared. They differ from processor to processor, so only half more fails, and only if further
rounds do not show less. `figures.json` holds the figures for each version of Python; `--write`
writes those of this one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import trees
from corpus import article
from measuring import keep_bytecode, measure

FIGURES = Path(__file__).resolve().parent / "figures.json"
#: By how much a case may differ from its figure: of instructions, and of seconds.
LIMITS = {"instructions": 0.1, "seconds": 0.5}
#: Seconds are measured so often at first, and so often at most.
ROUNDS, MOST_ROUNDS = 5, 25
LOOP = "total = 0\nfor number in range(1_000_000): total += number % 7"
_WRITE = "python bench/guard.py --write"
_CHECK = ("-m", "article_schema", "check")
_TREE = (*_CHECK, "--isolated", "--jobs=1")
_EDIT = """\
from article_schema import load
document = load("valid.md")
document.article.title = "Another title"
document.text
"""


@dataclass(frozen=True)
class Case:
    """What Python is called with, in a folder of the guard."""

    name: str
    arguments: tuple[str, ...]
    folder: str = "."
    #: How many files its tree has, whose shape is its last argument.
    files: int = 0


CASES = (
    Case("version", ("-m", "article_schema", "--version")),
    Case("one valid file", (*_CHECK, "valid.md")),
    Case("one valid file, configured", (*_CHECK, "valid.md"), "configured"),
    Case("one file with a finding", (*_CHECK, "faulty.md")),
    Case("clean tree", (*_TREE, "clean"), files=2000),
    Case("real tree", (*_TREE, "real"), files=500),
    Case("19 findings in every file", (*_TREE, "nineteen"), files=50),
    Case("load, edit, text", ("-c", _EDIT)),
)


def prepare(home: Path, cases: Iterable[Case]) -> None:
    """Write the files of the cases."""
    text = article(1)[1]
    (home / "configured").mkdir()
    (home / "configured" / "article-schema.toml").write_text('known-keys = ["seo"]\n', "utf-8")
    for path in (home / "valid.md", home / "configured" / "valid.md"):
        path.write_text(text, "utf-8")
    (home / "faulty.md").write_text(text.replace('."\n', '. "\n', 1), "utf-8")
    for case in cases:
        if case.files:
            shape = case.arguments[-1]
            trees.write(home / shape, shape, case.files)


class Counting:
    """Counts the instructions of a process with another program."""

    unit = "instructions"

    def __init__(self, name: str, command: tuple[str, ...], pattern: str) -> None:
        self.name = name
        self.command = command
        self.pattern = re.compile(pattern, re.MULTILINE)

    def __str__(self) -> str:
        """Say how the work is measured."""
        return f"instructions, counted by {self.name}"

    def count(self, arguments: Iterable[str], folder: Path) -> int | None:
        """Count the instructions of a call of Python; return nothing if that cannot be done."""
        if shutil.which(self.name) is None:
            return None
        command = [*self.command, sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
        found = self.pattern.search(done.stderr)
        return int(found[1].replace(",", "")) if found else None

    def can_count(self) -> bool:
        """Tell whether the program is there and may count."""
        return self.count(("-c", "pass"), Path()) is not None

    def work_of(
        self, cases: Iterable[Case], home: Path, _: Mapping[str, float]
    ) -> dict[str, float]:
        """Return the work of each case, in loops."""
        loop = self.count(("-c", LOOP), home)
        work = {}
        for case in cases:
            counted = self.count(case.arguments, home / case.folder)
            if loop is None or counted is None:
                raise SystemExit(f"{self.name} counted nothing in the case {case.name!r}")
            work[case.name] = counted / loop
        return work


class Timing:
    """Compares the least seconds of the processor, where nothing can count."""

    unit = "seconds"

    def __str__(self) -> str:
        """Say how the work is measured."""
        return "CPU seconds, the least of many rounds, for neither perf nor valgrind can count"

    def work_of(
        self, cases: Iterable[Case], home: Path, figures: Mapping[str, float]
    ) -> dict[str, float]:
        """Return the work of each case, in loops; what seems too much is measured again."""
        wanted = tuple(cases)
        loop, least = float("inf"), dict.fromkeys((case.name for case in wanted), float("inf"))
        for turn in range(MOST_ROUNDS):
            work = {name: seconds / loop for name, seconds in least.items()}
            doubtful = [
                case
                for case in wanted
                if work[case.name] > figures.get(case.name, 0) * (1 + LIMITS[self.unit])
            ]
            if turn >= ROUNDS and not (doubtful and figures):
                break
            loop = min(loop, measure([sys.executable, "-c", LOOP], home).user)
            for case in wanted if turn < ROUNDS else doubtful:
                run = measure([sys.executable, *case.arguments], home / case.folder)
                least[case.name] = min(least[case.name], run.user)
        return {name: seconds / loop for name, seconds in least.items()}


PERF = Counting("perf", ("perf", "stat", "-x,", "-e", "instructions:u"),
                r"^(\d+),[^,]*,instructions")  # fmt: skip
#: Without caches, cachegrind counts what callgrind does in a third of the time.
VALGRIND = Counting("valgrind", ("valgrind", "--tool=cachegrind", "--cache-sim=no",
                                 "--cachegrind-out-file=/dev/null"),
                    r"I\s+refs:\s+([\d,]+)")  # fmt: skip
WAYS: dict[str, Counting | Timing] = {"perf": PERF, "valgrind": VALGRIND, "seconds": Timing()}


def chosen_way(name: str | None) -> Counting | Timing:
    """Return the way that was asked for, or the best one that works here."""
    if name is not None:
        return WAYS[name]
    return next((way for way in (PERF, VALGRIND) if way.can_count()), WAYS["seconds"])


def verdict(seen: float, figure: float | None, limit: float) -> str:
    """Say how the work of a case differs from its figure."""
    if figure is None:
        return "no figure"
    if seen > figure * (1 + limit):
        return "SLOWER"
    return "faster" if seen < figure * (1 - limit) else "same"


def judge(seen: Mapping[str, float], figures: Mapping[str, float], limit: float) -> bool:
    """Print a table of all cases; tell whether none has become slower."""
    print("| case | figure | seen | change | verdict |")
    print("|---|---|---|---|---|")
    verdicts = []
    for name, work in seen.items():
        figure = figures.get(name)
        verdicts.append(verdict(work, figure, limit))
        before, change = (
            ("", "") if figure is None else (f"{figure:.3f}", f"{work / figure - 1:+.0%}")
        )
        print(f"| {name} | {before} | {work:.3f} | {change} | {verdicts[-1]} |")
    if "SLOWER" in verdicts:
        print(
            f"\nA case takes more than {limit:.0%} more work than its figure. Find out why. If the"
        )
        print(f"work is worth it, run `{_WRITE}` and commit bench/figures.json.")
    elif "faster" in verdicts:
        print(f"\nA case takes less work. Run `{_WRITE}`, which keeps it so.")
    elif "no figure" in verdicts:
        print(f"\nPython {version()} has no figures here. `{_WRITE}` writes them.")
    return "SLOWER" not in verdicts


def version() -> str:
    """Return the version of Python whose figures count."""
    return ".".join(platform.python_version_tuple()[:2])


def main() -> int:
    """Run from the command line."""
    keep_bytecode()
    # The order of sets must be the same in each run, or they do other work.
    os.environ["PYTHONHASHSEED"] = "0"
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the figures of this Python")
    parser.add_argument("--only", choices=[case.name for case in CASES], action="append")
    parser.add_argument("--way", choices=WAYS, help="how to measure; the best that works here")
    parser.add_argument("--figures", type=Path, default=FIGURES)
    options = parser.parse_args()
    way = chosen_way(options.way)
    kept = json.loads(options.figures.read_text("utf-8")) if options.figures.exists() else {}
    figures = {} if options.write else kept.get(version(), {}).get(way.unit, {})
    cases = [case for case in CASES if not options.only or case.name in options.only]
    print(f"Python {version()}; {way}; a limit of {LIMITS[way.unit]:.0%}\n", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        prepare(home, cases)
        for case in cases:  # The first run writes the bytecode.
            run = measure([sys.executable, *case.arguments], home / case.folder)
            if run.status not in (0, 1):
                raise SystemExit(f"the case {case.name!r} ended with status {run.status}")
        seen = way.work_of(cases, home, figures)
    if not options.write:
        return 0 if judge(seen, figures, LIMITS[way.unit]) else 1
    part = kept.setdefault(version(), {}).setdefault(way.unit, {})
    part.update({name: round(work, 3) for name, work in seen.items()})
    options.figures.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", "utf-8")
    print(f"wrote {options.figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
