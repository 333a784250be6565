"""What the bench measures is what it says: its trees, its contenders, its targets and its guard."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from article_schema import Report, check_paths

NUMBER = 400


@pytest.fixture
def bench(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if not (root / "bench").is_dir():
        pytest.skip("the folder bench/ is not part of this distribution")
    monkeypatch.syspath_prepend(str(root / "bench"))
    return root / "bench"


@pytest.fixture
def trees(bench: Path) -> ModuleType:
    return import_module("trees")


@pytest.fixture
def acceptance(bench: Path) -> ModuleType:
    return import_module("acceptance")


def faulty(report: Report) -> set[str]:
    return {finding.file for finding in report.findings}


def test_the_shares_of_a_real_tree_are_those_of_real_sites(
    trees: ModuleType, tmp_path: Path
) -> None:
    folder = trees.write(tmp_path / "real", "real", NUMBER)
    report = check_paths(folder)
    assert report.files == NUMBER
    assert len(faulty(report)) / NUMBER == pytest.approx(trees.SHARE_OF_FINDINGS, abs=0.05)
    assert {finding.code for finding in report.findings} == {"TXT001", "TXT003", "FLD009"}
    texts = [path.read_bytes().decode() for path in folder.rglob("*.md")]
    odd = [
        text
        for text in texts
        if "\r\n" in text or "excerpt: >-" in text or " # " in text or "topics: [" in text
    ]
    assert len(odd) / NUMBER == pytest.approx(trees.SHARE_OF_ODD, abs=0.03)
    sizes = sorted(len(text) for text in texts)
    assert sizes[0] < 650
    assert sizes[-1] > 30_000
    items = [text.count("\n  - title:") for text in texts]
    assert min(items) == 0
    assert max(items) > 15


@pytest.mark.parametrize(("shape", "findings"), [("clean", 0), ("three", 3), ("nineteen", 19)])
def test_every_file_has_so_many_findings(
    trees: ModuleType, tmp_path: Path, shape: str, findings: int
) -> None:
    report = check_paths(trees.write(tmp_path / shape, shape, 60))
    assert len(report.findings) == 60 * findings
    assert len(faulty(report)) == (60 if findings else 0)


def test_a_file_with_nineteen_findings_has_eight_kilobytes(trees: ModuleType) -> None:
    sizes = [len(trees.nineteen(number)[1]) for number in range(40)]
    assert sum(sizes) / len(sizes) == pytest.approx(8000, rel=0.1)


@pytest.mark.parametrize(("shape", "share"), [("fifth twice", 0.2), ("all twice", 1)])
def test_so_many_pages_stand_twice(
    trees: ModuleType, tmp_path: Path, shape: str, share: float
) -> None:
    report = check_paths(trees.write(tmp_path / "twice", shape, 120))
    pages = 120 / (1 + share)
    assert report.files == 120
    assert len([1 for finding in report.findings if finding.code == "SET001"]) == 120 - pages


def test_a_site_has_collections_and_findings_in_its_own_models(
    trees: ModuleType, tmp_path: Path
) -> None:
    folder = trees.write(tmp_path / "site", "site", NUMBER)
    report = check_paths(folder, config=folder / "article-schema.toml")
    assert report.files == NUMBER
    assert {Path(name).parent.name for name in faulty(report)} == {"news", "posts"}
    assert len(faulty(report)) / NUMBER == pytest.approx(trees.SHARE_OF_FINDINGS, abs=0.08)


def test_copies_of_a_folder_are_other_pages(trees: ModuleType, tmp_path: Path) -> None:
    trees.write(tmp_path / "clean", "clean", 20)
    report = check_paths(trees.copies(tmp_path / "clean", tmp_path / "copies", 3))
    assert report.files == 60
    assert {finding.code for finding in report.findings} <= {"SET004", "AMP001"}


@pytest.mark.parametrize(
    ("kind", "package"),
    [
        ("ruamel", "cattrs"),
        ("pydantic", "frontmatter"),
        ("jsonschema", "frontmatter"),
        ("jsonschema-rs", "frontmatter"),
    ],
)
def test_a_peer_takes_what_is_right_and_refuses_what_is_not(
    trees: ModuleType, bench: Path, tmp_path: Path, kind: str, package: str
) -> None:
    pytest.importorskip(package)
    for shape in ("clean", "three"):
        trees.write(tmp_path / shape, shape, 10)
        # What ruamel.yaml and cattrs do not notice is a part of what they are.
        wanted = 10 if shape == "clean" or kind == "ruamel" else None
        command = [sys.executable, str(bench / "peers.py"), kind, str(tmp_path / shape)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        valid = int(done.stdout.split()[0])
        assert valid == wanted or (wanted is None and valid < 10), done.stdout


def test_a_table_tells_what_is_clean_and_a_missing_tool_has_a_row(
    trees: ModuleType, bench: Path, tmp_path: Path
) -> None:
    folder = trees.write(tmp_path / "any", "real", 12)
    done = subprocess.run(
        [sys.executable, str(bench / "compare.py"), "--files", str(folder), "--rounds", "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    share = 1 - len(faulty(check_paths(folder))) / 12
    assert "Files of `any`: 12 files of " in done.stdout
    assert f", {share:.0%} are clean" in done.stdout
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", done.stdout, re.MULTILINE))
    assert int(rows["article-schema"].replace(",", "")) > 0
    assert int(rows["ruamel rt + cattrs"].replace(",", "")) > 0
    assert "npm has not installed" in rows["gray-matter + ajv"] or rows[
        "gray-matter + ajv"
    ].startswith("node is missing")


def test_targets_compare_what_was_measured(acceptance: ModuleType) -> None:
    rates = {
        "real": {"article-schema": 100.0, "ryl, all rules": 40.0, "ryl, one rule": 400.0},
        "three": {"article-schema": 50.0},
        "clean": {"article-schema": 100.0},
        "fifth twice": {
            "article-schema": 50.0,
            "article-schema, no rules across files": 100.0,
        },
    }
    lines: list[str] = []
    acceptance.show(acceptance.of_trees(rates), lines.append)
    rows = [line.strip("| ").split(" | ") for line in lines[2:]]
    told = {row[1]: (row[2], row[3].rstrip(" |"), row[4:]) for row in rows}
    assert told["real tree, against ryl, all rules"] == ("≥ 2 ×", "2.50 ×", ["yes"])
    assert told["real tree, against ryl, one rule"] == ("≥ 0.5 ×", "0.25 ×", ["no"])
    assert told["real tree, against ruamel rt + cattrs"][1] == "not measured"
    assert told["three findings in every file, against clean files"][1:] == ("0.50 ×", ["yes"])
    assert told["a fifth of the pages twice, against no rules across files"] == (
        "≤ 1.4 ×",
        "2.00 ×",
        ["no"],
    )
    assert told["19 findings in every file, files per CPU second"][:2] == (
        "≥ 2,500",
        "not measured",
    )


@pytest.fixture
def guard(bench: Path) -> ModuleType:
    return import_module("guard")


def run_guard(bench: Path, *options: str, source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(bench / "guard.py"), "--only", "version", *options],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(source)},
        check=False,
    )


@pytest.mark.parametrize("way", ["perf", "valgrind", "seconds"])
def test_the_guard_fails_when_a_case_takes_more_work(
    guard: ModuleType, bench: Path, root: Path, tmp_path: Path, way: str
) -> None:
    if way != "seconds" and not guard.WAYS[way].can_count():
        pytest.skip(f"{way} is missing or may not count instructions here")
    source = tmp_path / "src"
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "src", source, ignore=skipped)
    options = (f"--way={way}", f"--figures={tmp_path / 'figures.json'}")
    written = run_guard(bench, *options, "--write", source=source)
    assert written.returncode == 0, written.stderr
    same = run_guard(bench, *options, source=source)
    assert same.returncode == 0, same.stdout
    assert "SLOWER" not in same.stdout
    command = source / "article_schema" / "cli" / "__init__.py"
    with command.open("a", encoding="utf-8") as file:
        # Valgrind runs a program at a fiftieth of its speed, and sees less work too.
        steps = 3_000_000 if way == "seconds" else 300_000
        file.write(f"\nfor number in range({steps}):\n    number % 7\n")
    slower = run_guard(bench, *options, source=source)
    assert slower.returncode == 1
    assert re.search(r"^\| version \| .* \| SLOWER \|$", slower.stdout, re.MULTILINE)
    assert guard.WAYS[way].unit in slower.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("work", "verdict", "passes"),
    [(1.0, "same", True), (1.09, "same", True), (1.11, "SLOWER", False), (0.8, "faster", True)],
)
def test_a_tenth_more_work_is_too_much(
    guard: ModuleType, capsys: pytest.CaptureFixture[str], work: float, verdict: str, passes: bool
) -> None:
    assert guard.judge({"one": work, "new": 1.0}, {"one": 1.0}, 0.1) is passes
    table = capsys.readouterr().out
    assert f" {verdict} |" in table
    assert "| new |  | 1.000 |  | no figure |" in table


def test_seconds_that_seem_too_many_are_measured_again(
    guard: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine makes a case slow for some rounds, and not for all."""
    seconds = {"-c": [1.0] * 99, "quick": [1.0] * 99, "busy": [9.0] * 7 + [1.1] * 99}
    measuring = import_module("measuring")

    def measure(command: list[str], folder: Path) -> object:
        taken = seconds[command[1]].pop(0)
        return measuring.Measure(taken, 20, 0, taken, taken)

    monkeypatch.setattr(guard, "measure", measure)
    cases = [guard.Case("quick", ("quick",)), guard.Case("busy", ("busy",))]
    work = guard.Timing().work_of(cases, Path(), {"quick": 1.0, "busy": 1.0})
    assert work == {"quick": 1.0, "busy": 1.1}
    assert 99 - len(seconds["quick"]) == guard.ROUNDS


def test_every_version_has_figures_of_every_case(guard: ModuleType) -> None:
    kept = json.loads(guard.FIGURES.read_text("utf-8"))
    names = {case.name for case in guard.CASES}
    assert len(names) == 8
    assert {unit: set(part) for unit, part in kept["3.11"].items()} == {
        "instructions": names,
        "seconds": names,
    }
