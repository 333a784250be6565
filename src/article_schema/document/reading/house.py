"""The house form: a line scanner for the YAML in which article files are really written.

It reads block mappings and lists whose values stand on one line: quoted text, plain words and URLs,
numbers, instants, flow lists of plain words. On the first line that is anything else it declines,
and the parsers decide. What it does read, it reads exactly as they would, with the span of every
node; it is many times faster.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from article_schema.document.compare import same
from article_schema.document.limits import HOUSE_DEPTH, HOUSE_LENGTH
from article_schema.document.scalars import MAX_INTEGER_DIGITS, resolve
from article_schema.document.source import Source
from article_schema.document.tree import Data, LaterTree, Mapping, Node, Scalar, Sequence
from article_schema.late_pattern import late_pattern

#: Characters on which parsers differ, or which YAML forbids; one of them and the scanner declines.
_ODD = late_pattern(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)

#: Words that are not text when they stand as a key.
_ODD_KEYS = frozenset(("null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"))

# The groups of a line, in their order; the last one that matched tells what the line is.
_BLANK, _DASH, _KEY, _QUOTED, _SINGLE_QUOTED, _INSTANT, _PLAIN, _ESCAPED, _FLOW = range(1, 10)
#: Groups up to this one are the value itself.
_AS_IT_STANDS = _INSTANT
#: The quotes around the groups that have some.
_QUOTES = {_QUOTED: '"', _SINGLE_QUOTED: "'", _ESCAPED: '"'}

_LINE = late_pattern(
    r"""
    ([ ]*)(?![ ])                                 # indentation
    (?:
      (-[ ]+(?![ ]))?                             # the dash of a list item
      (?:([A-Za-z_][A-Za-z0-9_-]{0,99}):(?=[ \r\n]|\Z))?   # key
      [ ]*(?![ ])
      (?:
        "((?!INSTANT)[^"\\\r\n]*)"
      | '((?!INSTANT)[^'\r\n]*)'
      | ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)(?=[ \r\n]|\Z)
      | ((?:[A-Za-z0-9/._]|-(?=[A-Za-z0-9.])|~(?=[ \r\n]|\Z))       # plain words, numbers, URLs
         [^\s:\#]*(?:(?::(?=[^\s])|(?<=[^\s])\#|[ ]+(?=[^\s\#]))[^\s:\#]*)*)
      | "((?!INSTANT)(?:[^"\\\r\n]|\\["\\/nrt])*)"           # double-quoted with common escapes
      | \[([A-Za-z0-9 ._,+-]*)\]                  # flow list of plain words
      )?
      (?:(?:[ ]+|(?<=[ ]))\#[^\r\n]*|[ ]*)        # comment
    | \#[^\r\n]*
    )
    (?:\r?\n|\Z)
    """.replace("INSTANT", "[0-9]{4}-[0-9]{2}-[0-9]{2}T"),  # not house form in quotes
    re.VERBOSE,
)
#: Where the next entry of the first column begins: neither a comment nor an item of a list.
_NEXT = late_pattern(r"[\r\n](?=[^\s#-])")
_ESCAPE = late_pattern(r"\\(.)")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t"}
_WORD = late_pattern(r"[A-Za-z0-9](?:[A-Za-z0-9 ._+-]*[A-Za-z0-9._+-])?")


class HouseTree(LaterTree):
    """The tree of a text in house form.

    Args:
        text: the text.
        offset: where it begins in its file.
        data: what it means, if that is known without reading it; its nodes are read later then.
        root: its outermost node otherwise.
    """

    __slots__ = ("_offset", "_text")

    def __init__(self, text: str, offset: int, data: Data, root: Node | None = None) -> None:
        self._text = text
        self._offset = offset
        super().__init__(root, data)

    def _nodes(self) -> Node:
        return _scan(self._text, self._offset)[1]


class Line(NamedTuple):
    """A line of house form that holds a value."""

    #: All that the scanner remembers of the line: its indentation, its dash and its key.
    frame: tuple[str, str | None, str | None]
    value: Data
    #: The value as it stands in the text.
    node: Node


def read_line(text: str, at: int) -> Line | None:
    """Return the line of a text in house form that begins at an offset.

    Returns:
        None where it holds no value, or is not in house form.
    """
    line = _LINE.match(text, at)
    kind = (line.lastindex or 0) if line else 0
    if line is None or kind <= _KEY or _ODD.search(line[0]) or line[_KEY] in _ODD_KEYS:
        return None
    try:
        value, node = _value(line, kind, 0)
    except _DeclinedError:
        return None
    return Line((line[1], line[_DASH], line[_KEY]), value, node)


def block_of(source: Source, key: str, value: Data) -> Mapping | None:
    """Return a mapping of nothing but one key of the first column, with the places of its nodes.

    Args:
        source: the file, of which each line ends in a line feed.
        key: the key.
        value: what stands below it, as all readers take it.

    Returns:
        None where the lines that seem to be those of the key, read alone, say something else.
    """
    start = only_line_of(source, key)
    if start is None:
        return None
    end = source.block[1]
    following = _NEXT.search(source.text, start, end)
    tree = read_house_form(source.text[start : following.end() if following else end], start)
    if tree is None or not isinstance(tree.root, Mapping) or not same(tree.data, {key: value}):
        return None
    return tree.root


def only_line_of(source: Source, key: str) -> int | None:
    """Return where the one line begins that has a key in the first column.

    Other lines that look like it may be a part of text in quotes: then there is no telling.
    """
    start, end = source.block
    head = f"{key}:"
    found = [start] if source.text.startswith(head, start, end) else []
    at = source.text.find(f"\n{head}", start, end)
    if at >= 0:
        found.append(at + 1)
    if len(found) != 1 or source.text.find(f"\n{head}", found[0], end) >= 0:
        return None
    return found[0]


class _DeclinedError(Exception):
    """The text is not in house form."""


def read_house_form(text: str, offset: int = 0) -> HouseTree | None:
    """Return the tree of a YAML text, or None where only the parsers may judge it.

    Text with faults of any kind, repeated keys included, is declined.

    Args:
        text: the text.
        offset: where it begins in its file, which is what spans count from.
    """
    if len(text) > HOUSE_LENGTH or _ODD.search(text):
        return None
    try:
        data, root = _scan(text, offset)
    except _DeclinedError:
        return None
    return HouseTree(text, offset, data, root)


class _Scope(NamedTuple):
    """An open collection: its data, its node, and the column of its entries."""

    data: Data
    node: Mapping | Sequence
    column: int


def _scan(text: str, offset: int) -> tuple[Data, Node]:
    """Read line by line, keeping the collection that the next line belongs to."""
    data: Data = {}
    node: Mapping | Sequence = Mapping(False, offset)
    column = 0
    outer: list[_Scope] = []
    pending: str | None = None  # the last key, as long as its value has not been seen
    position, length, line_at = 0, len(text), _LINE.match
    while position < length:
        line = line_at(text, position)
        if line is None or line.end() == position:
            raise _DeclinedError
        first = position
        position = line.end()
        kind = line.lastindex or 0
        if kind == _BLANK:
            continue
        indentation, dash, key = line.group(1, 2, 3)
        start = len(indentation)
        if pending is not None or start != column or (dash is None) is not (type(data) is dict):
            scope = _Scope(data, node, column)
            at = offset + first + start
            data, node, column = _enter(scope, outer, pending, start, at, dash is not None)
            pending = None
        if dash is not None:
            if key is None:
                if kind == _DASH:
                    raise _DeclinedError
                value, child = _value(line, kind, offset)
                data.append(value)
                node.items.append(child)  # type: ignore[union-attr]
                continue
            outer.append(_Scope(data, node, column))
            data, node, column = _open(outer[-1], {}, offset + line.start(_KEY), start + len(dash))
        if key is None or key in data or key in _ODD_KEYS:
            raise _DeclinedError
        here, end = line.span(_KEY)
        if kind == _KEY:
            data[key], pending = None, key
            # An unwritten value stands behind the colon; a collection may take its place.
            child = Scalar("", "", end + 1 + offset, end + 1 + offset)
        else:
            data[key], child = _value(line, kind, offset)
        node.pairs.append((Scalar(key, "", here + offset, end + offset), child))  # type: ignore[union-attr]
    return _whole(_Scope(data, node, column), outer)


def _whole(scope: _Scope, outer: list[_Scope]) -> tuple[Data, Node]:
    """Close all collections and return the outermost one."""
    while outer:
        _close(scope.node)
        scope = outer.pop()
    root = scope.node
    if not isinstance(root, Mapping) or not root.pairs:
        raise _DeclinedError
    _close(root)
    root.start = root.pairs[0][0].start
    return scope.data, root


def _close(node: Mapping | Sequence) -> None:
    """Let a collection end where its last value ends."""
    node.end = node.pairs[-1][1].end if isinstance(node, Mapping) else node.items[-1].end


def _open(above: _Scope, data: Data, at: int, column: int) -> _Scope:
    """Begin a collection as the value of the last key, or as an item of a list."""
    node = Mapping(False, at) if type(data) is dict else Sequence(False, at)
    if isinstance(above.node, Mapping):
        key, _ = above.node.pairs[-1]
        above.data[key.text] = data  # type: ignore[union-attr]
        above.node.pairs[-1] = (key, node)
    else:
        above.data.append(data)
        above.node.items.append(node)
    return _Scope(data, node, column)


def _enter(
    scope: _Scope, outer: list[_Scope], pending: str | None, start: int, at: int, is_item: bool
) -> _Scope:
    """Open or close collections so that an entry at column `start` has its place."""
    if pending is not None and (start > scope.column or (is_item and start == scope.column)):
        outer.append(scope)
        if len(outer) > HOUSE_DEPTH:
            raise _DeclinedError
        return _open(scope, [] if is_item else {}, at, start)
    while start < scope.column:
        scope = _leave(scope, outer)
    if not is_item and start == scope.column and type(scope.data) is list:
        # A list may stand at the column of its own key; the next key ends it.
        scope = _leave(scope, outer)
    if start != scope.column or is_item is not (type(scope.data) is list):
        raise _DeclinedError
    return scope


def _leave(scope: _Scope, outer: list[_Scope]) -> _Scope:
    _close(scope.node)
    return outer.pop()


def _value(line: re.Match[str], kind: int, offset: int) -> tuple[Data, Node]:
    """Return the value of a line and its node, given the group that matched it."""
    text = line[kind]
    start, end = line.span(kind)
    start += offset
    end += offset
    if kind == _PLAIN:
        return _resolve(text), Scalar(text, "", start, end)
    if kind == _INSTANT:
        return text, Scalar(text, "", start, end)
    if kind == _FLOW:
        return _flow_words(text, start, end)
    quote = _QUOTES.get(kind)
    if quote is None:
        raise _DeclinedError
    if kind == _ESCAPED:
        text = _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], text)
    return text, Scalar(text, quote, start - 1, end + 1)


def _resolve(text: str) -> Data:
    # So long a number is beyond a limit, which is the composer's to report.
    if len(text) > MAX_INTEGER_DIGITS:
        raise _DeclinedError
    return resolve(text)


def _flow_words(text: str, start: int, end: int) -> tuple[Data, Node]:
    """Return the words between two brackets and their node."""
    node = Sequence(True, start - 1)
    node.end = end + 1
    data = []
    for piece in text.split(",") if text.strip() else ():
        word = piece.strip()
        if not _WORD.fullmatch(word):
            raise _DeclinedError
        at = start + piece.index(word)
        data.append(_resolve(word))
        node.items.append(Scalar(word, "", at, at + len(word)))
        start += len(piece) + 1
    return data, node
