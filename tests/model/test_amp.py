from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.source import decode
from article_schema.errors import UsageError
from article_schema.model.amp import amp_cache_url, is_cache_url_of, source_of_cache_url
from article_schema.model.urls import HttpUrl
from article_schema.model.web.normal_form import normal_form

CACHE = ".cdn.ampproject.org"
LONG = "a-long-name-of-a-host-that-does-not-fit-into-a-label-anymore.example.com"

labels = st.from_regex(r"[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
hosts = st.builds(lambda names: ".".join([*names, "com"]), st.lists(labels, min_size=1, max_size=6))
paths = st.from_regex(r"(?:/[A-Za-z0-9._~-]{0,9}){0,4}(?:\?[a-z=&0-9]{0,9})?", fullmatch=True)
pages = st.builds(
    lambda scheme, host, port, path: f"{scheme}://{host}{port}{path}",
    st.sampled_from(["http", "https"]),
    hosts,
    st.sampled_from(["", ":8080", ":443"]),
    paths,
).filter(HttpUrl().accepts)


def prefix(host: str) -> str:
    cached = amp_cache_url(f"https://{host}/page")
    head, _, rest = cached.removeprefix("https://").partition(CACHE)
    assert rest == f"/c/s/{host.lower()}/page"
    return head


def idn(host: str) -> str:
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode()
        for label in host.split(".")
    )


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.com", "example-com"),
        ("www.example.com", "www-example-com"),
        ("EXAMPLE.com", "example-com"),
        ("my-harbour.example.com", "0-my--harbour-example-com-0"),
        ("the-harbour.example.com", "the--harbour-example-com"),
        ("the--harbour.example.com", "the----harbour-example-com"),
        ("en-us.example.com", "0-en--us-example-com-0"),
        ("a.b-c.example.com", "a-b--c-example-com"),
        ("ab.example.com", "ab-example-com"),
        ("192.0.2.7", "192-0-2-7"),
    ],
)
def test_a_host_becomes_one_label(host: str, expected: str) -> None:
    assert prefix(host) == expected


@pytest.mark.parametrize(
    ("host", "readable"),
    [("bücher.example.com", "bücher-example-com"), ("點看.example.com", "點看-example-com")],
)
def test_an_international_host_is_joined_in_its_own_script(host: str, readable: str) -> None:
    assert prefix(idn(host)) == "xn--" + readable.encode("punycode").decode()


@pytest.mark.parametrize("readable", ["ab--bücher-example-com", "0-ab--bücher-example-com-0"])
def test_hyphens_in_an_international_host_are_wrapped_or_not(readable: str) -> None:
    """The specification wraps them before it encodes the label, the reference does not."""
    host = idn("ab-bücher.example.com")
    label = "xn--" + readable.encode("punycode").decode()
    assert (prefix(host) == label) is not readable.startswith("0-")
    assert is_cache_url_of(f"https://{label}{CACHE}/c/s/{host}/a", f"https://{host}/a")


def hashed(host: str) -> str:
    """The hash of RFC 4648 section 6, letter by letter."""
    bits = "".join(f"{byte:08b}" for byte in hashlib.sha256(host.encode()).digest()) + "0000"
    alphabet = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(alphabet[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))


@pytest.mark.parametrize(
    "host",
    [
        LONG,
        # Left-to-right and right-to-left letters cannot share a label.
        idn("harbour.מזח.example.com"),
        # Not punycode at all.
        "xn--99999999999.example.com",
    ],
)
def test_what_cannot_be_one_label_is_hashed(host: str) -> None:
    assert prefix(host) == hashed(host)
    assert len(prefix(host)) == 52


def test_the_longest_label_is_not_hashed() -> None:
    host = f"{'a' * 51}.example.com"
    assert len(host) == 63
    assert prefix(host) == f"{'a' * 51}-example-com"
    assert prefix(f"a{host}") == hashed(f"a{host}")


