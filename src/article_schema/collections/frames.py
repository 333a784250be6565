"""Frames: articles as rows of typed values, for pandas, polars and pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

from article_schema.arguments import require
from article_schema.documents.document import Document
from article_schema.errors import UsageError
from article_schema.model.fields import Record
from article_schema.model.plain import in_order
from article_schema.model.shapes.tables import table_of
from article_schema.model.spelling import closest

M = TypeVar("M", bound=Record)

#: The columns that a document has besides those of its article.
_OF_DOCUMENTS = ("filename", "body", "extra")


def to_records(
    items: Iterable[Record | Document[M]], columns: Sequence[str] | None = None
) -> Iterator[dict[str, object]]:
    """Yield a dict for each article, with a key for each field, in the order of its model.

    `pandas.DataFrame`, `polars.DataFrame` and `pyarrow.Table.from_pylist` take a list of them. A
    field without a value has None, so all articles of a model have the same columns. Instants are
    date-times in UTC, nested records are dicts with all their fields, enums are their values, and
    sets and tuples are lists.

    >>> from article_schema.testing import make
    >>> (row,) = to_records([make(Article)], ["title", "published_date_time", "quality"])
    >>> row["title"], str(row["published_date_time"]), row["quality"]
    ('The harbour at dawn', '2020-06-12 19:19:00+00:00', None)

    Args:
        items: articles, or documents, which are taken one by one.
        columns: the names of fields in Python to have, in this order; of documents also "filename"
            and "body". "extra" are the keys that the model does not know.

    Raises:
        UsageError: the model has no such field.
        TypeError: something else than an article or a document is among them.
        ValidationError: the article of a document breaks its contract.
    """
    require(
        items, Iterable, "to_records() takes articles or documents", "put a single one in a list"
    )
    require(columns, (Sequence, type(None)), "to_records() takes names of columns")
    names = None if columns is None else tuple(columns)
    return (_row(item, names) for item in items)


def _row(item: object, names: tuple[str, ...] | None) -> dict[str, object]:
    article = item.article if isinstance(item, Document) else item
    require(article, Record, "to_records() takes articles or documents")
    if names is None:
        return _dict_of(article)
    table = table_of(type(article))
    row = {}
    for name in names:
        if name in table.by_name or name == "extra":
            row[name] = _value(getattr(article, name))
        elif name in _OF_DOCUMENTS and isinstance(item, Document):
            row[name] = getattr(item, name)
        else:
            raise UsageError(_no_column(name, type(article)))
    return row


def _no_column(name: str, model: type) -> str:
    table = table_of(model)
    field = table.by_key.get(name)
    twin = field.name if field else closest(name, (*table.by_name, *_OF_DOCUMENTS))
    if name in _OF_DOCUMENTS:
        return f"only documents have the column {name!r}, and this is an article alone"
    advice = f"did you mean {twin!r}?" if twin else f"it has {', '.join(table.by_name)}"
    return f"{model.__name__} has no field {name!r}; {advice}"


def _dict_of(record: Any) -> dict[str, Any]:
    return {
        field.name: _value(getattr(record, field.name)) for field in table_of(type(record)).fields
    }


def _value(value: Any) -> Any:
    """Return a value of a field as libraries of frames have it."""
    if isinstance(value, Record):
        return _dict_of(value)
    if isinstance(value, dict):
        return {str(key): _value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_value(part) for part in value]
    if isinstance(value, set | frozenset):
        return [_value(part) for part in in_order(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime) and value.tzinfo is not None:
        return _in_utc(value)
    return value


def _in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        # On the first and the last day that Python knows.
        return instant
