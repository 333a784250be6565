"""Nodes: what an expression says, before it is known of which model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from article_schema.routes import Route


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is written out."""

    column: int
    value: Any


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a record at a route."""

    column: int
    route: Route
    #: Whether the first key is in brackets, which is how keys are written that no model knows.
    bracketed: bool


Operand: TypeAlias = Value | Field


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two operands and what is between them, such as `==`, `<` or `in`."""

    column: int
    sign: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class Present:
    """A field alone: there is something in it."""

    field: Field


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Node


@dataclass(frozen=True, slots=True)
class Several:
    """Parts that are all true, or one of which is."""

    parts: Sequence[Node]
    #: Whether all have to be.
    every: bool


Node: TypeAlias = Comparison | Present | Not | Several
