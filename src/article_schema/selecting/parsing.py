"""Parsing: from the text of an expression to its nodes, in time that grows with its length.

either   = both ("or" both)*
both     = part ("and" part)*
part     = "not"* ( "(" either ")" | operand [ sign operand ] )
sign     = "==" "!=" "<" "<=" ">" ">=" "in" "not in"
operand  = route | text | number | "true" | "false" | "null" | "[" values "]"
"""

from __future__ import annotations

from typing import Any

from article_schema.selecting.nodes import (
    Comparison,
    Field,
    Node,
    Not,
    Operand,
    Present,
    Several,
    Value,
)
from article_schema.selecting.tokens import ExpressionError, Token, tokens_of

#: Brackets in brackets beyond this are refused; the parser calls itself for each.
MOST_DEPTH = 50
#: The signs that have the operands in the other order.
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def parse(text: str) -> Node:
    """Return the nodes of an expression.

    Raises:
        ExpressionError: it cannot be read.
    """
    parser = _Parser(tokens_of(text))
    node = parser.either(0)
    parser.require("end", "write `and` or `or` between conditions")
    return node


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._next]

    def take(self) -> Token:
        """Return the next token, and go behind it."""
        token = self.token
        if token.kind != "end":
            self._next += 1
        return token

    def require(self, kind: str, advice: str) -> None:
        """Go behind a token of a kind."""
        if self.token.kind != kind:
            raise ExpressionError(self.token.column, f"{self.token} is not expected; {advice}")
        self.take()

    def either(self, depth: int) -> Node:
        """Read parts with `or` between them."""
        if depth > MOST_DEPTH:
            reason = f"brackets are nested more than {MOST_DEPTH} deep; write it flatter"
            raise ExpressionError(self.token.column, reason)
        parts = [self._both(depth)]
        while self.token.kind == "or":
            self.take()
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Several(parts, every=False)

    def _both(self, depth: int) -> Node:
        parts = [self._part(depth)]
        while self.token.kind == "and":
            self.take()
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else Several(parts, every=True)

    def _part(self, depth: int) -> Node:
        opposite = False
        while self.token.kind == "not":
            self.take()
            opposite = not opposite
        if self.token.kind == "(":
            self.take()
            node = self.either(depth + 1)
            self.require(")", "the bracket is not closed: write `)`")
        else:
            node = self._condition()
        return Not(node) if opposite else node

    def _condition(self) -> Node:
        left = self._operand(lists=False)
        token = self.token
        sign = self._sign()
        if sign is None:
            if isinstance(left, Field):
                return Present(left)
            raise ExpressionError(
                left.column, "a value alone says nothing; compare it with a field"
            )
        right = self._operand(lists=sign in ("in", "not in", "==", "!="))
        if isinstance(left, Value) and isinstance(right, Value):
            raise ExpressionError(left.column, "both sides are values; compare a field with one")
        if self.token.kind in _FLIPPED:
            reason = "a comparison has two sides; write `and` between two comparisons"
            raise ExpressionError(self.token.column, reason)
        if isinstance(left, Value) and sign in _FLIPPED:
            sign, left, right = _FLIPPED[sign], right, left
        return Comparison(token.column, sign, left, right)

    def _sign(self) -> str | None:
        if self.token.kind in _FLIPPED or self.token.kind == "in":
            return self.take().kind
        if self.token.kind == "not":
            self.take()
            self.require("in", "write `not in`, or `and not` between conditions")
            return "not in"
        return None

    def _operand(self, *, lists: bool) -> Operand:
        token = self.token
        if lists and token.text.startswith("["):
            return self._list()
        if token.kind == "value":
            return Value(self.take().column, token.value)
        if token.kind == "route":
            self.take()
            return Field(token.column, token.value, token.text.startswith("["))
        advice = 'write a field such as title, or a value such as "Dawn"'
        raise ExpressionError(token.column, f"{token} is not expected; {advice}")

    def _list(self) -> Value:
        token = self.take()
        if token.kind == "route":
            # A list of one number or text looks like a step of a route.
            if len(token.value) == 1:
                return Value(token.column, [token.value[0]])
            raise ExpressionError(token.column, "write a list such as [1, 2] here, and no route")
        values: list[Any] = []
        while self.token.text != "]":
            if values:
                self.require(",", "write `,` between the values of a list, and `]` behind them")
            if self.token.kind != "value":
                advice = "a list holds texts in quotes, numbers, true, false and null"
                raise ExpressionError(self.token.column, f"{self.token} is not expected; {advice}")
            values.append(self.take().value)
        self.take()
        return Value(token.column, values)
