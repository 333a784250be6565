from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from article_schema.schema.effort import Effort, bounded
from article_schema.schema.matching import search
from article_schema.schema.one_way import has_one_way

#: Parts of patterns, each with its characters.
_SETS = {"a": "a", "b": "b", "[ab]": "ab", "[a-c]": "abc", "[c-]": "c-", "-": "-"}
#: How often a part stands there, each with its bounds.
_OFTEN = {
    "": (1, 1), "*": (0, 99), "+": (1, 99), "?": (0, 1), "{2}": (2, 2), "{0,3}": (0, 3),
    "{1,}": (1, 99),
}  # fmt: skip
PARTS = st.lists(st.tuples(st.sampled_from(list(_SETS)), st.sampled_from(list(_OFTEN))), max_size=6)
TEXTS = st.text("abc-", max_size=40)


def _steps(parts: list[tuple[str, str]], text: str) -> tuple[bool, int]:
    """Match a whole text as an engine does that goes back; return the answer and its steps."""
    steps = 0

    def match(part: int, at: int) -> bool:
        nonlocal steps
        steps += 1
        if part == len(parts):
            return at == len(text)
        characters, (least, most) = _SETS[parts[part][0]], _OFTEN[parts[part][1]]
        end = at
        while end < len(text) and end - at < most and text[end] in characters:
            end += 1
        return any(match(part + 1, stop) for stop in range(end, at + least - 1, -1))

    return match(0, 0), steps


@given(PARTS, TEXTS)
def test_nothing_is_tried_twice(parts: list[tuple[str, str]], text: str) -> None:
    pattern = f"^{''.join(map(''.join, parts))}$"
    assume(has_one_way(pattern))
    found, steps = _steps(parts, text)
    assert steps <= 2 * (len(text) + 1) * (len(parts) + 1)
    assert found == bool(re.search(pattern, text))


@pytest.mark.parametrize(
    "pattern",
    [
        "a+",
        "^a*a",
        "^a+b?a",
        "^[a-c]+[c-d]$",
        "^(a+)+$",
        "^a+|b$",
        "^.+$",
        r"^\d+$",
        "^[^a]+$",
        "^a+?b",
    ],
)
def test_a_pattern_of_another_kind_is_not_sure(pattern: str) -> None:
    assert not has_one_way(pattern)


def test_a_long_text_takes_few_steps_of_the_effort() -> None:
    effort = Effort(100)
    with bounded(effort):
        assert search("^[A-Za-z0-9+/]+={0,2};[A-Za-z0-9+/]+={0,2}$", f"{'A' * 5000};{'B' * 5000}==")
    assert effort.left > 50
