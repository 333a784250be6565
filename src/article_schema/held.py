"""Held objects: after an edit by route, each object of an article is still the item that it was.

Whoever holds a record, a list or a dict of an open article may go on reading and changing it. So an
article never gets new parts where old ones can take the new values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from article_schema.document.diff import diff
from article_schema.document.edits import Delete, Edit, InsertItem, ReorderItems, SetValue
from article_schema.document.layout import Layout
from article_schema.document.tree import Data
from article_schema.model.fields import EXTRA, Record, table_of
from article_schema.routes import Route


def follow(article: Record, edit: Edit, before: Data, after: Data, new: Record,
           layout: Layout) -> None:  # fmt: skip
    """Give an article the values of another one, which an edit has made of it.

    Args:
        article: what is held.
        edit: the edit.
        before: the data that the article had.
        after: the data that it has now.
        new: another article, of these data.
        layout: tells which items of a list that was set as a whole are the same.
    """
    for part in _parts(edit, before, after, layout):
        _rearrange(article, part)
    _Refresher().record(article, new)


def _parts(edit: Edit, before: Data, after: Data, layout: Layout) -> Sequence[Edit]:
    """Split an edit that sets a whole collection into what it does to each item."""
    if not isinstance(edit, SetValue):
        return [edit]
    try:
        for step in edit.route:
            before, after = before[step], after[step]
    except (KeyError, IndexError):
        return []
    return diff(before, after, layout, edit.route)


def _rearrange(article: Record, edit: Edit) -> None:
    """Make the change of an edit to the items of a list, if it makes one."""
    if isinstance(edit, Delete):
        items, index = _at(article, edit.route[:-1]), edit.route[-1]
        if isinstance(items, list) and isinstance(index, int):
            del items[index]
    elif isinstance(edit, InsertItem | ReorderItems):
        items = _at(article, edit.route)
        if isinstance(items, list) and isinstance(edit, InsertItem):
            items.insert(edit.index, None)
        elif isinstance(items, list):
            items[:] = [items[index] for index in edit.order]


def _at(value: Any, route: Route) -> Any:
    """Return what an article has at a route, or None."""
    for step in route:
        if isinstance(value, Record):
            field = table_of(type(value)).by_key.get(str(step))
            value = value.extra.get(step) if field is None else getattr(value, field.name)
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


class _Refresher:
    """Gives old objects new values, each object once.

    An object that has several places in an article stays in the first of them; the others get one
    of their own, for an edit by route changes a single place.
    """

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def record(self, old: Record, new: Record) -> None:
        for field in table_of(type(old)).fields:
            value = self.value(getattr(old, field.name), getattr(new, field.name))
            object.__setattr__(old, field.name, value)
        object.__setattr__(old, EXTRA, self.value(old.extra, new.extra))

    def value(self, old: Any, new: Any) -> Any:
        """Return what shall stand in a place: the old object with the new values, or the new."""
        if type(old) is not type(new) or not isinstance(old, Record | list | dict):
            return new
        if id(old) in self.seen:
            return new
        self.seen.add(id(old))
        if isinstance(old, Record):
            self.record(old, new)
        elif isinstance(old, list):
            known = len(old)
            old[:] = [
                self.value(old[index], item) if index < known else item
                for index, item in enumerate(new)
            ]
        else:
            values = {key: self.value(old.get(key), item) for key, item in new.items()}
            old.clear()
            old.update(values)
        return old
