"""Feed reading: the entries of Atom and RSS, of any version, by the names of a JSON Feed."""

from __future__ import annotations

import io
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from article_schema.errors import DocumentError, UsageError
from article_schema.faults import Fault
from article_schema.interop.exchange.feed_pictures import pictures_in
from article_schema.interop.exchange.mapping import Object
from article_schema.interop.exchange.plain_text import text_of
from article_schema.interop.exchange.sources import Source
from article_schema.late_pattern import late_pattern
from article_schema.model.dates.instants import write_instant
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

#: How large a feed may be, in bytes: its reader takes about a second for each million.
_MOST_BYTES = 10_000_000
#: How deep its elements may stand in each other.
_MOST_LEVELS = 200
#: A feed needs no entity of its own, and a few of them can stand for more than memory holds.
_ENTITY = b"<!ENTITY"
#: The types of texts with tags.
_MARKUP = ("text/html", "application/xhtml+xml")
_TAG = late_pattern(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


class Entry(NamedTuple):
    """An entry of a feed."""

    #: What it says, by the names of a JSON Feed.
    said: Object
    #: What was read as something else than it is.
    notes: tuple[str, ...]


def entries_of(source: Source) -> list[Entry]:
    """Return the entries of a feed. Nothing is fetched.

    Raises:
        UsageError: what reads feeds is not installed.
        DocumentError: the source is no feed, or asks for too much.
    """
    try:
        import feedparser
    except ModuleNotFoundError:
        raise UsageError(
            'feeds need feedparser; install it with: pip install "article-schema[feeds]"'
        ) from None
    _require_harmless(source)
    # A stream, since a text could be taken for the address of a feed.
    found = feedparser.parse(io.BytesIO(source.raw), sanitize_html=False)
    if found.get("bozo") and not isinstance(
        found.get("bozo_exception"), feedparser.CharacterEncodingOverride
    ):
        raise _no_feed(source, found.get("bozo_exception"))
    if not found.get("version"):
        raise _no_feed(source, None)
    # In Atom the author of a feed is that of its entries (RFC 4287, section 4.2.1).
    above = found.feed if found.version.startswith("atom") else {}
    return [_entry(entry, above) for entry in found.entries]


def _no_feed(source: Source, error: Any) -> DocumentError:
    line = error.getLineNumber() if hasattr(error, "getLineNumber") else 1
    reason = error.getMessage() if hasattr(error, "getMessage") else "it is neither Atom nor RSS"
    fault = Fault(SYNTAX_ERROR, f"this is no feed: {reason}", "")
    return DocumentError(source.name, line or 1, 1, fault)


def _require_harmless(source: Source) -> None:
    raw = source.raw
    if len(raw) > _MOST_BYTES:
        message = f"the feed has more than {_MOST_BYTES:,} bytes"
        raise DocumentError(source.name, 1, 1, Fault(OVER_THE_LIMIT, message, "split it"))
    # Without the bytes that UTF-16 and UTF-32 have between those of ASCII.
    plain = raw.replace(b"\0", b"")
    at = plain.upper().find(_ENTITY)
    if at >= 0:
        message = "the feed declares entities of its own, which are not read"
        line = plain.count(b"\n", 0, at) + 1
        raise DocumentError(source.name, line, 1, Fault(OVER_THE_LIMIT, message, ""))
    level = 0
    for tag in _TAG.finditer(plain):
        level += -1 if tag[1] else not tag[2]
        if level > _MOST_LEVELS:
            line = plain.count(b"\n", 0, tag.start()) + 1
            message = f"more than {_MOST_LEVELS} elements stand in each other"
            raise DocumentError(source.name, line, 1, Fault(OVER_THE_LIMIT, message, ""))


def _entry(entry: Any, feed: Any) -> Entry:
    notes: list[str] = []
    published = _moment(entry.get("published"))
    # Asked without being there, it would be what `published` is, with a warning.
    updated = _moment(entry["updated"]) if "updated" in entry else None
    if published is None and updated is not None:
        notes.append("it does not say when it was published; its last change is taken for it")
        published = updated
    pictures = pictures_in(entry, notes)
    item = {
        "id": entry.get("id"),
        "url": entry.get("link"),
        "external_url": _link(entry, "via"),
        "title": _text(entry, "title", notes),
        "summary": _text(entry, "summary", notes),
        "content_text": next((each.get("value") for each in entry.get("content", [])), None),
        "date_published": published,
        # Atom asks every entry for it; where both are the same, it tells of no change.
        "date_modified": updated if updated != published else None,
        "authors": _authors(entry) or _authors(entry.get("source", {})) or _authors(feed),
        "tags": [each.get("term") for each in entry.get("tags", []) if each.get("term")],
        "image": next((each["url"] for each in pictures), None),
        "media": pictures,
    }
    said = {key: value for key, value in item.items() if value not in (None, [], "")}
    return Entry(said, tuple(notes))


def _text(entry: Any, key: str, notes: list[str]) -> str | None:
    """Return a text; of HTML what it shows, since the fields that hold it know no markup."""
    value: str | None = entry.get(key)
    detail = entry.get(f"{key}_detail") or {}
    if value is None or detail.get("type") not in _MARKUP:
        return value
    plain = text_of(value)
    if plain != value:
        notes.append(f"its {key} is HTML, of which the text is taken")
    return plain


def _authors(part: Any) -> list[Object]:
    return [
        {"name": each.get("name"), "url": each.get("href")}
        for each in part.get("authors", [])
        if each.get("name")
    ]


def _link(entry: Any, relation: str) -> str | None:
    links = (each for each in entry.get("links", []) if each.get("rel") == relation)
    return next((each.get("href") for each in links), None)


def _moment(text: str | None) -> str | None:
    """Return a moment of RFC 822 as that of RFC 3339.

    Any other text stays, and so does a moment without a zone: its field says what is wrong with it.
    """
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
    return text if moment.tzinfo is None else write_instant(moment)
