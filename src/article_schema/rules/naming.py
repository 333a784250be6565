"""Naming: how rules name the keys of records inside an article."""

from __future__ import annotations

from article_schema.model.shapes.base import subject
from article_schema.routes import Route
from article_schema.rules.contexts import RuleContext


def named(at: RuleContext, key: str) -> str:
    """Name a key of a record by the whole route to it: `related[0].webUrl`."""
    return subject(inside_article(at, key))


def inside_article(at: RuleContext, key: str) -> Route:
    """Return the route to a key without what leads to an article in a list or a page of them."""
    route = at.route
    # A page holds its records under this key.
    route = route[1:] if route[:1] == ("value",) else route
    return (*(route[1:] if route and isinstance(route[0], int) else route), key)