@pytest.mark.parametrize(
    ("page", "cached"),
    [
        ("http://example.com/a", "example-com.cdn.ampproject.org/c/example.com/a"),
        ("https://example.com", "example-com.cdn.ampproject.org/c/s/example.com"),
        ("https://example.com/", "example-com.cdn.ampproject.org/c/s/example.com/"),
        ("https://example.com:8443/a", "example-com.cdn.ampproject.org/c/s/example.com/a"),
        ("https://example.com/a?b=c&d", "example-com.cdn.ampproject.org/c/s/example.com/a?b=c&d"),
        ("https://example.com/a%20b", "example-com.cdn.ampproject.org/c/s/example.com/a%20b"),
        ("https://example.com./a", "example-com.cdn.ampproject.org/c/s/example.com./a"),
        ("HTTPS://Example.com/A", "example-com.cdn.ampproject.org/c/s/example.com/A"),
    ],
)
def test_the_address_follows_without_its_scheme(page: str, cached: str) -> None:
    assert amp_cache_url(page) == f"https://{cached}"


@pytest.mark.parametrize("text", ["", "/a", "ftp://example.com/a", "https://localhost/a", "a b"])
def test_only_http_urls_have_an_address_in_the_cache(text: str) -> None:
    with pytest.raises(UsageError, match="not an http or https URL"):
        amp_cache_url(text)


@given(pages)
def test_the_address_is_a_url_with_a_short_label_and_leads_back(page: str) -> None:
    cached = amp_cache_url(page)
    assert HttpUrl().accepts(cached)
    label = cached.removeprefix("https://").partition(".")[0]
    assert 1 <= len(label) <= 63
    assert not label.startswith("-")
    assert not label.endswith("-")
    assert is_cache_url_of(cached, page)
    source = source_of_cache_url(cached)
    assert source is not None
    assert normal_form(source) == re.sub(":(?:8080|443)", "", normal_form(page))


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L"]), min_size=1, max_size=9)))
def test_no_international_host_breaks_the_computation(names: list[str]) -> None:
    page = f"https://{idn('.'.join([*names, 'example', 'com']))}/a"
    if HttpUrl().accepts(page):
        label = amp_cache_url(page).removeprefix("https://").partition(".")[0]
        assert label.isascii()
        assert len(label) <= 63


@given(hosts, hosts)
def test_two_hosts_never_share_a_label(one: str, other: str) -> None:
    assert (prefix(one) == prefix(other)) == (one == other)


def test_older_and_other_spellings_are_accepted() -> None:
    page = "https://en-us.example.com/a"
    assert is_cache_url_of(f"https://{hashed('en-us.example.com')}{CACHE}/c/s/{page[8:]}", page)
    assert is_cache_url_of("HTTPS://Example-com.CDN.ampproject.org/c/s/example.com/a",
                           "https://EXAMPLE.com/a")  # fmt: skip
    assert is_cache_url_of(f"https://example-com{CACHE}/c/s/example.com", "https://example.com/")


@pytest.mark.parametrize(
    "cached",
    [
        f"https://{hashed('www.example.com')}{CACHE}/c/s/www.example.com/a",
        f"https://example-com{CACHE}/c/s/www.example.com/a",
        f"https://www-example-com{CACHE}/c/www.example.com/a",
        f"https://www-example-com{CACHE}/c/s/www.example.com/b",
        f"https://www-example-com{CACHE}/i/s/www.example.com/a",
        f"http://www-example-com{CACHE}/c/s/www.example.com/a",
        "https://www.example.com/a",
    ],
)
def test_other_addresses_are_not(cached: str) -> None:
    assert not is_cache_url_of(cached, "https://www.example.com/a")


@pytest.mark.parametrize(
    "text", ["https://example.com/a", f"https://example-net{CACHE}/c/s/example.com/a"]
)
def test_only_a_right_address_leads_back(text: str) -> None:
    assert source_of_cache_url(text) is None


def records(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        return [data, *(item for value in data.values() for item in records(value))]
    return [item for value in data for item in records(value)] if isinstance(data, list) else []


def test_every_real_pair_agrees(shared: Path) -> None:
    pairs = []
    for path in sorted([*shared.glob("corpus/**/*.md"), *shared.glob("seed/*.md")]):
        source = split(decode(path.read_bytes(), path.name), path.name)
        for record in records(compose(source).data):
            page = record.get("ampWebUrl") or record.get("ampUrl")
            cached = record.get("cdnAmpWebUrl") or record.get("cdnAmpUrl")
            if page and cached:
                pairs.append((page, cached))
    assert len(pairs) > 10
    assert [amp_cache_url(page) for page, _ in pairs] == [cached for _, cached in pairs]
