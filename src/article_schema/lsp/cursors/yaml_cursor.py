"""The cursor in YAML, told from indentation alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.lsp.cursors.base import Cursor, key_at, lines_of, value_at
from article_schema.routes import Route

_DASH = late_pattern(r"[ ]*-(?=[ ]|$)[ ]*")
_KEY = late_pattern(
    r"[ ]*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|"
    r"(?P<plain>[^\s#:\"'\[{&*!|>%@`-][^\s:#]*(?:\s+[^\s:#]+)*))"
    r"[ ]*:(?=[ \t]|$)[ \t]*"
)
_BLOCK_SCALAR = late_pattern(r"[|>][-+0-9]*[ \t]*(?:#.*)?")
_WORD = late_pattern(r"[ ]*(?P<word>[\w$-]*)")
_FLOW_ITEM = late_pattern(r"[\[,][ \t]*(?P<word>(?:[^\[,\] \t][^\[,\]]*)?)\Z")


@dataclass
class _Level:
    """A key or a dash, which what stands further to the right belongs to."""

    column: int
    step: str | int
    is_dash: bool = False


@dataclass
class _Scan:
    """The levels above a line, and the keys of all records so far."""

    levels: list[_Level] = field(default_factory=list)
    keys: dict[Route, set[str]] = field(default_factory=dict)
    counts: dict[Route, int] = field(default_factory=dict)
    #: The column of the key whose block scalar goes on.
    text_column: int | None = None

    @property
    def route(self) -> Route:
        return tuple(level.step for level in self.levels)

    def dashes(self, line: str) -> int:
        """Enter the items that begin on a line, and return where their content begins."""
        at = 0
        while (dash := _DASH.match(line, at)) is not None:
            column = line.index("-", at)
            while self.levels and (
                self.levels[-1].column > column
                or (self.levels[-1].column == column and self.levels[-1].is_dash)
            ):
                self.levels.pop()
            number = self.counts.get(self.route, 0)
            self.counts[self.route] = number + 1
            self.levels.append(_Level(column, number, is_dash=True))
            at = dash.end()
        return at

    def leave(self, column: int) -> None:
        """Leave the levels that what begins at a column does not belong to."""
        while self.levels and self.levels[-1].column >= column:
            self.levels.pop()

    def line(self, line: str) -> None:
        """Take in a whole line."""
        written = line.strip()
        if not written or written.startswith("#"):
            return
        indent = len(line) - len(line.lstrip(" "))
        if self.text_column is not None:
            if indent > self.text_column:
                return
            self.text_column = None
        at = self.dashes(line)
        key = _KEY.match(line, at)
        if key is None:
            return
        column = key.end() - len(key[0].lstrip(" "))
        self.leave(column)
        name = _name(key)
        self.keys.setdefault(self.route, set()).add(name)
        self.levels.append(_Level(column, name))
        if _BLOCK_SCALAR.fullmatch(line, key.end()):
            self.text_column = column


def _name(key: re.Match[str]) -> str:
    return next(part for part in key.groups() if part is not None)


def yaml_cursor(content: str, block: Range, offset: int) -> Cursor | None:
    """Return what is written at a place of YAML; None where that is neither key nor value.

    Args:
        content: the text of the document.
        block: the range of the data.
        offset: the place.
    """
    scan = _Scan()
    found: Cursor | None = None
    column = 0
    for start, line in lines_of(content, block):
        if found is None and start <= offset <= start + len(line):
            if scan.text_column is not None:
                indent = len(line) - len(line.lstrip(" "))
                if indent > scan.text_column or not line.strip():
                    return None
            found = _here(scan, line, start, offset - start)
            if found is None or found.is_value:
                return found
            # What stands on the line itself, is what is written.
            column = found.span[0] - start
            continue
        if found is not None:
            indent = len(line) - len(line.lstrip(" "))
            if indent < column and line.strip() and line[indent] != "#":
                # The record has ended.
                break
            if indent > column:
                continue
        scan.line(line)
    return key_at(found, scan.keys)


def _here(scan: _Scan, line: str, start: int, column: int) -> Cursor | None:
    """Return what is written on the line of the cursor."""
    if "#" in line[:column] and re.search(r"(?:^|\s)#", line[:column]):
        return None
    scan.text_column = None
    at = scan.dashes(line[:column])
    key = _KEY.match(line, at)
    if key is not None and key.end() <= column and line[key.end() - 1] != ":":
        scan.leave(key.end() - len(key[0].lstrip(" ")))
        return _value(scan, line, start, column, key)
    word = _WORD.match(line, at)
    if word is None or word.start("word") > column or word.end() < column:
        return None
    begin = word.start("word")
    scan.leave(begin)
    rest = line[word.end() :]
    if rest.strip() and not rest.lstrip(" ").startswith(":"):
        return None
    has_colon = rest.lstrip(" ").startswith(":")
    cursor = Cursor(scan.route, False, (start + begin, start + word.end()), has_colon=has_colon)
    if has_colon or word["word"]:
        # The lines below belong to the key that is written.
        scan.levels.append(_Level(begin, word["word"]))
    return cursor


def _value(scan: _Scan, line: str, start: int, column: int, key: re.Match[str]) -> Cursor | None:
    route = (*scan.route, _name(key))
    begin = key.end()
    item = _FLOW_ITEM.search(line, begin, column)
    if line[begin : begin + 1] == "[" and item is not None:
        return Cursor((*route, 0), True, (start + item.start("word"), start + column))
    return value_at(route, line, start, column, begin)
