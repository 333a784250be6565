"""How often real sites break a rule: the count, its numbers, and what the pages say of them."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from article_schema.rules.catalogue import RULES, find_rule

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime(2020, 6, 12, tzinfo=UTC)


@pytest.fixture
def breakage(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("breakage")


@pytest.fixture
def texts(breakage: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the texts, with two trees and the numbers of one rule each."""
    module = importlib.import_module("breakage_texts")
    news, blog = breakage.TREES[0], next(tree for tree in breakage.TREES if "hugo" in tree.folder)
    numbers = {
        "date": "2020-06-12",
        "rules": ["TXT001", "DOC005", "DOC006"],
        "trees": {
            news.folder: {"files": 192, "broken": 9, "found": {"TXT001": 12, "DOC005": 1}},
            blog.folder: {"files": 81, "broken": 0, "found": {}},
        },
    }
    monkeypatch.setattr(module, "TREES", (news, blog))
    monkeypatch.setattr(module, "_numbers", lambda: numbers)
    return module


def test_files_are_counted_and_not_findings(breakage: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name, date in (("a", "2020-06-31"), ("b", "2020-02-30"), ("c", "2020-06-12")):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: x\ndate: {date}\nexpiryDate: {date}\n---\n"
        )
    (folder / "d.md").write_text("---\ntitle: &amp; [\n---\n")
    hugo = next(tree for tree in breakage.TREES if "hugo" in tree.folder)
    counted = breakage.count(replace(hugo, folder="posts"), tmp_path, DAY)
    assert counted == {"files": 4, "broken": 3, "found": {"DAT003": 2, "DOC005": 1}}


def test_no_rule_is_counted_where_it_cannot_find_anything(breakage: ModuleType) -> None:
    for tree in breakage.TREES:
        codes = breakage.counted_by(tree)
        families = {code[:3] for code in codes}
        assert "DOC" in families
        assert not families & {"NET", "REF", "SCH"}
        assert families <= {*(tree.families or {rule.family for rule in RULES})}
        assert not {*codes} & {*tree.without}


def test_a_missing_tree_is_told(
    breakage: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert breakage.main(["--check", str(tmp_path)]) == 2
    assert f"{tmp_path} has no corpus/news, " in capsys.readouterr().err


def test_the_numbers_are_those_of_the_sites(
    breakage: ModuleType, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert breakage.main(["--check", str(shared)]) == 0, capsys.readouterr().err


def test_numbers_that_differ_are_told(
    breakage: ModuleType, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(breakage.DATA.read_text("utf-8"))
    told["trees"]["corpus/news"]["files"] += 1
    changed = tmp_path / "breakage.json"
    changed.write_text(json.dumps(told))
    monkeypatch.setattr(breakage, "DATA", changed)
    assert breakage.main(["--check", str(shared)]) == 1


LINK = "[how it was counted](index.md#how-often-real-sites-break-them)"
START = f"Of real sites, in June 2020 ({LINK}):\n\n"
ONE = "- 1 of 192 articles of a news site (less than 1%)\n- none of 81 other files"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("TXT001", f"{START}- 12 of 192 articles of a news site (6%)"),
        ("DOC005", f"{START}{ONE}"),
        ("DOC006", f"{START}- none of 273 files"),
        ("DOC007", "It is newer than the last count."),
        ("NET001", "It asks the network, so it was not counted."),
    ],
)  # fmt: skip
def test_the_page_of_a_rule_says_how_often_it_is_broken(texts: Any, code: str, said: str) -> None:
    assert texts.how_often(find_rule(code)) == f"\n## How often\n\n{said}\n"


def test_the_list_of_rules_has_the_trees_and_the_worst(texts: Any) -> None:
    told = texts.summary()
    assert "| 192 articles of a news site | the contract of an article | " in told
    assert told.endswith(
        "|---|---|\n"
        "| [TXT001](TXT001.md) entity-in-text | 12 of 192 |\n"
        "| [DOC005](DOC005.md) syntax-error | 1 of 273 |\n"
    )


def test_each_page_of_a_rule_has_the_section() -> None:
    for rule in RULES:
        page = (ROOT / "docs/rules" / f"{rule.code}.md").read_text("utf-8")
        assert page.count("\n## How often\n") == 1
