"""Readers from outside that judge a fix: what a browser, a page and a date parser make of a value.

Each returns something that is equal before and after a fix that changes nothing for readers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import html5lib
from ada_url import URL
from dateutil import parser as date_parser

#: What stands for the page on which a path from the root is opened.
_BASE = "https://base.example/folder/page"
#: What RFC 3986 allows only percent-encoded, and browsers send as it is in some places.
_RAW = re.compile(r'[|\[\]^`{}\\"<>]|%(?![0-9A-Fa-f]{2})')
_IGNORED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202c\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")


def browser(value: str) -> Any:
    """Return where a browser goes that finds a value as the address of a link."""
    attribute = value.replace('"', "&quot;")
    page = html5lib.parseFragment(f'<a href="{attribute}">', namespaceHTMLElements=False)
    (link,) = page.iter("a")
    try:
        url = URL(link.attrib["href"], base=_BASE)
    except ValueError:
        return None
    parts = (url.pathname, url.search.removeprefix("?"), url.hash.removeprefix("#"))
    sent = tuple(_RAW.sub(lambda raw: f"%{ord(raw[0]):02X}", part) for part in parts)
    return (url.protocol, url.username, url.password, url.host, *sent)


def page(value: str) -> Any:
    """Return the tags that a page finds in a text, and what it shows of it."""
    tree = html5lib.parseFragment(value, namespaceHTMLElements=False)
    tags = [str(element.tag) for element in tree.iter()][1:]
    shown = _SPACES.sub(" ", "".join(tree.itertext()))
    return tags, " ".join(_IGNORED.sub("", shown).split())


def clock(value: str) -> Any:
    """Return the moment that a date parser reads."""
    return date_parser.parse(value)


def host(value: str) -> Any:
    """Return the host that a browser would ask for a domain, whatever was copied with it."""
    address = value if "//" in value else f"//{value}"
    try:
        return URL(address.strip(), base=_BASE).hostname
    except ValueError:
        return None


def letters(value: str) -> str:
    """Return a text without what nobody sees, for names that no page decodes."""
    return unicodedata.normalize("NFC", " ".join(_IGNORED.sub("", value).split()))
