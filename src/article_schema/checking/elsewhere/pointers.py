"""Pointers of records that the fast path accepts: whether there is what their values name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from article_schema.checking.elsewhere.following import Following
from article_schema.model.elsewhere.pointers import Pointer
from article_schema.model.shapes.tables import Field, tables_in

#: The keys that are compared with the size of a picture beside them.
_SIZES = ("width", "height")


class Pointers:
    """Follows the values of accepted records.

    Args:
        model: the class of the records.
        following: what follows values; None where nothing is to be followed.
    """

    def __init__(self, model: type, following: Following | None) -> None:
        self.following = following
        whole, *inner = tables_in(model)
        #: Whether no record inside of another one has a pointer: those have routes of their own.
        self.are_simple = following is None or not any(
            _points(field) for table in inner for field in table.fields
        )
        #: The keys that a pointer needs, each with its attribute.
        self.names = [
            (field.key, field.name)
            for field in whole.fields
            if _points(field) or field.key in _SIZES
        ]

    def hold(self, article: Any, filename: str) -> bool:
        """Tell whether everything is there that an accepted record points to.

        Args:
            article: what the fast path made of it.
            filename: its file.
        """
        if self.following is None:
            return True
        there = vars(article)
        data = {key: there[name] for key, name in self.names if name in there}
        if any(isinstance(value, datetime) for value in data.values()):
            # In the file it is text, and may name something.
            return False
        return not any(self.following.faults(data, (), filename))


def _points(field: Field) -> bool:
    return any(isinstance(facet, Pointer) for shape in field.shape.flat() for facet in shape.facets)
