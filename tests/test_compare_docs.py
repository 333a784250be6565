"""Our cells in `docs/compare.md` name tests that run, and its figures are those of a run."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "compare.md").read_text("utf-8")
BENCH = runpy.run_path(str(ROOT / "bench" / "rivals" / "run.py"))
_LINK = re.compile(r"\[test\]\(\.\./(tests/[\w/]+\.py)#(test_\w+)\)")


def table(*titles: str) -> list[dict[str, str]]:
    """Return the rows of all tables whose first titles are these, by their titles."""
    rows: list[dict[str, str]] = []
    for block in re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE):
        head, _, *body = (
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in block.splitlines()
        )
        if tuple(head[: len(titles)]) == titles:
            rows += [dict(zip(head, row, strict=True)) for row in body]
    return rows


OURS = {row[""]: row["article-schema"] for row in table("", "article-schema")}


@pytest.mark.parametrize("question", OURS)
def test_a_cell_of_ours_links_to_a_test_or_says_no(question: str) -> None:
    cell = OURS[question]
    links = _LINK.findall(cell)
    assert links or cell.startswith("**no**")
    assert cell.count("](") == len(links), "a link of this cell is to something else"


def test_every_test_that_is_linked_to_is_collected() -> None:
    linked = sorted(
        {f"{path}::{name}" for cell in OURS.values() for path, name in _LINK.findall(cell)}
    )
    assert len(linked) > 30
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *linked],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    collected = {line.partition("[")[0] for line in done.stdout.splitlines()}
    assert [each for each in linked if each not in collected] == []


def test_the_versions_are_those_that_the_bench_installs() -> None:
    wanted = json.loads((ROOT / "bench/rivals/package.json").read_text("utf-8"))["dependencies"]
    told = {row["tool"]: row["version"] for row in table("tool", "version")}
    assert {name: told[name] for name in wanted if name in told} == {
        name: wanted[name] for name in wanted if name in told
    }
    assert set(wanted) - set(told) == {"remark-frontmatter", "typescript"}


@pytest.mark.parametrize("tool", ["article-schema", "pydantic"])
def test_what_needs_no_node_places_the_faults_as_the_page_says(tool: str, tmp_path: Path) -> None:
    (row,) = (row for row in table("tool", "misspelt key") if row["tool"] == tool)
    assert row.pop("five at once") == told_of(tool, BENCH["FIVE"], tmp_path)
    assert BENCH["run"](BENCH["TOOLS"][tool], BENCH["plant"](tmp_path / "site", []))[0] == 0
    for fault in BENCH["ALONE"]:
        status, output = BENCH["run"](
            BENCH["TOOLS"][tool], BENCH["plant"](tmp_path / "site", [fault])
        )
        assert row[fault.name] == BENCH["verdict"](fault, status, output), output


def told_of(tool: str, faults: list[Any], folder: Path) -> str:
    """Say how many of some faults a tool tells that are in the site together."""
    _, output = BENCH["run"](BENCH["TOOLS"][tool], BENCH["plant"](folder / "site", faults))
    return f"{sum(bool(re.search(fault.told, output)) for fault in faults)} told"
