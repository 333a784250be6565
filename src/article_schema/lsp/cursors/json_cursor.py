"""The cursor in JSON, told from its brackets, commas and colons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.lsp.cursors.base import Cursor
from article_schema.routes import Route

#: A string may lack its end, which is then that of the line.
_TOKEN = late_pattern(r'"(?:[^"\\\r\n]|\\.)*"?|[\[\]{}:,]|[^\s\[\]{}:,"]+')
_COLON = late_pattern(r"\s*:")


@dataclass
class _Level:
    """An object or a list that has begun."""

    is_object: bool
    #: The key whose value comes next; None where a key does.
    key: str | None = None
    number: int = 0
    keys: set[str] = field(default_factory=set)

    @property
    def step(self) -> str | int:
        return (self.key or "") if self.is_object else self.number


def json_cursor(content: str, block: Range, offset: int) -> Cursor | None:
    """Return what is written at a place of JSON; None where that is neither key nor value.

    Args:
        content: the text of the document.
        block: the range of the data.
        offset: the place.
    """
    levels: list[_Level] = []
    found: Cursor | None = None
    home: _Level | None = None
    for token in _tokens(content, block):
        start, end = token.span()
        if found is None and (start >= offset or (start < offset <= end and _is_word(token[0]))):
            written = token.span() if start < offset else (offset, offset)
            if not levels:
                return None
            found, home = _here(content, levels, written), levels[-1]
            if found is None or found.is_value:
                return found
            if start < offset:
                # What is written is no sibling of itself.
                levels[-1].key = _text(token[0])
                continue
        if home is not None and home not in levels:
            break
        _enter(levels, token[0])
        if not levels:
            break
    if found is None:
        if not levels or offset < block[0]:
            return None
        found, home = _here(content, levels, (offset, offset)), levels[-1]
        if found is None or found.is_value:
            return found
    keys = home.keys if home is not None else set()
    return Cursor(found.route, False, found.span, frozenset(keys), found.has_colon)


def _tokens(content: str, block: Range) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(content, *block)


def _is_word(token: str) -> bool:
    return token not in ("[", "]", "{", "}", ":", ",")


def _here(content: str, levels: list[_Level], span: Range) -> Cursor | None:
    """Return the cursor for a word, or the place for one, in the innermost level."""
    inner = levels[-1]
    route: Route = tuple(level.step for level in levels[:-1])
    if inner.is_object and inner.key is None:
        has_colon = _COLON.match(content, span[1]) is not None
        return Cursor(route, False, span, frozenset(), has_colon)
    return Cursor((*route, inner.step), True, span)


def _enter(levels: list[_Level], sign: str) -> None:
    """Take in a bracket, a comma, a colon or a word."""
    if sign in ("{", "["):
        levels.append(_Level(sign == "{"))
        return
    if not levels:
        return
    inner = levels[-1]
    if sign in ("}", "]"):
        levels.pop()
    elif sign == ",":
        inner.key = None
        inner.number += 1
    elif sign != ":" and inner.is_object and inner.key is None:
        inner.key = _text(sign)
        inner.keys.add(inner.key)


def _text(token: str) -> str:
    """Return the text of a key, be it closed or not."""
    try:
        text = json.loads(token)
    except ValueError:
        text = None
    return text if isinstance(text, str) else token.strip('"')
