"""The smallest set of edits between two pieces of data."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_schema.document.compare import odd_part, same
from article_schema.document.diff import diff
from article_schema.document.edits import Delete, Edit, InsertItem, ReorderItems, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.limits import Limits
from article_schema.document.splicing.splice import intended, splice
from article_schema.routes import Route


class UrlLayout(PlainLayout):
    def identity(self, route: Route, item: Any) -> Hashable | None:
        return item.get("url") if isinstance(item, dict) else None


def items(*urls: str) -> list[dict[str, Any]]:
    return [{"url": url, "width": 1} for url in urls]


NAN = float("nan")


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": NAN}, {"a": float("nan")}, []),
        ({"a": 1}, {"a": True}, [SetValue(("a",), True)]),
        ({"a": 1}, {"a": 1.0}, [SetValue(("a",), 1.0)]),
        ({"a": "1"}, {"a": 1}, [SetValue(("a",), 1)]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": 1, "b": 2}, {"b": 2}, [Delete(("a",))]),
        ({"a": 1}, {"a": 1, "b": [2]}, [SetValue(("b",), [2])]),
        ({"a": 1}, {"b": 1}, [SetValue(("b",), 1), Delete(("a",))]),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, [SetValue(("a", "b", "c"), 2)]),
        ({"a": [1]}, {"a": {"b": 1}}, [SetValue(("a",), {"b": 1})]),
        (None, {"a": 1}, [SetValue(("a",), 1)]),
        (["a", "b"], ["a", "b", "c"], [InsertItem((), 2, "c")]),
        (["a", "b", "c"], ["b", "c"], [Delete((0,))]),
        (["a", "b", "c"], ["a", "x", "c"], [SetValue((1,), "x")]),
        (["a", "b", "c"], ["c", "a", "b"], [ReorderItems((), (2, 0, 1))]),
        (["a", "a", "b"], ["a", "b"], [Delete((1,))]),
        ([], ["a"], [InsertItem((), 0, "a")]),
        (["a", "b"], [], [Delete((1,)), Delete((0,))]),
        ([1, True, 1.0], [1, 1.0], [Delete((1,))]),
        (items(*"abcdefghi"), items(*"bcdefghi"), [Delete((0,))]),
        (items(*"abc"), items(*"cab"), [ReorderItems((), (2, 0, 1))]),
        (items(*"abc"), items(*"abxc"), [InsertItem((), 2, {"url": "x", "width": 1})]),
        (items(*"abc"), items("a", "x", "c"), [SetValue((1, "url"), "x")]),
        (items(*"ab"), [*items("b"), {"url": "a", "width": 2}],
         [ReorderItems((), (1, 0)), SetValue((1, "width"), 2)]),
        ([{"a": 1, "b": 2}, {"a": 2}], [{"a": 2}], [Delete((0,))]),
        ([{"a": 1, "b": 2}], [{"a": 1, "b": 3}, {"c": 1}],
         [InsertItem((), 1, {"c": 1}), SetValue((0, "b"), 3)]),
        ([[1], [2]], [[2]], [Delete((0,))]),
    ],
)  # fmt: skip
def test_smallest_edits(old: Any, new: Any, edits: list[Edit]) -> None:
    found = diff(old, new, UrlLayout())
    assert [(type(edit), repr(edit)) for edit in found] == [
        (type(edit), repr(edit)) for edit in edits
    ]


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(), st.sampled_from(["a", "b", "1", ""])
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(["url", "a", "b", "c"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(DATA, DATA)
@settings(max_examples=15 * settings().max_examples)
def test_edits_lead_from_old_to_new(old: Any, new: Any) -> None:
    # A URL that is no text identifies nothing, but must not break the comparison either.
    class Layout(PlainLayout):
        def identity(self, route: Route, item: Any) -> Hashable | None:
            url = item.get("url") if isinstance(item, dict) else None
            return url if isinstance(url, Hashable) else None

    edits = diff(old, new, Layout())
    assert same(intended(old, edits), new)
    assert bool(edits) is not same(old, new)


@given(st.dictionaries(st.sampled_from("abc"), DATA), st.dictionaries(st.sampled_from("abc"), DATA))
@settings(max_examples=7 * settings().max_examples)
def test_the_text_follows_the_data(old: Any, new: Any) -> None:
    source = splice(split("---\n---\nBody.\n", "a.md"), diff(None, old, PlainLayout()))
    changed = splice(source, diff(old, new, PlainLayout()))
    assert changed.body == "Body.\n"


def test_shared_data_costs_no_more_than_it_weighs() -> None:
    left: Any = ["x"]
    right: Any = ["x"]
    for _ in range(60):
        left, right = [left, left], [right, right]
    assert same(left, right)
    assert diff(left, right, PlainLayout()) == []


def test_values_that_no_file_can_hold() -> None:
    limits = Limits(depth=5, nodes=20)
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    assert odd_part({"a": [1, "x", None]}, limits) is None
    assert "large or too deep" in str(odd_part(cyclic, limits))
    assert "large or too deep" in str(odd_part([0] * 30, limits))
    assert "tuple" in str(odd_part({"a": (1,)}, limits))
    assert "not text" in str(odd_part({1: 1}, limits))
    assert "surrogate" in str(odd_part({"\ud800": 1}, limits))


def test_a_value_may_be_as_large_and_as_deep_as_a_file() -> None:
    limits = Limits(depth=3, nodes=9)
    assert odd_part([0] * 8, limits) is None
    assert "large" in str(odd_part([0] * 9, limits))
    assert odd_part([[[0]]], limits) is None
    assert odd_part({"a": {"b": {"c": 0}}}, limits) is None
    assert odd_part([0, [[0]], {"a": [0]}], limits) is None
    assert "deep" in str(odd_part([[[[0]]]], limits))
    assert "deep" in str(odd_part({"a": {"b": {"c": {"d": 0}}}}, limits))


def test_a_changed_item_is_the_one_that_shares_the_most_of_its_content() -> None:
    new = [{"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 2}]
    assert diff([{"a": 1}], new, PlainLayout()) == [
        InsertItem((), 0, new[0]),
        SetValue((1, "b"), 2),
    ]


def test_items_are_paired_between_the_same_neighbours_only() -> None:
    old = [{"a": 1}, "middle", {"b": 1}]
    new = [{"c": 1}, {"d": 1}, "middle", {"e": 1}]
    assert diff(old, new, PlainLayout()) == [
        Delete((0,)),
        InsertItem((), 0, {"c": 1}),
        InsertItem((), 1, {"d": 1}),
        SetValue((3, "e"), 1),
        Delete((3, "b")),
    ]
