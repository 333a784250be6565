"""Give hostile files to every command, each in a process of its own, and measure what that costs.

    python tests/quality/hostile.py [--only WORD] [--form FORM] [--markdown]

The files are made anew each time, always the same ones, in a folder that is removed afterwards; a
command that writes gets a fresh copy. Exit status 1 when one takes more than two seconds of one
core (or ARTICLE_SCHEMA_MOST_SECONDS, for a slower machine), start of the interpreter included, or
300 MB, or ends in anything but an answer, or when the cost of a shape grows faster than its size.
Time on the core is measured, since others on the machine do not count for it. The file of 100 MB
has to keep the same bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hostile_files import CASES, SHAPES, Case, Shape
from hostile_operations import COMMANDS, OPERATIONS

MOST_SECONDS = float(os.environ.get("ARTICLE_SCHEMA_MOST_SECONDS", "2"))
MOST_MEGABYTES = 300.0
#: How many times as much a byte of the largest file of a shape may cost as one of the smallest.
MOST_GROWTH = 2.0
#: Seconds that two runs of the same command may differ by.
_LEAST = 0.05
_PATIENCE = 30
_SIZES = (0.5, 1, 2)

_CHECK = ("check", "--isolated", "--output-format", "json")
#: The commands by the names that the table gives them.
FORMS: dict[str, tuple[str, ...]] = {
    "check": _CHECK,
    "--fix": (*_CHECK, "--fix"),
    "--unsafe-fixes": (*_CHECK, "--fix", "--unsafe-fixes"),
    "fmt": ("fmt", "--isolated"),
    "--add-ignores": ("check", "--isolated", "--add-ignores"),
}
#: What the titles of the commands begin with, which some operations share.
_COMMAND = "command "
_SET = """
import sys
from article_schema import load, unstructure
document = load(sys.argv[1])
items = unstructure(document.article)["related"]
document.set("related", [{**item, "title": item["title"] + "!"} for item in items])
document.save()
"""
_OPERATION = """
import sys
from article_schema import load
document, count = load(sys.argv[1]), {count}
{code}
document.save()
"""


@dataclass(frozen=True)
class Measured:
    """What a command cost and found."""

    seconds: float
    megabytes: float
    found: str
    #: Whether it ended as such a command does.
    ended: bool

    @property
    def kept(self) -> bool:
        """Tell whether the bounds were kept."""
        return self.ended and self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES


def make(title: str, path: Path) -> None:
    """Write the file of a case, or of a shape and the number of its parts."""
    name, _, count = title.partition("@")
    if count:
        sized = {each.title: each.make for each in (*SHAPES, *OPERATIONS)}
        sized |= {f"{_COMMAND}{each.title}": each.make for each in COMMANDS}
        content: str | bytes = sized[name](int(count))
    else:
        content = next(case for case in CASES if case.title == name).make()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _made_elsewhere(title: str, path: Path) -> int:
    """Have a file made by another process: the peak of a child begins with that of its parent."""
    subprocess.run([sys.executable, __file__, "--make", title, str(path)], check=True)
    return path.stat().st_size


#: Runs a command and writes what it used. A process begins with the peak of the one that starts it,
#: so a small one stands between.
_RUN = f"""
import json, resource, subprocess, sys
try:
    status = subprocess.run(sys.argv[2:], timeout={_PATIENCE}).returncode
