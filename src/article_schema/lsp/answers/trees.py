"""Trees: what can be read of a document, be it broken, and what the model says about its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from article_schema.document.reading.compose import compose
from article_schema.document.reading.recovery import recover
from article_schema.document.source import Source
from article_schema.document.tree import Node, Tree, walk
from article_schema.errors import DocumentError
from article_schema.house_style import HouseStyle
from article_schema.lsp.checks import source_of
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import Route


@dataclass(frozen=True)
class Reading:
    """A document as far as it can be read."""

    source: Source
    tree: Tree
    #: How far its offsets stand behind those of the document: a byte-order mark.
    shift: int

    def entries(self) -> Iterator[tuple[Route, Node | None, Node]]:
        """Yield route, key and value of everything in it."""
        if self.tree.root is not None:
            yield from walk(self.tree.root)


def reading_of(choice: Choice, text: Text) -> Reading | None:
    """Return what can be read of a document; None where that is nothing."""
    limits = choice.checker.settings.limits
    try:
        source = source_of(choice, text)
    except DocumentError:
        return None
    try:
        tree = compose(source, limits)
    except DocumentError as error:
        recovered = recover(source, error, limits)
        if recovered is None:
            return None
        tree = recovered.tree
    return Reading(source, tree, int(source.has_bom))


def field_at(model: type, route: Route) -> Field | None:
    """Return the field of the value at a route; None where the model has none.

    Args:
        model: the class of the articles.
        route: the place; the last step that is a key names the field.
    """
    found = home_of(model, route)
    return None if found is None else found[1]


def home_of(model: type, route: Route) -> tuple[type, Field] | None:
    """Return the field of the value at a route, after the class that has it.

    Args:
        model: the class of the articles.
        route: as for `field_at`.
    """
    while route and isinstance(route[-1], int):
        route = route[:-1]
    if not route:
        return None
    for home in models_at(model, route[:-1]):
        field = table_of(home).by_key.get(str(route[-1]))
        if field is not None:
            return home, field
    return None


def models_at(model: type, route: Route) -> list[type]:
    """Return the classes of the record at a route: several where it may be one of these."""
    shape = shape_at(model, route)
    return [each.model for each in shape.flat() if each.model is not None] if shape else []


def shape_at(model: type, route: Route) -> Shape | None:
    """Return what the model says about the value at a route; None where it says nothing."""
    return HouseStyle(model).shape_at(route)
