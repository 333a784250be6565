"""Places in TOML: the standard library's reader gives no lines, so they are found here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from article_schema.document.toml.loading import TOKEN
from article_schema.routes import Route

_KEY_PART = re.compile(r"[ \t]*(?:(\"(?:[^\"\\\n]|\\.)*\")|'([^'\n]*)'|([\w-]+))[ \t]*(\.?)")


class Statements:
    """The lines of the statements of a text that is TOML, by the keys that they set.

    A step may be the number of a table in an array of tables.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Route, int] = {}
        #: How many tables each array has so far.
        counts: dict[Route, int] = {}
        table: Route = ()
        for line, statement in _statements(text):
            is_header = statement.startswith("[")
            key: Route = tuple(_key_parts(statement.lstrip("[")))
            if is_header:
                is_item = statement.startswith("[[")
                key = _numbered(key, counts, is_item=is_item)
                table = key
            whole = key if is_header else (*table, *key)
            for end in range(1, len(whole) + 1):
                self._lines.setdefault(whole[:end], line)
            for index, at in enumerate(() if is_header else _inline_tables(statement, line)):
                self._lines[*whole, index] = at

    def line_of(self, path: Route) -> int:
        """Return the line, from 1, on which the statement begins that sets a key."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return 1


def _numbered(key: Route, counts: dict[Route, int], *, is_item: bool) -> Route:
    """Return the key of a header with the number of each table of an array in it."""
    route: Route = ()
    for at, step in enumerate(key):
        route = (*route, step)
        if is_item and at == len(key) - 1:
            counts[route] = counts.get(route, 0) + 1
        if route in counts:
            route = (*route, counts[route] - 1)
    return route


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the statements of a text that is TOML, each with the line on which it begins."""
    start, depth, line, first = 0, 0, 1, 1
    for token in TOKEN.finditer(text):
        sign = token[0]
        if sign == "\n" and not depth:
            statement = text[start : token.start()].lstrip()
            if statement and not statement.startswith("#"):
                yield first, statement
            start, first = token.end(), line + 1
        depth += (sign in "[{") - (sign in "]}")
        line += sign.count("\n")
    statement = text[start:].lstrip()
    if statement and not statement.startswith("#"):
        yield first, statement


def _inline_tables(statement: str, line: int) -> Iterator[int]:
    """Yield the lines on which the tables of an array begin that is written in brackets.

    Args:
        statement: a key and its value.
        line: the line on which it begins.
    """
    depth = 0
    for token in TOKEN.finditer(statement):
        sign = token[0]
        if sign == "{" and depth == 1:
            yield line
        depth += (sign in "[{") - (sign in "]}")
        line += sign.count("\n")


def _key_parts(statement: str) -> Iterator[str]:
    position = 0
    while match := _KEY_PART.match(statement, position):
        quoted, literal, bare, more = match.groups()
        if quoted is not None:
            yield next(iter(tomllib.loads(f"{quoted} = 1")))
        else:
            yield bare if literal is None else literal
        position = match.end()
        if not more:
            return
