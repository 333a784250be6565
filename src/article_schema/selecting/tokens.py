"""Tokens: the words and signs that an expression is made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from article_schema.errors import UsageError
from article_schema.late_pattern import late_pattern
from article_schema.model.showing import bounded
from article_schema.routes import Route, parse_route

#: More characters than this are no expression that a person writes.
MOST_CHARACTERS = 10_000
_MOST_DIGITS = 40

_KEY = r'[^\s.,()\[\]"\'=!<>]+'
_STEP = r'\[(?:[0-9]{1,9}|"(?:[^"\\]|\\.)*")\]'
_TOKEN = late_pattern(
    rf"""(?P<space>\s+)
    |(?P<sign>==|!=|<=|>=|[<>(),])
    |(?P<number>[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![^\s,()\[\]"'=!<>]))
    |(?P<double>"(?:[^"\\]|\\.)*")
    |(?P<single>'[^']*')
    |(?P<route>{_KEY}(?:\.{_KEY}|{_STEP})*|{_STEP}(?:\.{_KEY}|{_STEP})*)
    |(?P<bracket>[\[\]])""",
    re.VERBOSE,
)
#: Words with a meaning of their own; a key of such a name is written `["in"]`.
WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})


class ExpressionError(UsageError):
    """An expression cannot be read, or does not fit the model; the message names the column."""

    def __init__(self, column: int, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")
        #: The column in code points, from 1.
        self.column = column
        #: What is wrong, and what to write instead.
        self.reason = reason


class Token(NamedTuple):
    """A part of an expression."""

    #: `value`, `route`, `bracket`, `end`; a sign or a word with a meaning stands for itself.
    kind: str
    column: int
    text: str
    #: A value that is written out, or a route.
    value: Any = None

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"`{bounded(self.text, 40)}`"


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of an expression, and one for its end.

    Raises:
        ExpressionError: a part of it is none.
    """
    if len(text) > MOST_CHARACTERS:
        reason = f"the expression has {len(text):,} characters, more than {MOST_CHARACTERS:,}"
        raise ExpressionError(MOST_CHARACTERS + 1, reason)
    return [*_tokens(text), Token("end", len(text) + 1, "")]


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unreadable(text, position)
        if match.lastgroup != "space":
            yield _token(match, position + 1)
        position = match.end()


def _unreadable(text: str, position: int) -> ExpressionError:
    sign = text[position]
    advice = {
        "=": "compare with `==`",
        "!": "write `not` or `!=`",
        '"': "the quote is not closed",
        "'": "the quote is not closed",
        ".": "a route begins with a key, such as images[0].url",
    }
    return ExpressionError(
        position + 1, advice.get(sign, f"`{bounded(sign, 10)}` has no meaning here")
    )


def _token(match: re.Match[str], column: int) -> Token:
    kind, text = match.lastgroup or "", match[0]
    if kind == "number":
        return Token("value", column, text, _number(text, column))
    if kind == "double":
        return Token("value", column, text, _unquoted(text, column))
    if kind == "single":
        return Token("value", column, text, text[1:-1])
    if kind == "route" and text in WORDS:
        values = {"true": True, "false": False, "null": None}
        return Token("value" if text in values else text, column, text, values.get(text))
    if kind == "route":
        return Token(kind, column, text, _route(text, column))
    return Token("bracket" if kind == "bracket" else text, column, text)


def _number(text: str, column: int) -> int | float:
    if len(text) > _MOST_DIGITS:
        raise ExpressionError(column, f"the number has more than {_MOST_DIGITS} digits")
    return float(text) if set(".eE") & set(text) else int(text)


def _unquoted(text: str, column: int) -> str:
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        reason = "the text has an escape that JSON does not know; write a backslash as `\\\\`"
        raise ExpressionError(column, reason) from None


def _route(text: str, column: int) -> Route:
    try:
        return parse_route(text)
    except UsageError as error:
        raise ExpressionError(column, str(error)) from None
