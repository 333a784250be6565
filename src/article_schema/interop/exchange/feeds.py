"""Feeds: the articles of Atom and RSS, which say what the items of a JSON Feed say."""

from __future__ import annotations

import tempfile
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias
from urllib.parse import urlsplit

from article_schema.errors import UsageError
from article_schema.interop.exchange.feed_pictures import SIZES
from article_schema.interop.exchange.format import ObjectFormat, data_of
from article_schema.interop.exchange.losses import Loss, differences
from article_schema.interop.exchange.mapping import Data, Object, written
from article_schema.interop.exchange.sources import Item, Source
from article_schema.interop.exchange.unmapping import read
from article_schema.late_pattern import late_pattern
from article_schema.model.dates.instants import read_instant
from article_schema.model.elsewhere.vocabularies import JsonFeed, MediaRss
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: An element of XML.
Element: TypeAlias = "_Element"

MEDIA = "http://search.yahoo.com/mrss/"
TITLE = "Articles"
#: The pictures of an entry.
_PICTURES = "media"
#: What a feed says that knows no moment, and no address of its site.
NO_MOMENT, _NO_SITE = "1970-01-01T00:00:00Z", "https://example.com/"
#: So many characters of entries are read at once.
_READ = 100_000
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
        media = written(data_of(article), table_of(type(article)), MediaRss).get(_PICTURES, [])
        if pictures := [each for each in media if "url" in each]:
            item[_PICTURES] = pictures
        held = (*self.held, _PICTURES)
        said: Object = _characters({key: item[key] for key in held if key in item})
        return said

    def data_from(self, found: Object, model: type) -> Data:
        """Return the data of an entry, in which pictures say more than in a JSON Feed."""
        data = super().data_from(found, model)
        return {**data, **read(found, table_of(model), MediaRss)}

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
        about, written = About(), _Written(etree, self._shell())
        # What stands before the entries tells of all of them, so they wait on disk.
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as entries:
            for article in articles:
                item = self.object_of(article)
                about.take(item)
                root, parent = self._shell()
                self._entry(parent, item)
                entries.write(written.inside(root))
            root, parent = self._shell()
            self._head(parent, about)
            yield f"<?xml version='1.0' encoding='UTF-8'?>\n{written.before}{written.inside(root)}"
            entries.seek(0)
            while text := entries.read(_READ):
                yield text
            yield written.behind

    @abstractmethod
    def _shell(self) -> tuple[Element, Element]:
        """Return an empty feed, and the element in it that entries stand in."""

    @abstractmethod
    def _head(self, parent: Element, about: About) -> None:
        """Write what tells of the feed."""

    @abstractmethod
    def _entry(self, parent: Element, item: Object) -> None:
        """Write an entry."""


class About:
    """What a feed says of itself, which its items tell."""

    def __init__(self) -> None:
        self._first: Object | None = None
        self._latest = ""

    def take(self, item: Object) -> None:
        """Take an item in."""
        if self._first is None or self.site == _NO_SITE:
            self._first = item
        moment = moment_of(item)
        if moment and (not self._latest or read_instant(moment) > read_instant(self._latest)):
            self._latest = moment

    @property
    def latest(self) -> str:
        """The moment of the last change of a feed, as text of RFC 3339."""
        return self._latest or NO_MOMENT

    @property
    def site(self) -> str:
        """The address of the site of a feed, which is that of its first item that has one."""
        if self._first is not None:
            parts = urlsplit(self._first.get("url") or self._first["id"])
            if parts.scheme and parts.netloc:
                return f"{parts.scheme}://{parts.netloc}/"
        return _NO_SITE


class _Written:
    """What stands around the entries in the text of a feed.

    Args:
        etree: the library that writes XML.
        shell: an empty feed, and the element in it that entries stand in.
    """

    def __init__(self, etree: Any, shell: tuple[Element, Element]) -> None:
        root, parent = shell
        parent.append(etree.Comment())
        self._etree = etree
        before, _, self.behind = self._text(root).partition("<!---->\n")
        # Without the spaces before the first entry, which are those of each.
        self.before = before.rstrip(" ")

    def inside(self, root: Element) -> str:
        """Return the text of what stands in a feed."""
        text = self._text(root)
        return text[len(self.before) : len(text) - len(self.behind)]

    def _text(self, root: Element) -> str:
        text: str = self._etree.tostring(root, encoding="unicode", pretty_print=True)
        return text


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


def add_pictures(entry: Element, item: Object) -> None:
    """Put the pictures of an item into its entry, as Media RSS has them."""
    pictures = item.get(_PICTURES, [])
    if "image" in item and all(each["url"] != item["image"] for each in pictures):
        pictures = [{"url": item["image"]}, *pictures]
    for each in pictures:
        sizes = {key: str(each[key]) for key in SIZES if key in each}
        add(entry, f"{{{MEDIA}}}content", url=each["url"], medium="image", **sizes)


def moment_of(item: Object) -> str:
    """Return the moment of the last change of an item; empty if it says none."""
    moment: str = item.get("date_modified") or item.get("date_published") or ""
    return moment


def _characters(value: Any) -> Any:
    """Return data in which a sign stands for each character that no XML can hold."""
    if isinstance(value, str):
        return _NO_CHARACTER.sub(_REPLACEMENT, value)
    if isinstance(value, dict):
        return {key: _characters(part) for key, part in value.items()}
    return [_characters(part) for part in value] if isinstance(value, list) else value
