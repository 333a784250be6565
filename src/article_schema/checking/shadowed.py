"""Shadowed values: those that a repeated key hides from the data, checked all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from article_schema.document.construct import OverLimitError, construct
from article_schema.document.limits import Limits
from article_schema.document.tree import Data, Mapping, Node, Tree, key_text, walk
from article_schema.faults import Fault
from article_schema.model.explain import FILE, explain_record
from article_schema.model.fields import table_of
from article_schema.routes import Route

#: Each hidden value costs a look at its whole record; who has more mends these first.
_MOST_HIDDEN = 50


def shadowed_values(
    tree: Tree, records: list[tuple[Route, Data]], model: type
) -> Iterator[tuple[Node, Route, list[Fault]]]:
    """Yield each value that a later pair with the same key hides: its node, route and faults.

    Args:
        tree: the tree of the file.
        records: the routes and data of its records.
        model: the class that the records belong to.
    """
    if not any(fault.code == "DOC006" for fault in tree.faults) or tree.root is None:
        return
    for start, data in records:
        found = tree.find(start)
        if found is not None:
            for route, node in islice(_all_hidden(found[1]), _MOST_HIDDEN):
                faults = _faults_at(data, route, node, model)
                place = (*start, *route)
                yield node, place, [replace(f, route=(*start, *f.route)) for f in faults]


def _all_hidden(record: Node) -> Iterator[tuple[Route, Node]]:
    yield from _hidden((), record)
    for route, _, node in walk(record):
        yield from _hidden(route, node)


def _hidden(route: Route, mapping: Node) -> Iterator[tuple[Route, Node]]:
    if not isinstance(mapping, Mapping):
        return
    last = {key_text(key): node for key, node in mapping.pairs}
    for key, node in mapping.pairs:
        text = key_text(key)
        if text is not None and last[text] is not node:
            yield (*route, text), node


def _faults_at(record: Data, route: Route, node: Node, model: type) -> list[Fault]:
    """Explain the data with the hidden value in its place, and keep what concerns that value."""
    alone = Tree(node)
    try:
        construct(alone, Limits())
    except (
        KeyError,
        OverLimitError,
    ):  # an alias to an anchor outside the value: it is checked where it is defined
        return []
    data = _with_value(record, route, alone.data)
    faults = explain_record(table_of(model), data, (), FILE)
    return [fault for fault in faults if fault.route[: len(route)] == route]


def _with_value(data: Data, route: Route, value: Data) -> Any:
    if not route:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[route[0]] = _with_value(data[route[0]], route[1:], value)
    return copy
