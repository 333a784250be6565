"""Values in several places: refused with advice, followed to all of them, or written out."""

from __future__ import annotations

import pytest

from article_schema import EditError, UsageError, loads
from article_schema.document.edits import (
    EXPAND,
    FOLLOW,
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.registry import split
from article_schema.document.splicing.splice import splice

S, D, I = SetValue, Delete, InsertItem  # noqa: E741
ONE = "a: &x 1\nb: *x  # c\nc: *x\n"
MANY = "a: &x\n  # on k\n  k: 'v'\n  l: [1]\nb: *x  # c\nc: *x\n"
MERGE = "m: &x {c: 1, d: {e: 1}}\nb:\n  <<: *x\n  q: 1\n"


def edited(text: str, *edits: Edit) -> str:
    return splice(split(text, "a.yaml"), edits).whole_text


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        (ONE, S(("a",), 2, FOLLOW), "a: &x 2\nb: *x  # c\nc: *x\n"),
        (ONE, S(("b",), 2, FOLLOW), "a: &x 2\nb: *x  # c\nc: *x\n"),
        (ONE, S(("b",), [2], FOLLOW), "a: &x\n  - 2\nb: *x  # c\nc: *x\n"),
        (MANY, S(("b", "k"), 2, FOLLOW), MANY.replace("'v'", "2")),
        (MANY, S(("b", "w"), 2, FOLLOW), MANY.replace("[1]\n", "[1]\n  w: 2\n")),
        (MANY, D(("c", "l"), aliases=FOLLOW), MANY.replace("  l: [1]\n", "")),
        (MANY, I(("c", "l"), 1, 5, FOLLOW), MANY.replace("[1]", "[1, 5]")),
        (MANY, RenameKey(("b", "k"), "w", FOLLOW), MANY.replace("k: 'v'", "w: 'v'")),
        (MERGE, S(("b", "d", "e"), 2, FOLLOW), MERGE.replace("e: 1", "e: 2")),
        (MERGE, S(("b", "c"), 2, FOLLOW), MERGE.replace("c: 1", "c: 2")),
        (MERGE, D(("b", "c"), aliases=FOLLOW), MERGE.replace("c: 1, ", "")),
        ("a: &x [1, 2]\nb: *x\n", ReorderItems(("b",), (1, 0), FOLLOW), "a: &x [2, 1]\nb: *x\n"),
    ],
)
def test_an_edit_follows_to_where_the_value_is_written(
    text: str, edit: Edit, expected: str
) -> None:
    assert edited(text, edit) == expected


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        (ONE, S(("a",), 2, EXPAND), "a: 2\nb: &x 1  # c\nc: *x\n"),
        (ONE, S(("b",), 2, EXPAND), "a: &x 1\nb: 2  # c\nc: *x\n"),
        (ONE, D(("a",), aliases=EXPAND), "b: &x 1  # c\nc: *x\n"),
        (MANY, S(("b", "k"), 2, EXPAND),
         MANY.replace("b: *x  # c\n", "b:  # c\n  k: 2\n  l: [1]\n")),
        (MANY, S(("a", "k"), 2, EXPAND),
         "a:\n  # on k\n  k: 2\n  l: [1]\nb: &x  # c\n  k: 'v'\n  l: [1]\nc: *x\n"),
        (MANY, D(("a",), aliases=EXPAND), "b: &x  # c\n  k: 'v'\n  l: [1]\nc: *x\n"),
        (MERGE, S(("b", "d", "e"), 2, EXPAND), f"{MERGE}  d:\n    e: 2\n"),
        (MERGE, D(("b", "c"), aliases=EXPAND),
         MERGE.replace("  <<: *x\n", "") + "  d:\n    e: 1\n"),
        (MERGE, S(("m", "c"), 5, EXPAND),
         "m: {c: 5, d: {e: 1}}\nb:\n  <<: &x {c: 1, d: {e: 1}}\n  q: 1\n"),
        ("a: &x [1]\nb: *x\n", I(("a",), 1, 2, EXPAND), "a: [1, 2]\nb: &x [1]\n"),
        ("a: &x [1]\nb: *x\n", I(("b",), 1, 2, EXPAND), "a: &x [1]\nb: [1, 2]\n"),
        ("- &x\n  a: 1\n- *x\n- [*x]\n", S((0, "a"), 2, EXPAND),
         "-\n  a: 2\n- &x\n  a: 1\n- [*x]\n"),
        ("a: [&x w, *x]\n", D(("a", 0), aliases=EXPAND), "a: [&x w]\n"),
        ("a: {i: &x w}\nb: *x\n", S(("a",), 1, EXPAND), "a: 1\nb: &x w\n"),
    ],
)  # fmt: skip
def test_a_place_gets_a_value_of_its_own(text: str, edit: Edit, expected: str) -> None:
    assert edited(text, edit) == expected


