"""Putting new entries into block collections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from article_schema.document import text as lines
from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.entries import (
    Entry,
    gap_is_blank,
    own_top,
    past_inner_comments,
)
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.new_keys import new_keys
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.rearrange import IRREGULAR
from article_schema.document.splicing.render import Writer, block_style_of
from article_schema.document.tree import Data, Mapping, Node, Scalar, Sequence
from article_schema.routes import Route


def insert_key(scene: Scene, parent: Mapping, route: Route, value: Data) -> Iterator[Patches]:
    """Plan a new entry of a block mapping; the last step of the route is its key."""
    key = str(route[-1])
    entries = scene.entries(parent)
    keys = new_keys(scene, parent, route)
    index, blanks = keys.index(key), keys.separation(key)
    indent = _column(scene.text, entries, index, route)
    for careful in (False, True):
        writer = Writer(scene, block_style_of(scene, parent), careful=careful)
        new = writer.entry(key, value, None, route, indent)
        yield from _insert(scene, entries, index, new, blanks)


def insert_item(
    scene: Scene, parent: Sequence, route: Route, index: int, value: Data
) -> Iterator[Patches]:
    """Plan a new item of a block list that is not empty; `route` is the list's."""
    entries = scene.entries(parent)
    indent = _column(scene.text, entries, index, route)
    blank = scene.once("blanks", parent, lambda: _are_set_apart(scene.text, entries))
    sample = _sibling(parent, index, value)
    for careful in (False, True):
        writer = Writer(scene, block_style_of(scene, parent), careful=careful)
        new = writer.item(value, sample, (*route, index), indent)
        yield from _insert(scene, entries, index, new, (blank and index > 0, blank and index == 0))


def insert_first(scene: Scene, route: Route, value: Data) -> Iterator[Patches]:
    """Plan the first entry of a document that holds no data yet, or all of its data."""
    text, end = scene.text, scene.source.block[1]
    for careful in (False, True):
        writer = Writer(scene, block_style_of(scene, None), careful=careful)
        new = scene.newline.join(writer.entry(str(route[-1]), value, None, route, 0) if route
                                 else _root(writer, value))  # fmt: skip
        separate = "" if end == lines.line_start(text, end) else scene.newline
        yield [Patch(end, end, f"{separate}{new}{scene.newline}")]


def _root(writer: Writer, value: Data) -> list[str]:
    inline = writer.inline(value, None, (), 0)
    return writer.block(value, None, (), 0) if inline is None else [inline]


def _column(text: str, entries: list[Entry], index: int, route: Route) -> int:
    """Return the column of the entries, if a new one can stand at an index."""
    if index and not lines.ends_line(text, entries[index - 1].end):
        raise refusal(route, "the entry before it does not end its line")
    regular = next((entry.column for entry in entries if entry.regular), None)
    if regular is None or (index == 0 and not entries[0].regular):
        raise refusal(route, IRREGULAR)
    return regular


def _are_set_apart(text: str, entries: list[Entry]) -> bool:
    """Tell whether a blank line stands between all entries of a list."""
    gaps = range(len(entries) - 1)
    return len(gaps) > 0 and all(gap_is_blank(text, entries, gap) for gap in gaps)


def _insert(
    scene: Scene, entries: list[Entry], index: int, new: list[str], blanks: tuple[bool, bool]
) -> Iterator[Patches]:
    """Plan new lines in front of an entry; `blanks` says whether blank lines go around them."""
    text, newline = scene.text, scene.newline
    body = newline.join(new)
    if index == 0:
        body += newline * (2 if blanks[1] else 1)
        first = entries[0]
        if first.own_line:
            top = own_top(text, entries, 0, scene.source.block[0])
            yield [Patch(top, top, body)]
        else:
            indent = " " * first.column
            yield [Patch(first.start, first.start, body[first.column :] + indent)]
        return
    previous = entries[index - 1]
    body = newline * (2 if blanks[0] else 1) + body + (newline if blanks[1] else "")
    # A comment indented like the inside of the entry above belongs there, even below a scalar.
    stop = past_inner_comments(text, previous.stop, previous.column, scene.source.block[1])
    yield [Patch(stop, stop, body)]
    # A block scalar with `+` owns the blank lines below it.
    start = lines.past_break(text, stop)
    below = lines.blank_lines_below(text, start, scene.source.block[1])
    if below > start:
        yield [Patch(below, below, newline.join(new) + newline)]


def _sibling(parent: Sequence, index: int, value: Data) -> Node | None:
    """Return the nearest item of the same kind, the ones above first."""
    kind = Mapping if isinstance(value, dict) else Sequence if isinstance(value, list) else Scalar
    items = parent.items
    nearest = chain(range(index - 1, -1, -1), range(index, len(items)))
    return next((items[at] for at in nearest if isinstance(items[at], kind)), None)
