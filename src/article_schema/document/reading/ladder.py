"""Reading: the ladder from the quickest way to read a file to the one that decides."""

from __future__ import annotations

from article_schema.document.limits import DEFAULT_LIMITS, Limits
from article_schema.document.reading.house import (
    MAX_DEPTH,
    MAX_LENGTH,
    read_house_form,
)
from article_schema.document.scalars import MAX_INTEGER_DIGITS
from article_schema.document.source import Source
from article_schema.document.tree import Tree


def read(source: Source, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read a source by the quickest rung that may judge it.

    Raises:
        DocumentError: its YAML or JSON cannot be parsed, or is beyond a limit.
    """
    return read_quickly(source, limits) or _composed(source, limits)


def _composed(source: Source, limits: Limits) -> Tree:
    # Most files are in house form, and wait for no parser.
    from article_schema.document.reading.compose import compose

    return compose(source, limits)


def read_quickly(source: Source, limits: Limits) -> Tree | None:
    """Return the tree of a source in house form, or None where the parsers have to judge it."""
    if not may_be_in_house_form(source, limits):
        return None
    return read_house_form(source.data_text, source.block[0])


def may_be_in_house_form(source: Source, limits: Limits) -> bool:
    """Tell whether its format and its length let the scanner of the house form read a source."""
    start, end = source.block
    # The scanner has narrow bounds of its own; these are for limits that are narrower still.
    if not source.format.has_house_form or limits.depth <= MAX_DEPTH:
        return False
    if limits.integer_digits < MAX_INTEGER_DIGITS:
        return False
    most = min(limits.data_characters, limits.nodes, limits.scalar_characters, MAX_LENGTH)
    return end - start <= most
