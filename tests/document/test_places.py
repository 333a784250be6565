"""A route becomes the range of the text that shows it best."""

from __future__ import annotations

import re

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.places import locate, value_offsets
from article_schema.document.reading.compose import compose
from article_schema.faults import Part, Range
from article_schema.routes import parse_route

TEXT = r"""---
title: "The \"old\" \u00e4 harbour"
single: 'It''s here'
plain: The old harbour
folded: >
  The old
  harbour
long: "The old
  harbour"
empty:
provider:
  name: Example
images:
  - url: a
    width: 1
  - {url: b}
topics: [x, y]
list:
  - Ports
  -
tagged: !!str old
---
"""


def shown(route: str, part: Part = "value", subspan: Range | None = None, text: str = TEXT) -> str:
    source = split(text, "a.md")
    start, end = locate(source, compose(source), parse_route(route), part, subspan)
    return text[start:end]


@pytest.mark.parametrize(
    ("route", "value"),
    [
        ("plain", "The old harbour"),
        ("single", "'It''s here'"),
        ("provider.name", "Example"),
        ("images[0].width", "1"),
        ("images[1].url", "b"),
        ("topics[1]", "y"),
        ("topics", "[x, y]"),
        ("images[1]", "{url: b}"),
    ],
)
def test_a_value_is_shown_as_written(route: str, value: str) -> None:
    assert shown(route) == value


@pytest.mark.parametrize(
    ("route", "key"),
    [("provider", "provider"), ("images", "images"), ("images[0]", "url"), ("empty", "empty")],
)
def test_what_has_no_text_of_its_own_is_shown_at_a_key(route: str, key: str) -> None:
    assert shown(route) == key


def test_an_unwritten_item_is_shown_at_its_dash() -> None:
    assert shown("list[1]") == "-"


def test_the_key_of_an_entry() -> None:
    assert shown("images[0].width", "key") == "width"
    assert shown("title", "key") == "title"


@pytest.mark.parametrize(
    ("route", "nearest"),
    [
        ("nothing", "---"),
        ("provider.domain", "provider"),
        ("images[0].height", "url"),
        ("images[1].height", "url"),
        ("provider.name.first", "name"),
        ("images[7].url", "images"),
    ],
)
def test_what_is_missing_is_shown_at_what_lacks_it(route: str, nearest: str) -> None:
    assert shown(route) == nearest


@pytest.mark.parametrize(
    ("route", "subspan", "expected"),
    [
        ("plain", (4, 7), "old"),
        ("title", (4, 9), r"\"old\""),
        ("title", (10, 11), r"\u00e4"),
        ("title", (12, 19), "harbour"),
        ("single", (0, 4), "It''s"),
        ("single", (5, 9), "here"),
        ("folded", (4, 7), "old"),
        ("long", (4, 7), "old"),
        ("tagged", (0, 3), "old"),
        ("long", (0, 15), '"The old\n  harbour"'),
    ],
)
def test_a_part_of_a_value(route: str, subspan: Range, expected: str) -> None:
    assert shown(route, subspan=subspan) == expected


def test_a_part_that_stands_twice_is_not_guessed() -> None:
    text = '---\na: "x\n  x"\n---\n'
    assert shown("a", subspan=(0, 1), text=text) == '"x\n  x"'


def test_of_a_repeated_key_the_last_is_shown() -> None:
    assert shown("a", text="---\na: 1\na: 2\n---\n") == "2"


def test_a_merged_value_is_shown_where_it_is_written() -> None:
    text = "---\nx: &x\n  a: 1\ny:\n  <<: *x\n---\n"
    assert shown("y.a", text=text) == "1"


@pytest.mark.parametrize("gap", ["", " ", "  ", "   "])
def test_an_empty_item_is_its_dash(gap: str) -> None:
    text = f"list:\n{gap}- a\n{gap}-\n"
    source = split(text, "a.yaml")
    at = text.rindex("-")
    assert locate(source, compose(source), ("list", 1)) == (at, at + 1)


def test_surrogate_pairs_of_json_are_one_character() -> None:
    text = r'{"a": "\ud83d\ude42 old old"}'
    source = split(text, "a.json")
    place = locate(source, compose(source), ("a",), subspan=(6, 9))
    assert place == (text.rindex("old"), text.rindex("old") + 3)


def test_the_root_of_plain_data_is_its_first_key() -> None:
    for name, text, first in (
        ("a.yaml", "a: 1\n", "a"),
        ("a.yaml", "- 1\n", "-"),
        ("a.json", "[1]", "["),
    ):
        source = split(text, name)
        start, end = locate(source, compose(source), ())
        assert text[start:end] == first


@pytest.mark.parametrize(
    ("raw", "style", "offsets"),
    [
        ("word", "", [0, 1, 2, 3, 4]),
        ('"word"', '"', [1, 2, 3, 4, 5]),
        ("'it''s'", "'", [1, 2, 3, 5, 6]),
        (r'"a\nb"', '"', [1, 2, 4, 5]),
        ("two\nlines", "", None),
    ],
)
def test_each_code_point_of_a_value_has_its_place(
    raw: str, style: str, offsets: list[int] | None
) -> None:
    found = value_offsets(raw, style, re.compile(r"\\.|[^\\]"))
    assert (None if found is None else list(found)) == offsets
