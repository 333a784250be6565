from __future__ import annotations

from dataclasses import replace

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.errors import DocumentError

LIMITS = Limits()


@pytest.mark.parametrize(
    ("text", "limits", "place"),
    [
        ("---\ntitle: Harbour\n---\n", replace(LIMITS, data_characters=10), (4, 5)),
        ("---\na: [[[1]]]\n---\n", replace(LIMITS, depth=3), (9, 10)),
        ("---\na: 1\nb: 2\n---\n", replace(LIMITS, nodes=3), (9, 10)),
        ("---\na: Harbour\n---\n", replace(LIMITS, scalar_characters=6), (7, 14)),
        ("---\na: 1234567\n---\n", replace(LIMITS, integer_digits=6), (7, 14)),
    ],
    ids=["characters", "depth", "nodes", "scalar", "digits"],
)
def test_the_place_is_where_the_limit_is_passed(
    text: str, limits: Limits, place: tuple[int, int]
) -> None:
    with pytest.raises(DocumentError) as caught:
        compose(split(text, "a.md"), limits)
    assert caught.value.code == "DOC012"
    assert caught.value.fault.span == place
