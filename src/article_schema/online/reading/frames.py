"""Frames: which pages a piece of HTML shows in frames, and which sites may show a page in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from article_schema.late_pattern import late_pattern
from article_schema.online.reading.pages import attributes_of
from article_schema.online.urls import joined, origin_of

if TYPE_CHECKING:
    from multidict import CIMultiDictProxy

#: Frames of one value that are asked about.
_MOST_FRAMES = 20
#: Headers of one answer that are read, and characters of each that are kept.
_MOST_LIMITS = 10
_LONGEST_LIMIT = 500
#: Comments, or a frame with its attributes, in which a `>` in quotes ends nothing.
_FRAME = late_pattern(
    r"<!--(?:(?!-->).)*(?:-->|\Z)"
    r"|<(?:iframe|frame)\b(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)",
    re.IGNORECASE | re.DOTALL,
)
_OPTIONS = "X-Frame-Options: "
_ANCESTORS = "frame-ancestors "
#: What the values of X-Frame-Options are in the words of frame-ancestors.
_AS_SOURCES = {"deny": "'none'", "sameorigin": "'self'"}
_PORTS = {"http": 80, "https": 443}


def frames_in(html: str, site: str) -> Iterator[str]:
    """Yield the absolute URLs of the frames of a piece of HTML, each once.

    Args:
        html: the HTML.
        site: the address of the site that shows it; empty where it is unknown.
    """
    seen: set[str] = set()
    for match in _FRAME.finditer(html):
        values = attributes_of(match["attributes"] or "")
        source = values.get("src", "").strip()
        is_whole = source[:8].lower().startswith(("http://", "https://", "//"))
        if not source or "srcdoc" in values or not (site or is_whole):
            continue
        url = joined(site or "https://example.com/", source)
        if url is not None and url not in seen:
            seen.add(url)
            yield url
            if len(seen) == _MOST_FRAMES:
                return


def limits_of(headers: CIMultiDictProxy[str]) -> tuple[str, ...]:
    """Return what an answer says of sites that may show it in a frame.

    Each is `frame-ancestors` with its sources, or else `X-Frame-Options: DENY` or `SAMEORIGIN`,
    which counts only where the other is not there (HTML Standard, section 7.6.1).

    Args:
        headers: those of the answer.
    """
    if "Content-Security-Policy" not in headers and "X-Frame-Options" not in headers:
        return ()
    found = []
    for policy in ",".join(headers.getall("Content-Security-Policy", [])).split(","):
        for directive in policy.split(";"):
            name, _, sources = directive.strip().partition(" ")
            if name.lower() == _ANCESTORS.strip():
                found.append(f"{_ANCESTORS}{sources.strip()}"[:_LONGEST_LIMIT])
                break
    if not found:
        raw = ",".join(headers.getall("X-Frame-Options", [])).split(",")
        words = {word.strip().lower() for word in raw} - {""}
        known = words & {*_AS_SOURCES, "allowall"}
        if known and len(words) > 1:
            # Values that contradict each other allow nothing.
            found.append(f"{_OPTIONS}DENY")
        elif known & set(_AS_SOURCES):
            found.append(f"{_OPTIONS}{known.pop().upper()}")
    return tuple(found[:_MOST_LIMITS])


def refusal(limits: tuple[str, ...], page: str, site: str) -> str | None:
    """Return what keeps a site from showing a page in a frame; None if nothing does.

    Args:
        limits: what the page says.
        page: its address.
        site: the address of the site; where it is empty, `'self'` is some other site, and lists of
            names may hold it.
    """
    return next((limit for limit in limits if not _allows(limit, page, site)), None)


def _allows(limit: str, page: str, site: str) -> bool:
    if limit.startswith(_OPTIONS):
        sources = [_AS_SOURCES[limit.removeprefix(_OPTIONS).lower()]]
    else:
        sources = limit.removeprefix(_ANCESTORS).lower().split()
    named = [source for source in sources if source not in {"'none'", "'self'"}]
    if not site:
        return bool(named)
    if "'self'" in sources and _origin(site) == _origin(page):
        return True
    return any(_names(source, page, site) for source in named)


def _names(source: str, page: str, site: str) -> bool:
    """Tell whether a source of a policy stands for a site (CSP Level 3, section 6.7.2)."""
    scheme, host, port = _origin(site)
    wanted, separator, rest = source.partition("://")
    if source == "*":
        return True
    if source.endswith(":"):
        return source[:-1] == scheme or (source == "http:" and scheme == "https")
    if not separator:
        wanted, rest = _origin(page)[0], source
    if wanted not in {scheme, "http"}:
        return False
    name, _, number = rest.partition("/")[0].partition(":")
    if number not in {"", "*", str(port)} or (not number and port not in _PORTS.values()):
        return False
    return host.endswith(name[1:]) if name.startswith("*.") else host == name


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(origin_of(url))
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(scheme, 0)
