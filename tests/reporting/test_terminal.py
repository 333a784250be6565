from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.reporting.terminal import Style, cells, escape_controls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Märchen 港", "Märchen 港"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\r", "a\\nb\\r"),
        ("a\x07\x7f\x9b", "a\\x07\\x7f\\x9b"),
        ("right\u202eto left", "right\\u202eto left"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("a\u2028b", "a\\u2028b"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\tb", "a    b"),
        ("\udce9", "\\udce9"),
    ],
)
def test_nothing_controls_the_terminal(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


@given(st.text())
def test_harmless_text_is_printable(text: str) -> None:
    shown = escape_controls(text)
    assert all(
        character == "\u00a0" or unicodedata.category(character)[0] not in "CZ" or character == " "
        for character in shown
    )
    assert escape_controls(shown) == shown


def test_columns() -> None:
    assert cells("abc") == 3
    assert cells("港口") == 4
    assert cells("cafe\u0301") == 4
    assert cells("ＡＢ") == 4
    assert cells("का") == 1
    assert cells("\u1112\u1161\u11ab") == 2
    assert cells("🚢") == 2


def test_colour() -> None:
    assert Style(colour=True).paint("a", "red") == "\x1b[1;31ma\x1b[0m"
    assert Style(colour=True).paint("", "red") == ""
    assert Style(colour=False).paint("a", "red") == "a"
