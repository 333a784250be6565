from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.model.urls import HttpUrl
from article_schema.model.web.normal_form import host_of, normal_form, without_dot_segments
from article_schema.model.web.patterns import HTTP_URL


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.com/a", "www.example.com"),
        ("HTTPS://WWW.Example.COM.:443", "www.example.com"),
        ("http://example.com?a=b@c", "example.com"),
        ("http://example.com#a", "example.com"),
        ("/a/b.png", ""),
    ],
)
def test_host(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "better"),
    [
        ("HTTP://Example.COM", "http://example.com/"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:443/a", "http://example.com:443/a"),
        ("https://example.com:80/a", "https://example.com:80/a"),
        ("http://example.com:/a", "http://example.com/a"),
        ("https://example.com?a=/../b", "https://example.com/?a=/../b"),
        ("https://example.com#A", "https://example.com/#A"),
        ("https://example.com/A/%2f/%2F", "https://example.com/A/%2f/%2F"),
        ("https://example.com/a/../b/./c", "https://example.com/b/c"),
        ("/assets/../logo.png?a=..", "/logo.png?a=.."),
        ("/assets/./logo.svg#/./a", "/assets/logo.svg#/./a"),
        ("/assets/logo.svg#?/./a", "/assets/logo.svg#?/./a"),
        ("https://www.example.com/./a#/./b", "https://www.example.com/a#/./b"),
        ("/.//logo.png", "/.//logo.png"),
        ("https://example.com:00080/a", "https://example.com:80/a"),
        ("http://example.com:00080/a", "http://example.com/a"),
        ("https://example.com:0/a", "https://example.com:0/a"),
        ("https://example.com:000/a", "https://example.com:0/a"),
        ("https://example.com/a/%2e/../b", "https://example.com/b"),
        ("https://example.com/a/%2E%2e/b", "https://example.com/b"),
        ("https://example.com/a/.%2e/%2ehtaccess", "https://example.com/%2ehtaccess"),
    ],
)
def test_normal_form(url: str, better: str) -> None:
    assert normal_form(url) == better


@pytest.mark.parametrize(
    ("path", "resolved"),
    [
        # The examples of RFC 3986 section 5.2.4, and its edges.
        ("/a/b/c/./../../g", "/a/g"),
        ("/..", "/"),
        ("/.", "/"),
        ("/a/..", "/"),
        ("/a/.", "/a/"),
        ("/../../a", "/a"),
        ("/a//../b", "/a/b"),
        ("/.well-known/a", "/.well-known/a"),
        ("/a.../..b", "/a.../..b"),
        ("", ""),
    ],
)
def test_dot_segments(path: str, resolved: str) -> None:
    assert without_dot_segments(path) == resolved


@given(st.from_regex(HTTP_URL, fullmatch=True))
def test_the_normal_form_is_a_url_and_its_own_normal_form(url: str) -> None:
    better = normal_form(url)
    assert HttpUrl().accepts(better)
    assert normal_form(better) == better
    assert host_of(better) == host_of(url)
