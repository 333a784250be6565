"""Check the same files with this project and with what else pip can install, in one run.

    pip install ".[bench]" && python bench/compare.py [--files 2000] [--rounds 3]

Each contender reads every file from disk and gives a verdict on each, in a process of its own that
is measured from outside: CPU seconds and peak memory of the whole process. Files per second leave
out what the same process takes for a single file, which stands in a column of its own.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import write
from measuring import keep_bytecode, measure
from own_models import show as show_own_models

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SCHEMA = ROOT / "schema" / "article.schema.json"
#: The same contract as another tool might write it, as a model.
STORY = HERE / "story.schema.json"
NEWS = ROOT.parent / "shared" / "corpus" / "news"
#: How often the real articles are copied.
TIMES = 10


@dataclass(frozen=True)
class Contender:
    """A tool, and the command that makes it check the files of a folder."""

    name: str
    command: Callable[[Path], list[str]]
    #: Whether it knows no front matter, and gets the YAML in files of its own.
    yaml_only: bool = False


def _peer(kind: str) -> Callable[[Path], list[str]]:
    return lambda folder: [sys.executable, str(HERE / "peers.py"), kind, str(folder)]


CONTENDERS = (
    Contender("reading the bytes only", _peer("bytes")),
    Contender(
        "article-schema",
        lambda folder: [
            sys.executable,
            "-m",
            "article_schema",
            "check",
            "--isolated",
            "--jobs=1",
            str(folder),
        ],
    ),
    Contender(
        "article-schema, a JSON Schema",
        lambda folder: [
            sys.executable,
            "-m",
            "article_schema",
            "check",
            "--isolated",
            "--jobs=1",
            f"--model={STORY}",
            str(folder),
        ],
    ),
    Contender("ruamel rt + cattrs", _peer("ruamel")),
    Contender("python-frontmatter + jsonschema", _peer("jsonschema")),
    Contender("python-frontmatter + pydantic", _peer("pydantic")),
    Contender(
        "check-jsonschema (YAML only)",
        lambda folder: [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--schemafile",
            str(SCHEMA),
            *map(str, sorted(folder.rglob("*.yaml"))),
        ],
        yaml_only=True,
    ),
    Contender(
        "yamllint (YAML only)",
        lambda folder: [sys.executable, "-m", "yamllint", "--format", "parsable", str(folder)],
        yaml_only=True,
    ),
)


@dataclass(frozen=True)
class Row:
    """What one contender took for the files of a folder."""

    name: str
    files_per_second: float
    start: float
    megabytes: float


def compare(folder: Path, one: Path, files: int, rounds: int) -> list[Row]:
    """Return a row for each contender, of medians over some rounds."""
    rows = []
    yaml, one_yaml = cut(folder), cut(one)
    for contender in CONTENDERS:
        many, single = (yaml, one_yaml) if contender.yaml_only else (folder, one)
        starts, pairs = [], []
        for _ in range(rounds):
            start = measure(contender.command(single))
            whole = measure(contender.command(many))
            if whole.status not in (0, 1):
                raise SystemExit(f"{contender.name} failed with status {whole.status}")
            starts.append(start.seconds)
            pairs.append((max(whole.seconds - start.seconds, 1e-9), whole.megabytes))
        seconds = statistics.median(pair[0] for pair in pairs)
        megabytes = max(pair[1] for pair in pairs)
        rows.append(
            Row(contender.name, (files - 1) / seconds, statistics.median(starts), megabytes)
        )
    return rows


def cut(folder: Path) -> Path:
    """Write the YAML of the articles in a folder into files of their own."""
    home = folder.with_name(f"{folder.name}-yaml")
    for path in sorted(folder.rglob("*.md")):
        target = home / path.relative_to(folder).with_suffix(".yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").split(b"---\n", 2)[1])
    return home


def copy_news(folder: Path, number: int) -> None:
    """Copy the real articles; each copy has pages and titles of its own, as other articles have."""
    folder.mkdir(parents=True)
    for path in sorted(NEWS.iterdir()):
        text = path.read_bytes().decode()
        text = re.sub(r'(?m)^(title: .*?)("?\r?)$', rf"\1 {number}\2", text)
        text = re.sub(
            r'(?m)^((?:web|original)Url: [^?\r\n]*?)("?\r?)$', rf"\1?copy={number}\2", text
        )
        text = re.sub(r'(?m)^((?:web|original)Url: .*\?.*?)("?\r?)$', rf"\1&copy={number}\2", text)
        (folder / path.name).write_bytes(text.encode())


def show(title: str, rows: list[Row]) -> None:
    """Print a table with the ratio of article-schema to each contender."""
    ours = next(row.files_per_second for row in rows if row.name == "article-schema")
    print(f"\n{title}\n")
    print(f"| {'tool':<32} | files per CPU second | article-schema is | start in s | peak MB |")
    print(f"|{'-' * 34}|{'-' * 22}|{'-' * 19}|{'-' * 12}|{'-' * 9}|")
    for row in rows:
        ratio = "" if row.name == "article-schema" else f"{ours / row.files_per_second:,.2f} ×"
        print(f"| {row.name:<32} | {row.files_per_second:>20,.0f} | {ratio:>17} "
              f"| {row.start:>10.2f} | {row.megabytes:>7,.0f} |", flush=True)  # fmt: skip


def main() -> None:
    """Run from the command line."""
    keep_bytecode()
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
        show_own_models(home / "own", 2 * options.files, options.rounds)
        if NEWS.is_dir():
            # Start-up takes as long as some hundred files, so these few are checked often.
            for number in range(TIMES):
                copy_news(home / "real" / f"{number}", number)
            count = len(list(NEWS.iterdir())) * TIMES
            one = write(home / "one-average", 1, "average")
            rows = compare(home / "real", one, count, options.rounds)
            show(f"{count:,} real articles", rows)


if __name__ == "__main__":
    main()
