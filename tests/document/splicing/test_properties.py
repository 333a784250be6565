"""Anchors, tags, aliases, merges, `?` keys, brackets and comments: what a person would write."""

from __future__ import annotations

import pytest

from article_schema.document.edits import Delete, Edit, InsertItem, ReorderItems, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.splicing.splice import splice
from article_schema.errors import EditError

S, D, I = SetValue, Delete, InsertItem  # noqa: E741


def edited(text: str, *edits: Edit, name: str = "a.yaml") -> str:
    return splice(split(text, name), edits).whole_text


PROPERTIES = [
    ("a: &x 1\nb: *x  # c\n", S(("b",), 2), "a: &x 1\nb: 2  # c\n"),
    ("a: &x 1\nb: *x\n", S(("b",), [2]), "a: &x 1\nb:\n  - 2\n"),
    ("a: [&x 1, *x ]\n", S(("a", 1), 3), "a: [&x 1, 3 ]\n"),
    ("a: &x 1  # c\n", S(("a",), 2), "a: &x 2  # c\n"),
    ("a: &x 1  # c\n", S(("a",), [2]), "a: &x  # c\n  - 2\n"),
    ("a: &x\nb: 1\n", S(("a",), 3), "a: &x 3\nb: 1\n"),
    ("a: &x\n  - 1\n", S(("a",), {"k": 2}), "a: &x\n  k: 2\n"),
    ("- &a x # e\n", S((0,), {"a": 1}), "- &a # e\n  a: 1\n"),
    ("a: &x\n  - 1\nb: 2\n", D(("a", 0)), "a: &x []\nb: 2\n"),
    ("a: !!map\n  b: 1\n", D(("a", "b")), "a: !!map {}\n"),
    ("a: !!str 3\n", S(("a",), "4"), "a: !!str 4\n"),
    ("a: !!str 3\n", S(("a",), "x: y"), "a: !!str 'x: y'\n"),
    ("a: !!str 3 # c\n", S(("a",), 4), "a: 4 # c\n"),
    ("a: &x !!str 3\n", S(("a",), 4), "a: &x 4\n"),
    ("a: !!int '3'\n", S(("a",), 4), "a: !!int 4\n"),
    ("a: !!str &x 3 # c\n", S(("a",), [4]), "a: &x # c\n  - 4\n"),
    ("a: &f [x, y]\n", I(("a",), 2, "z"), "a: &f [x, y, z]\n"),
    ("a: !!map {x: 1}\n", S(("a", "z"), 2), "a: !!map {x: 1, z: 2}\n"),
    ("m: &x {c: 1}\nb:\n  <<: *x\n", S(("b", "c"), 2), "m: &x {c: 1}\nb:\n  <<: *x\n  c: 2\n"),
]

QUESTION_MARKS = [
    ("? a\n: 1\nb: 2\n", D(("a",)), "b: 2\n"),
    ("? a\n# on the value\n: 1\nb: 2\n", D(("a",)), "b: 2\n"),
    ("b: 2\n? a\n: 1\n", D(("b",)), "? a\n: 1\n"),
    ("? a\n: 1\nb: 2\n", S(("a",), [1]), "? a\n:\n  - 1\nb: 2\n"),
    ("? a\nb: 2\n", S(("a",), 1), "? a\n: 1\nb: 2\n"),
    ("? a\nb: 2\n", S(("a",), [1]), "? a\n: - 1\nb: 2\n"),
    ("- ? a\n  : 1\n  b: 2\n", D((0, "a")), "- b: 2\n"),
    ("? a\n: 1\n", S(("b",), 2), "? a\n: 1\nb: 2\n"),
    ("a: {? x : 1, ? y : 2}\n", D(("a", "x")), "a: {? y : 2}\n"),
    ("a: {? x : 1, ? y : 2}\n", S(("a", "z"), 3), "a: {? x : 1, ? y : 2, z: 3}\n"),
    ("a: [x: 1, y]\n", S(("a", 0, "z"), 3), "a: [{x: 1, z: 3}, y]\n"),
    ("a: [x: 1, y]\n", D(("a", 0, "x")), "a: [{}, y]\n"),
]

COMMENTS = [
    ("a: |  # keep\n  x\nb: 1\n", S(("a",), [1]), "a:  # keep\n  - 1\nb: 1\n"),
    ("a: |  # keep\n  x\nb: 1\n", S(("a",), 1), "a: 1  # keep\nb: 1\n"),
    ("a: [ # keep\n  x]\nb: 1\n", S(("a",), 1), "a: 1  # keep\nb: 1\n"),
    ("a: # c\n  # d\n  x # e\nb: 1\n", S(("a",), [1]), "a: # c\n  # d\n  # e\n  - 1\nb: 1\n"),
    ("a: # c\n  # d\n  x # e\nb: 1\n", S(("a",), {}), "a: # c\n  # d\n  {} # e\nb: 1\n"),
    ("- # c\n  # d\n  x # e\n", S((0,), [1]), "- # c\n  # d\n  # e\n  - 1\n"),
    ("- x # e\n", S((0,), [1, 2]), "- - 1 # e\n  - 2\n"),
    ("- x # e\n", S((0,), {"a": [1], "b": 1}), "- a: # e\n    - 1\n  b: 1\n"),
]


