"""Arrow: articles as tables of typed columns, nested as their records are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from article_schema.errors import UsageError
from article_schema.interop.exchange.format import data_of, of_one_model
from article_schema.interop.exchange.mapping import Data
from article_schema.interop.tables.columns import Kind, data_of_row, kind_of, row_of
from article_schema.model.article import Article
from article_schema.model.fields import Record

if TYPE_CHECKING:
    import pyarrow as pa

#: So many articles are held at once.
BATCH = 2_000


def arrow_module(what: str) -> Any:
    """Return the library of Arrow.

    Args:
        what: what needs it, for the message.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise UsageError(
            f'{what} needs pyarrow; install it with: pip install "article-schema[columns]"'
        ) from None
    return pa


def schema_of(model: type[Record], what: str = "a schema of Arrow") -> pa.Schema:
    """Return the columns of a model, by its keys in files.

    Args:
        model: a model class.
        what: what needs the schema, for the message.

    Raises:
        UsageError: pyarrow is not installed.
    """
    module = arrow_module(what)
    schema: pa.Schema = module.schema(_fields(kind_of(model), module))
    return schema


def _fields(kind: Kind, pa: Any) -> list[Any]:
    fields = [pa.field(key, type_of(column, pa)) for key, column in kind.columns]
    return [*fields, pa.field(kind.rest, pa.string())]


def type_of(kind: Kind, pa: Any) -> Any:
    """Return the type of a column.

    Args:
        kind: what it holds.
        pa: the library of Arrow.
    """
    if kind.item is not None:
        return pa.list_(type_of(kind.item, pa))
    if kind.word == "record":
        return pa.struct(_fields(kind, pa))
    types = {
        "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "instant": pa.timestamp("us", tz="UTC"), "date": pa.date32(),
    }  # fmt: skip
    return types.get(kind.word, pa.string())


class Tables:
    """Makes tables of articles, all of one model.

    Args:
        what: what needs them, for messages.
        model: the model; that of the first article without one.
    """

    def __init__(self, what: str, model: type[Record] | None = None) -> None:
        self._what = what
        self._model = model

    @property
    def schema(self) -> pa.Schema:
        """The columns of the model of the articles so far; those of `Article` without any."""
        return schema_of(self._model or Article, self._what)

    def batches(self, articles: Iterable[Record]) -> Iterator[pa.RecordBatch]:
        """Yield the rows of articles, many at once.

        Raises:
            ValidationError: an article breaks its contract, or holds what no text can.
            UsageError: pyarrow is not installed, or there are several models.
        """
        pa = arrow_module(self._what)
        waiting = of_one_model(articles, self._what)
        while some := list(islice(waiting, BATCH)):
            self._model = type(some[0])
            kind = kind_of(self._model)
            rows = [row_of(data_of(article), kind) for article in some]
            yield pa.RecordBatch.from_pylist(rows, schema=self.schema)


def data_in(batch: pa.RecordBatch, model: type) -> Iterator[Data]:
    """Yield the data of the records of a batch, whatever its columns are.

    Args:
        batch: the rows.
        model: the model of the records.
    """
    pa = arrow_module("a table")
    kind = kind_of(model)
    fields = [pa.field(field.name, _readable(field.type, pa)) for field in batch.schema]
    for row in batch.cast(pa.schema(fields), safe=False).to_pylist(maps_as_pydicts="lossy"):
        yield data_of_row(row, kind)


def _readable(kind: Any, pa: Any) -> Any:
    """Return the type whose values Python can hold, which knows no nanoseconds."""
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", tz=kind.tz)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_readable(kind.value_type, pa))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(part.name, _readable(part.type, pa)) for part in kind])
    return kind
