from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.model.sameness import caseless, composed
from article_schema.model.slugs import slug_of

FORMS = ("NFC", "NFD")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ports", "PORTS"),
        ("Straße", "STRASSE"),
        ("Öresund", "O\u0308RESUND"),
        ("\u00c5", "\u212b"),  # Å and the sign for angstrom
        ("\u03a9", "\u2126"),  # omega and the sign for ohm
        ("\uac00", "\u1100\u1161"),  # a syllable of Hangul and its letters
        ("q\u0323\u0307", "q\u0307\u0323"),  # two marks in either order
        ("\u1fb3\u0300", "\u1f70\u0345"),  # a mark below that folds to a letter
        ("ΟΔΟΣ", "οδος"),
        ("ΟΔΟΣ", "οδοσ"),
    ],
)
def test_canonically_equivalent_texts_match_without_case(one: str, other: str) -> None:
    assert caseless(one) == caseless(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Malmo", "Malmö"), ("ﬁ", "\u017f"), ("ｆ", "f"), ("①", "1"), ("İ", "i"), ("и", "й")],
)
def test_texts_that_read_otherwise_do_not_match(one: str, other: str) -> None:
    """Compatibility variants (D146) are other characters to a reader, and so are other letters."""
    assert caseless(one) != caseless(other)
    assert composed(one) != composed(other)


def test_accents_count_and_case_counts_in_composed_text() -> None:
    assert composed("e\u0301") == composed("é") == "é"
    assert composed("É") != composed("é")


@given(st.text(), st.sampled_from(FORMS))
def test_every_text_is_the_same_in_each_normal_form(text: str, form: str) -> None:
    other = unicodedata.normalize(form, text)
    assert caseless(other) == caseless(text)
    assert composed(other) == composed(text)
    assert slug_of(unicodedata.normalize("NFC", text)) == slug_of(
        unicodedata.normalize("NFD", text)
    )


@given(st.text())
def test_ascii_has_no_other_way(text: str) -> None:
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    assert caseless(text) == apart
