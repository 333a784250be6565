from __future__ import annotations

from article_schema.document.tree import Mapping, is_empty, key_text, merge_sources, target_of, walk

from .texts import compose_text

TEXT = "a: &x {b: 1}\nc: *x\nd: [1, [2]]\ne:\nf:\n  <<: *x\n  g: 3\n"


def test_find_follows_aliases_and_merges() -> None:
    tree = compose_text(TEXT)
    for route, text in (
        (("a", "b"), "1"),
        (("c", "b"), "1"),
        (("d", 1, 0), "2"),
        (("f", "b"), "1"),
        (("f", "g"), "3"),
    ):
        found = tree.find(route)
        assert found is not None
        assert TEXT[found[1].start : found[1].end] == text


def test_find_returns_nothing_where_nothing_is() -> None:
    tree = compose_text(TEXT)
    for route in (("z",), ("a", 0), ("d", 2), ("d", "a"), ("a", "b", "c"), (0,)):
        assert tree.find(route) is None
    assert compose_text("").find(("a",)) is None


def test_find_can_start_at_a_node() -> None:
    tree = compose_text(TEXT)
    start = tree.find(("d",))
    assert start is not None
    found = tree.find((0,), start[1])
    assert found is not None
    assert found[0] is None


def test_walk_yields_everything_below_a_node_and_enters_no_alias() -> None:
    tree = compose_text(TEXT)
    assert tree.root is not None
    assert [route for route, _, _ in walk(tree.root)] == [
        ("a",), ("a", "b"), ("c",), ("d",), ("d", 0), ("d", 1), ("d", 1, 0), ("e",),
        ("f",), ("f", "<<"), ("f", "g"),
    ]  # fmt: skip


def test_small_questions() -> None:
    tree = compose_text(TEXT)
    assert isinstance(tree.root, Mapping)
    values = {key_text(key): value for key, value in tree.root.pairs}
    assert is_empty(values["e"])
    assert not is_empty(values["a"])
    assert target_of(values["c"]) is values["a"]
    merging = target_of(values["f"])
    assert isinstance(merging, Mapping)
    assert list(merge_sources(merging)) == [values["a"]]
