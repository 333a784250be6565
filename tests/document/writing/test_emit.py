"""New text in house style reads back as the data it was made from."""

import datetime
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import Manner
from article_schema.document.styling import is_plain_instant
from article_schema.document.writing.emit import emit, ordered_keys
from article_schema.errors import EditError

from ..house_layout import HouseLayout
from ..manners import MANNERS
from ..texts import compose_text

yaml = pytest.importorskip("yaml", reason="PyYAML is the reader of YAML 1.1")

SHARED = Path(__file__).parents[4] / "shared"

WORDS = st.sampled_from(
    ["", "AI", "yes", "no", "1:30", "010", "a: b", "# no comment", "- x", "---", "...", "<<", "=",
     "null", "~", "2020-06-12", "2020-06-12T19:19:00Z", "line\nbreak", "tab\t", "'", '"', "\\",
     "https://example.com/?a=b#c", "%", "{}", "[]", "é\u2028\ufeff", "x" * 1100, "title", "images"]
)  # fmt: skip
TEXT = WORDS | st.text(max_size=12)
SCALARS = TEXT | st.none() | st.booleans() | st.integers() | st.floats()


def collections_of(children):
    return st.lists(children, max_size=4) | st.dictionaries(TEXT, children, max_size=4)


VALUES = st.recursive(SCALARS, collections_of, max_leaves=12)
RECORDS = st.dictionaries(TEXT, VALUES, max_size=6)
LAYOUTS = st.sampled_from([PlainLayout(), HouseLayout()])


def same(left, right, timestamps=False):
    """Type-strict; with `timestamps`, a text that is an instant may be read as one."""
    if timestamps and isinstance(right, str) and is_plain_instant(right):
        return left == right or isinstance(left, datetime.datetime)
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(
            same(left[key], right[key], timestamps) for key in left
        )
    if isinstance(left, list):
        return len(left) == len(right) and all(
            same(a, b, timestamps) for a, b in zip(left, right, strict=True)
        )
    return left == right or (type(left) is float and math.isnan(left) and math.isnan(right))


def ours(text):
    tree = compose_text(text)
    assert not tree.faults, tree.faults
    return tree.data


@settings(deadline=None)
@given(RECORDS, LAYOUTS, st.sampled_from(["\n", "\r\n"]))
def test_the_data_come_back(data, layout, newline):
    text = emit(data, layout, newline)
    assert same(ours(text), data)
    assert text.endswith(newline)
    assert text.count("\r") == (text.count("\n") if newline == "\r\n" else 0)


@settings(deadline=None)
@given(RECORDS, LAYOUTS)
def test_other_readers_agree(data, layout):
    text = emit(data, layout)
    assert same(YAML(typ="safe", pure=True).load(text), data, timestamps=True)
    assert same(yaml.safe_load(text), data, timestamps=True)


@given(RECORDS, LAYOUTS)
def test_no_line_can_be_taken_for_a_fence(data, layout):
    text = emit(data, layout)
    assert not re.search(r"^(---|\.\.\.)", text, re.MULTILINE)
    assert split(f"---\n{text}---\nbody\n", "a.md").data_text == text


ARTICLE = """\
category: news
title: "Yes"
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/a"
type: article
quality: 59
heat: -1
published: false

featuredContent: "<b class=\\"x\\">"

provider:
  name: Example
  domain: example.com
  images:
    - url: "https://www.example.com/i.jpg"
      width: 50

topics:
  - Computer Vision
  - "1:30"

images: []

related:
  - title: "A"
    provider:
      name: Other
      domain: example.org
    quality: 1.5
    images:
      - url: "https://www.example.com/j.jpg"
        isCached: true
  - title: "B"
    odd key: {}
    "on": null

secured: "x"

seo:
  noindex: false
note: plain
"""


def test_house_style():
    data = ours(ARTICLE)
    assert emit(data, HouseLayout()) == ARTICLE
    known = {key: data[key] for key in reversed(data) if key not in ("seo", "note")}
    assert emit(known | data, HouseLayout()) == ARTICLE


def test_crlf():
    assert emit(ours(ARTICLE), HouseLayout(), "\r\n") == ARTICLE.replace("\n", "\r\n")


def test_an_empty_record():
    assert emit({}, HouseLayout()) == "{}\n"


def test_nested_lists():
    assert emit({"a": [1, [2], {"k": [3]}]}, PlainLayout()) == (
        "a:\n  - 1\n  - - 2\n  - k:\n      - 3\n"
    )


def test_a_key_too_long_for_its_line_stands_alone():
    key = "k" * 1025
    text = emit({key: [1], "l": [{key: {"m": 2}}]}, PlainLayout())
    assert text == f"? {key}\n:\n  - 1\nl:\n  - ? {key}\n    :\n      m: 2\n"
    assert ours(text) == yaml.safe_load(text) == {key: [1], "l": [{key: {"m": 2}}]}


def test_order_of_keys():
    data = {"z": 1, "title": 2, "a": 3, "category": 4}
    assert ordered_keys(data, HouseLayout(), ()) == ["category", "title", "z", "a"]
    assert ordered_keys(data, PlainLayout(), ()) == [*data]


@pytest.mark.parametrize(
    ("data", "route"),
    [
        ({"a": ["\ud83d"]}, "a[0]"),
        ({"a": {"\ud83d": 1}}, "a"),
        ({"a": {"b": 10**400}}, "a.b"),
        ({"a": {1: 2}}, "a"),
        ({"a": {1, 2}}, "a"),
        ({"a": datetime.date(2020, 6, 12)}, "a"),
    ],
)
def test_what_no_file_can_hold(data, route):
    with pytest.raises(EditError) as caught:
        emit(data, PlainLayout())
    assert caught.value.route.startswith(route)


