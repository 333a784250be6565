"""The entries of a block collection as they stand in the text: starts, ends, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from article_schema.document import text as lines
from article_schema.document.text import SKIPPED
from article_schema.document.tree import Alias, Mapping, Node, Sequence
from article_schema.late_pattern import late_pattern

_DASHES = late_pattern(r" *(?:- +)*")
_EXPLICIT = late_pattern(r"(?<![^ ])\?[ \t]+\Z")
_PROPERTIES = late_pattern(rf"(?:[&!]\S*{SKIPPED})*")
_TO_DASH = late_pattern(rf"{SKIPPED}(?=-)")

_BREAK = r"(?:\r\n|\n|\r(?!\n))"
#: What may stand above the header of a file: directives, the mark of a document, blank lines.
_BEFORE_DATA = late_pattern(rf"(?:(?:%[^\r\n]*|(?:---)?[ \t]*){_BREAK})*")
#: A line of signs, or words with such signs before them.
_HEADING = late_pattern(r"[ \t]*#(?:#|[^\w\r\n]*[-=#*~_]{3})")
_COMMENTED_OUT = late_pattern(
    r"[ \t]*#[ \t]*(?:-(?:[ \t]|$)|[a-z_][A-Za-z0-9_-]*:(?:[ \t]*$| [^ ]))"
)
_NAME = late_pattern(r"(?:-[ \t]+)?[\"']?([\w-]+)")
_WORD = late_pattern(r"[\w-]+")


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
            _entry(text, _key_start(text, key.start), max(key.end, value.end), value, upper)
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


def _key_start(text: str, start: int) -> int:
    """Return the start of a key, or of the `?` that announces it on its line."""
    before = text[lines.line_start(text, start) : start]
    mark = _EXPLICIT.search(before)
    return start if mark is None else start - len(before) + mark.start()


def entry_at(text: str, start: int, end: int) -> Entry:
    """Return the entry between two offsets, whose value is none in block style."""
    first = lines.line_start(text, start)
    prefix = text[first:start]
    own_line = not prefix.strip(" ")
    regular = own_line or _DASHES.fullmatch(prefix) is not None
    return Entry(start, end, lines.line_end(text, end), start - first, own_line, regular)


def _entry(text: str, start: int, end: int, value: Node, upper: int) -> Entry:
    entry = entry_at(text, start, end)
    if not isinstance(value, Alias) and isinstance(value, Mapping | Sequence) and not value.flow:
        stop = past_inner_comments(text, entry.stop, entry.column, upper)
        return replace(entry, stop=stop)
    return entry


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


def own_top(text: str, entries: list[Entry], index: int, lower: int) -> int:
    """Return where an entry on a line of its own starts, with those comments that go with it.

    Comments directly above an entry are its own but for four kinds: the header of the file,
    headings, what stands above several entries, and entries that somebody has commented out.
    """
    start = lines.line_start(text, entries[index].start)
    top = _comments_top(text, entries, index, lower)
    if top == start or _is_header(text, entries, index, top, lower):
        return start
    top = _past_last(_HEADING, text, top, start)
    if _is_above_several(text, entries, index, top, lower):
        name = _NAME.match(text, entries[index].start, entries[index].end)
        if name is None or name[1].casefold() not in _WORD.findall(text[top:start].casefold()):
            return start
    return _past_last(_COMMENTED_OUT, text, top, start)


def _comments_top(text: str, entries: list[Entry], index: int, lower: int) -> int:
    """Return the start of the comments directly above an entry, or that of its own line."""
    bound = lines.past_break(text, entries[index - 1].stop) if index else lower
    entry = entries[index]
    return lines.comments_above(text, lines.line_start(text, entry.start), bound, entry.column)


def _is_header(text: str, entries: list[Entry], index: int, top: int, lower: int) -> bool:
    """Tell whether comments stand at the top of the data, and are not those of one list item."""
    if index or _BEFORE_DATA.fullmatch(text, lower, top) is None:
        return False
    is_item = text.startswith("-", entries[0].start)
    return not (is_item and len(entries) > 1 and _has_comments(text, entries, 1, lower))


def _is_above_several(text: str, entries: list[Entry], index: int, top: int, lower: int) -> bool:
    """Tell whether comments are set off above, and a group of entries without any follows."""
    above = lines.before_break(text, top)
    if index and not lines.is_blank(text[lines.line_start(text, above) : above]):
        return False
    if index + 1 == len(entries) or gap_is_blank(text, entries, index):
        return False
    return not _has_comments(text, entries, index + 1, lower)


def _has_comments(text: str, entries: list[Entry], index: int, lower: int) -> bool:
    start = lines.line_start(text, entries[index].start)
    return _comments_top(text, entries, index, lower) < start


def _past_last(pattern: re.Pattern[str], text: str, top: int, start: int) -> int:
    """Return where the line below the last one that matches starts, or the top without one."""
    at = top
    while at < start:
        end = lines.line_end(text, at)
        following = lines.past_break(text, end)
        if pattern.match(text, at, end):
            top = following
        at = following
    return top


def gap_is_blank(text: str, entries: list[Entry], index: int) -> bool:
    """Tell whether a blank line stands between an entry and the one after it."""
    following = lines.line_start(text, entries[index + 1].start)
    return lines.has_blank_line(text[entries[index].stop : following])
