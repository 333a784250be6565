"""The layout of a model: key order, quoting and sections, derived from its fields."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from article_schema.document.manner import HOUSE, Manner
from article_schema.model.article import Article
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.tables import table_of
from article_schema.routes import Route

#: The keys that identify a record of a list; the first one that is present is used.
_IDENTITIES = ("url", "webUrl", "sourceUrl", "originalUrl", "name", "title")


class HouseStyle:
    """The layout (`document.layout.Layout`) of the records of a model.

    Args:
        model: the class of the record. Where a file is a list, each of its items is one.
        manner: how files are written.
    """

    def __init__(self, model: type = Article, manner: Manner = HOUSE) -> None:
        self.table = table_of(model)
        self.manner = manner
        self._record = RecordShape(model)

    def with_manner(self, manner: Manner) -> HouseStyle:
        """Return the layout of the same model in another manner."""
        return HouseStyle(self.table.model, manner)

    def key_order(self, route: Route) -> Sequence[str]:
        """Return the keys of the mapping at a route in house order; empty where unknown."""
        shape = self.shape_at(route)
        return shape.key_order() if shape is not None else ()

    def is_quoted(self, route: Route) -> bool:
        """Tell whether the text at a route is written in double quotes."""
        steps = [step for step in route if isinstance(step, str)]
        shape = self.shape_at(route[: _last_key(route)])
        return shape is not None and bool(steps) and shape.quotes(steps[-1])

    def is_instant(self, route: Route) -> bool:
        """Tell whether the value at a route is a date and time, not a text that looks like one."""
        shape = self.shape_at(route)
        return shape is not None and shape.is_instant

    def is_section(self, route: Route) -> bool:
        """Tell whether a blank line sets the entry apart: collections and long texts at the top."""
        route = _in_record(route)
        if len(route) != 1:
            return False
        field = self.table.by_key.get(str(route[0]))
        return field is not None and (field.shape.is_collection or field.apart)

    def identity(self, route: Route, item: Any) -> Hashable | None:  # noqa: ARG002 - one for all
        """Return what identifies a list item after a change: its URL or name."""
        if isinstance(item, dict):
            for key in _IDENTITIES:
                value = item.get(key)
                if isinstance(value, str):
                    return (key, value)
            return None
        return (type(item), item) if isinstance(item, Hashable) else None

    def shape_at(self, route: Route) -> Shape | None:
        """Return the shape of the value at a route, or None if the model has none."""
        shape: Shape | None = self._record
        for step in _in_record(route):
            shape = shape.child(step) if shape is not None else None
        return shape


def _in_record(route: Route) -> Route:
    """Return a route from its record on: in a list of records it begins with an index."""
    return route[1:] if route and isinstance(route[0], int) else route


def _last_key(route: Route) -> int:
    return max((index for index, step in enumerate(route) if isinstance(step, str)), default=0)
