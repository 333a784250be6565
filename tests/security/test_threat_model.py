"""SECURITY.md names a test for each row of its table, and each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PEOPLE = (
    "author of an article", "author of a pull request", "owner of the configuration",
    "owner of a schema", "owner of the runner",
)  # fmt: skip


@pytest.fixture
def rows(root: Path) -> list[list[str]]:
    """The cells of the rows of the table below "Threat model"."""
    text = (root / "SECURITY.md").read_text("utf-8")
    part = text.partition("\n## Threat model\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_everybody_has_a_row(rows: list[list[str]]) -> None:
    first = [row[0] for row in rows]
    assert all(any(cell.startswith(one) for cell in first) for one in PEOPLE)


def test_each_row_names_tests_that_exist(root: Path, rows: list[list[str]]) -> None:
    assert len(rows) > len(PEOPLE)
    for row in rows:
        assert len(row) == 4, row
        assert all(row[1:])
        names = re.findall(r"`(tests/[^`]+)`", row[3])
        assert names, row
        for name in names:
            assert re.search(r"^def test_", (root / name).read_text("utf-8"), re.MULTILINE), name


def test_every_test_of_an_attack_is_named(root: Path, rows: list[list[str]]) -> None:
    named = " ".join(row[3] for row in rows)
    own = Path(__file__).name
    files = [path.name for path in (root / "tests" / "security").glob("test_*.py")]
    assert [name for name in files if name != own and f"tests/security/{name}" not in named] == []


def test_the_options_that_it_names_exist(root: Path) -> None:
    text = (root / "SECURITY.md").read_text("utf-8")
    commands = (root / "docs" / "command.md").read_text("utf-8")
    for option in set(re.findall(r"`(--[a-z-]+)`", text)):
        assert option in commands, option
