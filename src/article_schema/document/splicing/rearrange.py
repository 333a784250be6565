"""Removing entries of block collections, and giving the items of block lists another order."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document import text as lines
from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.entries import Entry, own_top
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import Place, Scene, refuse_used_anchor
from article_schema.document.splicing.properties import content_of
from article_schema.document.tree import Mapping, Node, Sequence
from article_schema.faults import Range
from article_schema.routes import Route

#: Why an entry cannot change its lines.
IRREGULAR = (
    "an anchor, a tag or another key stands before it on its line; put it on a line of its own"
)
_SHARED_LINES = "it does not stand on lines of its own; give it some first"


def remove_entry(scene: Scene, place: Place) -> Iterator[Patches]:
    """Plan the removal of a mapping entry or list item in block style.

    Raises:
        EditError: an alias needs its anchor, or its lines cannot be told from its neighbours'.
    """
    refuse_used_anchor(scene, place)
    text = scene.text
    entries = scene.entries(place.parent)
    entry = entries[place.index]
    if not entry.regular:
        raise refusal(place.route, IRREGULAR)
    if not lines.ends_line(text, entry.end):
        raise refusal(place.route, _SHARED_LINES)
    if len(entries) == 1:
        yield _emptied(scene, place, entries)
    elif entry.own_line:
        yield [_whole_lines(scene, entries, place.index, with_blanks=True)]
        yield [_whole_lines(scene, entries, place.index, with_blanks=False)]
    else:
        yield [_first_behind_dash(text, entry, entries[1], place.route)]


def reorder_block(scene: Scene, node: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
    """Plan a new order of a block list; the breaks and blank lines between items stay in place.

    Raises:
        EditError: an item does not stand on lines of its own.
    """
    text, lower = scene.text, scene.source.block[0]
    entries = scene.entries(node)
    spans: list[Range] = []
    for index, entry in enumerate(entries):
        if not entry.regular or not lines.ends_line(text, entry.end):
            raise refusal((*route, index), _SHARED_LINES)
        start = own_top(text, entries, index, lower) if entry.own_line else entry.start
        spans.append((start, entry.stop))
    blocks = [text[slice(*span)] for span in spans]
    patches: Patches = []
    for slot, source in enumerate(order):
        if slot == source:
            continue
        block = blocks[source]
        # The first item of a list inside a list stands behind the outer dash, without indentation.
        if not entries[source].own_line:
            block = " " * entries[source].column + block
        patches.append(Patch(*spans[slot], block if entries[slot].own_line else block.lstrip(" ")))
    return patches


def _whole_lines(scene: Scene, entries: list[Entry], index: int, *, with_blanks: bool) -> Patch:
    text, (lower, upper) = scene.text, scene.source.block
    start = own_top(text, entries, index, lower)
    end = lines.past_break(text, entries[index].stop)
    if with_blanks:
        # One of the two separations goes with the entry, so that one stays between its neighbours.
        above = lines.blank_lines_above(text, start, lower)
        below = lines.blank_lines_below(text, end, upper)
        if above < start and (below > end or end >= upper):
            start = above
        elif start == lower and below > end:
            end = below
    if end == entries[index].stop and start > lower:
        # The last line of a file without a final newline: the one above takes its place.
        start = lines.before_break(text, start)
    return Patch(start, end, "")


def _first_behind_dash(text: str, entry: Entry, following: Entry, route: Route) -> Patch:
    """Remove the entry behind a dash: the next one moves up, unless a comment stands between."""
    if not following.own_line:
        raise refusal(route, _SHARED_LINES)
    start = lines.line_start(text, following.start)
    if not text[entry.stop : start].strip() and not lines.has_blank_line(text[entry.stop : start]):
        return Patch(entry.start, following.start, "")
    first = lines.line_start(text, entry.start)
    return Patch(first + len(text[first : entry.start].rstrip(" ")), entry.stop, "")


def _emptied(scene: Scene, place: Place, entries: list[Entry]) -> Patches:
    """Write `[]` or `{}` for a collection whose only entry goes."""
    entry, text, lower = entries[0], scene.text, scene.source.block[0]
    empty = "{}" if isinstance(place.parent, Mapping) else "[]"
    if not entry.own_line:
        return [Patch(entry.start, entry.end, empty)]
    top = own_top(text, entries, 0, lower)
    mark = content_of(text, place.parent).mark or mark_of(scene, place.path, place.route[:-1])
    if mark is None:
        return [Patch(top, entry.stop, empty)]
    if not lower <= mark <= top:
        raise refusal(place.route, _SHARED_LINES)
    if lines.past_break(text, entry.stop) == entry.stop:
        return [Patch(mark, mark, f" {empty}"),
                Patch(lines.before_break(text, top), entry.stop, "")]  # fmt: skip
    return [Patch(mark, mark, f" {empty}"), Patch(top, lines.past_break(text, entry.stop), "")]


def mark_of(scene: Scene, path: tuple[Mapping | Sequence, ...], route: Route) -> int | None:
    """Return the offset behind the colon or dash that announces the last collection of a path.

    None stands for the root, which nothing announces.

    Raises:
        EditError: the sign cannot be found.
    """
    if len(path) < 2:
        return None
    holder, node = path[-2], path[-1]
    if isinstance(holder, Mapping):
        key = next(key for key, value in holder.pairs if value is node)
        return behind_colon(scene, key, route)
    index = next(index for index, item in enumerate(holder.items) if item is node)
    entry = scene.entries(holder)[index]
    return entry.start + 1


def behind_colon(scene: Scene, key: Node | None, route: Route) -> int:
    """Return the offset behind a key's colon.

    Raises:
        EditError: the key has none.
    """
    mark = lines.colon_end(scene.text, key.end) if key is not None else None
    if mark is None or mark > scene.source.block[1]:
        raise refusal(route, "its key has no colon")
    return mark
