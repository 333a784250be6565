"""Plant faults in a small site, and show what each of several tools says of them.

    python -m pip install ".[bench]"
    python bench/rivals/run.py [--tools FOLDER]

`site/` is sound, and holds the configuration of each tool. A fault is first planted alone; then
five are planted together. npm installs the tools of `package.json` into the folder, which needs
Node 22; without one it is a temporary folder. The table is that of `docs/compare.md`, and below it
stands what each tool says of the five.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Fault:
    """A fault: what is written instead in a line of a post, and how an output that tells it reads.

    The place is that line or the next one, where readers of YAML notice some.
    """

    name: str
    file: str
    line: int
    right: str
    wrong: str
    told: str


FIVE = [
    Fault("misspelt key", "ferries", 3, "title:", "titel:", "titel|additional properties"),
    Fault(
        "day that does not exist",
        *("ferries", 4, "2020-06-12", "2020-06-31"),
        'not a day|must be a date|day is out of range|Invalid ISO date|format "date"',
    ),
    Fault("number in quotes", "ferries", 6, "4", '"4"', "minutes|Must be integer"),
    Fault("word not in the list", "tides", 4, "guide", "giude", "kind|allowed values"),
    Fault("author without a file", "tides", 6, "ann", "bo", r"\bbo\b"),
]
ALONE = [
    *FIVE,
    Fault("key twice", "tides", 4, "kind: guide", "kind: guide\nkind: news", "twice|[Dd]uplicate"),
    Fault("no YAML", "tides", 4, "guide", "[guide", "not closed|flow|allowed values"),
]

_CHECK = [sys.executable, "-m", "article_schema", "check"]
#: The commands by the names of the tools.
TOOLS: dict[str, list[str]] = {
    "article-schema": _CHECK,
    "article-schema, zod's JSON Schema": [
        *(*_CHECK, "--isolated", "--model", "zod.schema.json", "content/posts"),
    ],
    "Astro": ["node", "node_modules/.bin/astro", "build"],
    "content-collections": ["node", "node_modules/.bin/content-collections", "build"],
    "remark-lint-frontmatter-schema": [
        *("node", "node_modules/.bin/remark", "content/posts", "--frail", "--no-stdout"),
    ],
    "pydantic": [sys.executable, "with_pydantic.py"],
}


def run(command: list[str], folder: Path) -> tuple[int, str]:
    """Return the exit status of a command, and what a person would see of it."""
    done = subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "NO_COLOR": "1"},
        check=False,
    )
    return done.returncode, _COLOUR.sub("", done.stdout).replace(f"{folder}/", "").strip()


def plant(folder: Path, faults: Iterable[Fault]) -> Path:
    """Write the site with some faults into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "site", folder)
    for fault in faults:
        path = folder / f"content/posts/{fault.file}.md"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        if fault.right not in lines[fault.line - 1]:
            raise SystemExit(f"{path.name}:{fault.line} has no {fault.right!r}")
        lines[fault.line - 1] = lines[fault.line - 1].replace(fault.right, fault.wrong)
        path.write_text("".join(lines), "utf-8")
    return folder


def verdict(fault: Fault, status: int, output: str) -> str:
    """Say how exactly an output places a fault that alone is in the site."""
    if not re.search(fault.told, output):
        return "not told" if status == 0 else "something is wrong"
    lines = f"{fault.line}|{fault.line + 1}"
    if re.search(rf"\b({lines}):[1-9]|line ({lines}), column", output):
        place = "line and column"
    elif re.search(rf"\b({lines}):0", output):
        place = "line"
    else:
        place = "file" if fault.file in output else "no place"
    return place if status else f"{place}, but exit 0"


def compare(folder: Path, tools: Path) -> None:
    """Print the table, and below it what each tool says of the site with five faults."""

    def prepare(faults: Iterable[Fault]) -> Path:
        plant(folder, faults)
        shutil.copy(HERE / "package.json", folder)
        (folder / "node_modules").symlink_to(tools / "node_modules")
        status, schema = run(["node", "zod.mjs"], folder)
        if status:
            raise SystemExit(schema)
        (folder / "zod.schema.json").write_text(schema, "utf-8")
        return folder

    titles = ["tool", *(fault.name for fault in ALONE), "five at once"]
    print("|", " | ".join(titles), "|")
    print("|" + "---|" * len(titles))
    outputs = {}
    for tool, command in TOOLS.items():
        status, output = run(command, prepare([]))
        if status:
            raise SystemExit(f"{tool} refuses the sound site:\n{output}")
        alone = [verdict(each, *run(command, prepare([each]))) for each in ALONE]
        _, outputs[tool] = run(command, prepare(FIVE))
        told = sum(bool(re.search(fault.told, outputs[tool])) for fault in FIVE)
        print("|", " | ".join([tool, *alone, f"{told} told"]), "|", flush=True)
    for tool, output in outputs.items():
        print(f"\n== {tool}\n{output}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, help="where npm installs, or has installed")
    tools = parser.parse_args().tools
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name).resolve()
        tools = (tools or scratch / "tools").resolve()
        tools.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", tools)
        if not (tools / "node_modules").exists():
            install = ["npm", "install", "--ignore-scripts", "--no-fund", "--no-audit"]
            subprocess.run(install, cwd=tools, check=True)
        compare(scratch / "site", tools)


if __name__ == "__main__":
    main()
