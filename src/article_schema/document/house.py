"""The house form: a line scanner for the YAML in which article files are really written.

It reads block mappings and lists whose values stand on one line: quoted text, plain words and URLs,
numbers, instants, flow lists of plain words. On the first line that is anything else it declines,
and the parsers decide. What it does read, it reads exactly as they would; it is many times faster.
"""

from __future__ import annotations

import re

from article_schema.document.scalars import MAX_INTEGER_DIGITS, resolve
from article_schema.document.tree import Data

#: Characters on which parsers differ, or which YAML forbids; one of them and the scanner declines.
_ODD = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)

#: Deeper text than this is declined, so that the limit on depth is the composer's to report.
MAX_DEPTH = 16
#: The same for longer text.
_MAX_LENGTH = 200_000

#: Words that are not text when they stand as a key.
_ODD_KEYS = frozenset(("null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"))

# The groups of a line, in their order; the last one that matched tells what the line is.
_BLANK, _DASH, _KEY, _QUOTED, _SINGLE_QUOTED, _INSTANT, _PLAIN, _ESCAPED, _FLOW = range(1, 10)
#: Groups up to this one are the value itself.
_AS_IT_STANDS = _INSTANT

_LINE = re.compile(
    r"""
    ([ ]*+)                                       # indentation
    (?:
      (-[ ]++)?+                                  # the dash of a list item
      (?:([A-Za-z_][A-Za-z0-9_-]{0,99}):(?=[ \r\n]|\Z))?   # key
      [ ]*+
      (?:
        "((?!INSTANT)[^"\\\r\n]*)"
      | '((?!INSTANT)[^'\r\n]*)'
      | ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)(?=[ \r\n]|\Z)
      | ((?:[A-Za-z0-9/._]|-(?=[A-Za-z0-9.])|~(?=[ \r\n]|\Z))       # plain words, numbers, URLs
         (?:[^\s:\#]++|:(?=[^\s])|(?<=[^\s])\#|[ ]++(?=[^\s\#]))*+)
      | "((?!INSTANT)(?:[^"\\\r\n]|\\["\\/nrt])*)"           # double-quoted with common escapes
      | \[([A-Za-z0-9 ._,+-]*)\]                  # flow list of plain words
      )?
      (?:(?:[ ]++|(?<=[ ]))\#[^\r\n]*+|[ ]*+)     # comment
    | \#[^\r\n]*
    )
    (?:\r?\n|\Z)
    """.replace("INSTANT", "[0-9]{4}-[0-9]{2}-[0-9]{2}T"),  # not house form in quotes
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t"}
_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._+-]*[A-Za-z0-9._+-])?")


class _DeclinedError(Exception):
    """The text is not in house form."""


def read_house_form(text: str) -> dict[str, Data] | None:
    """Return the data of a YAML text, or None where only the parsers may judge it.

    Text with faults of any kind, repeated keys included, is declined.
    """
    if len(text) > _MAX_LENGTH or _ODD.search(text):
        return None
    try:
        return _scan(text)
    except _DeclinedError:
        return None


def _scan(text: str) -> dict[str, Data]:
    """Read line by line, keeping the collection that the next line belongs to."""
    root: dict[str, Data] = {}
    # The innermost open collection, the column of its entries, and the collections around it.
    scope: Data = root
    column = 0
    outer: list[tuple[Data, int]] = []
    pending: str | None = None  # the key in `scope` whose value has not been seen yet
    position, length, line_at = 0, len(text), _LINE.match
    while position < length:
        line = line_at(text, position)
        if line is None or line.end() == position:
            raise _DeclinedError
        position = line.end()
        kind = line.lastindex or 0
        if kind == _BLANK:
            continue
        indentation, dash, key = line.group(1, 2, 3)
        start = len(indentation)
        if pending is not None or start != column or (dash is None) is not (type(scope) is dict):
            scope, column = _enter(scope, column, outer, pending, start, dash is not None)
            pending = None
        if dash is not None:
            if key is None:
                if kind == _DASH:
                    raise _DeclinedError
                scope.append(_value(kind, line[kind]))
                continue
            item: dict[str, Data] = {}
            scope.append(item)
            outer.append((scope, column))
            scope, column = item, start + len(dash)
        if key is None or key in scope or key in _ODD_KEYS:
            raise _DeclinedError
        if kind == _KEY:
            scope[key], pending = None, key
        else:
            scope[key] = line[kind] if kind <= _AS_IT_STANDS else _value(kind, line[kind])
    if not root:
        raise _DeclinedError
    return root


def _enter(
    scope: Data, column: int, outer: list[tuple[Data, int]],
    pending: str | None, start: int, is_item: bool,
) -> tuple[Data, int]:  # fmt: skip
    """Open or close collections so that an entry at column `start` has its place."""
    if pending is not None and (start > column or (is_item and start == column)):
        inner: Data = [] if is_item else {}
        scope[pending] = inner
        outer.append((scope, column))
        if len(outer) > MAX_DEPTH:
            raise _DeclinedError
        return inner, start
    while start < column:
        scope, column = outer.pop()
    if not is_item and start == column and type(scope) is list:
        # A list may stand at the column of its own key; the next key ends it.
        scope, column = outer.pop()
    if start != column or is_item is not (type(scope) is list):
        raise _DeclinedError
    return scope, column


def _value(kind: int, text: str) -> Data:
    """Return the value of a line, given the group that matched it and its text."""
    if kind <= _AS_IT_STANDS:
        return text
    if kind == _PLAIN:
        return _resolve(text)
    if kind == _ESCAPED:
        return _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], text)
    if kind == _FLOW:
        return _flow_words(text)
    raise _DeclinedError


def _resolve(text: str) -> Data:
    # So long a number is beyond a limit, which is the composer's to report.
    if len(text) > MAX_INTEGER_DIGITS:
        raise _DeclinedError
    return resolve(text)


def _flow_words(text: str) -> list[Data]:
    if not text.strip():
        return []
    words = [word.strip() for word in text.split(",")]
    if not all(map(_WORD.fullmatch, words)):
        raise _DeclinedError
    return [_resolve(word) for word in words]
