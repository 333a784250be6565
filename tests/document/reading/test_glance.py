from __future__ import annotations

from typing import Any

import pytest

from article_schema.document.reading.glance import glance_at_yaml

READ: list[tuple[str, dict[str, Any]]] = [
    ("a: word\nb: two words # comment\n", {"a": "word", "b": "two words"}),
    ("a: \"x: y\"\nb: 'it''s'\nc: \"\"\nd: ''\n", {"a": "x: y", "b": "it's", "c": "", "d": ""}),
    ('a: "\\"q\\" \\n"\n', {"a": '"q" \n'}),
    ("a: 1\nb: -2\nc: 1.50\nd: true\ne:\nf: ~\n",
     {"a": 1, "b": -2, "c": 1.5, "d": True, "e": None, "f": None}),
    ("a: /x/y\nb: https://example.com/a#b\nc: 18F x\nd: (x) y\n",
     {"a": "/x/y", "b": "https://example.com/a#b", "c": "18F x", "d": "(x) y"}),
    ("a:\n- x\n- 'y'\n- \"z\"\n- 3\n-\n", {"a": ["x", "y", "z", 3, None]}),
    ("a:\n    # c\n    - x\n\n    - w\nb: z\n", {"a": ["x", "w"], "b": "z"}),
    ("a: [x, 'y, z', \"w\", 1, [2]]\nb: {c: d, e: [f]}\ng: []\nh: {}\n",
     {"a": ["x", "y, z", "w", 1, [2]], "b": {"c": "d", "e": ["f"]}, "g": [], "h": {}}),
    ("a: [\n  x,\n  w\n  ]\n", {"a": ["x", "w"]}),
    ("a:\n  b: c\n  d:\n    e: f\n", {"a": {"b": "c", "d": {"e": "f"}}}),
    ("a:\n- b: c\n  d: 1\n-   b: e\n    d:\n    - f\n",
     {"a": [{"b": "c", "d": 1}, {"b": "e", "d": ["f"]}]}),
    ("a:\n- - x\n  - w\n", {"a": [["x", "w"]]}),
    ('a: "one\ntwo\n\n  three"\n', {"a": "one two\nthree"}),
    ("a: one\n  two\n\n  three\n", {"a": "one two\nthree"}),
    ("a: |\n  one\n\n  two\nb: >-\n  one\n  two\n", {"a": "one\n\ntwo\n", "b": "one two"}),
]  # fmt: skip

DOUBTFUL = (
    "", "word\n", "- a\n", "a: b\na: c\n", "a: yes\n", "a: 010\n", "a: 1_000\n", "a: 0o17\n",
    "a: &b c\n", "a: *b\n", "a: !!str b\n", "? a\n: b\n", "'a': b\n", "yes: b\n", "a:\tb\n",
    "a: b: c\n", "a: b:\n", "a: \"b\n", "a: 'b' c\n", "a: [b\n", "a: [b]]\n", "a: [b,]\n",
    "a: {b}\n", "a: {b: c, b: d}\n", "a: b\n c: d\n", "a:\n  b: c\n d: e\n", "a:\n    b:\n  c: d\n",
    "a:\n- b\n  - c\n", "a: |2\n  b\n", "a: |+\n  b\n", "a: |\n   b\n  c\n", "a: \"b\n...\n\"\n",
    "a: \"\\x41\"\n", "a: b\n# c\n  d\n", "a: \ufeffb\n", "a: b\u2028c\n", "a: b\rc: d\n", "a: -\n",
    "a: - b\n", "a: <<\n", "a: @b\n", "a: %b\n", "a: `b`\n", "a: ,b\n", "a: b #c\n  d\n", "...\n",
    "a: " + "[" * 9 + "]" * 9 + "\n", "a: b\n---\n", "a: " + "x" * 200_001 + "\n",
    *("".join(f"{'  ' * depth}a:\n" for depth in range(levels)) for levels in (14, 80)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "data"), READ)
def test_what_people_write_is_read(text: str, data: dict[str, Any]) -> None:
    seen = glance_at_yaml(text)
    assert seen is not None
    assert seen.data == data
    assert seen.dates == []


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubts_are_left_to_the_parsers(text: str) -> None:
    assert glance_at_yaml(text) is None


def test_plain_dates_are_noted_with_the_first_key_above_them() -> None:
    text = (
        "a: 2020-06-12\nb:\n- c: 2020-06-12 10:00:00 -4\nd: [2020-01-01]\ne: '2020-06-12'\n"
        "f: 2020-06-12T10:00:00Z\n"
    )
    seen = glance_at_yaml(text)
    assert seen is not None
    assert seen.dates == [
        ("a", "2020-06-12"), ("b", "2020-06-12 10:00:00 -4"), ("d", "2020-01-01"),
        ("f", "2020-06-12T10:00:00Z"),
    ]  # fmt: skip
    assert seen.data["e"] == seen.data["a"] == "2020-06-12"
