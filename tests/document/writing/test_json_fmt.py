"""Formatting JSON brings house style, and touches neither values nor the body."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import Manner
from article_schema.document.splicing.restyle import format_source
from article_schema.errors import EditError

TEXT = st.text(max_size=8) | st.sampled_from(['"', "\\", "/", "é", "\u200b", "\u2028", "😀", "{"])
NUMBERS = st.sampled_from(
    ["1.0", "1e5", "-0", "0.10", "1E+2", "12345678901234567890", "true", "null"]
)
KEYS = st.sampled_from(["title", "n", "url", "zebra", "odd key", "é", "b"])
VALUES = st.recursive(
    NUMBERS.map(lambda word: ("word", word)) | TEXT.map(lambda text: ("text", text)),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: ("list", items))
        | st.dictionaries(KEYS, inner, max_size=4).map(lambda pairs: ("dict", pairs))
    ),
    max_leaves=12,
)
MANNERS = st.builds(
    Manner,
    key_order=st.sampled_from(["model", "sorted", "keep"]),
    indent=st.integers(1, 8),
    arrays=st.sampled_from(["line", "lines", "keep"]),
    flow_items=st.integers(0, 3),
    keep=st.sampled_from([(), ("indent",), ("key-order",), ("arrays",), ("indent", "arrays")]),
)


class Known(PlainLayout):
    """Knows an order of keys that files seldom have."""

    def key_order(self, route):
        return ("n", "title", "url")


def written(value, chance, newline):
    """Write a value with the blanks and escapes that somebody may have chosen."""
    kind, content = value

    def gap():
        return chance.choice(["", "", " ", "\t", newline, f"{newline}   "])

    def text(content):
        plain = json.dumps(content, ensure_ascii=chance.random() < 0.5)
        return plain.replace("/", "\\/") if chance.random() < 0.5 else plain

    if kind == "word":
        return content
    if kind == "text":
        return text(content)
    if kind == "list":
        parts = [gap() + written(item, chance, newline) + gap() for item in content]
        return f"[{','.join(parts) or gap()}]"
    parts = [
        f"{gap()}{text(key)}{gap()}:{gap()}{written(item, chance, newline)}{gap()}"
        for key, item in content.items()
    ]
    return f"{{{','.join(parts) or gap()}}}"


def read(text):
    """Return the data of a text, each number as it is spelled."""
    return json.loads(
        text, parse_float=lambda word: ("n", word), parse_int=lambda word: ("n", word)
    )


@given(
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=6),
    MANNERS,
    st.integers(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["a.md", "a.json"]),
)
def test_data_and_body_stay_and_the_second_time_nothing_changes(
    pairs, manner, seed, newline, filename
):
    chance = random.Random(seed)
    text = written(("dict", pairs), chance, newline)
    # A template may begin with other braces, so that front matter shows its first key at once.
    text = "{" + text[1:].lstrip() + (f"{newline}Body {{ 1 }}{newline}" * (filename == "a.md"))
    source = split(text, filename)
    layout = Known().with_manner(manner)
    new = format_source(source, layout)
    assert new.body == source.body
    assert read(new.data_text) == read(source.data_text)
    assert format_source(split(new.text, filename), layout).text == new.text
    if manner.key_order == "sorted" and manner.enforces("key_order"):
        assert list(read(new.data_text)) == sorted(pairs)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6), st.integers())
def test_the_house_style_is_that_of_new_files(pairs, seed):
    data = json.loads(written(("dict", pairs), random.Random(seed), ""))
    new = f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"
    assert format_source(split(new, "a.json"), PlainLayout()).text == new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"title":"x","n":1.0}', '{\n  "n": 1.0,\n  "title": "x"\n}\n'),
        ('{"b": {"url": 1e5, "n": []}}', '{\n  "b": {\n    "n": [],\n    "url": 1e5\n  }\n}\n'),
        ('{"t": ["a","b"]}', '{\n  "t": ["a", "b"]\n}\n'),
        ('{"t": ["a",\n"b"]}', '{\n  "t": [\n    "a",\n    "b"\n  ]\n}\n'),
        ('[{"title": 1, "n": {}}]', '[\n  {\n    "n": {},\n    "title": 1\n  }\n]\n'),
        # What is not to be seen, and what a reader would not take, stay escaped.
        (r'{"t": "\u00e9\/\u003c\ud83d\ude00"}', '{\n  "t": "é/<😀"\n}\n'),
        (r'{"t": "\u200b\"\\\n\u0022"}', '{\n  "t": "\\u200b\\"\\\\\\n\\u0022"\n}\n'),
    ],
)  # fmt: skip
def test_what_it_changes(before, after):
    assert format_source(split(before, "a.json"), Known()).text == after
    assert json.loads(after) == json.loads(before)


def test_a_repeated_key_is_told():
    with pytest.raises(EditError, match="the key `n` is used twice"):
        format_source(split('{"n": 1, "n": 2}', "a.json"), Known())


def test_only_the_order_changes_where_the_indentation_is_kept():
    text = '{"title":"x" ,\t"n": [1,\n2]}\nBody'
    layout = Known().with_manner(Manner(keep=("indent",)))
    new = format_source(split(text, "a.md"), layout).text
    assert new == '{"n": [1,\n2] ,\t"title":"x"}\nBody'


def test_lines_of_json_are_left_alone():
    source = split('{"title":1,"n":2}\n', "a.jsonl")
    assert format_source(source, Known()) is source
