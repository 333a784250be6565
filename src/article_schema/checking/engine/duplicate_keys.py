"""Shadowed values: those that a repeated key hides from the data, checked all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from article_schema.document.limits import Limits
from article_schema.document.reading.construct import OverLimitError, construct
from article_schema.document.tree import Data, Mapping, Node, Tree, key_text, walk
from article_schema.faults import Fault
from article_schema.model.explain import FILE, explain_shape, explain_value
from article_schema.model.shapes import ListShape, MappingShape, RecordShape, Shape
from article_schema.model.tables import Field, table_of
from article_schema.routes import Route
from article_schema.rules.file_rules import duplicate_key


def shadowed_values(
    tree: Tree, records: list[tuple[Route, Data]], model: type
) -> Iterator[tuple[Node, Route, list[Fault]]]:
    """Yield each value that a later pair with the same key hides: its node, route and faults.

    Args:
        tree: the tree of the file.
        records: the routes and data of its records.
        model: the class that the records belong to.
    """
    if not any(fault.code == duplicate_key.code for fault in tree.faults) or tree.root is None:
        return
    for start, data in records:
        found = tree.find(start)
        if found is not None and isinstance(data, dict):
            for route, node in _all_hidden(found[1]):
                faults = _faults_at(route, node, model)
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


def _faults_at(route: Route, node: Node, model: type) -> list[Fault]:
    """Explain a hidden value by what the model expects at its route."""
    alone = Tree(node)
    try:
        construct(alone, Limits())
    except (KeyError, OverLimitError):
        # Of an alias to an anchor outside the value: that is checked where it is defined.
        return []
    expected: Shape | Field | None = RecordShape(model)
    code = None
    for step in route:
        expected = _below(expected, step)
        if isinstance(expected, Field):
            code = code or expected.code
    if expected is None:
        return []
    if isinstance(expected, Field):
        faults = explain_value(expected, alone.data, route[:-1], FILE)
    else:
        faults = list(explain_shape(expected, alone.data, route, FILE))
    return faults if code is None else [replace(fault, code=code) for fault in faults]


def _below(expected: Shape | Field | None, step: str | int) -> Shape | Field | None:
    shape = expected.shape if isinstance(expected, Field) else expected
    if isinstance(shape, RecordShape):
        return table_of(shape.model).by_key.get(step) if isinstance(step, str) else None
    if isinstance(shape, ListShape):
        return shape.item if isinstance(step, int) else None
    if isinstance(shape, MappingShape):
        return shape.value if isinstance(step, str) else None
    return None
