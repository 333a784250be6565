from __future__ import annotations

import pytest

from article_schema.lsp.cursors.base import Cursor
from article_schema.lsp.cursors.choosing import cursor_at


def cursor(text: str, filename: str) -> Cursor | None:
    """Return what is written at the bar in a text."""
    return cursor_at(text.replace("^", "", 1), filename, text.index("^"))


@pytest.mark.parametrize(
    ("text", "route", "word", "siblings"),
    [
        ('{"a": 1, ^ "b": 2}', (), "", {"a", "b"}),
        ('{"a": 1, "ti^t": 2, "b": {"c": 1}}', (), '"tit"', {"a", "b"}),
        ('{"a": 1, "ti^', (), '"ti', {"a"}),
        ('{"a": 1, ti^\n}', (), "ti", {"a"}),
        ('{"p": {"x": 1, ^}, "a": 1}', ("p",), "", {"x"}),
        ('{"r": [{"a": 1}, {"b": 1, ^', ("r", 1), "", {"b"}),
        ('[{"a": 1}, {^}]', (1,), "", set()),
    ],
)
def test_keys_in_json(
    text: str, route: tuple[str | int, ...], word: str, siblings: set[str]
) -> None:
    for name, form in (("a.json", text), ("a.md", text)):
        if form.startswith("[") and name == "a.md":
            continue
        found = cursor(form, name)
        assert found is not None
        assert (found.route, found.is_value, found.siblings) == (route, False, siblings)
        assert form.replace("^", "", 1)[slice(*found.span)] == word
        assert found.has_colon is ('^t"' in text)


@pytest.mark.parametrize(
    ("text", "route", "word"),
    [
        ('{"a": ^}', ("a",), ""),
        ('{"a": "x^y", "b": 1}', ("a",), '"xy"'),
        ('{"a": tr^', ("a",), "tr"),
        ('{"a": ["x", ^]}', ("a", 1), ""),
        ('{"a": {"b": "^"}}', ("a", "b"), '""'),
    ],
)
def test_values_in_json(text: str, route: tuple[str | int, ...], word: str) -> None:
    found = cursor(text, "a.json")
    assert found is not None
    assert (found.route, found.is_value) == (route, True)
    assert text.replace("^", "", 1)[slice(*found.span)] == word


TOML = """\
+++
title = "Boats"
^
topics = ["sea",
  "quay"]
[provider]
name = "Example"
^
[[related]]
title = "One"
[[related]]
^
title = "Two"
[related.provider]
^
+++
"""


@pytest.mark.parametrize(
    ("number", "route", "siblings"),
    [
        (0, (), {"title", "topics", "provider", "related"}),
        (1, ("provider",), {"name"}),
        (2, ("related", 1), {"title", "provider"}),
        (3, ("related", 1, "provider"), set()),
    ],
)
def test_keys_in_toml(number: int, route: tuple[str | int, ...], siblings: set[str]) -> None:
    parts = TOML.split("^")
    text = "".join(parts[: number + 1]) + "^" + "".join(parts[number + 1 :])
    for form, name in ((text, "a.md"), (text.replace("+++\n", ""), "a.toml")):
        found = cursor(form, name)
        assert found is not None
        assert (found.route, found.is_value, found.siblings) == (route, False, siblings)


@pytest.mark.parametrize(
    ("text", "route", "word"),
    [
        ("a = ^", ("a",), ""),
        ('a = "x^y"', ("a",), '"xy"'),
        ('a = ["x", "y^"]', ("a", 0), '"y"'),
        ('a = [\n  "x",\n  "y^"\n]', ("a", 0), '"y"'),
        ("[p]\nb = tr^", ("p", "b"), "tr"),
    ],
)
def test_values_in_toml(text: str, route: tuple[str | int, ...], word: str) -> None:
    found = cursor(text, "a.toml")
    assert found is not None
    assert (found.route, found.is_value) == (route, True)
    assert text.replace("^", "", 1)[slice(*found.span)] == word


def test_front_matter_of_toml_that_is_not_closed_yet_has_keys() -> None:
    found = cursor('+++\ntitle = "x"\n^', "a.md")
    assert found is not None
    assert found.siblings == {"title"}
    assert cursor('+++\ntitle = "x"\n+++\nbo^dy', "a.md") is None
