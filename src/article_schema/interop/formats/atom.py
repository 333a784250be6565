"""The format `atom`: a feed of RFC 4287, with pictures of Media RSS."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from article_schema.interop.exchange.feeds import (
    MEDIA,
    NO_MOMENT,
    TITLE,
    About,
    Element,
    XmlFeed,
    add,
    add_pictures,
    etree_module,
    moment_of,
)
from article_schema.interop.exchange.mapping import Object
from article_schema.model.dates.instants import in_utc, read_instant, write_instant
from article_schema.model.fields import Record

#: No clock is further from UTC, and `dateTime` of XML Schema, which readers hold a moment for (RFC
#: 4287, section 3.3), has no zone that is.
_FURTHEST = timedelta(hours=14)
_ATOM = "http://www.w3.org/2005/Atom"


class AtomFeed(XmlFeed):
    """Writes an entry for each article."""

    name: ClassVar[str] = "atom"
    ending: ClassVar[str] = ".atom"
    held = (
        "id", "url", "external_url", "title", "summary", "content_text", "date_published",
        "date_modified", "authors", "tags", "image",
    )  # fmt: skip

    def object_of(self, article: Record) -> Object:
        """Return what the entry of an article says, by the names of a JSON Feed."""
        item = super().object_of(article)
        for key in ("date_published", "date_modified"):
            if key in item:
                item[key] = _near(item[key])
        return item

    def _shell(self) -> tuple[Element, Element]:
        etree = etree_module(self.name)
        feed: Element = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM, "media": MEDIA})
        return feed, feed

    def _head(self, parent: Element, about: About) -> None:
        _add(parent, "id", uuid5(NAMESPACE_URL, about.site).urn)
        _add(parent, "title", TITLE)
        _add(parent, "updated", about.latest)

    def _entry(self, parent: Element, item: Object) -> None:
        entry = _add(parent, "entry")
        _add(entry, "id", item["id"])
        _add(entry, "title", item.get("title", ""))
        _add(entry, "updated", moment_of(item) or NO_MOMENT)
        if "date_published" in item:
            _add(entry, "published", item["date_published"])
        for author in item.get("authors") or [{"name": TITLE}]:
            person = _add(entry, "author")
            _add(person, "name", author.get("name", ""))
            if "url" in author:
                _add(person, "uri", author["url"])
        for relation, key in (("alternate", "url"), ("via", "external_url")):
            if key in item:
                _add(entry, "link", rel=relation, href=item[key])
        for tag in item.get("tags", []):
            _add(entry, "category", term=tag)
        if "summary" in item:
            _add(entry, "summary", item["summary"])
        if "content_text" in item:
            _add(entry, "content", item["content_text"])
        add_pictures(entry, item)


def _near(text: str) -> str:
    """Return the text of a moment, in UTC if its zone is further away than clocks are."""
    moment = read_instant(text)
    offset = moment.utcoffset() or timedelta()
    return write_instant(in_utc(moment)) if abs(offset) > _FURTHEST else text


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    return add(parent, f"{{{_ATOM}}}{tag}", text, **attributes)


FORMAT = AtomFeed()