def test_numbers():
    data = {"a": 1e20, "b": math.inf, "c": -0.0}
    assert emit(data, PlainLayout()) == "a: 1.0e+20\nb: .inf\nc: -0.0\n"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the sample articles are not here")
def test_the_seed_comes_out_byte_for_byte():
    text = (SHARED / "seed" / "article.md").read_bytes().decode()
    block = text.split("---\n")[1]
    assert emit(ours(block), HouseLayout()) == block


def test_lists_in_lists_in_lists():
    assert emit({"a": [[[1, 2], [3]], [4]]}, PlainLayout()) == (
        "a:\n  - - - 1\n      - 2\n    - - 3\n  - - 4\n"
    )


class InManner(HouseLayout):
    """The layout of articles in some manner."""

    def __init__(self, manner):
        self.manner = manner


def written(data, **values):
    return emit(data, InManner(Manner(**values)))


@settings(deadline=None)
@given(RECORDS, MANNERS)
def test_whatever_the_manner_the_data_come_back(data, manner):
    data = {key: value for key, value in data.items() if key != "<<"}
    for layout in (InManner(manner), PlainLayout().with_manner(manner)):
        text = emit(data, layout, manner.newline)
        assert same(compose_text(text).data, data)


@settings(deadline=None)
@given(RECORDS, MANNERS)
def test_no_manner_writes_plain_what_another_reader_takes_for_something_else(data, manner):
    manner = replace(manner, date_quotes="model")
    text = emit(data, InManner(manner))
    try:
        read = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return
    try:
        usual = yaml.safe_load(emit(data, HouseLayout()))
    except (yaml.YAMLError, ValueError):
        return
    assert same(read, usual)


NASTY = st.lists(
    st.sampled_from(
        ["one", "-", "- x", "#", "# x", "key:", ": x", "'", '"', "it's", "\\", "a\\", "---", "...",
         "?", "%", "@x", "[", "]", "{", "}", ",", "&a", "*b", "!t", "|", ">", "", "\t", "é\u2028",
         "2020-06-12", "1"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=7 * settings().max_examples)
@given(NASTY, MANNERS, st.integers(0, 30))
def test_long_text_comes_back_wherever_its_lines_end(text, manner, wrap):
    data = {"title": text, "odd": {"key": text, "list": [text, {"deep": text}]}}
    layout = InManner(replace(manner, wrap=wrap, date_quotes="model"))
    written = emit(data, layout)
    assert same(compose_text(written).data, data)
    try:
        assert same(yaml.safe_load(written), yaml.safe_load(emit(data, HouseLayout())))
    except (yaml.YAMLError, ValueError):
        # PyYAML refuses some text that house style has, too.
        with pytest.raises((yaml.YAMLError, ValueError)):
            yaml.safe_load(emit(data, HouseLayout()))


RECORD = {
    "topics": ["AI", "Ports: old"],
    "title": "The harbour",
    "webUrl": "https://example.com/",
    "provider": {"name": "Example", "domain": None},
    "day": "2020-06-12",
    "odd": "no",
    "empty": "",
    "images": [{"url": "https://example.com/a", "width": 1}],
}


def test_a_manner_in_full():
    assert written(
        RECORD,
        key_order="sorted",
        text_quotes="single",
        url_quotes="plain",
        date_quotes="plain",
        look_alike_quotes="double",
        key_quotes={"provider.name": "plain", "topics": "double"},
        blank_lines="none",
        null="empty",
        indent=4,
        list_indent=0,
    ) == (
        "day: 2020-06-12\n"
        "empty: ''\n"
        "images:\n"
        "- url: https://example.com/a\n"
        "  width: 1\n"
        'odd: "no"\n'
        "provider:\n"
        "    domain:\n"
        "    name: Example\n"
        "title: 'The harbour'\n"
        "topics:\n"
        '- "AI"\n'
        '- "Ports: old"\n'
        "webUrl: https://example.com/\n"
    )


def test_lists_in_brackets_as_far_as_lines_may_be_long():
    data = {"a": ["x", "z"], "b": ["long words", "longer words"], "c": [{"d": 1}], "e": [None]}
    assert written(data, lists="flow", flow_width=20, null="empty") == (
        "a: [x, z]\nb:\n  - long words\n  - longer words\nc:\n  - d: 1\ne: [null]\n"
    )


def test_long_text_goes_on_in_the_next_line():
    text = "Harbours at dawn: one two three"
    assert written({"a": "one two three four", "b": [text]}, wrap=12, sign_quotes="single") == (
        "a: one two three\n  four\nb:\n  - 'Harbours\n    at dawn: one\n    two three'\n"
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("quoted", 'a: "one\\ntwo\\n"\n'),
        ("literal", "a: |\n  one\n  two\n"),
        ("folded", "a: >\n  one\n\n  two\n"),
    ],
)
def test_text_with_line_breaks(form, text):
    assert written({"a": "one\ntwo\n"}, multi_line=form) == text


def test_a_date_in_a_field_of_text_is_never_plain():
    assert written({"title": "2020-06-12", "new": "2020-06-12"}, date_quotes="plain") == (
        'title: "2020-06-12"\nnew: 2020-06-12\n'
    )
    assert written({"new": "2020-02-30"}, date_quotes="plain") == 'new: "2020-02-30"\n'
