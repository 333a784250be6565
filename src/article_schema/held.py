"""Held objects: after an edit by route, the objects of an article stay the same.

A program may hold a record, a list or a dict of an open article and go on using it. So an edit puts
new values into the old objects wherever they can take them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from article_schema.conversion import structure, unstructure
from article_schema.document.compare import same
from article_schema.document.diff import diff
from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.layout import Layout
from article_schema.document.splicing.intended import intended
from article_schema.document.tree import Data
from article_schema.errors import ValidationError
from article_schema.model.fields import Record
from article_schema.model.plain import plain
from article_schema.model.shapes.tables import EXTRA, table_of
from article_schema.routes import Route

_KINDS = (Record, list, dict)


def follow(
    article: Record, here: Route, edits: Sequence[Edit], before: Data, new: Record, layout: Layout
) -> None:
    """Give an article the values of its edited version.

    Args:
        article: the article whose objects are held.
        here: its route in the data of its file.
        edits: the edits, one after the other.
        before: the data of the file before the edits.
        new: a new article of the data after them.
        layout: identifies equal items of a list that was set as a whole.
    """
    for edit in edits:
        after = intended(before, [edit])
        for part in _parts(edit, before, after, layout):
            _rearrange(article, part, len(here))
        before = after
    refresh(article, new)


def refresh(article: Record, new: Record) -> None:
    """Give an article, and the objects in it, the values of another one."""
    _Refresher().record(article, new)


def remember(article: Record | None) -> Callable[[], None]:
    """Return what brings an article and all objects in it back to what they hold now."""
    states: dict[int, tuple[Any, Any]] = {}
    todo: list[Any] = [article]
    while todo:
        held = todo.pop()
        if id(held) in states or not isinstance(held, _KINDS):
            continue
        states[id(held)] = held, _state_of(held)
        todo += held if isinstance(held, list) else _state_of(held).values()

    def restore() -> None:
        for held, state in states.values():
            if isinstance(held, Record):
                for name, value in state.items():
                    object.__setattr__(held, name, value)
            elif isinstance(held, list):
                held[:] = state
            else:
                held.clear()
                held.update(state)

    return restore


def _state_of(held: Any) -> Any:
    if not isinstance(held, Record):
        return held.copy()
    names = (*(field.name for field in table_of(type(held)).fields), EXTRA)
    return {name: getattr(held, name) for name in names}


def _parts(edit: Edit, before: Data, after: Data, layout: Layout) -> Sequence[Edit]:
    """Split an edit that sets a whole collection into edits of its items."""
    if not isinstance(edit, SetValue):
        return [edit]
    try:
        for step in edit.route:
            before, after = before[step], after[step]
    except (KeyError, IndexError):
        return []
    return diff(before, after, layout, edit.route)


def _rearrange(article: Record, edit: Edit, depth: int) -> None:
    """Apply an edit that gives objects another place in a list or under another key."""
    if isinstance(edit, Delete):
        items, index = _at(article, edit.route[depth:-1]), edit.route[-1]
        if isinstance(items, list) and isinstance(index, int):
            del items[index]
    elif isinstance(edit, InsertItem):
        items = _at(article, edit.route[depth:])
        if isinstance(items, list):
            items.insert(edit.index, None)
    elif isinstance(edit, ReorderItems):
        items = _at(article, edit.route[depth:])
        if isinstance(items, list):
            items[:] = [items[index] for index in edit.order]
    elif isinstance(edit, RenameKey):
        parent, key = _at(article, edit.route[depth:-1]), edit.route[-1]
        entries = parent.extra if isinstance(parent, Record) else parent
        if isinstance(entries, dict) and key in entries:
            entries[edit.key] = entries.pop(str(key))


def _at(value: Any, route: Route) -> Any:
    """Return what an article has at a route, or None."""
    for step in route:
        if isinstance(value, Record):
            field = table_of(type(value)).by_key.get(str(step))
            value = value.extra.get(str(step)) if field is None else getattr(value, field.name)
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


class _Refresher:
    """Gives old objects new values, each object once.

    An object with several places in an article stays in the first; the others get new objects,
    because an edit by route changes a single place.
    """

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def record(self, old: Record, new: Record) -> Record:
        """Give a record new values; return the new one if the old one cannot take them."""
        if type(old) is not type(new):
            try:
                # The old one is of a subclass with more fields.
                new = structure(unstructure(new), type(old))
            except ValidationError:
                return new
        for field in table_of(type(old)).fields:
            value = self.value(getattr(old, field.name), getattr(new, field.name))
            object.__setattr__(old, field.name, value)
        object.__setattr__(old, EXTRA, self.value(old.extra, new.extra))
        return old

    def value(self, old: Any, new: Any) -> Any:
        """Return the object for a place: the old one with the new values, or the new one."""
        if not any(isinstance(old, kind) and isinstance(new, kind) for kind in _KINDS):
            # A value that stands for the new one, such as a member of an enum, may stay.
            return old if type(old) is not type(new) and same(plain(old), new) else new
        if id(old) in self.seen:
            return new
        self.seen.add(id(old))
        if isinstance(old, Record):
            return self.record(old, new)
        if isinstance(old, list):
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
