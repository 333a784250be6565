"""The format `sqlite`: a database of SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any, ClassVar

from article_schema.errors import UsageError
from article_schema.interop.tables.columns import Word
from article_schema.interop.tables.databases import DatabaseFile, chunks, quoted
from article_schema.interop.tables.relations import Rows
from article_schema.model.dates.instants import write_instant
from article_schema.model.fields import Record


class SqliteFile(DatabaseFile):
    """Writes instants as text of RFC 3339 in UTC, and lists and records of a wide table as JSON."""

    name: ClassVar[str] = "sqlite"
    ending: ClassVar[str] = ".sqlite"
    types: ClassVar[dict[Word, str]] = {
        "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN",
    }  # fmt: skip

    def _write(self, path: str, model: type[Record], articles: Iterator[Record]) -> None:
        rows = Rows(model, wide=self._is_wide)
        try:
            with closing(sqlite3.connect(path)) as connection:
                # Nobody else has the file, and it is thrown away if this fails.
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                for table in rows.table.whole():
                    connection.execute(self._statement(table))
                for chunk in chunks(rows, articles):
                    for table, found in chunk:
                        places = ", ".join("?" * len(table.columns))
                        connection.executemany(
                            f"INSERT INTO {quoted(table.name)} VALUES ({places})",  # noqa: S608
                            (tuple(map(_stored, row)) for row in found),
                        )
                connection.commit()
        except sqlite3.Error as error:
            raise UsageError(f"SQLite cannot hold {model.__name__}: {error}") from None


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return write_instant(value)
    return value.isoformat() if isinstance(value, date) else value


FORMAT = SqliteFile()
