"""Text over several lines, and the end of files that have no final newline."""

from __future__ import annotations

import pytest

from article_schema.document.edits import Delete, Edit, InsertItem, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import LITERAL, Manner
from article_schema.document.splicing.splice import splice

S, D, I = SetValue, Delete, InsertItem  # noqa: E741
TEXT = "one\ntwo\n"


def edited(text: str, edit: Edit, layout: PlainLayout | None = None) -> str:
    return splice(split(text, "a.yaml"), [edit], layout=layout or PlainLayout()).whole_text


BLOCK = "b: |\n  old\n"


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("a: x  # c\n", S(("a",), TEXT), "a: |  # c\n  one\n  two\n"),
        ("a: x  # c\n", S(("a",), "one\ntwo"), "a: |-  # c\n  one\n  two\n"),
        ("a: 'x'\n", S(("a",), "one\n two: #\n"), "a: |\n  one\n   two: #\n"),
        ("a: 'x'\n", S(("a",), " one\ntwo\n"), 'a: " one\\ntwo\\n"\n'),
        ("l:\n  - x\n", S(("l", 0), TEXT), "l:\n  - |\n    one\n    two\n"),
        ("l:\n  - x\n", I(("l",), 1, TEXT), "l:\n  - x\n  - |\n    one\n    two\n"),
        ("l: [x]\n", I(("l",), 1, TEXT), 'l: [x, "one\\ntwo\\n"]\n'),
        ("a: 1\n", S(("c",), TEXT), "a: 1\nc: |\n  one\n  two\n"),
        ("a: 1\n", S(("c",), {"d": TEXT}), "a: 1\nc:\n  d: |\n    one\n    two\n"),
        ("a:\n  - 1\n", S(("a",), TEXT), "a: |\n  one\n  two\n"),
        ("a: x\n", S(("a",), "word " * 60 + "end"), f"a: {'word ' * 60}end\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_stands_below_a_bar_where_other_text_does(
    text: str, edit: Edit, expected: str, newline: str
) -> None:
    before, after = (BLOCK + each for each in (text, expected))
    assert edited(before.replace("\n", newline), edit) == after.replace("\n", newline)


def test_without_other_text_the_style_decides() -> None:
    assert edited("a: 'x'\n", S(("a",), TEXT)) == 'a: "one\\ntwo\\n"\n'
    layout = PlainLayout()
    layout.manner = Manner(multi_line=LITERAL)
    assert edited("a: 'x'\n", S(("a",), TEXT), layout) == "a: |\n  one\n  two\n"


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("a: |\n  x", S(("b",), 1), "a: |-\n  x\nb: 1"),
        ("a: |+\n  x", S(("b",), 1), "a: |-\n  x\nb: 1"),
        ("a: &n |2\n    x", S(("b",), 1), "a: &n |-2\n    x\nb: 1"),
        ("a: >\n  x\n  y", S(("b",), 1), "a: >-\n  x\n  y\nb: 1"),
        ("a: |\n  x", S(("a",), "y"), "a: |-\n  y"),
        ("a: |\n  x", S(("a",), "y\n"), "a: |\n  y\n"),
        ("a: |\n  x\nb: 1", D(("b",)), "a: |\n  x\n"),
        ("a: |\n  x\nb: 1\n", D(("b",)), "a: |\n  x\n"),
        ("a:\n  - |\n    x", I(("a",), 1, "w"), "a:\n  - |-\n    x\n  - w"),
        ("a: |\n  x\nc: 1", S(("d",), TEXT), "a: |\n  x\nc: 1\nd: |\n  one\n  two\n"),
        ("a: |+\n  x\n\nb: 1\n", D(("b",)), "a: |+\n  x\n\n"),
        ("a: 1\nb: 2", D(("b",)), "a: 1"),
        ("- a\n- |\n  x", D((0,)), "- |\n  x"),
        ("a: 1", S(("b",), [2]), "a: 1\nb:\n  - 2"),
    ],
)
def test_the_end_of_a_file(text: str, edit: Edit, expected: str) -> None:
    assert edited(text, edit) == expected
