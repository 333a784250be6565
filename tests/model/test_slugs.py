from __future__ import annotations

import pytest

from article_schema.model.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The harbour at dawn", "the-harbour-at-dawn"),
        ("Pier 7 -- and -8", "pier-7-and-8"),
        ("Pier-7", "pier-7"),
        ("Pier - 7", "pier-7"),
        ("Café au lait", "cafe-au-lait"),
        ("ⅷ½", ""),
        ("What now?", "what-now"),
        ("ends with a dash -", "ends-with-a-dash-"),
        ("one\ttwo", "one-two"),
        ("", ""),
        ("-", "-"),
    ],
)
def test_the_quick_way_and_the_long_way_agree(title: str, slug: str) -> None:
    assert slug_of(title) == slug
