"""Fixes as new text for a range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.checking.config.settings import Settings
from article_schema.document.edits import Delete, SetValue
from article_schema.document.formats.registry import split
from article_schema.reporting.replacements import Replacement, Replacements, difference
from article_schema.rules.findings import Fix

TEXTS = st.text("ab\r\n", max_size=8)


@pytest.mark.parametrize(
    ("old", "new", "span", "text"),
    [
        ("abc", "axc", (1, 2), "x"),
        ("abc", "xbc", (0, 1), "x"),
        ("abc", "abx", (2, 3), "x"),
        ("abc", "ac", (1, 2), ""),
        ("ac", "abc", (1, 1), "b"),
        ("aa", "aaa", (2, 2), "a"),
        ("aaa", "aa", (2, 3), ""),
        ("", "a", (0, 0), "a"),
        ("a\r\nb", "a\rb", (1, 3), "\r"),
    ],
)
def test_the_one_stretch_that_differs(old: str, new: str, span: tuple[int, int], text: str) -> None:
    assert difference(old, new) == Replacement(span, text)


@given(TEXTS, TEXTS)
def test_a_replacement_gives_the_new_text(old: str, new: str) -> None:
    found = difference(old, new)
    assert (found is None) is (old == new)
    if found is not None:
        start, end = found.span
        assert old[:start] + found.text + old[end:] == new
        assert 0 <= start <= end <= len(old)
        assert not (old[start - 1 : start] == "\r" and old[start : start + 1] == "\n")
        assert old[end - 1 : end + 1] != "\r\n"


def test_a_fix_that_cannot_be_made_has_no_replacement() -> None:
    text = "---\ntitle: &t The harbour\nheat: 1\ntopics:\n  - *t\n---\n"
    made = Replacements(split(text, "a.md"), Settings())
    assert made.of(Fix((Delete(("title",)),), "remove it")) is None
    assert made.of(Fix((SetValue(("heat",), 1),), "leave it")) is None
    at = text.index("1")
    assert made.of(Fix((SetValue(("heat",), 2),), "set it")) == Replacement((at, at + 1), "2")


def test_the_tree_of_a_file_is_composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from article_schema.reporting import replacements as module

    composed = []
    real = module.compose
    monkeypatch.setattr(module, "compose", lambda *given: composed.append(1) or real(*given))
    found = Replacements(split("---\na: b\nc: d\n---\n", "a.md"), Settings())
    first = found.of(Fix((SetValue(("a",), "x"),), "write x"))
    second = found.of(Fix((SetValue(("c",), "z"),), "write z"))
    assert (first, second) == (Replacement((7, 8), "x"), Replacement((12, 13), "z"))
    assert composed == [1]
