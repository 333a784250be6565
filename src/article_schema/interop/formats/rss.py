"""The format `rss`: a feed of RSS 2.0, with pictures of Media RSS and authors of Dublin Core."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import ClassVar

from article_schema.interop.exchange.feeds import (
    MEDIA,
    TITLE,
    About,
    Element,
    XmlFeed,
    add,
    add_pictures,
    etree_module,
)
from article_schema.interop.exchange.mapping import Object
from article_schema.model.fields import Record

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class RssFeed(XmlFeed):
    """Writes an item for each article."""

    name: ClassVar[str] = "rss"
    ending: ClassVar[str] = ".rss"
    held = ("id", "url", "title", "summary", "date_published", "authors", "tags", "image")

    def object_of(self, article: Record) -> Object:
        """Return what the item of an article says, by the names of a JSON Feed."""
        item = super().object_of(article)
        if "authors" in item:
            item["authors"] = [{"name": each["name"]} for each in item["authors"] if "name" in each]
        return item

    def _shell(self) -> tuple[Element, Element]:
        etree = etree_module(self.name)
        root: Element = etree.Element("rss", nsmap={"media": MEDIA, "dc": _DUBLIN_CORE})
        root.set("version", "2.0")
        return root, add(root, "channel")

    def _head(self, parent: Element, about: About) -> None:
        add(parent, "title", TITLE)
        add(parent, "link", about.site)
        add(parent, "description", TITLE)

    def _entry(self, parent: Element, item: Object) -> None:
        element = add(parent, "item")
        add(element, "title", item.get("title", ""))
        if "url" in item:
            add(element, "link", item["url"])
        is_page = "true" if item["id"] == item.get("url") else "false"
        add(element, "guid", item["id"], isPermaLink=is_page)
        if "date_published" in item:
            moment = datetime.fromisoformat(item["date_published"])
            add(element, "pubDate", format_datetime(moment))
        if "summary" in item:
            # Readers take it for HTML.
            add(element, "description", escape(item["summary"], quote=False))
        for author in item.get("authors", []):
            add(element, f"{{{_DUBLIN_CORE}}}creator", author["name"])
        for tag in item.get("tags", []):
            add(element, "category", tag)
        add_pictures(element, item)


FORMAT = RssFeed()
