"""Which comments go with an entry that is deleted, and which stay: the table of the docs."""

from __future__ import annotations

import pytest

from article_schema.document.edits import Delete, InsertItem, ReorderItems, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.splicing.splice import splice


def without(text: str, *route: str | int, name: str = "a.yaml") -> str:
    return splice(split(text, name), [Delete(route)]).whole_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The header of the file.
        ("# SPDX: CC0\na: 1\nb: 2\n", "# SPDX: CC0\nb: 2\n"),
        ("# SPDX: CC0\n# more\n\na: 1\nb: 2\n", "# SPDX: CC0\n# more\n\nb: 2\n"),
        ("# SPDX: CC0\n\n# one\na: 1\n\nb: 2\n", "# SPDX: CC0\n\nb: 2\n"),
        ("### YamlMime:Hub\na: 1\n", "### YamlMime:Hub\n{}\n"),
        ("%YAML 1.2\n---\n# SPDX: CC0\na: 1\nb: 2\n", "%YAML 1.2\n---\n# SPDX: CC0\nb: 2\n"),
        ("# SPDX: CC0\r\na: 1\r\nb: 2\r\n", "# SPDX: CC0\r\nb: 2\r\n"),
        # Headings.
        ("b: 1\n\n# --- Links ---\na: 1\n", "b: 1\n\n# --- Links ---\n"),
        ("b: 1\n## Links\na: 1\nc: 2\n", "b: 1\n## Links\nc: 2\n"),
        ("b: 1\n#####\n# Links\n#####\n# on a\na: 1\n", "b: 1\n#####\n# Links\n#####\n"),
        # Above several entries.
        ("b: 1\n\n# Links\na: 1\nc: 2\n", "b: 1\n\n# Links\nc: 2\n"),
        ("b: 1\n\n# Links\na: 1\n\nc: 2\n", "b: 1\n\nc: 2\n"),
        ("b: 1\n\n# why a is here\na: 1\nc: 2\n", "b: 1\n\nc: 2\n"),
        ("b: 1\n\n# one\na: 1\n# two\nc: 2\n", "b: 1\n\n# two\nc: 2\n"),
        # Commented out.
        ("b: 1\n# old: 3\na: 1\n", "b: 1\n# old: 3\n"),
        ("b: 1\n# old: 3\n# on it\na: 1\n", "b: 1\n# old: 3\n"),
        # Its own.
        ("b: 1\n# on it\na: 1  # here\nc: 2\n", "b: 1\nc: 2\n"),
        ("b: 1\na:\n  # inside\n  d: 1\n  # below\nc: 2\n", "b: 1\nc: 2\n"),
        ("b: 1\na:\n  # between\n  1\nc: 2\n", "b: 1\nc: 2\n"),
        # Set off by a blank line.
        ("b: 1\n# apart\n\na: 1\nc: 2\n", "b: 1\n# apart\n\nc: 2\n"),
    ],
)
def test_yaml(text: str, expected: str) -> None:
    assert without(text, "a") == expected


def test_items_of_lists() -> None:
    assert without("l:\n  # old ones\n  - x\n  - y\n", "l", 0) == "l:\n  # old ones\n  - y\n"
    assert without("l:\n  # x is old\n  - x\n  - y\n", "l", 0) == "l:\n  - y\n"
    assert without("- x\n# - y\n- z\n", 1) == "- x\n# - y\n"
    assert without("# one\n- x\n# two\n- y\n", 0) == "# two\n- y\n"
    assert without("# one\n- x\n- y\n", 0) == "# one\n- y\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# SPDX: CC0\na = 1\nb = 2\n", "# SPDX: CC0\nb = 2\n"),
        ("b = 1\n\n# Links\na = 1\nc = 2\n", "b = 1\n\n# Links\nc = 2\n"),
        ("b = 1\n\n# on it\na = 1\n\nc = 2\n", "b = 1\n\nc = 2\n"),
        ("b = 1\n# on it\na = 1\n[t]\nc = 2\n", "b = 1\n[t]\nc = 2\n"),
        ("b = 1\n\n# on it\n[a]\nc = 1\nd = 2\n", "b = 1\n"),
    ],
)
def test_toml(text: str, expected: str) -> None:
    assert without(text, "a", name="a.toml") == expected


def test_a_new_first_entry_stands_below_the_header() -> None:
    source = split("# SPDX: CC0\n- x\n- y\n", "a.yaml")
    assert splice(source, [InsertItem((), 0, "new")]).text == "# SPDX: CC0\n- new\n- x\n- y\n"


def test_a_heading_stays_where_it_is_when_items_change_places() -> None:
    source = split("## All\n- x\n# on y\n- y\n", "a.yaml")
    assert splice(source, [ReorderItems((), (1, 0))]).text == "## All\n# on y\n- y\n- x\n"


def test_a_list_behind_a_header_is_emptied_below_it() -> None:
    assert without("# SPDX: CC0\n- x\n", 0) == "# SPDX: CC0\n[]\n"
    source = split("# SPDX: CC0\na: 1\n", "a.yaml")
    text = splice(source, [Delete(("a",)), SetValue(("b",), 2)]).text
    assert text == "# SPDX: CC0\nb: 2\n"
