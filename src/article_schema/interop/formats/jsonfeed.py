"""The format `jsonfeed`: a JSON Feed of version 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.format import ObjectFormat, data_of, indented
from article_schema.interop.exchange.json_items import JsonItems
from article_schema.interop.exchange.losses import Loss, differences
from article_schema.interop.exchange.mapping import Data, Object
from article_schema.interop.exchange.sources import Source
from article_schema.model.elsewhere.vocabularies import JsonFeed
from article_schema.model.fields import Record
from article_schema.rules.codes import NOT_A_MAPPING

#: The extension of an item that keeps what a feed has no place for.
EXTENSION = "_article_schema"
#: Its key; beside it, names may have no dots, and those of a site's own keys may.
_DATA = "data"


class JsonFeedItems(ObjectFormat):
    """Writes a feed with an item for each article, which keeps all of it."""

    name: ClassVar[str] = "jsonfeed"
    ending: ClassVar[str] = ".json"
    vocabulary = JsonFeed
    required = ("id",)

    def object_of(self, article: Record) -> Object:
        """Return the item of an article, with an extension for what has no place elsewhere."""
        item = super().object_of(article)
        item.setdefault("content_text", "")
        data = data_of(article)
        told = self._told(item, type(article))
        apart = {key: value for key, value in data.items() if key not in told or told[key] != value}
        apart |= dict.fromkeys(told.keys() - data.keys())
        return {**item, EXTENSION: {_DATA: apart}} if apart else item

    def data_from(self, found: Object, model: type) -> Data:
        """Return the data of an item; those of the extension come first."""
        data = self._told(found, model)
        extension = found.get(EXTENSION)
        apart = extension.get(_DATA) if isinstance(extension, dict) else None
        for key, value in apart.items() if isinstance(apart, dict) else ():
            if value is None and key in data:
                # The item says more than the article does.
                del data[key]
            else:
                data[key] = value
        return data

    def _objects(self, source: Source) -> Iterable[Any]:
        items = JsonItems(source, "items", ("authors", "author"))
        if not items.is_listed:
            fault = Fault(NOT_A_MAPPING, "a JSON Feed has a list of `items`, and this has none", "")
            raise DocumentError(source.name, 1, 1, fault)
        # Items without authors have those of the feed; version 1 knew one author alone.
        authors = items.beside.get("authors") or _listed(items.beside.get("author"))
        return (_with_text(_with_authors(item, authors)) for item in items)

    def _told(self, item: Object, model: type) -> Data:
        """Return what an item says without its extension."""
        if item.get("content_text") == item.get("summary"):
            # It has to have a text, and here it has none of its own.
            item = {key: value for key, value in item.items() if key != "content_text"}
        return super().data_from(item, model)

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return what the extension keeps."""
        told = self._told(super().object_of(article), type(article))
        return [Loss(loss.route, "kept apart") for loss in differences(data_of(article), told)]

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        yield '{\n"version": "https://jsonfeed.org/version/1.1",\n"title": "Articles",\n"items": ['
        between = "\n"
        for article in articles:
            yield f"{between}{indented(self.object_of(article))}"
            between = ",\n"
        yield "\n]\n}\n"


def _with_authors(item: Any, authors: Any) -> Any:
    if not isinstance(item, dict) or item.get("authors"):
        return item
    own = _listed(item.get("author")) or authors
    return {**item, "authors": own} if own else item


def _listed(author: Any) -> list[Any]:
    return [] if author is None else [author]


def _with_text(item: Any) -> Any:
    """Return an item whose text stands where we write it, also if it is HTML."""
    if isinstance(item, dict) and "content_text" not in item and "content_html" in item:
        return {**item, "content_text": item["content_html"]}
    return item


FORMAT = JsonFeedItems()
