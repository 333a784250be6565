"""URLs as they are asked: without fragment, joined with where a redirect leads."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from article_schema.late_pattern import late_pattern

#: The longest URL that is followed; RFC 9110 section 4.1 asks everyone to take 8,000 characters.
LONGEST = 8_000
#: What may stand in a URL as it is (RFC 3986), a `%` of an escape included.
_LEGAL = "%!#$&'()*+,/:;=?@[]~"
_CONTROLS = late_pattern(r"[\x00-\x20\x7f]")
#: A reference that begins with a host, and what a host may hold once it is ASCII.
_WITH_HOST = late_pattern(r"((?:https?:)?//(?:[^/?#@]*@)?)([^/?#:@\[\]]+)", re.IGNORECASE)
#: What a URL begins with in whose host and port no parser could find anything else.
_ORIGIN = late_pattern(r"https?://([a-z0-9.-]+)(?::[0-9]+)?(?=[/?#]|\Z)")
_HOST = late_pattern(r"[a-z0-9._-]+", re.IGNORECASE)


def without_fragment(url: str) -> str:
    """Return what of a URL is sent to a server."""
    return url.partition("#")[0]


def host_of(url: str) -> str:
    """Return the host of a URL in lower case; empty if it has none.

    Unlike `model.web.normal_form.host_of` it takes any text: servers write what they like.
    """
    plain = _ORIGIN.match(url)
    if plain is not None:
        return plain[1].rstrip(".")
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL, without user name."""
    plain = _ORIGIN.match(url)
    if plain is not None:
        return plain[0]
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def joined(base: str, reference: str) -> str | None:
    """Return the absolute http or https URL that a page or a server means; None if it means none.

    User names and fragments are left out, and characters that no URL may hold are escaped; a host
    in other letters gets its form in ASCII (RFC 3490). A host with an escape means none: programs
    differ on where it ends.

    >>> joined("https://example.com/a", "/b c#d")
    'https://example.com/b%20c'
    >>> joined("https://example.com/a", "javascript:alert(1)") is None
    True

    Args:
        base: the URL of the page, or the one that was asked.
        reference: what it says.
    """
    if len(reference) > LONGEST:
        return None
    try:
        # As headers of aiohttp have bytes that are no UTF-8.
        raw = _with_ascii_host(reference.strip()).encode("utf-8", "surrogateescape")
        url = urljoin(base, quote(raw, safe=_LEGAL))
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or _CONTROLS.search(url):
        return None
    if "%" in parts.netloc:
        return None
    netloc = parts.netloc.rpartition("@")[2]
    whole = parts._replace(netloc=netloc, path=parts.path or "/", fragment="").geturl()
    return whole if len(whole) <= LONGEST else None


def _with_ascii_host(reference: str) -> str:
    """Return a reference whose host is ASCII, as browsers ask for it.

    Raises:
        ValueError: the host has no such form.
    """
    match = _WITH_HOST.match(reference)
    if match is None or match[2].isascii():
        return reference
    host = match[2].encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    return f"{match[1]}{host}{reference[match.end() :]}"
