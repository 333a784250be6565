"""Feeds: the articles of Atom and RSS, which say what the items of a JSON Feed say."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias
from urllib.parse import urlsplit

from article_schema.errors import UsageError
from article_schema.interop.exchange.format import ObjectFormat, data_of
from article_schema.interop.exchange.losses import Loss, differences
from article_schema.interop.exchange.mapping import Data, Object
from article_schema.interop.exchange.sources import Item, Source
from article_schema.late_pattern import late_pattern
from article_schema.model.dates.instants import read_instant
from article_schema.model.elsewhere.vocabularies import JsonFeed
from article_schema.model.fields import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

#: An element of XML.
Element: TypeAlias = "_Element"

MEDIA = "http://search.yahoo.com/mrss/"
TITLE = "Articles"
#: What no XML document can hold, by the production `Char` of XML 1.0.
_NO_CHARACTER = late_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


class XmlFeed(ObjectFormat):
    """The parent of the formats of XML: a feed with an entry for each article."""

    vocabulary = JsonFeed
    required = ("id",)
    #: What an entry can say, by the names of a JSON Feed.
    held: ClassVar[tuple[str, ...]]

    def object_of(self, article: Record) -> Object:
        """Return what the entry of an article says, by the names of a JSON Feed."""
        item = super().object_of(article)
        if item.get("content_text") == item.get("summary"):
            item.pop("content_text", None)
        # An entry has to have a link (RFC 4287, section 4.1.2).
        item.setdefault("url", item["id"])
        said: Object = _characters({key: item[key] for key in self.held if key in item})
        return said

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return what an entry does not hold of an article."""
        back = self.data_from(self.object_of(article), type(article))
        return list(differences(data_of(article), back))

    def items(self, source: Source, model: type) -> Iterator[Item]:
        """Yield an item for each entry."""
        from article_schema.interop.exchange.feed_reading import entries_of

        for number, entry in enumerate(entries_of(source), 1):
            data: Data = self.data_from(entry.said, model)
            yield Item(f"entry {number}", data, notes=entry.notes)

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        etree = etree_module(self.name)
        root = self._feed([self.object_of(article) for article in articles])
        text: bytes = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", pretty_print=True
        )
        yield text.decode("utf-8")

    @abstractmethod
    def _feed(self, items: list[Object]) -> Element:
        """Return the element of a feed."""


def etree_module(name: str) -> Any:
    """Return the library that writes XML.

    Raises:
        UsageError: it is not installed.
    """
    try:
        from lxml import etree
    except ModuleNotFoundError:
        raise UsageError(
            f'{name} needs lxml; install it with: pip install "article-schema[feeds]"'
        ) from None
    return etree


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Put an element into another one, and return it."""
    from lxml import etree

    element = etree.SubElement(parent, tag, attributes)
    element.text = text
    return element


def add_picture(entry: Element, item: Object) -> None:
    """Put the picture of an item into its entry, as Media RSS has it."""
    if "image" in item:
        add(entry, f"{{{MEDIA}}}content", url=item["image"], medium="image")


def latest(items: list[Object]) -> str:
    """Return the moment of the last change of a feed, as text of RFC 3339."""
    moments = [moment for item in items if (moment := moment_of(item))]
    return max(moments, default="1970-01-01T00:00:00Z", key=read_instant)


def moment_of(item: Object) -> str:
    """Return the moment of the last change of an item; empty if it says none."""
    moment: str = item.get("date_modified") or item.get("date_published") or ""
    return moment


def site_of(items: list[Object]) -> str:
    """Return the address of the site of a feed, which is that of its first item."""
    for item in items:
        parts = urlsplit(item.get("url") or item["id"])
        if parts.scheme and parts.netloc:
            return f"{parts.scheme}://{parts.netloc}/"
    return "https://example.com/"


def _characters(value: Any) -> Any:
    """Return data in which a sign stands for each character that no XML can hold."""
    if isinstance(value, str):
        return _NO_CHARACTER.sub(_REPLACEMENT, value)
    if isinstance(value, dict):
        return {key: _characters(part) for key, part in value.items()}
    return [_characters(part) for part in value] if isinstance(value, list) else value
