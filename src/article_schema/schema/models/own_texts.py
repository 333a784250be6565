"""Texts that the schemas of our models describe: their constraints are known, fixes included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from article_schema.model.article import Article
from article_schema.model.constraints import Length
from article_schema.model.dates import instants
from article_schema.model.facets import Facet
from article_schema.model.shapes.base import Schema, Shape
from article_schema.model.shapes.dates import DateShape, Moment
from article_schema.model.shapes.scalars import InstantShape, TextShape
from article_schema.schema.known_patterns import patterns_of

#: What a schema may say of a text besides the keywords of a constraint.
_LENGTHS = ("minLength", "maxLength")
_SAID = {"pattern", "format", "not", *_LENGTHS}


def known_text(schema: Schema) -> tuple[Shape, set[str]] | None:
    """Return the shape of texts with a constraint that a model of ours has too.

    Returns: the shape with the keywords that it says exactly; None for other texts.
    """
    given = {key: value for key, value in schema.items() if key in _SAID}
    if given == instants.keywords():
        return InstantShape(), set(given)
    said, dated = _dated().get(str(given.get("pattern")), ({}, None))
    if dated is not None and given == said:
        return dated, set(given)
    facet = _facets().get(str(given.get("pattern")))
    if facet is None:
        return None
    said = dict(facet.keywords())
    if any(given.get(key) != value for key, value in said.items()):
        return None
    rest = {key: given[key] for key in given if key not in said}
    if rest.keys() - set(_LENGTHS):
        return None
    return TextShape((facet, *lengths(rest, *_LENGTHS))), set(given)


def lengths(schema: Schema, least: str, most: str) -> Iterator[Facet]:
    """Yield the bounds of a length, if a schema has some under two keywords."""
    if least in schema or most in schema:
        maximum = schema.get(most)
        yield Length(int(schema.get(least, 0)), None if maximum is None else int(maximum))


@cache
def _dated() -> dict[str, tuple[Schema, Shape]]:
    """Return the shapes of dates with the keywords of their texts, by pattern."""
    forms = product((False, True), repeat=3)
    moments = [Moment(day=day, no_zone=no_zone, spaced=spaced) for day, no_zone, spaced in forms]
    known: dict[str, tuple[Schema, Shape]] = {}
    for shape in (DateShape(), *moments):
        said = {key: value for key, value in shape.unbounded_schema().items() if key in _SAID}
        known[said["pattern"]] = said, shape
    return known


@cache
def _facets() -> dict[str, Facet]:
    return dict(patterns_of(Article))
