"""The entries of a block collection as they stand in the text: starts, ends, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from article_schema.document import text as lines
from article_schema.document.lines import SKIPPED
from article_schema.document.tree import Alias, Mapping, Node, Sequence

_DASHES = re.compile(r" *(?:- +)*")
_PROPERTIES = re.compile(rf"(?:[&!]\S*{SKIPPED})*")
_TO_DASH = re.compile(rf"{SKIPPED}(?=-)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping entry or a list item in block style.

    `start` is the offset of its key or dash, `end` the one behind its value, `stop` the end of the
    last line that belongs to it: comments indented deeper below a collection are part of it.
    """

    start: int
    end: int
    stop: int
    column: int
    #: Nothing but spaces stands before it on its line.
    own_line: bool
    #: False where something other than spaces and dashes stands there, such as `?` or an anchor.
    regular: bool


def entries_of(text: str, collection: Mapping | Sequence, upper: int) -> list[Entry]:
    """Return the entries of a block collection; `upper` is the end of the YAML."""
    if isinstance(collection, Mapping):
        return [
            _entry(text, key.start, max(key.end, value.end), value, upper)
            for key, value in collection.pairs
        ]
    entries: list[Entry] = []
    properties = _PROPERTIES.match(text, collection.start)
    start = properties.end() if properties else collection.start
    for item in collection.items:
        if entries:
            match = _TO_DASH.match(text, entries[-1].end)
            start = match.end() if match else item.start
        entries.append(_entry(text, start, max(item.end, start + 1), item, upper))
    return entries


def _entry(text: str, start: int, end: int, value: Node, upper: int) -> Entry:
    first = lines.line_start(text, start)
    prefix = text[first:start]
    own_line = not prefix.strip(" ")
    regular = own_line or _DASHES.fullmatch(prefix) is not None
    stop = lines.line_end(text, end)
    if not isinstance(value, Alias) and isinstance(value, Mapping | Sequence) and not value.flow:
        stop = past_inner_comments(text, stop, start - first, upper)
    return Entry(start, end, stop, start - first, own_line, regular)


def past_inner_comments(text: str, stop: int, indent: int, upper: int) -> int:
    """Return the end of the comment lines below a line end that are indented deeper."""
    while True:
        start = lines.past_break(text, stop)
        end = lines.line_end(text, start)
        line = text[start:end]
        if start == stop or start >= upper or not lines.is_comment(line):
            return stop
        if lines.indentation(line) <= indent:
            return stop
        stop = end


def entry_top(text: str, entries: list[Entry], index: int, lower: int) -> int:
    """Return where an entry on a line of its own starts, with the comments directly above it."""
    bound = lines.past_break(text, entries[index - 1].stop) if index else lower
    entry = entries[index]
    return lines.comments_above(text, lines.line_start(text, entry.start), bound, entry.column)


def gap_is_blank(text: str, entries: list[Entry], index: int) -> bool:
    """Tell whether a blank line stands between an entry and the one after it."""
    following = lines.line_start(text, entries[index + 1].start)
    return lines.has_blank_line(text[entries[index].stop : following])
