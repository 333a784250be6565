"""Databases: the parent of the formats whose files a database writes."""

from __future__ import annotations

import os
import tempfile
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, ClassVar, Self

from article_schema.interop.exchange.format import BinaryFormat, data_of, of_one_model
from article_schema.interop.exchange.losses import Loss, differences
from article_schema.interop.tables.columns import Word, data_of_row, kind_of, row_of
from article_schema.interop.tables.relations import PARENT, POSITION, Rows, Table
from article_schema.model.article import Article
from article_schema.model.fields import Record

#: So many articles are held at once, and so many bytes of a file.
_ARTICLES, _BYTES = 1_000, 1_000_000


class DatabaseFile(BinaryFormat):
    """Writes a table for the records of each kind, with keys between them; or one wide table.

    >>> import article_schema.interop
    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> article_schema.interop.sqlite.wide().dumps(make(Article))[:15]
    b'SQLite format 3'

    Args:
        is_wide: whether there is one table, with a row for each article.
    """

    #: What a database calls its kinds of columns; all others are text.
    types: ClassVar[dict[Word, str]]

    def __init__(self, *, is_wide: bool = False) -> None:
        self._is_wide = is_wide

    def wide(self) -> Self:
        """Return the format that has one table."""
        return type(self)(is_wide=True)

    def raw_parts(self, articles: Iterable[Record]) -> Iterator[bytes]:
        """Yield the file, once all articles are in it."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, f"articles{self.ending}")
            waiting = iter(of_one_model(articles, self.name))
            first = next(waiting, None)
            model = Article if first is None else type(first)
            self._write(path, model, waiting if first is None else chain([first], waiting))
            with open(path, "rb") as file:
                while part := file.read(_BYTES):
                    yield part

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return the moments whose zones are lost: all of them stand in UTC."""
        data = data_of(article)
        kind = kind_of(type(article))
        return list(differences(data, data_of_row(row_of(data, kind), kind)))

    @abstractmethod
    def _write(self, path: str, model: type[Record], articles: Iterator[Record]) -> None:
        """Write a file of some articles.

        Raises:
            UsageError: what writes it is not installed, or cannot hold the model.
        """

    def _statement(self, table: Table) -> str:
        """Return what makes a table."""
        columns = [
            f"{quoted(name)} {self.types.get(word, 'TEXT')}" for name, word, _ in table.columns
        ]
        keys = [quoted(table.key(PARENT))] if table.parent else []
        keys += [quoted(table.key(POSITION))] if table.is_list else []
        if table.is_record:
            columns[0] += " PRIMARY KEY"
        if table.parent:
            word = "UNIQUE" if table.is_record else "PRIMARY KEY"
            columns.append(f"{word} ({', '.join(keys)})")
            columns.append(f"FOREIGN KEY ({keys[0]}) REFERENCES {quoted(table.parent)}")
        body = ",\n  ".join(columns)
        return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n)"


def quoted(name: str) -> str:
    """Return a name as SQL has it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def chunks(
    rows: Rows, articles: Iterator[Record]
) -> Iterator[list[tuple[Table, list[tuple[Any, ...]]]]]:
    """Yield the rows of some articles at once, by their tables, parents first."""
    while some := list(islice(articles, _ARTICLES)):
        found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for article in some:
            for table, row in rows.of(article):
                found[table.name].append(row)
        yield [(table, found[table.name]) for table in rows.table.whole() if table.name in found]
