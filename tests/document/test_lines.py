from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.lines import LineIndex


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_positions_count_lines_and_code_points_from_one(newline: str) -> None:
    text = newline.join(["ä€🙂", "", "x"])
    index = LineIndex(text)
    assert index.position(0) == (1, 1)
    assert index.position(2) == (1, 3)
    assert index.position(len(text)) == (3, 2)
    assert index.position(3 + len(newline)) == (2, 1)


@pytest.mark.parametrize("separator", ["\f", "\v", "\u2028", "\u2029", "\x85"])
def test_other_separators_do_not_end_a_line(separator: str) -> None:
    assert LineIndex(f"a{separator}b").position(2) == (1, 3)


def test_line_text_has_no_break() -> None:
    index = LineIndex("one\r\ntwo\n\nfour")
    assert [index.line_text(line) for line in range(1, 5)] == [
        "one", "two", "", "four",
    ]  # fmt: skip


@given(st.text(alphabet="ab\r\n", max_size=30))
def test_every_offset_lies_in_its_line(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = index.position(offset)
        start, end = index.line_range(line)
        assert start + column - 1 == offset
        assert "\n" not in text[start:end]
        assert "\r" not in text[start:end]