except subprocess.TimeoutExpired:
    status = -9
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss], file)
"""


def measure(original: Path, form: str, code: str = "", arguments: Sequence[str] = ()) -> Measured:
    """Give a copy of a file to a command, or to some code, in a process of its own."""
    path = original.with_stem("copy")
    shutil.copyfile(original, path)
    start = ["-m", "article_schema", *(arguments or FORMS.get(form, ()))]
    if form == "set":
        start = ["-c", code or _SET]
    output, errors = path.with_suffix(".out"), path.with_suffix(".err")
    with output.open("wb") as out, errors.open("wb") as err:
        used = path.with_suffix(".used")
        command = [sys.executable, "-c", _RUN, str(used), sys.executable, *start, str(path)]
        subprocess.run(command, stdout=out, stderr=err, check=True)
    status, seconds, kilobytes = json.loads(used.read_text())
    used.unlink()
    text, told = output.read_text("utf-8", "replace"), errors.read_text("utf-8", "replace")
    for each in (output, errors, path):
        each.unlink()
    # What cannot be formatted is named, and makes the status 2.
    ended = "Traceback" not in told and (
        status == 0
        or (status == 1 and form not in ("fmt", "set", _COMMAND))
        or (status == 2 and form in ("fmt", _COMMAND) and told.startswith("error: "))
    )
    found = f"status {status}: {told.strip()[-200:]}"
    if ended:
        found = _summary(text) if form == "check" else told.strip()
    return Measured(seconds, kilobytes / 1024, found, ended)


def _summary(text: str) -> str:
    counts = Counter(finding["code"] for finding in json.loads(text)["findings"])
    shown = [f"{count:,} × {code}" if count > 1 else code for code, count in counts.most_common(4)]
    return ", ".join(shown + (["…"] if len(counts) > 4 else [])) or "nothing"


def measure_case(case: Case, forms: list[str], folder: Path) -> tuple[int, dict[str, Measured]]:
    """Give a file to some commands; return its size, and what each cost."""
    path = folder / f"a.{case.suffix}"
    size = _made_elsewhere(case.title, path)
    measured = {form: measure(path, form) for form in forms}
    path.unlink()
    return size, measured


def measure_shape(shape: Shape, form: str, folder: Path) -> list[tuple[int, Measured]]:
    """Give a shape of three sizes to a command; return each size, and what it cost."""
    path = folder / "a.md"
    found = []
    for factor in _SIZES:
        size = _made_elsewhere(f"{shape.title}@{int(shape.count * factor)}", path)
        found.append((size, measure(path, form)))
    path.unlink()
    return found


def _measure_start(form: str, folder: Path) -> float:
    path = folder / "start.md"
    _made_elsewhere(f"{SHAPES[-1].title}@1", path)
    return measure(path, form).seconds


def growth(measured: list[tuple[int, Measured]], start: float) -> float:
    """Return how many times as much a byte costs in the largest file as in the smallest one.

    Args:
        measured: each size, and what it cost.
        start: the seconds that the command takes for next to nothing.
    """
    (first, small), *_, (last, large) = measured
    costs = [max(each.seconds - start, 0) + _LEAST for each in (small, large)]
    return costs[1] / costs[0] / (last / first)


def _rows(only: str, forms: list[str], folder: Path) -> Iterator[tuple[list[str], bool]]:
    """Yield the cells of each row, and whether the bounds were kept."""
    for case in CASES:
        if only in case.title:
            size, measured = measure_case(case, forms, folder)
            each = list(measured.values())
            told = next((m.found for m in each if not m.kept), each[0].found)
            times = [f"{m.seconds:.2f}" for m in each]
            most = max(m.megabytes for m in each)
            yield [case.title, f"{size:,}", *times, f"{most:.0f}", told], all(m.kept for m in each)


def _shape_rows(only: str, folder: Path) -> Iterator[tuple[list[str], bool]]:
    starts: dict[str, float] = {}
    for shape in SHAPES:
        if only not in shape.title:
            continue
        for form in (*FORMS, "set") if shape.form == "set" else FORMS:
            measured = measure_shape(shape, form, folder)
            times = [f"{m.seconds:.2f}" for _, m in measured]
            sizes = " · ".join(f"{size:,}" for size, _ in measured)
            most = max(m.megabytes for _, m in measured)
            start = starts.get(form) or starts.setdefault(form, _measure_start(form, folder))
            kept = growth(measured, start) <= MOST_GROWTH and all(m.kept for _, m in measured[:2])
            yield [shape.title, form, sizes, *times, f"{most:.0f}"], kept


def _operation_rows(only: str, folder: Path) -> Iterator[tuple[list[str], bool]]:
    path = folder / "a.md"
    starts: list[float] = []
    for each in OPERATIONS:
        if only not in each.title:
            continue
        measured = []
        for count in (1, *(int(each.count * factor) for factor in _SIZES)):
            size = _made_elsewhere(f"{each.title}@{count}", path)
            code = _OPERATION.format(count=count, code=each.code)
            measured.append((size, measure(path, "set", code)))
        starts.append(measured.pop(0)[1].seconds)
        times = [f"{m.seconds:.2f}" for _, m in measured]
        sizes = " · ".join(f"{size:,}" for size, _ in measured)
        most = max(m.megabytes for _, m in measured)
        told = next((m.found for _, m in measured if not m.ended), "")
        kept = growth(measured, min(starts)) <= MOST_GROWTH and all(m.kept for _, m in measured)
        yield [each.title, sizes, *times, f"{most:.0f}", told], kept
    path.unlink(missing_ok=True)


def _command_rows(only: str, folder: Path) -> Iterator[tuple[list[str], bool]]:
    starts: list[float] = []
    for each in COMMANDS:
        if only not in each.title:
            continue
        path = folder / f"a.{each.suffix}"
        measured = []
        for count in (1, *(int(each.count * factor) for factor in _SIZES)):
            size = _made_elsewhere(f"{_COMMAND}{each.title}@{count}", path)
            arguments = [*each.arguments(count), "--isolated"]
            measured.append((size, measure(path, _COMMAND, arguments=arguments)))
        path.unlink()
        starts.append(measured.pop(0)[1].seconds)
        times = [f"{m.seconds:.2f}" for _, m in measured]
        sizes = " · ".join(f"{size:,}" for size, _ in measured)
        most = max(m.megabytes for _, m in measured)
        told = next((m.found for _, m in measured if not m.ended), "")
        kept = growth(measured, min(starts)) <= MOST_GROWTH and all(m.kept for _, m in measured)
        yield [each.title, sizes, *times, f"{most:.0f}", told], kept


def _print(heads: list[str], rows: Iterator[tuple[list[str], bool]], *, markdown: bool) -> bool:
    all_kept = True
    if markdown:
        print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for cells, kept in rows:
        shown = [*cells[:-1], cells[-1] + ("" if kept else "  TOO MUCH")]
        if markdown:
            print(f"| {' | '.join(shown)} |", flush=True)
        else:
            print(f"{shown[0]:<42} {'  '.join(shown[1:])}", flush=True)
        all_kept = all_kept and kept
    print()
    return all_kept


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="files whose title holds this word")
    parser.add_argument("--form", choices=FORMS, action="append", help="this command only")
    parser.add_argument("--markdown", action="store_true", help="print the tables for the docs")
    parser.add_argument("--make", nargs=2, metavar=("TITLE", "FILE"), help="make one file only")
    options = parser.parse_args()
    if options.make:
        make(options.make[0], Path(options.make[1]))
        return 0
    forms = options.form or list(FORMS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = _print(
            ["file", "bytes", *(f"`{form}`" for form in forms), "MB", "found"],
            _rows(options.only, forms, folder), markdown=options.markdown,
        )  # fmt: skip
        grown = _print(
            ["shape", "command", "bytes", "half", "whole", "twice", "MB"],
            _shape_rows(options.only, folder), markdown=options.markdown,
        )  # fmt: skip
        done = _print(
            ["operation", "bytes", "half", "whole", "twice", "MB", "error"],
            _operation_rows(options.only, folder), markdown=options.markdown,
        )  # fmt: skip
        ended = _print(
            ["editing command", "bytes", "half", "whole", "twice", "MB", "error"],
            _command_rows(options.only, folder), markdown=options.markdown,
        )  # fmt: skip
    return 0 if kept and grown and done and ended else 1


if __name__ == "__main__":
    sys.exit(main())
