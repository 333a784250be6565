"""The cursor in TOML, told from the tables above a line and the keys on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.lsp.cursors.base import Cursor, key_at, lines_of, value_at
from article_schema.routes import Route

_HEADER = late_pattern(r"[ \t]*(\[{1,2})([^\[\]]*)\]{1,2}[ \t]*(?:#.*)?")
_WORD = late_pattern(r"[ \t]*(?P<word>[\w-]*)")
_ENTRY = late_pattern(r"[ \t]*(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')[ \t]*=[ \t]*")
_ITEM = late_pattern(r"[\[,][ \t]*(?P<word>(?:[^\[,\] \t][^\[,\]]*)?)\Z")
#: What a bracket or quote in a value means for the lines below it.
_SIGN = late_pattern(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|[\[\]#]')


@dataclass
class _Scan:
    """The table that a line belongs to, and the keys of all tables so far."""

    route: Route = ()
    keys: dict[Route, set[str]] = field(default_factory=dict)
    counts: Counter[Route] = field(default_factory=Counter)
    #: What ends the text over several lines that goes on; empty without one.
    quotes: str = ""
    #: The key whose list goes on, and how many brackets of it are open.
    key: str = ""
    depth: int = 0

    @property
    def is_inside(self) -> bool:
        return bool(self.quotes) or self.depth > 0

    def line(self, line: str) -> None:
        """Take in a whole line."""
        if self.is_inside:
            self._follow(line, 0)
            return
        header = _HEADER.fullmatch(line)
        if header is not None:
            self._enter([_name(part) for part in header[2].split(".")], header[1] == "[[")
            return
        entry = _ENTRY.match(line)
        if entry is not None:
            self.key = _name(entry["key"])
            self.keys.setdefault(self.route, set()).add(self.key)
            self._follow(line, entry.end())

    def _enter(self, names: list[str], is_list: bool) -> None:
        route: Route = ()
        for at, name in enumerate(names):
            self.keys.setdefault(route, set()).add(name)
            route = (*route, name)
            if at == len(names) - 1 and is_list:
                self.counts[route] += 1
            if self.counts[route]:
                route = (*route, self.counts[route] - 1)
        self.route = route

    def _follow(self, line: str, start: int) -> None:
        """Note whether a value goes on below its line."""
        for sign in _SIGN.finditer(line, start):
            if self.quotes:
                self.quotes = "" if sign[0] == self.quotes else self.quotes
            elif sign[0] == "#":
                return
            elif sign[0] in ('"""', "'''"):
                self.quotes = sign[0]
            elif sign[0] in "[]":
                self.depth = max(self.depth + (1 if sign[0] == "[" else -1), 0)


def toml_cursor(content: str, block: Range, offset: int) -> Cursor | None:
    """Return what is written at a place of TOML; None where that is neither key nor value.

    Args:
        content: the text of the document.
        block: the range of the data.
        offset: the place.
    """
    scan = _Scan()
    found: Cursor | None = None
    for start, line in lines_of(content, block):
        if found is None and start <= offset <= start + len(line):
            found = _here(scan, line, start, offset - start)
            if found is None or found.is_value:
                return found
            continue
        scan.line(line)
    return key_at(found, scan.keys)


def _here(scan: _Scan, line: str, start: int, column: int) -> Cursor | None:
    """Return what is written on the line of the cursor."""
    if scan.quotes or "#" in _SIGN.findall(line[:column]):
        return None
    if scan.depth:
        item = _ITEM.search(f"[{line[:column].lstrip()}")
        if item is None:
            return None
        span = start + column - len(item["word"]), start + _closed(line, item["word"], column)
        return Cursor((*scan.route, scan.key, 0), True, span)
    entry = _ENTRY.match(line)
    if entry is not None and entry.end() <= column:
        return _value((*scan.route, _name(entry["key"])), line, start, column, entry.end())
    word = _WORD.match(line)
    if word is None or word.start("word") > column or word.end() < column:
        return None
    rest = line[word.end() :].lstrip()
    if rest and not rest.startswith("="):
        return None
    span = start + word.start("word"), start + word.end("word")
    return Cursor(scan.route, False, span, frozenset(), rest.startswith("="))


def _value(route: Route, line: str, start: int, column: int, begin: int) -> Cursor:
    item = _ITEM.search(line, begin, column)
    if line[begin : begin + 1] == "[" and item is not None:
        span = start + item.start("word"), start + _closed(line, item["word"], column)
        return Cursor((*route, 0), True, span)
    return value_at(route, line, start, column, begin)


def _closed(line: str, word: str, column: int) -> int:
    """Return where a word ends: behind the quote that an editor has put behind it."""
    return column + (word[:1] in ("'", '"') and line[column : column + 1] == word[:1])


def _name(text: str) -> str:
    return text.strip().strip("\"'")
