from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.lsp.positions import UNITS, Positions
from article_schema.lsp.texts import Texts

TEXTS = st.text(st.sampled_from("a: é海🌊e\u0301\u2028\u0085\x0b\x0c\x1c\n\r\ufeff#"), max_size=40)
ENCODINGS = st.sampled_from(sorted(UNITS))
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@given(TEXTS, ENCODINGS, st.data())
def test_a_place_leads_to_its_offset_and_back(
    text: str, encoding: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    places = Positions(text, encoding)
    inside_break = text[offset - 1 : offset + 1] == "\r\n"
    assert places.offset(*places.position(offset)) == offset - inside_break


@given(TEXTS, ENCODINGS, st.data())
def test_a_column_counts_the_units_of_the_encoding(
    text: str, encoding: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = re.split("\r\n|\n|\r", text[: offset - (text[offset - 1 : offset + 1] == "\r\n")])
    codec, width = CODECS[encoding]
    column = len(lines[-1].encode(codec)) // width
    assert Positions(text, encoding).position(offset) == (len(lines) - 1, column)


@given(TEXTS, TEXTS, ENCODINGS, st.data())
def test_a_change_of_a_range_is_the_change_of_the_text(
    text: str, new: str, encoding: str, data: st.DataObject
) -> None:
    ends = [data.draw(st.integers(0, len(text))) for _ in range(2)]
    # A client has no place between the two characters of a line break.
    start, end = sorted(end - (text[end - 1 : end + 1] == "\r\n") for end in ends)
    texts = Texts()
    texts.encoding = encoding
    texts.open("untitled:1", "markdown", 1, text)
    places = Positions(text, encoding)
    texts.change("untitled:1", 2, new, (*places.position(start), *places.position(end)))
    changed = texts.get("untitled:1")
    assert changed is not None
    assert changed.content == text[:start] + new + text[end:]


@pytest.mark.parametrize("place", [(-1, 0), (0, -1), (0, 99), (99, 0), (1, 3)])
def test_a_place_that_is_not_there_is_the_nearest_one(place: tuple[int, int]) -> None:
    offsets = {(-1, 0): 0, (0, -1): 0, (0, 99): 2, (99, 0): 5, (1, 3): 5}
    assert Positions("ab\ncd", "utf-16").offset(*place) == offsets[place]


def test_a_column_inside_of_a_character_is_the_start_of_that() -> None:
    assert Positions("a🌊b", "utf-16").offset(0, 2) == 1
    assert Positions("a🌊b", "utf-8").offset(0, 4) == 1
