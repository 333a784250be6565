"""Check the same files with this project and with other tools, in one run.

    pip install ".[bench]" && python bench/compare.py [--number 5000] [--rounds 3] [--tools FOLDER]
    python bench/compare.py --files FOLDER [--times 10]

The first call makes trees as sites have them (`trees.py`), and prints a table for each and one of
the targets. The second reads any folder; `--times` copies its articles, with other pages and
titles, so that a few are measured often. `--tools` is a folder for the packages of npm that
`bench/package.json` names; npm installs them there if they are missing.

Each contender gives a verdict on every file, in a process of its own that is measured from outside.
A rate is files per CPU second of the whole process, its start included. The contenders take turns,
and the least time of the rounds counts, because other work on the machine can only add to it. The
slow ones get one round and every eighth file: what these take beyond the start counts eight times.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import acceptance
import trees
from contenders import FROM_PIP, OURS, PYDANTIC, WITHOUT_SET, Contender, through_node
from measuring import Measure, keep_bytecode, measure

HERE = Path(__file__).resolve().parent
#: Of so many files a slow contender gets one.
PART = 8
#: The trees that all contenders check, and those that few do, with their names.
FOR_ALL = ("real",)
FOR_SOME = {
    "clean": (OURS,),
    "three": (OURS, PYDANTIC),
    "nineteen": (OURS, PYDANTIC),
    "fifth twice": (OURS, WITHOUT_SET),
    "all twice": (OURS, WITHOUT_SET),
}


@dataclass(frozen=True)
class Row:
    """What one contender took for the files of a folder."""

    name: str
    #: Files per CPU second, the start included; none where it could not run.
    rate: float = 0
    megabytes: float = 0
    #: Why there are no figures.
    why_not: str = ""


@dataclass(frozen=True)
class Tree:
    """A folder of files, and what can be said of it without a contender."""

    folder: Path
    number: int
    bytes: int
    #: The share of files without a finding.
    clean: float

    @classmethod
    def of(cls, folder: Path, config: Path | None = None) -> Tree:
        """Look at a folder: its files in Markdown, and what a configuration finds in them."""
        sizes = [path.stat().st_size for path in folder.rglob("*.md")]
        if not sizes:
            raise SystemExit(f"{folder} has no file in Markdown")
        # A process shows the memory of the one that starts it as its own peak, so this one stays
        # small, and another one checks.
        with get_context("spawn").Pool(1) as pool:
            faulty = pool.apply(faulty_files, (str(folder), config and str(config)))
        return cls(folder, len(sizes), sum(sizes), 1 - faulty / len(sizes))

    def __str__(self) -> str:
        """Return what stands above each table."""
        size = self.bytes / self.number
        return f"{self.number:,} files of {size:,.0f} bytes on average, {self.clean:.0%} are clean"


def faulty_files(folder: str, config: str | None) -> int:
    """Count the files of a folder in which something is found."""
    from article_schema import check_paths

    return len({finding.file for finding in check_paths(folder, config=config).findings})


def cut(folder: Path, home: Path) -> Path:
    """Write the YAML of the articles in a folder into files of their own."""
    for path in sorted(folder.rglob("*.md")):
        target = home / path.relative_to(folder).with_suffix(".yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        parts = path.read_bytes().replace(b"\r\n", b"\n").split(b"---\n", 2)
        target.write_bytes(parts[1] if len(parts) == 3 else b"")
    return home


def part(folder: Path, home: Path, every: int) -> Path:
    """Copy every so manieth file of a folder, from the first on."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file())[::every]:
        target = home / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return home


class Race:
    """The runs of some contenders over one tree."""

    def __init__(self, tree: Tree, contenders: list[Contender], rounds: int, home: Path) -> None:
        self.tree = tree
        self.rounds = rounds
        self.contenders = contenders
        self.home = home
        self.runs: dict[str, list[Measure]] = {}
        self.failed = {
            contender.name: contender.why_missing
            for contender in contenders
            if contender.why_missing
        }

    def rows(self) -> list[Row]:
        """Let each contender run, in turns, and return a row for each."""
        yaml = cut(self.tree.folder, self.home / "yaml")
        for turn in range(self.rounds):
            for contender in self.contenders:
                whole = yaml if contender.yaml_only else self.tree.folder
                if not contender.is_slow:
                    self._run(contender, whole)
                elif turn == 0:
                    self._run_on_parts(contender, whole)
        return [self._row(contender) for contender in self.contenders]

    def _run(self, contender: Contender, folder: Path) -> Measure | None:
        if contender.name in self.failed:
            return None
        try:
            run = measure(contender.command(folder), contender.home)
        except OSError as error:
            self.failed[contender.name] = f"it could not be started: {error.strerror}"
            return None
        if run.status not in (0, 1):
            self.failed[contender.name] = f"it ended with status {run.status}"
            return None
        self.runs.setdefault(contender.name, []).append(run)
        return run

    def _run_on_parts(self, contender: Contender, folder: Path) -> None:
        form = "yaml" if contender.yaml_only else "md"
        few, one = self.home / f"few-{form}", self.home / f"one-{form}"
        if not few.exists():
            part(folder, few, PART)
            part(folder, one, self.tree.number)
        start, some = self._run(contender, one), self._run(contender, few)
        if start is None or some is None:
            return
        number = len(range(0, self.tree.number, PART))
        # Both starts are alike, so the difference is what the further files take.
        each = (some.seconds - start.seconds) / max(number - 1, 1)
        seconds = start.seconds + each * (self.tree.number - 1)
        self.runs[contender.name] = [
            Measure(seconds, some.megabytes, some.status, seconds, some.clock)
        ]

    def _row(self, contender: Contender) -> Row:
        if contender.name in self.failed:
            return Row(contender.name, why_not=self.failed[contender.name])
        runs = self.runs[contender.name]
        seconds = min(run.seconds for run in runs)
        return Row(
            contender.name, self.tree.number / seconds, max(run.megabytes for run in runs)
        )  # fmt: skip


