"""Reads the tables that `sqlite` and `duckdb` write, by SQL alone."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from article_schema import Article, Record, structure
from article_schema.interop.tables.relations import Table, tables_of
from article_schema.model.dates.instants import write_instant

#: The rows of each table, by the keys of those that they belong to.
Whole = dict[str, dict[Any, list[dict[str, Any]]]]
Run = Callable[[str], list[dict[str, Any]]]


def read(name: str, path: Path, model: type[Record] = Article, *, wide: bool = False) -> list[Any]:
    """Return the articles of a database."""
    reader = from_sqlite if name == "sqlite" else from_duckdb
    return reader(path, tables_of(model, wide=wide), model)


def from_sqlite(path: Path, table: Table, model: type[Record]) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        return _articles(lambda sql: [dict(row) for row in connection.execute(sql)], table, model)


def from_duckdb(path: Path, table: Table, model: type[Record]) -> list[Any]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return _articles(lambda sql: connection.sql(sql).to_arrow_table().to_pylist(), table, model)


def table_of_duckdb(path: Path, name: str) -> pa.Table:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.sql(f"FROM {name}").to_arrow_table()


def _articles(run: Run, table: Table, model: type[Record]) -> list[Any]:
    whole: Whole = {}
    for part in table.whole():
        found = whole[part.name] = defaultdict(list)
        for row in run(f'SELECT * FROM "{part.name}"'):
            found[row[part.key("parent_id")] if part.parent else None].append(row)
    rows = sorted(whole[table.name][None], key=lambda row: row[table.key("id")])
    return [structure(_data(row, table, whole), model) for row in rows]


def _data(row: dict[str, Any], table: Table, whole: Whole) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, word, key in table.cells:
        if row[name] is not None:
            value = _value(row[name], word)
            data.update(value if key == table.rest else {key: value})
    for key, part in table.parts:
        found = whole[part.name][row[table.key("id")]]
        if part.is_list:
            found.sort(key=lambda each: each[part.key("position")])
        values = [
            _data(each, part, whole)
            if part.is_record
            else _value(each["value"], part.cells[0].word)
            for each in found
        ]
        if values:
            data[key] = values if part.is_list else values[0]
    return data


def _value(value: Any, word: str) -> Any:
    if word == "json":
        return json.loads(value)
    if word == "boolean":
        return bool(value)
    if word == "instant" and not isinstance(value, str):
        return write_instant(value)
    return value.isoformat() if word == "date" and not isinstance(value, str) else value
