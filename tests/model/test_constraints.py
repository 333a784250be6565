from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.errors import ModelError
from article_schema.model.constraints import DateBound, Multiple, Unique, multiple_of


@given(st.dates(), st.dates(), st.sampled_from(
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
))  # fmt: skip
def test_the_pattern_of_a_bound_says_what_the_bound_says(
    limit: date, day: date, keyword: str
) -> None:
    bound = DateBound(limit, keyword)
    for value in (day, limit):
        matches = re.search(bound.keywords()["pattern"], value.isoformat()) is not None
        assert matches is bound.accepts(value)


@pytest.mark.parametrize(("limit", "keyword"), [
    (date(9999, 12, 31), "exclusiveMinimum"), (date(1, 1, 1), "exclusiveMaximum"),
])  # fmt: skip
def test_a_bound_may_leave_nothing(limit: date, keyword: str) -> None:
    bound = DateBound(limit, keyword)
    assert not bound.accepts(limit)
    assert not re.search(bound.keywords()["pattern"], limit.isoformat())


@pytest.mark.parametrize(
    ("divisor", "value", "expected"),
    [(5, 10, True), (5, 12, False), (0.25, 0.75, True), (0.25, 0.3, False), (2, 0, True),
     (3, -9, True), (2, 1e300, True), (0.5, 10**30 + 1, True)],
)  # fmt: skip
def test_multiples_are_exact(divisor: float, value: float, expected: bool) -> None:
    assert Multiple(divisor).accepts(value) is expected


@pytest.mark.parametrize("divisor", [0, -1, 0.1, True, "a", 1e-9])
def test_divisors_on_which_readers_differ_are_refused(divisor: Any) -> None:
    with pytest.raises(ModelError, match=r"Odd\.odd: MultipleOf takes a whole number above 0"):
        list(multiple_of(divisor, "Odd.odd"))


@pytest.mark.parametrize(
    ("items", "twins"),
    [
        ([], []),
        ([1, 2], []),
        ([1, True], []),
        ([0, False, "0"], []),
        ([1, 1.0], [(0, 1)]),
        (["a", "b", "a"], [(0, 2)]),
        ([[1, [2]], [1, [2.0]]], [(0, 1)]),
        ([{"a": 1, "b": 2}, {"b": 2, "a": 1}], [(0, 1)]),
        ([{"a": 1}, {"a": True}], []),
    ],
)
def test_items_are_compared_as_json_compares_them(
    items: list[Any], twins: list[tuple[int, int]]
) -> None:
    assert Unique().twins(items) == twins
