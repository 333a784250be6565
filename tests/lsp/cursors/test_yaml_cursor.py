from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.lsp.cursors.base import Cursor
from article_schema.lsp.cursors.choosing import cursor_at

ARTICLE = """\
---
title: Boats
text: |
  note: none of these
  is a key
provider:
  name: Example
  |
topics:
- art
- |
images:
  - url: https://example.com/a.png
    width: 3
  - |
    height: 4
unclosed: [
---
body:
"""


def cursor(text: str, filename: str = "a.md") -> Cursor | None:
    """Return what is written at the bar in a text."""
    return cursor_at(text.replace("^", ""), filename, text.index("^"))


def at(number: int) -> Cursor | None:
    """Return what is written at a bar of the article."""
    parts = ARTICLE.split("|")
    marked = "|".join([parts[0], parts[1]])
    bars = [marked, *parts[2:]]
    return cursor("".join(bars[: number + 1]) + "^" + "".join(bars[number + 1 :]))


@pytest.mark.parametrize(
    ("number", "route", "siblings"),
    [
        (0, ("provider",), {"name"}),
        (1, ("topics", 1), set()),
        (2, ("images", 1), {"height"}),
    ],
)
def test_a_key_belongs_to_the_record_that_its_indentation_says(
    number: int, route: tuple[str | int, ...], siblings: set[str]
) -> None:
    found = at(number)
    assert found is not None
    assert (found.route, found.siblings, found.is_value) == (route, siblings, False)


@pytest.mark.parametrize(
    ("text", "route", "word"),
    [
        ("a:\n  b: ^", ("a", "b"), ""),
        ("a:\n  b: x^y", ("a", "b"), "xy"),
        ("a:\n- b: xy^", ("a", 0, "b"), "xy"),
        ("a:\n- - b: xy^", ("a", 0, 0, "b"), "xy"),
        ("a: [x, y^", ("a", 0), "y"),
        ("'a': ^", ("a",), ""),
    ],
)
def test_a_value_belongs_to_its_key(text: str, route: tuple[str | int, ...], word: str) -> None:
    found = cursor(text, "a.yaml")
    assert found is not None
    assert (found.route, found.is_value) == (route, True)
    assert text.replace("^", "")[slice(*found.span)] == word


def test_a_key_that_is_written_already_is_replaced_without_its_colon() -> None:
    found = cursor("title: x\nti^tle : y\nb:\n", "a.yaml")
    assert found == Cursor((), False, (9, 14), frozenset({"title", "b"}), has_colon=True)


@pytest.mark.parametrize(
    ("text", "filename"),
    [
        ("a: 1 # no^te", "a.yaml"),
        ("a: |\n  te^xt", "a.yaml"),
        ("---\na: 1\n---\nbo^dy", "a.md"),
        ("a^", "a.md"),
        ("a = 1 # no^te", "a.toml"),
        ('a = """\nte^xt"""', "a.toml"),
        ('{"a": 1} ^', "a.json"),
        ("a^", "a.txt"),
    ],
)
def test_elsewhere_nothing_is_offered(text: str, filename: str) -> None:
    assert cursor(text, filename) is None


def test_front_matter_that_is_not_closed_yet_has_keys() -> None:
    found = cursor("---\ntitle: x\n^")
    assert found is not None
    assert found.siblings == {"title"}


PARTS = [
    "{",
    "}",
    "]",
    ",",
    " = ",
    "+++\n",
    "a",
    "b: ",
    ":",
    "- ",
    "  ",
    "\n",
    "\r\n",
    "---\n",
    "|",
    "[",
    "'",
    '"',
    "#",
    "\t",
    "🌊",
]


@given(st.lists(st.sampled_from(PARTS)).map("".join), st.data())
def test_every_text_can_be_asked_about_every_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    for name in ("a.md", "a.yaml", "a.toml", "a.json"):
        found = cursor_at(text, name, offset)
        if found is not None:
            assert 0 <= found.span[0] <= offset <= found.span[1] <= len(text)
