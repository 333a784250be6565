from __future__ import annotations

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading import recovery
from article_schema.document.reading.compose import compose
from article_schema.document.reading.recovery import UNREAD, Recovered, recover
from article_schema.document.source import Source
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError


def recovered(block: str, filename: str = "a.md") -> Recovered | None:
    text = f"---\n{block}---\n" if filename.endswith(".md") else block
    source = split(text, filename)
    with pytest.raises(DocumentError) as caught:
        compose(source)
    return recover(source, caught.value, Limits())


@pytest.mark.parametrize(
    ("block", "data"),
    [
        ("a: x: y\nb: 1\n", {"a": UNREAD, "b": 1}),
        ('a: "x\nb: "1"\nc: 2\n', {"a": UNREAD, "b": "1", "c": 2}),
        ("a: 'x\nb: 1\n", {"a": UNREAD, "b": 1}),
        ("a: [1, 2\nb: 1\n", {"a": UNREAD, "b": 1}),
        ("a: [1,\n  2,\n  3\nb: 1\n", {"a": UNREAD, "b": 1}),
        ("a: *x\nb: 1\n", {"a": UNREAD, "b": 1}),
        ("a: x\x07y\nb: 1\n", {"a": UNREAD, "b": 1}),
        ('a: "\\q"\nb: 1\n', {"a": UNREAD, "b": 1}),
        ("a text\nb: 1\n", {"a": UNREAD, "b": 1}),
        (" a: 0\nb: 1\n", {"a": 0, "b": 1}),
        (" a: 0\n b: 1\nc: 2\n", {"a": 0, "b": 1, "c": 2}),
        ("b: 1\n\ta: 2\nc: 3\n", {"b": 1, "a": UNREAD, "c": 3}),
        ("a:\n\t- x\nb: 1\n", {"a": UNREAD, "b": 1}),
        ("a:\n  - x\n  - [y\n  - z\nb: 1\n", {"a": ["x", UNREAD, "z"], "b": 1}),
        (
            "a:\n  - b: x: y\n    c: 2\n  - b: 3\nd: 4\n",
            {"a": [{"b": UNREAD, "c": 2}, {"b": 3}], "d": 4},
        ),
        ("a:\n- b: 'x\n  c: 2\n- b: 3\n", {"a": [{"b": UNREAD, "c": 2}, {"b": 3}]}),
        ("a: @\nb: 1\nc: `\n", {"a": UNREAD, "b": 1, "c": UNREAD}),
        ("a:\r\n  b: x: y\r\n  c: 1\r\n", {"a": {"b": UNREAD, "c": 1}}),
        ("a: |\n  text\nb: x: y\n", {"a": "text\n", "b": UNREAD}),
        ("# title\n\na: x: y\n\n# more\nb: 1\n", {"a": UNREAD, "b": 1}),
    ],
)
def test_only_the_broken_value_is_lost(block: str, data: object) -> None:
    found = recovered(block)
    assert found is not None
    assert found.tree.data == data


def test_each_broken_block_is_a_fault() -> None:
    found = recovered("a: @\nb: 1\nc: x: y\n")
    assert found is not None
    assert [fault.code for fault in found.tree.faults] == ["DOC005", "DOC005"]
    assert found.routes == {("a",), ("c",)}


def test_places_stay_true() -> None:
    block = 'a: "x\nb: {c: 1}\nd: "e"\n'
    found = recovered(block)
    assert found is not None
    node = found.tree.find(("d",))
    assert node is not None
    assert f"---\n{block}"[node[1].start : node[1].end] == '"e"'


def test_a_hidden_value_that_is_broken_is_known_by_its_start() -> None:
    found = recovered("a: x: y\na: 1\n")
    assert found is not None
    assert found.tree.data == {"a": 1}
    assert found.routes == frozenset()
    assert found.starts == {6}


def test_other_fields_of_an_alias_keep_their_value() -> None:
    found = recovered("a: &x {b: 1}\nc: *x\nd: x: y\n")
    assert found is not None
    assert found.tree.data == {"a": {"b": 1}, "c": {"b": 1}, "d": UNREAD}


@pytest.mark.parametrize(
    ("block", "filename"),
    [("{", "a.json"), ("a: " + "[" * 100 + "]" * 100 + "\n", "a.md")],
)
def test_some_faults_concern_the_file_as_a_whole(block: str, filename: str) -> None:
    assert recovered(block, filename) is None


def test_too_many_broken_values_are_only_counted() -> None:
    found = recovered("".join(f"k{number}: @\n" for number in range(40)))
    assert found is not None
    assert found.tree.root is None
    assert len(found.tree.faults) == 21


def test_the_work_is_bounded() -> None:
    found = recovered("".join(f"k{number}: {'x' * 50_000}\n" for number in range(6)) + "a: @\n" * 9)
    assert found is not None
    assert found.tree.root is None


@pytest.mark.parametrize("lines", [500, 2_000, 5_000, 9_000])
def test_a_large_file_is_not_read_again_and_again(
    lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def counted(source: Source, limits: Limits) -> Tree:
        read.append(len(source.data_text))
        return compose(source, limits)

    monkeypatch.setattr(recovery, "compose", counted)
    block = "".join(f"k{line}: x: y\n" for line in range(lines))
    recovered(block)
    assert len(block) + sum(read) <= max(120_000, len(block))
