"""AMP: the address under which the AMP cache serves a page.

The algorithm is that of "AMP Cache URL Format and Request Handling" on amp.dev: the host becomes
one label in front of `cdn.ampproject.org`, and the address follows without its scheme.
"""

from __future__ import annotations

import re

from article_schema.arguments import require
from article_schema.errors import UsageError
from article_schema.model.addresses import host_of, normal_form

_CACHE = "cdn.ampproject.org"
_CACHE_URL = re.compile(
    r"(?P<head>https://(?P<prefix>[a-z0-9-]+)\.cdn\.ampproject\.org/)c/(?P<tls>s/)?(?P<source>.+)",
    re.IGNORECASE | re.DOTALL,
)
_IDN = "xn--"
#: RFC 1035 section 2.3.4.
_LONGEST_LABEL = 63


def amp_cache_url(url: str) -> str:
    """Return the address of an AMP page in the AMP cache.

    >>> amp_cache_url("https://www.example.com/amp/harbour")
    'https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour'

    Raises:
        UsageError: the text is not an http or https URL.
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
    return f"https://{_prefix(host_of(url))}.{_CACHE}/c/{tls}{source}"


def is_cache_url_of(cache_url: str, url: str) -> bool:
    """Tell whether one URL is the AMP cache's address of another, in any spelling it accepts."""
    if cache_url == cache_address(url):
        return True
    match = _CACHE_URL.fullmatch(cache_url)
    if match is None or match["prefix"].lower() not in _prefixes(host_of(url)):
        return False
    return normal_form(_source(match)) == normal_form(url)


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
    if match is None or normal_form(_source(match)) != normal_form(url):
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
    """Return the prefixes under which the cache knows a host, older ones included."""
    prefix = _prefix(host)
    if prefix.startswith("0-") or len(host) > _LONGEST_LABEL:
        # Once, hosts with hyphens at positions 3 and 4 were hashed, and to this day the
        # reference implementation hashes each host that is itself too long for a label.
        return {prefix, _hashed(host)}
    return {prefix}


def _prefix(host: str) -> str:
    name = _decoded(host)
    if name is None or _mixes_directions(name):
        return _hashed(host)
    prefix = name.replace("-", "--").replace(".", "-")
    if prefix[2:4] == "--":
        # A label like this would pass for an encoded one (RFC 5891 section 4.2.3.1).
        prefix = f"0-{prefix}-0"
    if not prefix.isascii():
        prefix = _IDN + prefix.encode("punycode").decode("ascii")
    return prefix if len(prefix) <= _LONGEST_LABEL else _hashed(host)


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
    from unicodedata import bidirectional

    classes = {bidirectional(character) for character in name}
    return "L" in classes and not classes.isdisjoint({"R", "AL"})


def _hashed(host: str) -> str:
    from base64 import b32encode
    from hashlib import sha256

    return b32encode(sha256(host.encode("ascii")).digest()).decode("ascii").rstrip("=").lower()
