"""The format `csv`: a row for each article, with the columns of its model."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from article_schema.interop.exchange.format import TextFormat, compact, data_of
from article_schema.interop.exchange.losses import Loss
from article_schema.interop.exchange.mapping import Data
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import EXTRA, ModelTable, table_of

#: A spreadsheet takes text that begins so for a formula; an apostrophe tells it that it is text.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "'")


class CsvTable(TextFormat):
    """Writes single values as they are, a single record in columns of its own, and lists as JSON.

    The columns are those of the model of the first article, whatever it holds.
    """

    name: ClassVar[str] = "csv"
    ending: ClassVar[str] = ".csv"

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return nothing: what is no single value stands in its column as JSON."""
        data_of(article)
        return ()

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        columns: list[_Column] = []
        for article in articles:
            data = data_of(article)
            if not columns:
                columns = list(_columns(table_of(type(article))))
                yield _row([column.name for column in columns])
            yield _row([_cell(column.of(data)) for column in columns])


class _Column(NamedTuple):
    """A value of a record, or of a record in it, or what the model of that does not know."""

    above: tuple[str, ...]
    key: str
    #: The keys that the model knows, where the column is of the others.
    known: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return ".".join((*self.above, self.key))

    def of(self, data: Data) -> Any:
        found: Any = data
        for step in self.above:
            found = found.get(step)
            if not isinstance(found, dict):
                return None
        if not self.known:
            return found.get(self.key)
        return {key: value for key, value in found.items() if key not in self.known} or None


def _columns(table: ModelTable, above: tuple[str, ...] = ()) -> Iterator[_Column]:
    for field in table.fields:
        if field.shape.model is None or above:
            yield _Column(above, field.key)
        else:
            yield from _columns(table_of(field.shape.model), (field.key,))
    yield _Column(above, EXTRA, frozenset(table.by_key))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULAS) else value
    return compact(value)


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


FORMAT = CsvTable()
