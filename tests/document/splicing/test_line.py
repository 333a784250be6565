"""The proof by one line accepts only what the proof of the whole text accepts too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from article_schema.document.compare import same
from article_schema.document.edits import Patch, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.limits import DEFAULT_LIMITS
from article_schema.document.reading.compose import compose
from article_schema.document.reading.house import HouseTree
from article_schema.document.reading.ladder import read
from article_schema.document.splicing.intended import intended
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.proof.line import proved_by_line
from article_schema.document.splicing.proof.verify import proved
from article_schema.document.splicing.splice import splice

#: Lines that go on, end, hide or repeat what stands above them, and lines of every indentation.
LINES = (
    "a: b", "b: 1", "a: c", "c:", "  d: 'e'", "    f: g", "  - x", "- y", "  - h: 1", "    i: 2",
    '"j": k', "? l", "# m", "  # n", "", "  ", "\t", "  more", "more", '"open', "o: |", "p: >-",
    "q: [r, s]", "t: [", "]", "u: {v: w}", "x: &y z", "aa: *y", "bb: !!str 1", "---", "...",
    "<<: *y", "cc: 'dd", "ee: \"ff\\", "%YAML 1.1", "gg: hh # ii", "jj: 2020-01-01T00:00:00Z",
    "kk: - ll",
)  # fmt: skip
#: What may come to stand in the place of a value.
NEW = (
    "z", "1", "null", "~", "", " ", "'z'", '"z"', '"z', "'", "z # y", "#z", "z: y", "[z]", "[z",
    "- z", "|", ">", "&a z", "*a", "!!str z", "{z: 1}", "? z", "---", "2020-01-01T00:00:00Z",
    "0x1F", "1_000", "yes", "z\ty", "\x85", "\u2028", "\r", "z\n", "'2020-01-01T00:00:00Z'",
    '"\\n"', '"\\x41"', "...",
)  # fmt: skip
VALUES = ("z", 1, None, True, "", "z # y", "1", "2020-01-01T00:00:00Z", ["z"], 31, "\n")


def scene(text: str, name: str) -> Scene | None:
    source = split(text, name)
    try:
        tree = read(source)
    except Exception:  # noqa: BLE001 - what cannot be read is of no interest here
        return None
    return Scene(source, tree, PlainLayout(), DEFAULT_LIMITS) if tree.root else None


def routes(data: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    found = []
    for step, item in pairs:
        here = (*route, step)
        found += routes(item, here) if isinstance(item, dict | list) else [here]
    return found


@given(
    lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=6),
    front=st.booleans(),
    last=st.sampled_from(("", "\n", "\r\n")),
    new=st.sampled_from(NEW),
    value=st.sampled_from(VALUES),
    data=st.data(),
)
def test_what_one_line_proves_the_whole_text_proves(
    lines: list[str], front: bool, last: str, new: str, value: Any, data: st.DataObject
) -> None:
    newline = last or "\n"
    text = newline.join(lines) + last
    if front:
        text = newline.join(("---", *lines, "---", "Text"))
    before = scene(text, "a.md" if front else "a.yaml")
    if before is None or not isinstance(before.tree.data, dict) or not routes(before.tree.data):
        return
    route = data.draw(st.sampled_from(routes(before.tree.data)))
    found = before.tree.find(route)
    assert found is not None
    edit = SetValue(route, value)
    goal = intended(before.tree.data, [edit])
    patches = [Patch(found[1].start, found[1].end, new)]
    after = proved_by_line(before, edit, patches, goal)
    if after is None:
        return
    event("proved by its line")
    whole = proved(before, patches, goal)
    assert after.source == whole.source
    assert same(after.tree.data, whole.tree.data)
    assert same(compose(after.source).data, goal)
    spans = [(each.find(route) or (None, None))[1] for each in (after.tree, whole.tree)]
    assert [(each.start, each.end) for each in spans if each] == [
        (spans[1].start, spans[1].end)  # type: ignore[union-attr]
    ] * 2


@pytest.mark.parametrize(
    ("text", "route", "new", "value"),
    [
        ("a: b\nc: d\n", ("a",), "z", "z"),
        ("a:\n  - c: b # why\n    d: e\n", ("a", 0, "c"), '"z: y"', "z: y"),
        ("---\r\na: b\r\n---\r\nText", ("a",), "17", 17),
    ],
)
def test_a_line_of_house_form_proves_its_edit(
    text: str, route: tuple[Any, ...], new: str, value: Any
) -> None:
    """So the property above holds of something."""
    before = scene(text, "a.md" if text.startswith("---") else "a.yaml")
    assert before is not None
    edit, at = SetValue(route, value), text.index("b")
    goal = intended(before.tree.data, [edit])
    after = proved_by_line(before, edit, [Patch(at, at + 1, new)], goal)
    assert after is not None
    assert after.text == text.replace("b", new, 1)


def test_the_next_edit_reads_the_nodes_of_the_text_that_one_line_proved() -> None:
    source = split("a: b\nc: d\n", "a.yaml")
    edits = [SetValue(("a",), "longer"), SetValue(("a",), "x"), SetValue(("c",), "e")]
    assert splice(source, edits).text == "a: x\nc: e\n"
    tree = HouseTree("a: b\n", 4, {"a": "b"})
    assert tree.root is not None
    assert (tree.root.start, tree.root.end) == (4, 8)