@pytest.mark.parametrize(("text", "edit", "expected"), [*PROPERTIES, *QUESTION_MARKS, *COMMENTS])
def test_yaml(text: str, edit: Edit, expected: str) -> None:
    assert edited(text, edit) == expected


LINES = "a: [\n  x,  # one\n  # about y\n  y,\n  z # last\n]\n"
COMMA = "a: [\n  # all\n  x,\n  y,\n]\n"


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        (LINES, D(("a", 0)), LINES.replace("  x,  # one\n", "")),
        (LINES, D(("a", 1)), LINES.replace("  # about y\n  y,\n", "")),
        (LINES, D(("a", 2)), LINES.replace("y,\n  z # last", "y")),
        (LINES, I(("a",), 0, "new"), LINES.replace("  x", "  new,\n  x")),
        (LINES, I(("a",), 1, "new"), LINES.replace("  # about", "  new,\n  # about")),
        (LINES, I(("a",), 3, "new"), LINES.replace("z # last", "z, # last\n  new")),
        (COMMA, D(("a", 0)), COMMA.replace("  x,\n", "")),
        (COMMA, D(("a", 1)), COMMA.replace("  y,\n", "")),
        (COMMA, I(("a",), 0, "new"), COMMA.replace("  x", "  new,\n  x")),
        (COMMA, I(("a",), 2, "new"), COMMA.replace("y,", "y,\n  new,")),
        (COMMA, S(("a", 1), 5), COMMA.replace("y,", "5,")),
        ("a: [x, # why\n  y]\n", D(("a", 0)), "a: [# why\n  y]\n"),
        ("a: [x, # why\n  y]\n", D(("a", 1)), "a: [x # why\n  ]\n"),
        ("a: [x, # why\n  y]\n", I(("a",), 1, "v"), "a: [x, # why\n  v,\n  y]\n"),
        ("a: [x, # why\n  y]\n", I(("a",), 2, "v"), "a: [x, # why\n  y, v]\n"),
        ("a: [ # why\n  ]\n", I(("a",), 0, "v"), "a:  # why\n  - v\n"),
        ("a: [\n  x, # why\n]\n", D(("a", 0)), "a: []\n"),
        ("a: [ # all\n  x,\n]\n", D(("a", 0)), "a: [ # all\n]\n"),
        ("a: {\n  b: 1,\n  c: 2  # two\n}\n", S(("a", "d"), 3),
         "a: {\n  b: 1,\n  c: 2,  # two\n  d: 3\n}\n"),
        ("a: {\n  b: 1,\n  c: 2,\n}\n", D(("a", "c")), "a: {\n  b: 1,\n}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_brackets(text: str, edit: Edit, expected: str, newline: str) -> None:
    assert edited(text.replace("\n", newline), edit) == expected.replace("\n", newline)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (D(("a", 1)), "a = [\n  1 # x\n]\n"),
        (I(("a",), 1, 5), "a = [\n  1, # x\n  5,\n  2 # y\n]\n"),
        (I(("a",), 2, 5), "a = [\n  1, # x\n  2, # y\n  5\n]\n"),
    ],
)
def test_arrays_of_toml(edit: Edit, expected: str) -> None:
    assert edited("a = [\n  1, # x\n  2 # y\n]\n", edit, name="a.toml") == expected


@pytest.mark.parametrize(
    ("text", "edit", "advice"),
    [
        ("a: &x 1\nb: *x\n", S(("a",), 2), "change it where it is written"),
        ("m: &x {c: 1}\nb:\n  <<: *x\n", D(("b", "c")), "change it where it is written"),
        ("m: &x {c: {d: 1}}\nb:\n  <<: *x\n", S(("b", "c", "d"), 2), "change it where"),
        ("a: [x, # c\n y]\n", ReorderItems(("a",), (1, 0)), "move the items by hand"),
        # The two parsers see the empty entry at different places.
        ("a: {? , b: 1}\n", S(("a", "c"), 1), "write (?:the key|each of them)"),
        ("a: 1\n \t\nb: 2\n", S(("a",), ["x"]), "empty that line"),
        ("a: 1\n \t\nb: 2\n", S(("a",), "one\ntwo\n"), "empty that line"),
    ],
)
def test_refusals_say_what_to_do(text: str, edit: Edit, advice: str) -> None:
    with pytest.raises(EditError, match=advice):
        edited(text, edit)
