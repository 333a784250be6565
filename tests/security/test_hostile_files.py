"""Every command keeps its bounds on hostile files: `tests/quality/hostile.py`, some of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from timing import allowed

FORMS = ("check", "--fix", "--unsafe-fixes", "fmt", "--add-ignores")


@pytest.fixture
def bench(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    if not (root / "tests" / "quality" / "hostile.py").is_file():
        pytest.skip("the harness tests/quality/hostile.py is not part of this distribution")
    monkeypatch.syspath_prepend(str(root / "tests" / "quality"))
    import hostile

    return hostile


def run(bench: ModuleType, *arguments: str) -> tuple[int, list[str]]:
    env = {**os.environ, "ARTICLE_SCHEMA_MOST_SECONDS": str(allowed(bench.MOST_SECONDS))}
    done = subprocess.run(
        [sys.executable, str(bench.__file__), "--markdown", *arguments],
        capture_output=True, text=True, check=False, env=env,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, [line for line in done.stdout.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize("title", ["suppressions that", "file of faulty"])
def test_every_command_keeps_its_bounds(bench: ModuleType, title: str) -> None:
    status, rows = run(bench, "--only", title)
    assert status == 0, rows
    assert [row.count("|") for row in rows[:2]] == [len(FORMS) + 5] * 2
    assert all(f"`{form}`" in rows[0] for form in FORMS)


@pytest.mark.parametrize("title", ["on each short line"])
def test_the_cost_of_a_shape_grows_with_its_size(bench: ModuleType, title: str) -> None:
    status, rows = run(bench, "--only", title)
    assert status == 0, rows
    assert sum(title in row for row in rows) == len(FORMS)


def test_items_are_set_in_time(bench: ModuleType, tmp_path: Path) -> None:
    shape = next(shape for shape in bench.SHAPES if shape.form == "set")
    measured = bench.measure_shape(shape, "set", tmp_path)
    assert all(each.kept for _, each in measured), measured


def test_a_breach_is_noticed(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = next(case for case in bench.CASES if case.title == "self-merge")
    _, measured = bench.measure_case(case, list(bench.FORMS), tmp_path)
    assert list(measured) == list(FORMS)
    assert all(each.kept for each in measured.values()), measured
    monkeypatch.setattr(bench, "MOST_SECONDS", 0.01)
    assert not any(each.kept for each in measured.values())
    monkeypatch.setitem(bench.FORMS, "check", ("check", "--no-such-option"))
    _, measured = bench.measure_case(case, ["check"], tmp_path)
    assert not measured["check"].ended


@pytest.mark.parametrize(("power", "kept"), [(1, True), (2, False)])
def test_growth_with_the_square_is_noticed(bench: ModuleType, power: int, kept: bool) -> None:
    sizes = [(size, bench.Measured(0.3 + 0.1 * size**power, 30, "", True)) for size in (1, 2, 4)]
    assert (bench.growth(sizes, 0.3) <= bench.MOST_GROWTH) is kept
