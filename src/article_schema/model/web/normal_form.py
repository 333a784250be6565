"""The normal form of URLs: the host of a URL, and the one spelling that equal URLs share.

The functions take URLs that keep the contract of `model.urls`; they do not check them again.
"""

from __future__ import annotations

import re

from article_schema.late_pattern import late_pattern

_URL = late_pattern(
    r"(?P<scheme>[^:/?#]+)://(?P<host>[^:/?#]*)(?::(?P<port>[0-9]*))?"
    r"(?P<path>[^?#]*)(?P<rest>.*)",
    re.DOTALL,
)
#: The beginning of most URLs and paths, in which there is nothing to make normal; what stands
#: behind their end does not matter.
SURELY_NORMAL = r"(?!\S*/(?:\.|%2[eE]))(?:https?://[a-z0-9._-]+)?/"
_NORMAL = late_pattern(SURELY_NORMAL)
_DOT_SEGMENT = late_pattern(r"/(?:\.|%2[eE])")
_ESCAPED_DOT = late_pattern("%2[eE]")
#: As long as `..` can be, both dots escaped.
_LONGEST_DOTS = len("%2e%2e")
_PATH_END = late_pattern("[?#]")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without the dot that may end it."""
    host = url.partition("://")[2]
    for end in "/:?#":
        host = host.partition(end)[0]
    return host.lower().removesuffix(".")


def is_surely_normal(url: str) -> bool:
    """Tell at a glance whether a URL is in its normal form; True is certain, False is not."""
    return _NORMAL.match(url) is not None


def normal_form(url: str) -> str:
    """Return the normal form of an http or https URL, or of a path from the root.

    Scheme and host are lower-cased, the default port, zeros before a port, `.` and `..` segments
    go, and an empty path becomes `/` (RFC 3986 sections 6.2.2.1, 6.2.2.3 and 6.2.3). Percent
    escapes stay as they are written, because some servers tell `%2f` and `%2F` apart; only the
    segment `%2e` is the segment `.` to every browser (WHATWG URL Standard, section 4.1).
    """
    if is_surely_normal(url):
        return url
    match = _URL.fullmatch(url)
    if match is None:
        end = _PATH_END.search(url)
        path = url[: end.start()] if end else url
        better = without_dot_segments(path)
        # Two slashes in front would name a host.
        return url if better.startswith("//") else better + url[len(path) :]
    scheme = match["scheme"].lower()
    port = match["port"]
    if port:
        port = port.lstrip("0") or "0"
    colon = f":{port}" if port and port != _DEFAULT_PORTS.get(scheme) else ""
    path = without_dot_segments(match["path"]) or "/"
    return f"{scheme}://{match['host'].lower()}{colon}{path}{match['rest']}"


def without_dot_segments(path: str) -> str:
    """Resolve the `.` and `..` segments of a path from the root (RFC 3986 section 5.2.4)."""
    if _DOT_SEGMENT.search(path) is None:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for written in segments:
        segment = _ESCAPED_DOT.sub(".", written) if len(written) <= _LONGEST_DOTS else written
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(written)
    if segment in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
