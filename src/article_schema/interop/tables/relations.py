"""Relations: the tables of a database that hold the records of a model, with keys between them.

A record has a table with a row for each, and so has each list in it. A row of a part has the key of
the record that it belongs to, and, in a list, its position.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple, TypeAlias

from attrs import evolve, frozen

from article_schema.interop.exchange.format import compact, data_of
from article_schema.interop.tables.columns import Column, Kind, Word, kind_of, row_of
from article_schema.late_pattern import late_pattern
from article_schema.model.fields import Record

#: The columns that a table has beside those of its fields.
ID, PARENT, POSITION, VALUE = "id", "parent_id", "position", "value"
_HUMP = late_pattern(r"(?<=[a-z0-9])(?=[A-Z])")


class Cell(NamedTuple):
    """A column of a table, and what it holds."""

    name: str
    word: Word
    #: The field that it holds.
    key: str = ""


@frozen
class Table:
    """A table of records, or of single values in a list."""

    name: str
    cells: tuple[Cell, ...]
    #: The name of the table of the records that these rows belong to; empty for whole articles.
    parent: str = ""
    is_list: bool = False
    #: The tables of lists and records in a record, by the keys of their fields.
    parts: tuple[tuple[str, Table], ...] = ()
    #: The field that stands for what has no column; empty for a table of single values.
    rest: str = ""

    @property
    def is_record(self) -> bool:
        """Whether a row is a record."""
        return bool(self.rest)

    @property
    def columns(self) -> tuple[Cell, ...]:
        """All columns, in their order."""
        keys = [Cell(self.key(ID), "integer")] if self.is_record else []
        if self.parent:
            keys.append(Cell(self.key(PARENT), "integer"))
        if self.is_list:
            keys.append(Cell(self.key(POSITION), "integer"))
        return (*keys, *self.cells)

    def key(self, name: str) -> str:
        """Return the name that the column of a key has here, beside those of the fields."""
        return _free(name, {cell.name for cell in self.cells})

    def whole(self) -> Iterator[Table]:
        """Yield the table and those of its parts, parents first."""
        yield self
        for _, part in self.parts:
            yield from part.whole()


#: A row, and the table that it belongs to.
Row: TypeAlias = tuple[Table, tuple[Any, ...]]


def tables_of(model: type[Record], *, wide: bool) -> Table:
    """Return the table of a model, with those of its parts.

    Args:
        model: a model class.
        wide: whether a record has one row alone, in which its parts stand as JSON.
    """
    name = _HUMP.sub("_", model.__name__).lower()
    return _table(name, _kind(model, wide=wide), set())


def _kind(model: type[Record], *, wide: bool) -> Kind:
    return _apart(kind_of(model), ("list", "record") if wide else ())


def _apart(kind: Kind, as_json: tuple[Word, ...]) -> Kind:
    """Return a kind in which some words, and lists of lists, are JSON."""
    if kind.item is not None and kind.item.item is not None:
        return Kind("json")
    columns = tuple(
        Column(key, Kind("json") if each.word in as_json else _apart(each, as_json))
        for key, each in kind.columns
    )
    item = None if kind.item is None else _apart(kind.item, as_json)
    return evolve(kind, columns=columns, item=item)


def _table(
    name: str, kind: Kind, taken: set[str], parent: str = "", *, is_list: bool = False
) -> Table:
    name = _free(name, taken)
    taken.add(name)
    cells: list[Cell] = []
    parts: list[tuple[str, Table]] = []
    for key, column in (*kind.columns, Column(kind.rest, Kind("json"))):
        item = column.item
        if column.word == "record":
            parts.append((key, _table(f"{name}_{key}", column, taken, name)))
        elif item is not None and item.word == "record":
            parts.append((key, _table(f"{name}_{key}", item, taken, name, is_list=True)))
        elif item is not None:
            cell = Cell(VALUE, item.word, VALUE)
            inner = _free(f"{name}_{key}", taken)
            taken.add(inner)
            parts.append((key, Table(inner, (cell,), name, is_list=True)))
        else:
            cells.append(Cell(_free(key, {cell.name for cell in cells}), column.word, key))
    return Table(name, tuple(cells), parent, is_list, tuple(parts), kind.rest)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other has; databases tell no letters apart by their size."""
    name = name.replace("\0", "\ufffd")
    lower = {each.lower() for each in taken}
    while name.lower() in lower:
        name += "_"
    return name


class Rows:
    """Makes rows of articles.

    Args:
        model: the model of the articles.
        wide: as for `tables_of`.
    """

    def __init__(self, model: type[Record], *, wide: bool) -> None:
        self.table = tables_of(model, wide=wide)
        self._kind = _kind(model, wide=wide)
        self._numbers = {table.name: count(1) for table in self.table.whole()}

    def of(self, article: Record) -> Iterator[Row]:
        """Yield the rows of an article, each after that which it belongs to.

        Raises:
            ValidationError: the article breaks its contract, or holds what no text can.
        """
        return self._walk(self.table, row_of(data_of(article), self._kind), ())

    def _walk(self, table: Table, row: dict[str, Any], keys: tuple[int, ...]) -> Iterator[Row]:
        number = next(self._numbers[table.name])
        # A list without items has no row that could tell of it.
        empty: dict[str, Any] = {key: [] for key, _ in table.parts if row[key] == []}
        if empty:
            row = {**row, table.rest: compact({**json.loads(row[table.rest] or "{}"), **empty})}
        yield table, (number, *keys, *(row[cell.key] for cell in table.cells))
        for key, part in table.parts:
            if row[key] is None:
                continue
            values: list[Any] = row[key] if part.is_list else [row[key]]
            for position, value in enumerate(values):
                above = (number, position) if part.is_list else (number,)
                if part.is_record:
                    yield from self._walk(part, value, above)
                else:
                    yield part, (*above, value)
