from __future__ import annotations

import pytest
from checks import article, check, fixed, image, related, routes
from hypothesis import given
from hypothesis import strategies as st

from article_schema.model.web.normal_form import host_of

PAGE = "https://www.example.com/harbour"


@pytest.mark.parametrize(
    ("url", "better"),
    [
        (f"{PAGE}?utm_source=a", PAGE),
        (f"{PAGE}?utm_source=a&page=2", f"{PAGE}?page=2"),
        (f"{PAGE}?page=2&fbclid=a&x", f"{PAGE}?page=2&x"),
        (f"{PAGE}?a=1&UTM_Medium=b&b=2&gclid=c#top", f"{PAGE}?a=1&b=2#top"),
        (f"{PAGE}?utm_source#top", f"{PAGE}#top"),
        (f"{PAGE}?utm_source=a?b&c", f"{PAGE}?c"),
        (f"{PAGE}?a=1&&utm_source=a", f"{PAGE}?a=1&"),
        (f"{PAGE}?utm=a", None),
        (f"{PAGE}?my_utm_source=a", None),
        (f"{PAGE}?source=a&ref=b", None),
        (f"{PAGE}/utm_source=a", None),
        (f"{PAGE}#?utm_source=a", None),
        (f"{PAGE}?next=utm_source=a", None),
    ],
)
def test_tracking_parameters(url: str, better: str | None) -> None:
    data = article(webUrl=url)
    assert routes("URL010", data) == (["webUrl"] if better else [])
    assert fixed("URL010", data) == data
    assert fixed("URL010", data, unsafe=True)["webUrl"] == (better or url)


def test_the_first_parameter_is_shown_and_all_are_named() -> None:
    url = f"{PAGE}?page=2&utm_source=a&x=1&fbclid=b"
    (finding,) = check("URL010", article(webUrl=url))
    assert url[slice(*finding.subspan or ())] == "utm_source=a"
    assert "`utm_source`, `fbclid`" in finding.message


def test_further_parameters_are_an_option() -> None:
    data = article(webUrl=f"{PAGE}?Ref=a")
    assert check("URL010", data) == []
    assert routes("URL010", data, parameters=["ref"]) == ["webUrl"]


def test_only_addresses_of_pages_are_looked_at() -> None:
    url = f"{PAGE}?utm_source=a"
    other = "https://www.example.com/bridge?gclid=a"
    item = related(webUrl=other, originalUrl=other)
    data = article(originalUrl=url, images=[image(url=url)], related=[item])
    assert sorted(routes("URL010", data)) == [
        "originalUrl",
        "related[0].originalUrl",
        "related[0].webUrl",
    ]


@pytest.mark.parametrize(
    ("url", "part", "better"),
    [
        ("HTTPS://www.example.com/a", "HTTPS", "https://www.example.com/a"),
        ("https://www.Example.com/a", "www.Example.com", "https://www.example.com/a"),
        ("https://www.example.com:443/a", ":443", "https://www.example.com/a"),
        ("http://www.example.com:80/a", ":80", "http://www.example.com/a"),
        ("https://www.example.com:/a", ":", "https://www.example.com/a"),
        ("https://www.example.com", "www.example.com", "https://www.example.com/"),
        ("https://www.example.com?a=1", "www.example.com", "https://www.example.com/?a=1"),
        ("https://www.example.com/a/../b", "..", "https://www.example.com/b"),
        ("https://www.example.com/a/.", ".", "https://www.example.com/a/"),
        ("https://www.example.com/a.b/./c?d=/../e", ".", "https://www.example.com/a.b/c?d=/../e"),
    ],
)
def test_urls_that_are_not_normal(url: str, part: str, better: str) -> None:
    data = article(webUrl=url)
    (finding,) = check("URL011", data)
    assert url[slice(*finding.subspan or ())] == part
    assert fixed("URL011", data)["webUrl"] == better


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/",
        "https://www.example.com:8443/A/B?C=D#E",
        "http://www.example.com:443/",
        "https://www.example.com/.well-known/a",
        "https://www.example.com/a...b/",
        "https://www.example.com/%7ea/%2F",
        "https://www.example.com/a?b=../c",
        "https://192.0.2.7/",
    ],
)
def test_normal_urls(url: str) -> None:
    provider = {"name": "Example Times", "domain": host_of(url)}
    data = article(webUrl=url, provider=provider)
    assert check("URL011", data) == []


def test_paths_from_the_root_have_a_normal_form_too() -> None:
    data = article(images=[image(url="/assets/../logo.png"), image(url="/assets/logo.png")])
    assert routes("URL011", data) == ["images[0].url"]
    assert fixed("URL011", data)["images"][0]["url"] == "/logo.png"


@given(st.lists(st.sampled_from(["utm_source=a", "a=1", "fbclid", "b", ""]), max_size=6))
def test_removing_parameters_keeps_the_others_in_order(pieces: list[str]) -> None:
    url = f"{PAGE}?{'&'.join(pieces)}"
    kept = [piece for piece in pieces if piece not in ("utm_source=a", "fbclid")]
    better = fixed("URL010", article(webUrl=url), unsafe=True)["webUrl"]
    query = "?" + "&".join(kept) if kept else ""
    assert better == (url if kept == pieces else PAGE + query)
