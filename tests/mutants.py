"""Mutants: data that a model nearly accepts, many in little time and the same for each seed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from strategies import DENTS, NEAR_MISSES, ODD_NUMBERS, routes_in, to_satisfy

from article_schema.model.shapes.base import FILE, Shape
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.containers import AnyShape, MappingShape, RecordShape
from article_schema.model.shapes.scalars import ScalarShape
from article_schema.model.shapes.sequences import ListShape, RowShape
from article_schema.model.shapes.tables import Condition, ModelTable, table_of
from article_schema.model.shapes.unions import UnionShape

_TEXTS = (
    *NEAR_MISSES, "a &amp; b", "https://example.com/?a=1&amp;b=2", "AB12", "A harbour",
    "日本", "🙂 🚢", "e\u0301", "a" * 300, "a" * 301, "🙂" * 300,
    "https://www.example.com/a%20b?c=%C3%A9#d", "https://example.com/" + "a%41" * 30,
    "https://example.com/" + "a" * 7980, "https://example.com/" + "a" * 7981, "/a%20b?c#d",
)  # fmt: skip
_DAYS = ("2020-01-14", "2020-01-15", "2020-12-31", "2021-01-01", "1999-12-31", "2000-01-01",
         "2000-02-29", "2000-03-01", "2021-12-31")  # fmt: skip
_SCALARS = (*_TEXTS, *_DAYS, *ODD_NUMBERS, True, False, 7, 0.25, 5, 10, 2, "red", "a", 0.75)
_ODD = (None, [], {}, [None], [[]], [""], {"": None}, {"extra": 1}, *_SCALARS)
_DEEPEST = 3


def mutants(model: type, count: int, seed: int) -> Iterator[Any]:
    """Yield data with up to three changes to what the model accepts."""
    random = Random(seed)
    table = table_of(model)
    for _ in range(count):
        data: Any = _valid_record(table, random, 0)
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            data = _changed(data, table, random)
        yield data


def _valid_record(table: ModelTable, random: Random, depth: int) -> dict[str, Any]:
    share = random.choice((0.1, 0.5, 0.9)) if depth < _DEEPEST else 0
    data = {
        field.key: None
        if field.nullable and random.random() < 0.1
        else _valid(field.shape, random, depth)
        for field in table.fields
        if field.required or random.random() < share
    }
    for _ in range(3):
        for condition in table.conditions:
            if not condition.holds(data.get):
                _satisfy(condition, table, data, random, depth)
    if random.random() < 0.2:
        data[random.choice(("layout", "seo", "", "$comment"))] = copy.deepcopy(random.choice(_ODD))
    return data


def _satisfy(
    condition: Condition, table: ModelTable, data: dict[str, Any], random: Random, depth: int
) -> None:
    wanted, unwanted = to_satisfy(condition, table, data)
    for first in wanted:
        key = random.choice(condition.group or (first,))
        while table.by_key[key].is_absent(data.get(key)):
            data[key] = _valid(table.by_key[key].shape, random, min(depth, _DEEPEST - 1))
    for key in unwanted:
        data.pop(key, None)


def _valid(shape: Shape, random: Random, depth: int) -> Any:
    if isinstance(shape, ScalarShape):
        return random.choice(_accepted(shape))
    if isinstance(shape, ChoiceShape):
        return random.choice(shape.words)
    if isinstance(shape, RecordShape):
        return _valid_record(table_of(shape.model), random, depth + 1)
    if isinstance(shape, UnionShape):
        return _valid(random.choice(shape.branches), random, depth)
    if isinstance(shape, AnyShape):
        return copy.deepcopy(random.choice(_ODD))
    if isinstance(shape, RowShape):
        return [_valid(item, random, depth + 1) for item in shape.items]
    while True:
        count = random.randint(0, 2 if depth < _DEEPEST or shape.facets else 0)
        if isinstance(shape, MappingShape):
            names = random.sample(("a", "b", "", "é"), count)
            found: Any = {name: _valid(shape.value, random, depth + 1) for name in names}
        else:
            assert isinstance(shape, ListShape)
            found = [_valid(shape.item, random, depth + 1) for _ in range(count)]
        if all(facet.accepts(found) for facet in shape.facets):
            return found


@cache
def _accepted(shape: ScalarShape) -> list[Any]:
    found = [value for value in _SCALARS if shape.accepts(value, FILE)]
    assert found, shape
    return found


def _changed(data: Any, table: ModelTable, random: Random) -> Any:
    places = list(routes_in(data)) if isinstance(data, dict | list) else []
    if not places or random.random() < 0.002:
        return copy.deepcopy(random.choice(_ODD))
    holder, step = random.choice(places)
    match random.randrange(8):
        case 0:
            del holder[step]
        case 1:
            holder[step] = None
        case 2 | 3 if isinstance(holder[step], str):
            holder[step] = _dented(holder[step], random)
        case 4 if isinstance(holder, dict):
            holder[random.choice(list(table.by_key))] = copy.deepcopy(random.choice(_ODD))
        case 5:
            holder[step] = copy.deepcopy(random.choice(places)[0])
        case 6:
            holder[step] = [holder[step]]
        case _:
            holder[step] = copy.deepcopy(random.choice(_ODD))
    return data


def _dented(text: str, random: Random) -> str:
    start = random.choice((0, len(text), random.randint(0, len(text))))
    end = start + random.randint(0, 2)
    return f"{text[:start]}{random.choice(DENTS)}{text[end:]}"
