"""Each walkthrough of CONTRIBUTING.md, carried out on a copy of the project.

A `diff` block names its file and shows lines with their surroundings; `@@` separates places, and
a block of new lines alone is a new file. The commands of a `console` block give the output below.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
#: How many files of the package a person has to touch for each kind of change.
WALKTHROUGHS = {
    "Add a field": 1,
    "Add a rule with a fix": 1,
    "Add an output format": 2,
    "Add a format of files": 2,
    "Add a configuration key": 1,
    "Add a command-line option": 1,
}


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(title: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", section(title), re.MULTILINE | re.DOTALL)


def patch(copy: Path, block: str) -> None:
    """Change or write the file that a `diff` block is about."""
    first, *lines = block.splitlines(keepends=True)
    path = copy / first.removeprefix("+++ ").strip()
    if all(line.startswith("+") for line in lines):
        path.write_text("".join(line[1:] for line in lines), "utf-8")
        return
    text = path.read_text("utf-8")
    for place in "".join(lines).split("@@\n"):
        rows = place.splitlines(keepends=True)
        old = "".join(row[1:] for row in rows if row[0] in " -")
        assert text.count(old) == 1, f"{path.name} has {text.count(old)} places with:\n{old}"
        text = text.replace(old, "".join(row[1:] for row in rows if row[0] in " +"))
    path.write_text(text, "utf-8")


def output_of(copy: Path, command: str) -> str:
    program, *arguments = shlex.split(command)
    call = {"article-schema": ["-m", "article_schema"], "python": []}[program]
    # Not the package that is installed, but the copy.
    names = {"PYTHONPATH": str(copy / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *call, *arguments], cwd=copy, env={**os.environ, **names},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


def test_every_walkthrough_is_tried() -> None:
    assert [title for title in re.findall("^## (.*)$", PAGE, re.MULTILINE) if "Add" in title] == [
        *WALKTHROUGHS
    ]


@pytest.mark.parametrize("title", WALKTHROUGHS)
def test_walkthrough(title: str, tmp_path: Path) -> None:
    for name in ("src", "tools", "schema", "docs", "examples"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    # The badges of the README are made of it.
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    touched = set()
    for block in blocks(title, "diff"):
        touched.add(block.splitlines()[0].removeprefix("+++ "))
        patch(tmp_path, block)
    assert len([path for path in touched if path.startswith("src/")]) == WALKTHROUGHS[title]
    number = "two files" if WALKTHROUGHS[title] == 2 else "one file"
    assert section(title).lstrip().startswith(f"Touches {number}")
    for console in blocks(title, "console"):
        commands = re.findall(r"^\$ (.*)$", console, re.MULTILINE)
        assert console == "".join(
            f"$ {command}\n{output_of(tmp_path, command)}" for command in commands
        )
