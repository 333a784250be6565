"""Invisible characters that scripts need, one by one: between letters, at an end, alone."""

from __future__ import annotations

import pytest

from article_schema.rules.joiners import is_needed

SPACE, NON_JOINER, JOINER, WORD_JOINER, VOWEL = "\u200b", "\u200c", "\u200d", "\u2060", "\u180e"


@pytest.mark.parametrize(
    ("before", "sign", "after", "needed"),
    [
        ("\u0628", SPACE, "\u0627", True),  # Arabic
        ("\u0628", WORD_JOINER, "\u0627", False),
        ("\u0628", NON_JOINER, "\u0627", True),
        ("\u0628", JOINER, "\u0627", True),
        ("\u0628", JOINER, " ", True),
        ("\u0628", NON_JOINER, " ", False),
        ("\u0e01", SPACE, "\u0e02", True),  # Thai
        ("\u0e01", WORD_JOINER, "\u0e02", True),
        ("\u0e01", SPACE, "a", True),
        ("\u0e01", SPACE, " ", False),
        ("a", SPACE, "b", False),
        ("a", JOINER, "b", False),
        ("a", NON_JOINER, "b", False),
        ("\u0915\u094d", JOINER, " ", True),  # Devanagari, after a virama
        ("\u0915\u094d", NON_JOINER, "\u0937", True),
        ("\U0001f468", JOINER, "\U0001f469", True),  # emoji
        ("\u1820", VOWEL, "\u1821", True),  # Mongolian
        ("\u1820", VOWEL, "a", False),
        ("a", VOWEL, "\u1820", False),
        ("\u0628", "\u200e", "\u0627", False),
    ],
)
def test_whether_the_script_needs_it(before: str, sign: str, after: str, needed: bool) -> None:
    assert is_needed(f"x{before}{sign}{after}x", 1 + len(before)) is needed


@pytest.mark.parametrize("sign", [SPACE, NON_JOINER, JOINER, WORD_JOINER, VOWEL])
@pytest.mark.parametrize("around", ["", "a", " ", "\u0301"])
def test_nothing_needs_it_beside_nothing(sign: str, around: str) -> None:
    assert not is_needed(f"{around}{sign}{around}", len(around))
