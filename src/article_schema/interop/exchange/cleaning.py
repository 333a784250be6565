"""Cleaning: data of others are brought to the contract of a model, and each change is told."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from article_schema.conversion import explain
from article_schema.faults import Fault, Route, format_route
from article_schema.interop.exchange.mapping import Data
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.tables import ModelTable, table_of

#: So many parts of an item are left out at most; one with more faults is not worth its reading.
_MOST_ROUNDS = 200


class Cleaned(NamedTuple):
    """What has become of some data."""

    data: Data
    #: What was mended or left out, and why.
    notes: tuple[str, ...]
    #: What is wrong all the same; nothing if the data keep the contract.
    faults: tuple[Fault, ...]


def cleaned(data: Data, model: type) -> Cleaned:
    """Return data without nulls, and without optional parts that break the contract of a model.

    What can be put right beyond doubt is mended first. Otherwise nothing is put in the place of a
    part: what is missing, only the site knows.

    Args:
        data: the data, which stay as they are.
        model: the model.
    """
    table = table_of(model)
    data = _without_nulls(copy.deepcopy(data), table)
    notes = []
    for _ in range(_MOST_ROUNDS):
        faults = explain(data, model)
        mended = next((fault for fault in faults if _is_mended(fault, data)), None)
        if mended is not None:
            notes.append(f"`{mended.route_text}` is mended: {mended.sentence}")
            continue
        # The last one first, so that the numbers of items before it stay those of the source.
        for fault in reversed(faults):
            route = _removable(fault.route, data, table)
            if route:
                notes.append(f"`{format_route(route)}` is left out: {fault.sentence}")
                _remove(data, route)
                break
        else:
            return Cleaned(data, tuple(reversed(notes)), tuple(faults))
    return Cleaned(data, tuple(reversed(notes)), tuple(explain(data, model)))


def _is_mended(fault: Fault, data: Data) -> bool:
    """Tell whether the value of a fault could be put right beyond doubt, which is done."""
    route = fault.route
    is_sure = fault.safe and fault.part == "value" and fault.replacement is not None
    if not is_sure or not route or not _is_there(data, route):
        return False
    part: Any = data
    for step in route[:-1]:
        part = part[step]
    if part[route[-1]] == fault.replacement:
        return False
    part[route[-1]] = fault.replacement
    return True


def _removable(route: Route, data: Data, table: ModelTable) -> Route:
    """Return the smallest part around a fault that an article can do without; empty for none."""
    found: Route = ()
    for depth, may_go in enumerate(_steps(route, table), 1):
        if not _is_there(data, route[:depth]):
            break
        if may_go:
            found = route[:depth]
    return found


def _steps(route: Route, top: ModelTable) -> Iterator[bool]:
    """Yield for each step of a route whether a record may be without its value."""
    table: ModelTable | None = top
    shape: Shape | None = None
    for step in route:
        if isinstance(step, int):
            shape, may_go = (shape.child(step) if shape is not None else None), True
        else:
            field = table.by_key.get(step) if table is not None else None
            shape = field.shape if field is not None else None
            may_go = field is None or not field.required
        yield may_go
        table = table_of(shape.model) if shape is not None and shape.model is not None else None


def _is_there(data: Any, route: Route) -> bool:
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _remove(data: Any, route: Route) -> None:
    for step in route[:-1]:
        data = data[step]
    del data[route[-1]]


def _without_nulls(data: Data, table: ModelTable) -> Data:
    """Return data in which known keys that are null are absent, as many services write them."""
    result = {}
    for key, value in data.items():
        field = table.by_key.get(key)
        if field is not None and field.is_absent(value):
            continue
        model = field.shape.record_model if field is not None else None
        result[key] = value if model is None else _part(value, table_of(model))
    return result


def _part(value: Any, table: ModelTable) -> Any:
    if isinstance(value, list):
        return [_part(each, table) for each in value]
    return _without_nulls(value, table) if isinstance(value, dict) else value
