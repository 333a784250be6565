"""New files of TOML and JSON, in the manners that a style may have."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.document.formats.whole import new_text
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import Manner
from article_schema.errors import EditError

from ..manners import MANNERS

DATA = {
    "b": ["x", "y"],
    "a": "it's",
    "c": "plain",
    "day": "2020-06-12",
    "t": {"z": 1, "y": [1]},
}


def written(**values):
    layout = PlainLayout().with_manner(Manner(front_matter="toml", **values))
    return new_text(DATA, "a.md", "", layout)


def test_toml_without_any_manner():
    assert written() == (
        "+++\n"
        'b = ["x", "y"]\n'
        'a = "it\'s"\n'
        'c = "plain"\n'
        'day = "2020-06-12"\n'
        "\n"
        "[t]\n"
        "z = 1\n"
        "y = [1]\n"
        "+++\n"
    )


def test_toml_in_another_manner():
    assert written(
        key_order="sorted", arrays="lines", flow_items=1, array_indent=2, text_quotes="single",
        date_quotes="plain", blank_lines="none",
    ) == (
        "+++\n"
        'a = "it\'s"\n'
        "b = [\n  'x',\n  'y',\n]\n"
        "c = 'plain'\n"
        "day = 2020-06-12\n"
        "[t]\n"
        "y = [1]\n"
        "z = 1\n"
        "+++\n"
    )  # fmt: skip


def test_json_may_be_the_language_too():
    layout = PlainLayout().with_manner(Manner(front_matter="json"))
    assert new_text({"a": 1}, "a.md", "Body\n", layout) == '{\n  "a": 1\n}\nBody\n'
    # Where the ending has one language only, that is it.
    assert new_text({"a": 1}, "a.yaml", "", layout) == "a: 1\n"


VALUES = st.recursive(
    st.text(max_size=6) | st.integers(-9, 9) | st.booleans() | st.just("2020-06-12"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), MANNERS)
def test_whatever_the_manner_the_data_come_back(data, manner):
    layout = PlainLayout().with_manner(manner)
    try:
        text = new_text(data, "a.toml", "", layout)
    except EditError:
        return
    assert tomllib.loads(text) == split(text, "a.toml").format.typed(data, None, (), layout)


@pytest.mark.parametrize("language", ["toml", "json", "yaml"])
def test_line_breaks_of_all_languages(language):
    layout = PlainLayout().with_manner(Manner(front_matter=language, line_breaks="crlf"))
    text = new_text({"a": ["x"], "b": {"c": "1\n2"}}, "a.md", "Body\n", layout)
    head = text.removesuffix("Body\n")
    assert head.count("\r\n") == head.count("\n") > 3
