"""Places in TOML: the standard library's reader gives no lines, so they are found here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NoReturn

from article_schema.document.lines import LineIndex
from article_schema.routes import Route

#: A key of so many parts takes the reader time that grows with their square.
_LONG_KEY = re.compile(
    r"""(?<![\w"'.-])(?:(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*\.[ \t]*){100}"""
)
_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
#: Digits, of which Python reads some thousands only.
_DIGITS = re.compile(r"[0-9][0-9_]{4000}")
#: What decides where a statement ends: comments, texts of four kinds, brackets and line breaks.
_TOKEN = re.compile(
    r"#[^\n]*|\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[\[\]{}\n]",
    re.DOTALL,
)
_KEY_PART = re.compile(r"[ \t]*(?:(\"(?:[^\"\\\n]|\\.)*\")|'([^'\n]*)'|([\w-]+))[ \t]*(\.?)")
_MOST_LEVELS = 100


class BeyondReasonError(Exception):
    """A text that may be TOML, but would take the reader too long.

    Args:
        reason: what is wrong with it.
        line: the line, from 1, on which that is.
        column: the column, from 1.
    """

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column


def syntax_place(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, str]:
    """Return line, column and reason of what the reader says."""
    message = str(error)
    match = _AT.search(message)
    if match is None or match[1] is None:
        lines = text.splitlines() or [""]
        return len(lines), len(lines[-1]) + 1, _AT.sub("at the end of the file", message)
    return int(match[1]), int(match[2]), message[: match.start()].rstrip()


def load_toml(text: str) -> dict[str, Any]:
    """Read TOML.

    Raises:
        TOMLDecodeError: it is not TOML.
        BeyondReasonError: the reader would give up, or take very long.
    """
    long = _LONG_KEY.search(text)
    if long is not None:
        _refuse("a key has more than a hundred parts", text, long.start())
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        _refuse("it is nested too deeply", text, _deepest(text))
    except ValueError:
        match = _DIGITS.search(text)
        _refuse("a number has more than 4300 digits", text, match.start() if match else 0)


def _refuse(reason: str, text: str, offset: int) -> NoReturn:
    raise BeyondReasonError(reason, *LineIndex(text).position(offset))


def _deepest(text: str) -> int:
    """Return the first place that lies too deep, or the start."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > _MOST_LEVELS:
            return token.start()
    return 0


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
    for token in _TOKEN.finditer(text):
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
