"""Loading TOML: the reader of the standard library, kept from texts that take it too long."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NoReturn

from article_schema.document.lines import LineIndex
from article_schema.late_pattern import late_pattern

#: A key of so many parts takes the reader time that grows with their square. No key begins after a
#: backslash: to try the escaped quotes of a text would take time that grows with their square too.
_LONG_KEY = late_pattern(
    r"""(?<![\w"'.\\-])(?:(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*\.[ \t]*){100}"""
)
_AT = late_pattern(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
#: Digits, of which Python reads some thousands only.
_DIGITS = late_pattern(r"[0-9][0-9_]{4000}")
#: What decides where a statement ends: comments, texts of four kinds, brackets and line breaks.
_TOKEN = late_pattern(
    r"#[^\n]*|\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[\[\]{}\n]",
    re.DOTALL,
)
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
