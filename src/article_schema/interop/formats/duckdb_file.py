"""The format `duckdb`: a database of DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from article_schema.errors import UsageError
from article_schema.interop.tables.arrow import Tables, arrow_module, type_of
from article_schema.interop.tables.columns import Kind, Word
from article_schema.interop.tables.databases import DatabaseFile, chunks, quoted
from article_schema.interop.tables.relations import Rows, Table
from article_schema.model.fields import Record


class DuckdbFile(DatabaseFile):
    """Writes instants as timestamps with zone; a wide table is nested as the records are."""

    name: ClassVar[str] = "duckdb"
    ending: ClassVar[str] = ".duckdb"
    types: ClassVar[dict[Word, str]] = {
        "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
        "instant": "TIMESTAMPTZ", "date": "DATE",
    }  # fmt: skip

    def _write(self, path: str, model: type[Record], articles: Iterator[Record]) -> None:
        arrow_module(self.name)
        try:
            import duckdb
        except ModuleNotFoundError:
            raise UsageError(
                'duckdb needs its library; install it with: pip install "article-schema[columns]"'
            ) from None
        try:
            # What a setting of the site says is nothing for this file.
            with duckdb.connect(path, config={"enable_external_access": False}) as connection:
                if self._is_wide:
                    self._write_wide(connection, model, articles)
                else:
                    self._write_tables(connection, Rows(model, wide=False), articles)
        except duckdb.Error as error:
            raise UsageError(f"DuckDB cannot hold {model.__name__}: {error}") from None

    def _write_wide(self, connection: Any, model: type[Record], articles: Iterator[Record]) -> None:
        name = quoted(Rows(model, wide=True).table.name)
        tables = Tables(self.name, model)
        connection.register("found", tables.schema.empty_table())
        connection.execute(f"CREATE TABLE {name} AS FROM found")
        for batch in tables.batches(articles):
            self._insert(connection, name, arrow_module(self.name).Table.from_batches([batch]))

    def _write_tables(self, connection: Any, rows: Rows, articles: Iterator[Record]) -> None:
        for table in rows.table.whole():
            connection.execute(self._statement(table))
        for chunk in chunks(rows, articles):
            for table, found in chunk:
                self._insert(connection, quoted(table.name), _arrow(table, found))

    def _insert(self, connection: Any, name: str, found: Any) -> None:
        connection.register("found", found)
        connection.execute(f"INSERT INTO {name} FROM found")
        connection.unregister("found")


def _arrow(table: Table, rows: list[tuple[Any, ...]]) -> Any:
    pa = arrow_module("duckdb")
    columns = [
        pa.array(values, type_of(Kind(cell.word), pa))
        for cell, values in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]
    return pa.Table.from_arrays(columns, [cell.name for cell in table.columns])


FORMAT = DuckdbFile()
