"""An edit in the first column that its line proves is the edit that the nodes of the file give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from article_schema.document.compare import same
from article_schema.document.edits import EXPAND, Delete, RenameKey, SetValue, TextEdit
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.limits import DEFAULT_LIMITS
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import GlancedTree, look
from article_schema.document.source import Source
from article_schema.document.splicing.first_column import edited_in_first_column
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.splice import resplice
from article_schema.errors import DocumentError, EditError
from article_schema.house_style import HouseStyle

#: Entries whose value is changed.
ENTRIES = (
    "title: 'e'", 'title: "f" # g', "title: h", "title: 2020-01-01", "title: 'it''s'", "title: R&D",
    'title: "R&D"', "title: ''", "title: [l, m]", "title:", "title: a: b", "heat: 3 # of 9",
    "heat: ~", 'excerpt: "a \\"b\\""', "publishedDateTime: 2020-01-01T00:00:00Z", "title: 'b",
    "title: |", "title: &s t", "title: !!str 1", "title: {n: o}", "title: b  ", "type: no",
)  # fmt: skip
#: Lines that go on with what stands above, and what looks like the entry.
LINES = (
    "a: b", "b: 1", "c:", 'd: "i', 'j"', "  title: k", "  heat: 3", "title: m", "heat: 4", "  more",
    "more", "# n", "  # o", "", "  ", "- p", "  - q", "  r: |", "s: >-", "    t", "u: [", "]",
    "w: {x: y, ", "heat: 3}", "y: 'b", "z'", "title: b'", "'", '"', "? title", ": v", "<<: {a: b}",
    '"title": w', "title : x", "---", "...", "aa: &s b", "bb: *s", "\t", "cc: plain", "-",
)  # fmt: skip
VALUES = (
    "z", "", "1", "no", "it's", 'a "b"', "x: y", "x # y", "- x", "2020-01-01T00:00:00Z",
    "2020-01-01", "R&D", "\t", "a\nb", "\u2028", "---", "é", 1, -1, 2.5, True, None, float("inf"),
    "z" * 300, ["z"],
)  # fmt: skip


def looked_at(text: str, name: str) -> Scene | None:
    try:
        source = split(text, name)
        tree = look(source)
    except DocumentError:
        return None
    return Scene(source, tree, HouseStyle(), DEFAULT_LIMITS)


def by_nodes(scene: Scene, edit: TextEdit) -> Source | str:
    """Make an edit as where the nodes are known; or say why that is refused."""
    tree = compose(scene.source)
    try:
        return resplice(scene.source, [edit], layout=scene.layout, tree=tree)[0]
    except EditError as error:
        return error.reason


@st.composite
def files(draw: st.DrawFn, entries: tuple[str, ...]) -> tuple[Scene | None, str]:
    """Draw a file with one of some entries, and its key; None for one that has no mapping."""
    lines = st.lists(st.sampled_from(LINES), max_size=3)
    entry, newline = draw(st.sampled_from(entries)), draw(st.sampled_from(("\n", "\r\n")))
    written = [*draw(lines), *entry.split("\n"), *draw(lines)]
    front = draw(st.booleans())
    text = newline.join(written) + newline * draw(st.booleans())
    if front:
        text = newline.join(("---", *written, "---", "title: no"))
    scene = looked_at(text, "a.md" if front else "a.yaml")
    is_mapping = scene is not None and isinstance(scene.tree.data, dict)
    return (scene if is_mapping else None), entry.partition(":")[0]


@given(file=files(ENTRIES), value=st.sampled_from(VALUES))
def test_what_the_line_proves_is_what_the_nodes_give(
    file: tuple[Scene | None, str], value: Any
) -> None:
    scene, key = file
    if scene is None:
        return
    edit = SetValue((key,), value)
    after = edited_in_first_column(scene, edit)
    if after is None:
        return
    event(f"proved, after a glance: {isinstance(scene.tree, GlancedTree)}")
    assert after.source == by_nodes(scene, edit)
    whole = compose(after.source)
    assert same(whole.data, {**scene.tree.data, key: value})
    assert same(after.tree.data, whole.data)
    assert whole.faults == []
    found = after.tree.find((key,))
    assert found is not None
    assert (found[1].start, found[1].end) == (
        whole.find((key,))[1].start, whole.find((key,))[1].end  # type: ignore[index]
    )  # fmt: skip


#: New names: plain ones, taken ones, and those that need quotes or are more than a key.
NAMES = (
    "name", "b", "heat", "title", "other_name", "x", "y", "no", "null", "true", "1", "", "a b",
    "a: b", "#x", "<<", "-", "---", "é", "a\nb", "2020-01-01", "[a]", "*s", "&s", "z" * 120, "_",
    "a.b",
)  # fmt: skip


#: Entries whose values stand below their keys too.
DEEP_ENTRIES = (
    *ENTRIES, "title:\n  - a\n  - b: c", "title: # why\n  a: b\n  c:", "title:\n- a",
    "title: >\n  a",
)  # fmt: skip


@given(file=files(DEEP_ENTRIES), name=st.sampled_from(NAMES))
def test_a_key_that_its_line_proves_is_the_one_that_the_nodes_give(
    file: tuple[Scene | None, str], name: str
) -> None:
    scene, key = file
    if scene is None:
        return
    edit = RenameKey((key,), name)
    after = edited_in_first_column(scene, edit)
    if after is None:
        return
    event(f"proved, after a glance: {isinstance(scene.tree, GlancedTree)}")
    assert after.source == by_nodes(scene, edit)
    whole = compose(after.source)
    old = scene.tree.data
    assert list(whole.data) == [name if each == key else each for each in old]
    assert same(whole.data, {name if each == key else each: old[each] for each in old})
    assert same(after.tree.data, whole.data)
    assert whole.faults == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("title: a # why\nb: c\n", "name: a # why\nb: c\n"),
        ("b:\n  title: c\ntitle:\n  - a: b\n", "b:\n  title: c\nname:\n  - a: b\n"),
        ("title: # why\n- a\n- b\n", "name: # why\n- a\n- b\n"),
        ("---\r\ntitle: a\r\n---\r\ntitle: no", "---\r\nname: a\r\n---\r\ntitle: no"),
    ],
)
def test_one_line_is_enough_for_a_key(text: str, after: str) -> None:
    """So the property above holds of something."""
    scene = looked_at(text, "a.md" if text.startswith("---") else "a.yaml")
    assert scene is not None
    edited = edited_in_first_column(scene, RenameKey(("title",), "name"))
    assert edited is not None
    assert edited.text == after


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("title: a\nb: c\n", "z", "title: z\nb: c\n"),
        ("b:\n  title: c\ntitle: a # why\n", "x: y", "b:\n  title: c\ntitle: 'x: y' # why\n"),
        ("b: 'c\n  d'\ntitle: 'a'\n", "z", "b: 'c\n  d'\ntitle: 'z'\n"),
        ("---\r\ntitle: a\r\n---\r\ntitle: no", "z", "---\r\ntitle: z\r\n---\r\ntitle: no"),
    ],
)
def test_one_line_is_enough(text: str, value: str, after: str) -> None:
    """So the property above holds of something."""
    scene = looked_at(text, "a.md" if text.startswith("---") else "a.yaml")
    assert scene is not None
    edited = edited_in_first_column(scene, SetValue(("title",), value))
    assert edited is not None
    assert edited.text == after


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("title: a\n  b\n", SetValue(("title",), "z")),
        ('b: "c\ntitle: d"\ntitle: a\n', SetValue(("title",), "z")),
        ("title: [a]\n", SetValue(("title",), "z")),
        ("title: a\n", SetValue(("title",), "b\nc")),
        ("title: a\n", SetValue(("title",), ["b"])),
        ("title: a\n", SetValue(("title",), "b", EXPAND)),
        ("title: a\n", SetValue(("other",), "b")),
        ("title:\n  a: b\n", SetValue(("title", "a"), "c")),
        ("title: a\nb: &c d\n", SetValue(("title",), "z")),
        ("title: |\n  a\n", SetValue(("title",), "z")),
        ("title: a\n", Delete(("title",))),
        ("title: a\nb: c\n", RenameKey(("title",), "b")),
        ("title: a\n", RenameKey(("title",), "no")),
        ("title: a\n", RenameKey(("title",), "x", EXPAND)),
        ("title: a\n", RenameKey(("other",), "x")),
        ("a:\n  title: b\n", RenameKey(("a", "title"), "x")),
        ('b: "c\ntitle: d"\ntitle: a\n', RenameKey(("title",), "x")),
    ],
)
def test_the_nodes_are_asked_where_a_line_is_not_enough(text: str, edit: TextEdit) -> None:
    scene = looked_at(text, "a.yaml")
    assert scene is not None
    assert edited_in_first_column(scene, edit) is None


def test_a_value_that_is_there_already_changes_nothing() -> None:
    scene = looked_at('title: "a"\n', "a.yaml")
    assert scene is not None
    assert edited_in_first_column(scene, SetValue(("title",), "a")) is scene


def test_a_text_may_not_grow_beyond_what_its_rung_reads() -> None:
    text = "title: a\n"
    source = split(text, "a.yaml")
    limits = DEFAULT_LIMITS._replace(slow_characters=len(text) + 5)
    scene = Scene(source, look(source, limits), PlainLayout(), limits)
    assert isinstance(scene.tree, GlancedTree)
    assert edited_in_first_column(scene, SetValue(("title",), "abcdef")) is not None
    assert edited_in_first_column(scene, SetValue(("title",), "abcdefg")) is None