def show(title: str, tree: Tree, rows: list[Row]) -> None:
    """Print a table with the ratio of article-schema to each contender."""
    our_rate = next(row.rate for row in rows if row.name == OURS)
    print(f"\n{title}: {tree}\n")
    print("| tool | files per CPU second | article-schema is | peak MB |")
    print("|---|---|---|---|")
    for row in rows:
        if row.why_not:
            print(f"| {row.name} | {row.why_not} | | |", flush=True)
            continue
        ratio = "" if row.name == OURS else f"{our_rate / row.rate:,.2f} ×"
        print(f"| {row.name} | {row.rate:,.0f} | {ratio} | {row.megabytes:,.0f} |", flush=True)


def site_row(folder: Path, rounds: int) -> Row:
    """Measure a site with a configuration, collections and models of its own."""
    command = [sys.executable, "-m", "article_schema", "check", "--jobs=1"]
    runs = [measure(command, folder) for _ in range(rounds)]
    if any(run.status not in (0, 1) for run in runs):
        raise SystemExit("the check of the site failed")
    number = sum(1 for _ in folder.rglob("*.md"))
    seconds = min(run.seconds for run in runs)
    return Row(OURS, number / seconds, max(run.megabytes for run in runs))


def install(tools: Path) -> None:
    """Let npm install the packages of `package.json`, where there is npm and they are missing."""
    npm = shutil.which("npm")
    if npm is None or (tools / "node_modules").is_dir():
        return
    tools.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", tools)
    flags = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run([npm, "install", "--prefix", str(tools), *flags], check=False, cwd=tools)


def race(
    folder: Path, home: Path, options: argparse.Namespace, wanted: Callable[[Contender], bool]
) -> tuple[Tree, list[Row]]:
    """Let the contenders that are wanted check a folder."""
    scratch = home / f"of-{folder.name}".replace(" ", "-")
    scratch.mkdir()
    every = [*FROM_PIP, *through_node(options.tools or home / "tools", home)]
    tree = Tree.of(folder)
    contenders = [contender for contender in every if wanted(contender)]
    return tree, Race(tree, contenders, options.rounds, scratch).rows()


def made_trees(home: Path, options: argparse.Namespace) -> None:
    """Make the trees and print all tables."""
    rates: dict[str, dict[str, float]] = {}
    for shape in (*FOR_ALL, *FOR_SOME):
        folder = trees.write(home / shape, shape, options.number)
        some = FOR_SOME.get(shape)
        tree, rows = race(
            folder, home, options, lambda one, some=some: not some or one.name in some
        )
        show(f"The tree `{shape}`", tree, rows)
        rates[shape] = {row.name: row.rate for row in rows if not row.why_not}
        shutil.rmtree(folder)
    folder = trees.write(home / "site", "site", options.number)
    tree = Tree.of(folder, folder / "article-schema.toml")
    title = "A site with a configuration, three collections and two models of its own"
    show(title, tree, [site_row(folder, options.rounds)])
    models = acceptance.of_models(home / "models", options.number, options.rounds)
    acceptance.show([*acceptance.of_trees(rates), *models])


def main() -> None:
    """Run from the command line."""
    keep_bytecode()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=5000, help="how many files a tree has")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="check these files instead")
    parser.add_argument("--times", type=int, default=1, help="how often these files are copied")
    parser.add_argument("--tools", type=Path, metavar="FOLDER", help="for the packages of npm")
    options = parser.parse_args()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    print(f"{machine}, {options.rounds} rounds, load at the start {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch).resolve()
        if options.tools:
            install(options.tools)
        if not options.files:
            made_trees(home, options)
            return
        folder = trees.copies(options.files, home / "files", options.times)
        tree, rows = race(folder, home, options, lambda _: True)
        show(f"Files of `{options.files.name}`", tree, rows)
        rates = {"this": {row.name: row.rate for row in rows if not row.why_not}}
        acceptance.show(acceptance.against_peers(rates, "this"))


if __name__ == "__main__":
    main()
