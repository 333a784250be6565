"""The list: it ends where a page gets too large to open, and says so."""

from __future__ import annotations

import pytest

from article_schema.document.edits import Delete, SetValue
from article_schema.reporting.base import Presentation
from article_schema.reporting.html import findings
from article_schema.reporting.html.findings import FindingList
from article_schema.rules.findings import Fix

from ..samples import SETTINGS, TEXT, checked, finding, written


def items(edits: tuple[SetValue | Delete, ...], *, safe: bool = True) -> str:
    found = finding(TEXT, "港", "here", fix=Fix(edits, "change it", safe))
    shown = FindingList(Presentation(settings=SETTINGS))
    shown.add(checked("a.md", TEXT, [found]))
    return "".join(shown.parts)


def test_a_diff_shows_the_changed_lines() -> None:
    text = items((SetValue(("title",), "even"),))
    assert '<del>- title: "Ein Märchen: 港 at dawn"</del>\n<ins>+ title: "even"</ins>' in text


def test_a_diff_of_lines_that_go_has_no_new_ones() -> None:
    text = items((Delete(("type",)),))
    assert "<pre><del>- type: article</del></pre>" in text


def test_an_unsafe_fix_says_so() -> None:
    assert "the fix is unsafe" in items((Delete(("type",)),), safe=False)


def test_a_fix_that_cannot_be_made_has_its_title_alone() -> None:
    assert items((SetValue(("title", "x"), 1),)).endswith("<p>Fix: change it</ol></section>")


def test_a_long_list_gives_up_details_and_then_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "DETAILED", 3_000)
    monkeypatch.setattr(findings, "LONGEST", 5_000)
    found = [finding(TEXT, "港", f"number {number}") for number in range(100)]
    page = written("html", [checked("a.md", TEXT, found), checked("b.md", TEXT, found)])
    detailed, whole = page.count("<mark>"), page.count("<li data-s=error")
    assert 0 < detailed < whole < 100
    assert f"The last {whole - detailed} findings of this list are shown without" in page
    assert f"{200 - whole} findings more are counted above" in page
    assert "Found 200 errors in 2 files." in page


def test_a_long_line_is_cut() -> None:
    text = f'---\ntitle: "{"a" * 5_000}港{"b" * 5_000}"\n---\n'
    page = written("html", [checked("a.md", text, [finding(text, "港", "here")])])
    assert "…" in page
    assert "a" * 111 not in page
    assert "b" * 111 not in page
