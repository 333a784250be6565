"""The format `json-page`: the pages of a web service, `{"page", "value": [...], "nextPage"}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import ClassVar

from article_schema.interop.exchange.format import TextFormat, compact, data_of
from article_schema.interop.exchange.json_items import JsonItems
from article_schema.interop.exchange.losses import Loss
from article_schema.interop.exchange.mapping import Data
from article_schema.interop.exchange.sources import Item, Source, items_of
from article_schema.model.elsewhere.vocabularies import ListedAs
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import SCHEMA_KEY, Field, ModelTable, table_of


class JsonPage(TextFormat):
    """Writes a page in which every record has every key; what is absent is null."""

    name: ClassVar[str] = "json-page"
    ending: ClassVar[str] = ".json"

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return nothing: a page holds everything."""
        data_of(article)
        return ()

    def files(self, articles: Iterable[Record], size: int) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the pages, each with its name and its bytes."""
        for name, text in self.pages(articles, size):
            yield name, (part.encode() for part in text)

    def pages(self, articles: Iterable[Record], size: int) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield the pages, each with its name and its text; the last one has no next page."""
        waiting = iter(articles)
        some = list(islice(waiting, size))
        number = 1
        while True:
            rest = list(islice(waiting, size))
            following = number + 1 if rest else None
            yield f"page-{number}{self.ending}", self.page(some, number, following)
            if not rest:
                return
            some, number = rest, number + 1

    def items(self, source: Source, model: type) -> Iterator[Item]:
        """Yield the records of a page, those of a list, or a single one."""
        table = table_of(model)
        for item in items_of(JsonItems(source, "value"), "record"):
            data = item.data
            yield item if data is None else item._replace(data=_unlisted(data, table))

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        return self.page(articles, 1, None)

    def page(self, articles: Iterable[Record], number: int, following: int | None) -> Iterator[str]:
        """Yield the text of a page.

        Args:
            articles: its articles.
            number: which page it is, from 1.
            following: the number of the next page; None for the last one.
        """
        yield f'{{"page": {number}, "value": ['
        between = "\n"
        for article in articles:
            table = table_of(type(article))
            yield between + compact(_with_nulls(_listed(data_of(article), table), table))
            between = ",\n"
        yield f'\n], "nextPage": {compact(following)}}}\n'


def _listed(data: Data, table: ModelTable) -> Data:
    """Return the data of a record, in which a list takes the place of the value of another key."""
    for field in table.fields:
        note = field.note(ListedAs)
        if note is not None and field.key in data and not data.get(note.key):
            data = {**data, note.key: [data[field.key]]}
            del data[field.key]
    return data


def _unlisted(data: Data, table: ModelTable) -> Data:
    """Return the data of a record, in which a list of one value becomes the value of its key."""
    for field in table.fields:
        note = field.note(ListedAs)
        if note is None or data.get(field.key):
            continue
        values = data.get(note.key)
        if isinstance(values, list) and len(values) == 1:
            data = {**data, field.key: values[0]}
            del data[note.key]
    return data


def _with_nulls(data: Data, table: ModelTable) -> Data:
    """Return the data of a record with all keys of its model that web clients know."""
    keys = (field.key for field in table.fields if _is_expected(field))
    whole = {**dict.fromkeys(keys), **data}
    for field in table.fields:
        model = field.shape.record_model
        value = whole.get(field.key)
        if model is None or value is None:
            continue
        inner = table_of(model)
        if isinstance(value, dict):
            whole[field.key] = _with_nulls(value, inner)
        elif isinstance(value, list):
            whole[field.key] = [
                _with_nulls(part, inner) if isinstance(part, dict) else part for part in value
            ]
    return whole


def _is_expected(field: Field) -> bool:
    is_only_in_files = field.key == SCHEMA_KEY or field.note(ListedAs) is not None
    return field.deprecated is None and not is_only_in_files


FORMAT = JsonPage()
