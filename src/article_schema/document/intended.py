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


def intended(data: Data, edits: SequenceOf[Edit]) -> Data:
    """Return the data after all edits, one after the other; `data` itself stays as it is.

    What no edit touches is shared between the old data and the new, and a part that aliases share
    is changed only at the route of the edit. An empty document counts as an empty mapping.

    Raises:
        EditError: a route does not exist, or an index or an order does not fit its list.
    """
    for edit in edits:
        data = _apply(data, edit)
    return data


def refusal(route: Route, reason: str) -> EditError:
    """Make the error that refuses an edit at a route."""
    return EditError(format_route(route), reason)


def _apply(data: Data, edit: Edit) -> Data:
    if isinstance(edit, SetValue):
        if not edit.route:
            return edit.value
        return _change(data, edit.route[:-1], 0, lambda parent: _set(parent, edit))
    if isinstance(edit, Delete):
        if not edit.route:
            raise refusal((), "the document itself cannot be deleted")
        return _change(data, edit.route[:-1], 0, lambda parent: _delete(parent, edit.route))
    if isinstance(edit, RenameKey):
        if not edit.route:
            raise refusal((), "the document has no key")
        return _change(data, edit.route[:-1], 0, lambda parent: _rename(parent, edit))
    if isinstance(edit, InsertItem):
        return _change(data, edit.route, 0, lambda items: _insert(items, edit))
    return _change(data, edit.route, 0, lambda items: _reorder(items, edit))


def _change(data: Data, route: Route, depth: int, change: Callable[[Data], Data]) -> Data:
    if depth == len(route):
        return change(data)
    step = route[depth]
    _require(data, step, route[: depth + 1])
    copy = data.copy()
    copy[step] = _change(data[step], route, depth + 1, change)
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


def _set(parent: Data, edit: SetValue) -> Data:
    step = edit.route[-1]
    if parent is None and len(edit.route) == 1:
        parent = {}
    if not (isinstance(step, str) and isinstance(parent, dict)):
        _require(parent, step, edit.route)
    copy = parent.copy()
    copy[step] = edit.value
    return copy


def _delete(parent: Data, route: Route) -> Data:
    _require(parent, route[-1], route)
    copy = parent.copy()
    del copy[route[-1]]
    return copy


def _rename(parent: Data, edit: RenameKey) -> Data:
    step = edit.route[-1]
    _require(parent, step, edit.route)
    if isinstance(step, int):
        raise refusal(edit.route, "a list item has no key")
    if edit.key in parent and edit.key != step:
        raise refusal(edit.route, f"the key `{edit.key}` is there already")
    return {edit.key if key == step else key: item for key, item in parent.items()}


def _insert(items: Data, edit: InsertItem) -> Data:
    if not isinstance(items, list):
        raise refusal(edit.route, "there is no list here")
    if not 0 <= edit.index <= len(items):
        raise refusal(
            edit.route, f"the list has {len(items)} items, so none can be at {edit.index}"
        )
    return [*items[: edit.index], edit.value, *items[edit.index :]]


def _reorder(items: Data, edit: ReorderItems) -> Data:
    if not isinstance(items, list):
        raise refusal(edit.route, "there is no list here")
    if sorted(edit.order) != list(range(len(items))):
        raise refusal(edit.route, "the order does not name each item of the list once")
    return [items[index] for index in edit.order]
