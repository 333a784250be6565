from __future__ import annotations

import pytest

from article_schema.model.web.reading import read_url


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("a&amp;b", 0, 1, (0, 1)),
        ("a&amp;b", 1, 2, (1, 6)),
        ("a&amp;b", 1, 1, (1, 6)),
        ("a&amp;b", 0, 2, (0, 6)),
        ("a&amp;b", 9, 9, (6, 7)),
        ("", 0, 0, (0, 1)),
    ],
)
def test_the_range_of_units_holds_whole_entities(
    text: str, start: int, end: int, expected: tuple[int, int]
) -> None:
    assert read_url(text).range_of(start, end) == expected
