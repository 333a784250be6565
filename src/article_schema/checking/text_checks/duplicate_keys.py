"""Values of duplicate keys: those that the last pair hides from the data, checked all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from article_schema.document.limits import Limits
from article_schema.document.reading.construct import OverLimitError, construct
from article_schema.document.tree import Data, Mapping, Node, Tree, key_text, walk
from article_schema.faults import Fault
from article_schema.model.shapes.base import Representation, Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.explain import explain_value
from article_schema.model.shapes.tables import table_of
from article_schema.routes import Route
from article_schema.rules.families.file_rules import duplicate_key


def duplicate_key_values(
    tree: Tree, records: list[tuple[Route, Data]], model: type, form: Representation
) -> Iterator[tuple[Node, Route, list[Fault]]]:
    """Yield each value that a later pair with the same key hides: its node, route and faults.

    Args:
        tree: the tree of the file.
        records: the routes and data of its records.
        model: the class that the records belong to.
        form: how the file holds its values.
    """
    if not any(fault.code == duplicate_key.code for fault in tree.faults) or tree.root is None:
        return
    for start, data in records:
        found = tree.find(start)
        if found is not None and isinstance(data, dict):
            for route, node in _all_hidden(found[1]):
                faults = _faults_at(route, node, model, data, form)
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


def _faults_at(
    route: Route, node: Node, model: type, data: Data, form: Representation
) -> list[Fault]:
    """Explain a hidden value by what the model expects at its route."""
    alone = Tree(node)
    try:
        construct(alone, Limits())
    except (KeyError, OverLimitError):
        # Of an alias to an anchor outside the value: that is checked where it is defined.
        return []
    shape: Shape = RecordShape(model)
    field = code = None
    for step in route:
        shape = shape.branch_of(data)
        field = table_of(shape.model).by_key.get(str(step)) if shape.model is not None else None
        code = code or (field.code if field is not None else None)
        child = shape.child(step)
        if child is None:
            return []
        shape, data = child, _part(data, step)
    if field is not None:
        faults = explain_value(field, alone.data, route[:-1], form)
    else:
        faults = list(shape.explain(alone.data, route, form))
    return faults if code is None else [replace(fault, code=code) for fault in faults]


def _part(data: Data, step: str | int) -> Data:
    """Return what is under a step of data, or None: what is hidden may have other parts."""
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None
