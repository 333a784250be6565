from __future__ import annotations

import pickle
from random import Random

import pytest
from fuzz.differential import SEEDS, mutated

from article_schema.document.compare import same
from article_schema.document.formats.registry import split
from article_schema.document.limits import DEFAULT_LIMITS
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import GlancedTree, look, unread
from article_schema.document.tree import walk
from article_schema.errors import DocumentError


def test_a_look_reads_what_the_parsers_read() -> None:
    chance, glanced = Random(5), 0
    for _ in range(1_500):
        text = mutated(list(SEEDS), chance)
        source = split(text, "a.yaml")
        try:
            tree = look(source)
        except DocumentError:
            with pytest.raises(DocumentError):
                compose(source)
            continue
        glanced += isinstance(tree, GlancedTree)
        whole = compose(source)
        assert same(tree.data, whole.data)
        assert repr(tree.data) == repr(whole.data)
        assert tree.is_blank is whole.is_blank
        assert [fault.message for fault in tree.faults] == [each.message for each in whole.faults]
    assert glanced > 50


@pytest.mark.parametrize(
    "text", ["a: b\nc:\n  - d\n", "a: |\n  b\nc: {d: e}\n", "a: b\r\nc: |\r\n  d\r\n"]
)
def test_the_nodes_of_a_text_seen_at_a_glance_are_read_when_they_are_asked_for(text: str) -> None:
    source = split(text, "a.yaml")
    tree = pickle.loads(pickle.dumps(look(source)))
    assert isinstance(tree, GlancedTree)
    root, expected = tree.root, compose(source).root
    assert root is not None
    assert expected is not None
    assert [(route, node.start, node.end) for route, _, node in walk(root)] == [
        (route, node.start, node.end) for route, _, node in walk(expected)
    ]
    assert same(tree.whole.data, tree.data)


@pytest.mark.parametrize("text", ["a: |\n  b", "- a\n", "", "a: &b c\n", "a: b\rc: d\n"])
def test_other_texts_are_read_with_their_nodes(text: str) -> None:
    source = split(text, "a.yaml")
    assert not isinstance(look(source), GlancedTree)
    assert same(look(source).data, compose(source).data)


def test_a_glance_reads_no_text_whose_nodes_could_be_beyond_a_limit() -> None:
    source = split("a: {b: c}\n", "a.yaml")
    assert isinstance(look(source), GlancedTree)
    for name in ("slow_characters", "data_characters", "scalar_characters", "nodes", "depth"):
        limits = DEFAULT_LIMITS._replace(**{name: 8})
        try:
            tree = look(source, limits)
        except DocumentError:
            continue
        assert not isinstance(tree, GlancedTree), name


def test_only_the_quick_rungs_have_trees_without_nodes() -> None:
    source = split("a: b\n", "a.yaml")
    assert unread(compose(source), source, DEFAULT_LIMITS, {"a": "b"}) is None
    for tree in (look(source), look(split("a: b", "a.yaml"))):
        later = unread(tree, source, DEFAULT_LIMITS, {"a": "b"})
        assert type(later) is type(tree)
        assert later is not None
        assert later.find(("a",)) is not None


def _glanced(text: str) -> GlancedTree:
    tree = look(split(text, "a.yaml"))
    assert isinstance(tree, GlancedTree)
    return tree


def test_only_the_lines_of_a_key_are_read_for_a_place_below_it() -> None:
    text = "title: 'A walk'\nrelated:\n# the first\n- url: /a\n  size: 3\n\n- url: /b\nlast: x\n"
    tree = _glanced(text)
    found = tree.look_up(("related", 1, "url"))
    assert found is not None
    assert text[found[1].start : found[1].end] == "/b"
    assert tree.look_up(("related", 2)) is tree.look_up(("subtitle",)) is None
    assert tree._whole is None


def test_lines_that_say_something_else_alone_are_read_with_the_others() -> None:
    text = 'title: "one\n  two"\nquote: "he said\nlast: no\n  and left"\nlast: x\n'
    tree = _glanced(text)
    for key, written in (("title", '"one\n  two"'), ("last", "x")):
        found = tree.look_up((key,))
        assert found is not None
        assert text[found[1].start : found[1].end] == written
    assert tree._whole is not None


def test_a_place_that_is_looked_up_is_that_of_the_whole() -> None:
    chance, count = Random(8), 0
    for _ in range(2_000):
        source = split(mutated(list(SEEDS), chance), "a.yaml")
        try:
            tree = look(source)
        except DocumentError:
            continue
        whole = compose(source)
        for route, _, node in walk(whole.root) if isinstance(tree, GlancedTree) else ():
            found = tree.look_up(route)
            assert found is not None
            assert (found[1].start, found[1].end) == (node.start, node.end), (source.text, route)
            count += 1
    assert count > 500
