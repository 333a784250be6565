"""The edits that bring about what a person wants at a route, given the data of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.splicing.intended import refusal
from article_schema.document.tree import Data, value_at
from article_schema.routes import Route

if TYPE_CHECKING:
    from article_schema.signatures import Sortable

#: What is at a route where nothing is.
_ABSENT = object()


def setting(data: Data, route: Route, value: Data, *, parents: bool = False) -> list[Edit]:
    """Return the edits that give a route a value; one behind the end of a list is appended.

    Args:
        data: the data of the file.
        route: the place.
        value: the new value.
        parents: whether mappings and lists that lead there are made where nothing, or null, is.

    Raises:
        EditError: what leads to the route is missing, or is of another kind.
    """
    for depth in range(1, len(route)) if parents else ():
        if _at(data, route[:depth]) in (_ABSENT, None):
            return setting(data, route[:depth], _nested(route, depth, value))
    for depth in range(1, len(route)):
        holder, step = _at(data, route[: depth - 1]), route[depth - 1]
        if isinstance(holder, dict) and step not in holder:
            raise refusal(
                route[:depth], "there is no such key", "set it with parents=True to make it"
            )
    last = route[-1] if route else None
    if isinstance(last, int) and last == _length(_at(data, route[:-1])):
        return [InsertItem(route[:-1], last, value)]
    return [SetValue(route, value)]


def appending(
    data: Data, route: Route, values: Iterable[Data], *, parents: bool = False
) -> list[Edit]:
    """Return the edits that put values behind the last item of a list; a missing list is made.

    Args:
        data: the data of the file.
        route: the list.
        values: the new items.
        parents: as for `setting`.

    Raises:
        EditError: there is something else than a list.
    """
    values, items = list(values), _at(data, route)
    if items is _ABSENT or items is None:
        return setting(data, route, values, parents=parents)
    start = len(_list(items, route))
    return [InsertItem(route, start + index, value) for index, value in enumerate(values)]


def inserting(route: Route, value: Data) -> list[Edit]:
    """Return the edit that puts a value before the item at a route.

    Raises:
        EditError: the route does not end with an index.
    """
    index = route[-1] if route else None
    if not isinstance(index, int):
        raise refusal(route, "a value is inserted before an item of a list; name its index")
    return [InsertItem(route[:-1], index, value)]


def renaming(data: Data, route: Route, key: str) -> list[Edit]:
    """Return the edit that gives an entry another key.

    Raises:
        EditError: there is no such entry, or the key is there already.
    """
    require_there(data, route)
    return [RenameKey(route, key)]


def moving(data: Data, route: Route, to: Route) -> list[Edit]:
    """Return the edits that take a value away from a route and put it at another one.

    Args:
        data: the data of the file.
        route: where the value is.
        to: where it is afterwards. Within one list that is the place of an item; elsewhere an item
            goes before the one that is there, and a key must be free.

    Raises:
        EditError: one of the routes does not fit.
    """
    value = require_there(data, route)
    if to[: len(route)] == route:
        raise refusal(to, "a value cannot move into itself")
    source, target = route[-1], to[-1] if to else ""
    if route[:-1] == to[:-1] and isinstance(source, int) and isinstance(target, int):
        order = list(range(len(_list(_at(data, to[:-1]), to[:-1]))))
        if target >= len(order):
            raise refusal(to, f"the list has {len(order)} items")
        order.insert(target, order.pop(source))
        return [ReorderItems(to[:-1], tuple(order))]
    if isinstance(target, str):
        if route[:-1] == to[:-1]:
            return renaming(data, route, target)
        if _at(data, to) is not _ABSENT:
            raise refusal(to, "there is a value already; delete it first")
        return [*setting(data, to, value), Delete(route)]
    return [*inserting(to, value), Delete(_shifted(route, to))]


def reordering(route: Route, order: Iterable[int]) -> list[Edit]:
    """Return the edit that brings a list into an order of its present indexes.

    Raises:
        EditError: there is no list, or the order does not name each item once.
    """
    indexes = tuple(order)
    if not all(isinstance(index, int) for index in indexes):
        raise refusal(route, "an order is made of the indexes of the items")
    return [ReorderItems(route, indexes)]


def sorting(
    data: Data, route: Route, key: Callable[[Data], Sortable] | None, *, reverse: bool
) -> list[Edit]:
    """Return the edit that sorts a list; equal items keep their order.

    Raises:
        EditError: there is no list, or its items cannot be compared.
    """
    items = _list(require_there(data, route), route)
    try:
        order = sorted(
            range(len(items)),
            key=lambda index: items[index] if key is None else key(items[index]),
            reverse=reverse,
        )
    except (TypeError, KeyError, IndexError) as error:
        reason = f"the items cannot be compared ({error!r}); say what to sort by with `key`"
        raise refusal(route, reason) from None
    return [ReorderItems(route, tuple(order))]


def merging(data: Data, route: Route, values: dict[str, Data]) -> Iterator[Edit]:
    """Yield the edits that put keys into a mapping; mappings below are merged, all else is set.

    Raises:
        EditError: there is something else than a mapping.
    """
    here = _at(data, route)
    if here is _ABSENT or here is None:
        yield from setting(data, route, values)
        return
    if not isinstance(here, dict):
        raise refusal(route, "there is no mapping here")
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(here.get(key), dict):
            yield from merging(data, (*route, key), value)
        else:
            yield SetValue((*route, key), value)


def require_there(data: Data, route: Route) -> Data:
    """Return the value at a route.

    Raises:
        EditError: nothing is there.
    """
    found = _at(data, route)
    if found is _ABSENT:
        raise refusal(route, "there is no such value")
    return found


def _at(data: Data, route: Route) -> Data:
    return value_at(data, route, _ABSENT)


def _length(items: Data) -> int:
    return len(items) if isinstance(items, list) else -1


def _list(items: Data, route: Route) -> list[Data]:
    if not isinstance(items, list):
        raise refusal(route, "there is no list here")
    return items


def _nested(route: Route, depth: int, value: Data) -> Data:
    """Return the collections that lead from a depth of a route to its value.

    Raises:
        EditError: a list that is not there yet can only get its first item.
    """
    for end in range(len(route), depth, -1):
        step = route[end - 1]
        if isinstance(step, int) and step:
            raise refusal(route[:end], "the list is not there yet, so its first item is [0]")
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _shifted(route: Route, inserted: Route) -> Route:
    """Return where a value is after an item was inserted at a route."""
    depth = len(inserted) - 1
    step, index = route[depth] if depth < len(route) else None, inserted[-1]
    if route[:depth] != inserted[:-1] or not isinstance(step, int) or step < int(index):
        return route
    return (*route[:depth], step + 1, *route[depth + 1 :])
