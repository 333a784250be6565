"""Addresses in the AMP cache, against those of the reference implementation.

The vectors were made with it by `amp_urls.py`; where node and the package are there, thousands more
are asked for. What differs on purpose is in docs/decisions/amp-addresses.md, and here.
"""

from __future__ import annotations

import json

import pytest
from node_tools import modules

from article_schema.model.amp import amp_cache_url, is_cache_url_of
from article_schema.model.urls import HttpUrl
from model.amp_urls import PACKAGE, VECTORS, ask, urls

CDN = "cdn.ampproject.org/c/s"
MALFORMED = "xn--99999999999.example.com"


def as_the_reference_writes(url: str) -> str:
    """Our answer without the slash that the reference drops in front of a query or fragment."""
    path = url.partition("?")[0].partition("#")[0]
    rest = url[len(path) :]
    page = path.partition("://")[2]
    if rest and not url.endswith("/") and page.count("/") > 1 and page.endswith("/"):
        return amp_cache_url(path[:-1] + rest)
    return amp_cache_url(url)


def test_the_vectors_of_the_reference() -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    assert len(vectors) >= 200
    wrong = {url: said for url, said in vectors.items() if as_the_reference_writes(url) != said}
    assert wrong == {}


def test_thousands_of_urls_have_the_address_that_the_reference_gives() -> None:
    modules(PACKAGE)
    pages = list(urls(2, 4_000))
    for page, said in zip(pages, ask(pages), strict=True):
        assert as_the_reference_writes(page) == said
        ours = amp_cache_url(page)
        assert is_cache_url_of(ours, page)
        assert HttpUrl().accepts(ours)


@pytest.mark.parametrize(
    ("page", "ours", "reference"),
    [
        # No label ends with a hyphen (RFC 1123, 2.1), so the dot that ends a host makes none.
        ("https://example.com./a", f"https://example-com.{CDN}/example.com./a",
         f"https://example-com-.{CDN}/example.com./a"),
        # `/a/` and `/a` are two pages.
        ("https://example.com/a/?b", f"https://example-com.{CDN}/example.com/a/?b",
         f"https://example-com.{CDN}/example.com/a?b"),
        # An AMP page is a document, whatever its name ends with.
        ("https://example.com/a.jpg", f"https://example-com.{CDN}/example.com/a.jpg",
         "https://example-com.cdn.ampproject.org/i/s/example.com/a.jpg"),
        # The reference throws; a hash is what it gives for other hosts that cannot be decoded.
        (f"https://{MALFORMED}/a",
         f"https://ud6v3snbszbgpxdhhbdonpfah2xgyowbcr5l472sf6uderothfpa.{CDN}/{MALFORMED}/a", None),
    ],
)  # fmt: skip
def test_differences_are_on_purpose(page: str, ours: str, reference: str | None) -> None:
    assert amp_cache_url(page) == ours
    assert is_cache_url_of(ours, page)
    if reference is not None:
        assert not is_cache_url_of(reference, page)
    modules(PACKAGE)
    assert ask([page]) == [reference]


@pytest.mark.parametrize(
    ("page", "cached"),
    [
        ("https://a_b.example.com/a", f"https://a_b-example-com.{CDN}/a_b.example.com/a"),
        ("https://_a.example.com/a", f"https://_a-example-com.{CDN}/_a.example.com/a"),
        ("https://example.com:8443/a", f"https://example-com.{CDN}/example.com/a"),
        ("https://example.com:443/a", f"https://example-com.{CDN}/example.com/a"),
        ("https://example.com:/a", f"https://example-com.{CDN}/example.com/a"),
        ("https://EXAMPLE.com/A", f"https://example-com.{CDN}/example.com/A"),
        ("https://example.com?a", f"https://example-com.{CDN}/example.com?a"),
        ("https://example.com/?a", f"https://example-com.{CDN}/example.com?a"),
        ("https://xn--BCHER-kva.example.com/",
         f"https://xn--bcher-example-com-22b.{CDN}/xn--bcher-kva.example.com/"),
    ],
)  # fmt: skip
def test_odd_hosts_have_the_address_of_the_reference(page: str, cached: str) -> None:
    assert amp_cache_url(page) == cached
    assert is_cache_url_of(cached, page)


def test_an_address_that_keeps_the_port_is_accepted_and_another_port_is_not() -> None:
    page = "https://example.com:8443/a"
    assert is_cache_url_of(f"https://example-com.{CDN}/example.com:8443/a", page)
    assert not is_cache_url_of(f"https://example-com.{CDN}/example.com:9443/a", page)
    assert not is_cache_url_of(f"https://example-com.{CDN}/example.com:8443/a", page[:19] + "/a")
