"""Putting new entries into block collections."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document import text as lines
from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.entries import (
    Entry,
    gap_is_blank,
    own_top,
    past_inner_comments,
)
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.rearrange import IRREGULAR
from article_schema.document.splicing.render import Writer, block_style_of, order_of, place_key
from article_schema.document.tree import Data, Mapping, Node, Scalar, Sequence, key_text
from article_schema.routes import Route


def insert_key(scene: Scene, parent: Mapping, route: Route, value: Data) -> Iterator[Patches]:
    """Plan a new entry of a block mapping; the last step of the route is its key."""
    key = str(route[-1])
    entries = scene.entries(parent)
    names = [key_text(node) for node, _ in parent.pairs]
    index = place_key(names, key, order_of(scene.layout, route[:-1], [*names, key]))
    indent = _column(scene.text, entries, index, route)
    blanks = _separation(scene, entries, names, index, route)
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
    gaps = range(len(entries) - 1)
    blank = len(gaps) > 0 and all(gap_is_blank(scene.text, entries, gap) for gap in gaps)
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
    regular = [entry.column for entry in entries if entry.regular]
    if not regular or (index == 0 and not entries[0].regular):
        raise refusal(route, IRREGULAR)
    return regular[0]


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


def _separation(
    scene: Scene, entries: list[Entry], names: list[str | None], index: int, route: Route
) -> tuple[bool, bool]:
    """Tell whether blank lines are needed above and below a new mapping entry."""
    layout, parent = scene.layout, route[:-1]
    sections = [name is not None and layout.is_section((*parent, name)) for name in names]
    new = layout.is_section(route)
    borders = [at for at in range(len(names) - 1) if sections[at] or sections[at + 1]]
    if borders and not any(gap_is_blank(scene.text, entries, at) for at in borders):
        return False, False
    above = index > 0 and (new or sections[index - 1])
    below = index < len(names) and (new or sections[index])
    if index and below:
        below = not gap_is_blank(scene.text, entries, index - 1)
    return above, below


def _sibling(parent: Sequence, index: int, value: Data) -> Node | None:
    """Return the nearest item of the same kind, the ones above first."""
    kind = Mapping if isinstance(value, dict) else Sequence if isinstance(value, list) else Scalar
    candidates = [*reversed(parent.items[:index]), *parent.items[index:]]
    return next((item for item in candidates if isinstance(item, kind)), None)
