"""AMP: the address under which the AMP cache serves a page.

The algorithm is that of "AMP Cache URL Format and Request Handling" on amp.dev, as the reference
implementation has it (`@ampproject/toolbox-cache-url` 2.10): the host becomes one label in front of
`cdn.ampproject.org`, and the address follows without its scheme and port. Where the answers differ
on purpose, `docs/decisions/amp-addresses.md` says why.
"""

from __future__ import annotations

import re

from article_schema.arguments import require
from article_schema.errors import UsageError
from article_schema.late_pattern import late_pattern
from article_schema.model.web.normal_form import host_of, normal_form

_CACHE = "cdn.ampproject.org"
_CACHE_URL = late_pattern(
    r"(?P<head>https://(?P<prefix>[a-z0-9-]+)\.cdn\.ampproject\.org/)c/(?P<tls>s/)?(?P<source>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE = late_pattern(r"(?P<host>[^:/?#]*)(?::[0-9]*)?(?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL)
_IDN = "xn--"
#: Letters that are written from left to right and from right to left, as the reference
#: implementation tells them: it takes all characters beyond the first plane for the former. Few
#: names need them, so they are compiled late.
_LEFT = (
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0300-\u0590\u0800-\u1fff\u200e\u2c00-\ufb1c"
    "\ufe00-\ufe6f\ufefd-\uffff\U00010000-\U0010ffff]"
)
_RIGHT = "[\u0591-\u06ef\u06fa-\u07ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]"
#: RFC 1035 section 2.3.4.
_LONGEST_LABEL = 63


def amp_cache_url(url: str) -> str:
    """Return the address of an AMP page in the AMP cache.

    >>> amp_cache_url("https://www.example.com/amp/harbour")
    'https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour'

    Args:
        url: the address of the AMP page on its own site.

    Raises:
        UsageError: the text is not an http or https URL.
        TypeError: the value is no text.
    """
    from article_schema.model.urls import HttpUrl

    require(url, str, "amp_cache_url() takes a URL as text")
    if not HttpUrl().accepts(url):
        raise UsageError(f"not an http or https URL: {url!r}")
    return cache_address(url)


def cache_address(url: str) -> str:
    """Return the address in the AMP cache of a page whose URL was found to be one."""
    scheme, _, source = url.partition("://")
    tls = "s/" if scheme.lower() == "https" else ""
    return f"https://{_prefix(host_of(url))}.{_CACHE}/c/{tls}{_without_port(source)}"


def _without_port(source: str) -> str:
    """Return an address without scheme as the cache has it: no port, and the host in lower case."""
    match = _SOURCE.fullmatch(source)
    if match is None:
        return source
    path = match["path"]
    if path in ("", "/"):
        path = "/" if source.endswith("/") else ""
    return f"{match['host'].lower()}{path}{match['rest']}"


def is_cache_url_of(cache_url: str, url: str) -> bool:
    """Tell whether one URL is the AMP cache's address of another, in any spelling it accepts."""
    if cache_url == cache_address(url):
        return True
    match = _CACHE_URL.fullmatch(cache_url)
    if match is None or match["prefix"].lower() not in _prefixes(host_of(url)):
        return False
    return _is_source_of(_source(match), url)


def _is_source_of(source: str, url: str) -> bool:
    """Tell whether what stands in a cache URL is a page, with its port or without one."""
    scheme, _, rest = url.partition("://")
    pages = (normal_form(url), normal_form(f"{scheme}://{_without_port(rest)}"))
    return normal_form(source) in pages


def source_of_cache_url(cache_url: str) -> str | None:
    """Return the page that an address in the AMP cache stands for; None for any other address."""
    from article_schema.model.urls import HttpUrl

    match = _CACHE_URL.fullmatch(cache_url)
    if match is None:
        return None
    source = _source(match)
    return source if HttpUrl().accepts(source) and is_cache_url_of(cache_url, source) else None


def prefix_range(cache_url: str, url: str) -> tuple[int, int] | None:
    """Return where the prefix stands in a cache URL, if nothing else keeps it from being right."""
    match = _CACHE_URL.fullmatch(cache_url)
    if match is None or not _is_source_of(_source(match), url):
        return None
    return match.span("prefix")


def names_page(cache_url: str, url: str) -> bool:
    """Tell whether what was meant for a cache URL names a page, under whatever host and scheme."""
    match = _CACHE_URL.fullmatch(cache_url)
    source = _source(match) if match else cache_url
    return _without_scheme(source) == _without_scheme(url)


def _without_scheme(url: str) -> str:
    return normal_form(url).partition("://")[2]


def _source(match: re.Match[str]) -> str:
    return f"{'https' if match['tls'] else 'http'}://{match['source']}"


def _prefixes(host: str) -> set[str]:
    """Return the prefixes under which the cache knows a host, other readings included.

    The specification wraps hyphens at positions 3 and 4 before it encodes a label, and hashed hosts
    that have them once; the reference implementation does otherwise.
    """
    prefixes = {_prefix(host)}
    name = _decoded(host)
    if name is not None and not _mixes_directions(name):
        joined = _joined(name)
        if _has_hyphens(joined):
            prefixes |= {_encoded(f"0-{joined}-0"), _hashed(host)}
        prefixes.add(_encoded(joined))
    if len(host) > _LONGEST_LABEL:
        prefixes.add(_hashed(host))
    return {prefix for prefix in prefixes if len(prefix) <= _LONGEST_LABEL}


def _prefix(host: str) -> str:
    if _has_hyphens(host) or len(host) > _LONGEST_LABEL:
        return _hashed(host)
    name = _decoded(host)
    if name is None or _mixes_directions(name):
        return _hashed(host)
    prefix = _encoded(_joined(name))
    if len(prefix) > _LONGEST_LABEL:
        return _hashed(host)
    # A label like this would pass for an encoded one (RFC 5891 section 4.2.3.1).
    return f"0-{prefix}-0" if _has_hyphens(prefix) else prefix


def _joined(name: str) -> str:
    return name.replace("-", "--").replace(".", "-")


def _encoded(label: str) -> str:
    return label if label.isascii() else _IDN + label.encode("punycode").decode("ascii").lower()


def _has_hyphens(label: str) -> bool:
    """Tell whether a label has hyphens at positions 3 and 4 and is no international one."""
    return label[2:4] == "--" and not label.startswith("xn")


def _decoded(host: str) -> str | None:
    """Return a host with its labels in the script that readers see; None if one is malformed."""
    if _IDN not in host:
        return host
    try:
        return ".".join(
            label[4:].encode("ascii").decode("punycode") if label.startswith(_IDN) else label
            for label in host.split(".")
        )
    except UnicodeError:
        return None


def _mixes_directions(name: str) -> bool:
    """Tell whether left-to-right and right-to-left letters meet; no label may mix them."""
    if name.isascii():
        return False
    return re.search(_LEFT, name) is not None and re.search(_RIGHT, name) is not None


def _hashed(host: str) -> str:
    from base64 import b32encode
    from hashlib import sha256

    return b32encode(sha256(host.encode("ascii")).digest()).decode("ascii").rstrip("=").lower()
