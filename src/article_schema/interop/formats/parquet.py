"""The format `parquet`: a row for each article, in typed columns, nested as its records are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.format import BinaryFormat, data_of
from article_schema.interop.exchange.losses import Loss, differences
from article_schema.interop.exchange.sources import Item, Source
from article_schema.interop.tables.arrow import Tables, arrow_module, data_in
from article_schema.interop.tables.columns import data_of_row, kind_of, row_of
from article_schema.interop.tables.parquet_child import rows_of
from article_schema.model.fields import Record
from article_schema.rules.codes import SYNTAX_ERROR


class ParquetTable(BinaryFormat):
    """Writes the columns of the model, whatever the articles hold; the rest stands as JSON."""

    name: ClassVar[str] = "parquet"
    ending: ClassVar[str] = ".parquet"

    def raw_parts(self, articles: Iterable[Record]) -> Iterator[bytes]:
        """Yield a file, as soon as some of its rows are there."""
        arrow_module(self.name)
        import pyarrow.parquet as pq

        out = _Drained()
        tables = Tables(self.name)
        writer = None
        for batch in tables.batches(articles):
            writer = writer or pq.ParquetWriter(out, batch.schema, compression="zstd")
            writer.write_batch(batch)
            yield out.drained()
        (writer or pq.ParquetWriter(out, tables.schema, compression="zstd")).close()
        yield out.drained()

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return the moments whose zones are lost: a column of moments has all of them in UTC."""
        data = data_of(article)
        kind = kind_of(type(article))
        return list(differences(data, data_of_row(row_of(data, kind), kind)))

    def items(self, source: Source, model: type) -> Iterator[Item]:
        """Yield an item for each row."""
        pa = arrow_module(self.name)
        found = (data for batch in rows_of(source) for data in data_in(batch, model))
        try:
            for number, data in enumerate(found, 1):
                yield Item(f"row {number:,}", data)
        # A zone that nobody knows is a LookupError, a year that Python cannot hold the last one.
        except (pa.ArrowException, ValueError, LookupError, OverflowError) as error:
            fault = Fault(SYNTAX_ERROR, f"a value cannot be read: {error}", "")
            raise DocumentError(source.name, 1, 1, fault) from None


class _Drained(io.RawIOBase):
    """A file that somebody takes the bytes from while it is written."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()
        self._taken = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._waiting += data
        return len(data)

    def tell(self) -> int:
        return self._taken + len(self._waiting)

    def drained(self) -> bytes:
        """Return what was written since the last call."""
        found = bytes(self._waiting)
        self._taken += len(found)
        self._waiting.clear()
        return found


FORMAT = ParquetTable()