@pytest.mark.parametrize(
    ("text", "edit", "reason"),
    [
        (ONE, S(("a",), 2), 'aliases="expand"'),
        (MANY, S(("b", "k"), 2), 'aliases="follow"'),
        (ONE, D(("a",), aliases=FOLLOW), 'aliases="expand"'),
        (MANY, S(("b", "z", "y"), 2, FOLLOW), "no such key"),
        ("a: &x 1\nb: 2\n", S(("c", "d"), 2, EXPAND), "no such key"),
        ("a:\n  <<: {b: &x 1}\nc: *x\n", D(("a",), aliases=EXPAND), "below a merge key"),
    ],
)
def test_what_is_refused(text: str, edit: Edit, reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        edited(text, edit)


TWICE = "a: 1\na: 2  # two\nb: 3\na: 4\n"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (D(("a",)), "b: 3\n"),
        (D(("a",), 0), TWICE.replace("a: 1\n", "")),
        (D(("a",), 1), TWICE.replace("a: 2  # two\n", "")),
        (D(("a",), 2), TWICE.replace("a: 4\n", "")),
        (S(("a",), 5), TWICE.replace("4", "5")),
    ],
)
def test_a_repeated_key(edit: Edit, expected: str) -> None:
    assert edited(TWICE, edit) == expected


def test_a_repeated_key_in_braces() -> None:
    assert edited("a: {b: 1, b: 2, c: 3}\n", D(("a", "b"))) == "a: {c: 3}\n"
    assert edited("a: {b: 1, b: 2, c: 3}\n", D(("a", "b"), 0)) == "a: {b: 2, c: 3}\n"


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (D(("a",), 3), "3 times; count from 0"),
        (D(("b", 0), 0), "no list here"),
        (RenameKey(("a",), "c"), "delete one of them first"),
    ],
)
def test_repeated_keys_that_are_refused(edit: Edit, reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        edited(TWICE, edit)


def test_documents_take_the_same_words() -> None:
    document = loads(MANY, "a.yaml")
    document.set("b.k", "new", aliases="follow")
    assert document.data["a"]["k"] == document.data["c"]["k"] == "new"
    document.set("a.k", "own", aliases="expand")
    assert [document.data[key]["k"] for key in "abc"] == ["own", "new", "new"]
    document = loads(TWICE, "a.yaml")
    document.delete("a", which=2)
    assert document.data == {"a": 2, "b": 3}
    with pytest.raises(UsageError, match="aliases is one of refuse, follow, expand"):
        document.set("a", 1, aliases="all")


def test_the_article_sees_each_place_that_changes() -> None:
    text = "---\ntitle: &t Dawn\nsubtitle: *t\n---\n"
    document = loads(text, "a.md")
    document.set("title", "Noon", aliases="follow")
    assert document.text == "---\ntitle: &t Noon\nsubtitle: *t\n---\n"
    assert document.data == {"title": "Noon", "subtitle": "Noon"}
