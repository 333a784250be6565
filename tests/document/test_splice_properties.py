"""Splicing, whatever the text: verified by readers other than the one that splice uses."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from article_schema.document.compare import same
from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import DEFAULT_LIMITS, _Composer, compose
from article_schema.document.reading.construct import construct
from article_schema.document.reading.events import ParseError, c_events, pure_events
from article_schema.document.source import Source
from article_schema.document.splicing.splice import intended, resplice, splice
from article_schema.document.tree import Data, Mapping, Scalar, Sequence, Tree, is_empty, walk
from article_schema.errors import DocumentError, EditError

from .hostile_texts import make_edit, make_source

SEEDS = st.integers(0, 10**9)


def composed(seed: int) -> tuple[Source, Tree]:
    source = make_source(seed)
    try:
        tree = compose(source)
    except DocumentError:
        assume(False)
    return source, tree


def attempt(source: Source, edits: list[Edit], tree: Tree) -> tuple[Source, Tree]:
    try:
        return resplice(source, edits, tree=tree)
    except EditError:
        assume(False)
        raise


def read_by(source: Source, events: Any) -> Data:
    tree = _Composer(source, DEFAULT_LIMITS).compose(events)
    construct(tree, DEFAULT_LIMITS)
    return tree.data


def lines_of(source: Source) -> list[str]:
    return source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def is_part(few: list[str], many: list[str]) -> bool:
    """Tell whether lines occur in that order among others."""
    rest = iter(many)
    return all(line in rest for line in few)


@given(SEEDS)
@settings(max_examples=15 * settings().max_examples)
def test_no_edit_keeps_every_byte(seed: int) -> None:
    source, tree = composed(seed)
    assert splice(source, [], tree=tree).whole_text == source.whole_text


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_every_reader_reads_what_was_intended(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    edit = make_edit(tree, Random(choice))
    goal = intended(tree.data, [edit])
    new, new_tree = attempt(source, [edit], tree)
    assert same(new_tree.data, goal)
    assert same(read_by(new, pure_events(new.data_text)), goal)
    quick = c_events(new.data_text)
    if quick is not None:
        with suppress(ParseError):
            assert same(read_by(new, quick), goal)


@given(SEEDS, SEEDS)
@settings(max_examples=7 * settings().max_examples)
def test_libyaml_reads_the_same_texts(seed: int, choice: int) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML, a second libyaml, is not installed")
    source, tree = composed(seed)
    new, new_tree = attempt(source, [make_edit(tree, Random(choice))], tree)
    try:
        old_root = yaml.compose(source.data_text, Loader=yaml.CBaseLoader)
        root = yaml.compose(new.data_text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        assume(False)
    assert old_root is None or _texts(root) == _own_texts(new_tree.root)


def _texts(node: Any) -> Any:
    if node is None or isinstance(node.value, str):
        return node and node.value
    pairs = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    return [_texts(part) for part in pairs]


def _own_texts(node: Any) -> Any:
    node = getattr(node, "target", node)
    if isinstance(node, Mapping):
        return [_own_texts(part) for pair in node.pairs for part in pair]
    if isinstance(node, Sequence):
        return [_own_texts(item) for item in node.items]
    return node and node.text


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_what_surrounds_the_data_stays(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    new, _ = attempt(source, [make_edit(tree, Random(choice))], tree)
    start, end = source.block
    assert new.body == source.body
    assert new.has_bom is source.has_bom
    assert new.text[: new.block[0]] == source.text[:start]
    assert new.text[new.block[1] :] == source.text[end:]
    assert new.text.endswith(("\n", "\r")) is source.text.endswith(("\n", "\r"))
    again = split(new.whole_text, "a.md" if start else "a.yaml")
    assert (again.block, again.body_start) == (new.block, new.body_start)
    if source.newline != "\n":
        assert new.text.replace(source.newline, "").count("\n") == 0


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_a_new_scalar_touches_its_own_span_only(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    scalars = [(route, node) for route, _, node in walk(tree.root)
               if isinstance(node, Scalar) and not is_empty(node)]  # fmt: skip
    assume(scalars)
    route, node = Random(choice).choice(scalars)
    new, new_tree = attempt(source, [SetValue(route, "entirely new")], tree)
    assert new.text.startswith(source.text[: node.start])
    assert new.text.endswith(source.text[node.end :])
    written = source.text[node.start : node.end]
    # Escapes and breaks inside quotes can be written in several ways.
    if node.style in ("'", '"') and written.isprintable() and "\\" not in written:
        back = splice(new, [SetValue(route, node.value)], tree=new_tree)
        assert back.text == source.text


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_an_insertion_only_adds_lines_and_can_be_taken_back(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    random = Random(choice)
    places = [((), tree.root), *((route, node) for route, _, node in walk(tree.root))]
    blocks = [(route, node) for route, node in places
              if isinstance(node, Mapping | Sequence) and not node.flow]  # fmt: skip
    route, node = random.choice(blocks)
    edit: Edit = SetValue((*route, "freshKey"), ["fresh", {"a": 1}])
    index = random.randint(0, len(node.items)) if isinstance(node, Sequence) else -1
    if isinstance(node, Sequence):
        edit = InsertItem(route, index, "fresh")
    new, new_tree = attempt(source, [edit], tree)
    if not (isinstance(node, Sequence) and index == 0):
        assert is_part(lines_of(source), lines_of(new))
    step = index if isinstance(node, Sequence) else "freshKey"
    back = splice(new, [Delete((*route, step))], tree=new_tree)
    assert same(compose(back).data, tree.data)
    if not (isinstance(node, Sequence) and index == 0):
        assert back.text == source.text or "\n\n" in source.text.replace("\r\n", "\n").replace(
            "\r", "\n"
        ).replace("  \n", "\n")


@given(SEEDS, SEEDS)
@settings(max_examples=10 * settings().max_examples)
def test_a_deletion_only_removes_lines(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    places = [(route, key, node) for route, key, node in walk(tree.root) if len(route) > 0]
    route, key, node = Random(choice).choice(places)
    new, _ = attempt(source, [Delete(route)], tree)
    first = source.text.rfind("\n", 0, (key or node).start) + 1
    behind_dash = "-" in source.text[first : (key or node).start] and key is not None
    holder = tree.find(route[:-1])
    assert holder is not None
    collection = holder[1]
    assert isinstance(collection, Mapping | Sequence)
    count = len(collection.pairs if isinstance(collection, Mapping) else collection.items)
    if not (behind_dash or collection.flow or count == 1 or source.newline == "\r"):
        nested = any(isinstance(part, int) for part in route[:-1])
        assert nested or is_part(lines_of(new), lines_of(source))


@given(SEEDS, SEEDS)
@settings(max_examples=7 * settings().max_examples)
def test_a_new_order_keeps_every_line(seed: int, choice: int) -> None:
    source, tree = composed(seed)
    assert tree.root is not None
    lists = [(route, node) for route, _, node in walk(tree.root)
             if isinstance(node, Sequence) and len(node.items) > 1 and not node.flow]  # fmt: skip
    assume(lists)
    random = Random(choice)
    route, node = random.choice(lists)
    order = tuple(random.sample(range(len(node.items)), len(node.items)))
    new, new_tree = attempt(source, [ReorderItems(route, order)], tree)
    assert sorted(new.text.replace(" ", "")) == sorted(source.text.replace(" ", ""))
    back = tuple(order.index(index) for index in range(len(order)))
    restored = attempt(new, [ReorderItems(route, back)], new_tree)[0]
    assert compose(restored).data == tree.data or not same(tree.data, tree.data)


@given(SEEDS, SEEDS, st.integers(2, 6))
@settings(max_examples=5 * settings().max_examples)
def test_edits_one_by_one_or_together(seed: int, choice: int, count: int) -> None:
    source, tree = composed(seed)
    random = Random(choice)
    one, one_tree, edits = source, tree, []
    for _ in range(count):
        if one_tree.root is None:
            break
        try:
            edit = make_edit(one_tree, random)
            one, one_tree = resplice(one, [edit], tree=one_tree)
        except (EditError, IndexError):
            continue
        edits.append(edit)
    together = splice(source, edits, tree=tree)
    assert same(compose(together).data, one_tree.data)
    assert same(intended(tree.data, edits), one_tree.data)


@given(SEEDS, st.sampled_from(["renamed", "on", "a: b", "", "two words", "#", "größe!"]))
@settings(max_examples=5 * settings().max_examples)
def test_a_renamed_key_keeps_its_value_as_written(seed: int, name: str) -> None:
    source, tree = composed(seed)
    assert isinstance(tree.root, Mapping)
    key, _ = tree.root.pairs[0]
    assert isinstance(key, Scalar)
    new, _ = attempt(source, [RenameKey((key.text,), name)], tree)
    assert new.text.startswith(source.text[: key.start])
    assert new.text.endswith(source.text[key.end :])
