"""The meaning of edits: what they make of plain data, apart from any text."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as SequenceOf

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.tree import Data
from article_schema.errors import EditError
from article_schema.routes import Route, format_route

#: Why an edit is refused that no plan could be proved for.
NO_WAY = "there is no safe way to write the change"


def intended(data: Data, edits: SequenceOf[Edit]) -> Data:
    """Return the data after all edits, one after the other; `data` itself stays as it is.

    What no edit touches is shared between the old data and the new, and a part that aliases share
    is changed only at the route of the edit. An empty document counts as an empty mapping.

    Raises:
        EditError: a route does not exist, or an index or an order does not fit its list.
    """
    draft = _Draft()
    for edit in edits:
        data = draft.after(data, edit)
    return data


def refusal(route: Route, reason: str, advice: str = "") -> EditError:
    """Make the error that refuses an edit at a route."""
    return EditError(format_route(route), reason, advice=advice)


class _Draft:
    """New data that shares with the old what no edit has touched, and is copied once elsewhere."""

    def __init__(self) -> None:
        #: The copies, by their numbers; held here, so that no number is used twice.
        self.own: dict[int, Data] = {}

    def after(self, data: Data, edit: Edit) -> Data:
        """Return the data after an edit."""
        if isinstance(edit, SetValue):
            if not edit.route:
                return edit.value
            return self._change(data, edit.route[:-1], 0, lambda parent: self._set(parent, edit))
        if isinstance(edit, Delete):
            if not edit.route:
                raise refusal((), "the document itself cannot be deleted")
            route = edit.route
            return self._change(data, route[:-1], 0, lambda parent: self._delete(parent, route))
        if isinstance(edit, RenameKey):
            if not edit.route:
                raise refusal((), "the document has no key")
            return self._change(data, edit.route[:-1], 0, lambda parent: _rename(parent, edit))
        if isinstance(edit, InsertItem):
            return self._change(data, edit.route, 0, lambda items: self._insert(items, edit))
        return self._change(data, edit.route, 0, lambda items: _reorder(items, edit))

    def _copy(self, data: Data) -> Data:
        if id(data) in self.own:
            return data
        copy = data.copy()
        self.own[id(copy)] = copy
        return copy

    def _change(self, data: Data, route: Route, depth: int, change: Callable[[Data], Data]) -> Data:
        if depth == len(route):
            return change(data)
        step = route[depth]
        _require(data, step, route[: depth + 1])
        changed = self._change(data[step], route, depth + 1, change)
        copy = self._copy(data)
        copy[step] = changed
        return copy

    def _set(self, parent: Data, edit: SetValue) -> Data:
        step = edit.route[-1]
        if parent is None and len(edit.route) == 1:
            parent = {}
        if not (isinstance(step, str) and isinstance(parent, dict)):
            _require(parent, step, edit.route)
        copy = self._copy(parent)
        copy[step] = edit.value
        return copy

    def _delete(self, parent: Data, route: Route) -> Data:
        _require(parent, route[-1], route)
        copy = self._copy(parent)
        del copy[route[-1]]
        return copy

    def _insert(self, items: Data, edit: InsertItem) -> Data:
        if not isinstance(items, list):
            raise refusal(edit.route, "there is no list here")
        if not 0 <= edit.index <= len(items):
            raise refusal(
                edit.route, f"the list has {len(items)} items, so none can be at {edit.index}"
            )
        copy = self._copy(items)
        copy.insert(edit.index, edit.value)
        return copy


def _require(data: Data, step: str | int, route: Route) -> None:
    if isinstance(step, int):
        if not isinstance(data, list):
            raise refusal(route, "there is no list here")
        if not 0 <= step < len(data):
            raise refusal(route, f"the list has {len(data)} items")
    elif not isinstance(data, dict):
        raise refusal(route, "there is no mapping here")
    elif step not in data:
        raise refusal(route, "there is no such key")


def _rename(parent: Data, edit: RenameKey) -> Data:
    step = edit.route[-1]
    _require(parent, step, edit.route)
    if isinstance(step, int):
        raise refusal(edit.route, "a list item has no key")
    if edit.key in parent and edit.key != step:
        raise refusal(edit.route, f"the key `{edit.key}` is there already")
    return {edit.key if key == step else key: item for key, item in parent.items()}


def _reorder(items: Data, edit: ReorderItems) -> Data:
    if not isinstance(items, list):
        raise refusal(edit.route, "there is no list here")
    if sorted(edit.order) != list(range(len(items))):
        raise refusal(edit.route, "the order does not name each item of the list once")
    return [items[index] for index in edit.order]
