from __future__ import annotations

import math

import pytest

from article_schema.document.limits import Limits
from article_schema.document.tree import Data
from article_schema.errors import DocumentError

from ..texts import compose_text


def faults_of(text: str) -> list[tuple[str, str]]:
    return [
        (fault.code, text[fault.span[0] : fault.span[1]] if fault.span else "")
        for fault in compose_text(text).faults
    ]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: !!str 1\n", {"a": "1"}),
        ("a: !!int 1\n", {"a": 1}),
        ("a: !!float 1\n", {"a": 1.0}),
        ("a: !!bool true\n", {"a": True}),
        ("a: !!null ~\n", {"a": None}),
        ("a: ! 1\n", {"a": "1"}),
        ("a: !!seq [1]\n", {"a": [1]}),
        ("a: !!map {b: 1}\n", {"a": {"b": 1}}),
    ],
)
def test_tags_of_the_core_schema_are_read(text: str, data: Data) -> None:
    tree = compose_text(text)
    assert tree.data == data
    assert tree.faults == []
    assert type(tree.data["a"]) is type(data["a"])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: !!int word\n", "!!int word"),
        ("a: !word b\n", "!word b"),
        ("a: !!binary aGk=\n", "!!binary aGk="),
        ("a: !!timestamp 2020-06-12\n", "!!timestamp 2020-06-12"),
        ("a: !!seq {b: 1}\n", "!!seq {b: 1}"),
        ("a: !!python/object:os.system b\n", "!!python/object:os.system b"),
    ],
)
def test_other_tags_are_faults(text: str, fault: str) -> None:
    assert faults_of(text) == [("DOC008", fault)]


def test_a_repeated_key_is_a_fault_at_the_repetition() -> None:
    text = "a: 1\nb: {c: 1, c: 2}\na: 3\n"
    assert faults_of(text) == [("DOC006", "c"), ("DOC006", "a")]
    assert compose_text(text).data == {"a": 3, "b": {"c": 2}}
    assert compose_text(text).faults[1].span == (21, 22)


def test_merges_fill_in_what_is_not_written() -> None:
    text = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  <<: [*x, *y]\n  a: 0\n"
    assert compose_text(text).data["z"] == {"a": 0, "b": 2, "c": 4}
    assert faults_of(text) == []


def test_a_merge_needs_mappings() -> None:
    assert faults_of("<<: word\n") == [("DOC005", "word")]
    assert faults_of("<<: [{a: 1}, 2]\n") == [("DOC005", "[{a: 1}, 2]")]


def test_a_quoted_merge_key_is_a_key() -> None:
    assert compose_text('"<<": {a: 1}\n').data == {"<<": {"a": 1}}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2020: a\n", "2020"),
        ("true: a\n", "true"),
        ("~: a\n", "~"),
        ("1.5: a\n", "1.5"),
        ("[a]: b\n", "[a]"),
        ("a: &x b\n*x : c\n", "*x"),
    ],
)
def test_keys_that_are_no_text_are_faults(text: str, shown: str) -> None:
    assert faults_of(text) == [("DOC011", shown)]


def test_quoted_keys_are_text() -> None:
    assert compose_text('"2020": a\n').data == {"2020": "a"}
    assert faults_of('"2020": a\n') == []


def test_aliases_share_their_value() -> None:
    data = compose_text("a: &x [1]\nb: *x\n").data
    assert data == {"a": [1], "b": [1]}
    assert data["a"] is data["b"]


def test_numbers_that_json_lacks_are_read_all_the_same() -> None:
    data = compose_text("a: .inf\nb: .nan\n").data
    assert data["a"] == math.inf
    assert math.isnan(data["b"])


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("&a title: *a\n", {"title": "title"}),
        ("&a 1: [*a]\n", {"1": [1]}),
        ("? [&a b, &c {d: e}]\n: [*a, *c]\n", {"?0": ["b", {"d": "e"}]}),
        ("? &a [b]\n: *a\n", {"?0": ["b"]}),
        ("k:\n  &a <<: {x: 1}\n  y: *a\n", {"k": {"x": 1, "y": "<<"}}),
    ],
)
def test_an_alias_may_stand_for_a_key_or_a_part_of_one(text: str, data: Data) -> None:
    assert compose_text(text).data == data


def test_an_empty_key_is_told_where_it_would_stand() -> None:
    assert faults_of("a: 1\n: 2\n") == [("DOC011", ":")]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("a: &x 1\nb: [[*x]]\n", 3),
        ("a: &x [1]\nb: [[*x]]\n", 4),
        ("a: &x {k: [1]}\nb: [{k: *x}]\n", 5),
        ("- &x [[1]]\n- [[*x]]\n", 5),
    ],
)
def test_depth_is_that_with_every_alias_written_out(text: str, levels: int) -> None:
    assert compose_text(text, Limits(depth=levels)).faults == []
    with pytest.raises(DocumentError, match="nested more than"):
        compose_text(text, Limits(depth=levels - 1))
