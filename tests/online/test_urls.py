"""Where a redirect or a page leads, in the forms in which servers write it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.online.urls import host_of, joined, origin_of

BASE = "https://www.example.com/news/a?b=c"
LEADS = {
    "/d e": "https://www.example.com/d%20e",
    "d#e": "https://www.example.com/news/d",
    "//news.example.com": "https://news.example.com/",
    "https://user:secret@example.com/": "https://example.com/",
    "/\xe9": "https://www.example.com/%C3%A9",
    "/\udce9": "https://www.example.com/%E9",
    "https://bücher.example/é?ü": "https://xn--bcher-kva.example/%C3%A9?%C3%BC",
    "//BÜCHER.example:8443/": "https://xn--bcher-kva.example:8443/",
    "https://news@bücher.example/": "https://xn--bcher-kva.example/",
    # What the system makes of a number is refused at the socket.
    "http://１２７。0.0.2/": "http://127.0.0.2/",
}
NOWHERE = (
    "javascript:alert(1)", "mailto:a@example.com", "http://[::1", "https://example.com:99999/",
    "https://example.com:port/", "https://exa mple.com/", "https://ex%61mple.com/", "https://%2f/",
    "https://℀.example/", "https://\udcff.example/", "https://é..example/", "https://" + "é" * 80,
    "/" + "a" * 9_000,
)  # fmt: skip


@pytest.mark.parametrize("reference", LEADS)
def test_a_reference_leads_where_browsers_go(reference: str) -> None:
    assert joined(BASE, reference) == LEADS[reference]


@pytest.mark.parametrize("reference", NOWHERE)
def test_what_is_no_page_leads_nowhere(reference: str) -> None:
    assert joined(BASE, reference) is None


@given(st.text("abé℀/:?#@[]%.\\ \udcff１。-", max_size=40), st.sampled_from(["", "//", "http://"]))
def test_any_reference_leads_to_a_url_of_ascii_or_nowhere(text: str, start: str) -> None:
    found = joined(BASE, start + text)
    if found is not None:
        parts = urlsplit(found)
        assert found.isascii()
        assert parts.scheme in {"http", "https"}
        assert "@" not in parts.netloc
        assert "%" not in parts.netloc
        # A URL that leads somewhere leads to the same place from everywhere.
        assert joined(BASE, found) == found


@given(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://", "https://", "HTTP://", "//", " http://", ""]),
        st.text("aB0.-:@%[]_\t\x00é/?#\\ ", max_size=12),
        st.sampled_from(["", ":80", ":", ":a", ".:8080"]),
        st.text("a/?#@:\n", max_size=4),
    )
)
def test_host_and_origin_are_those_of_the_standard_library(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        assert host_of(url) == ""
        return
    assert host_of(url) == host
    assert origin_of(url) == f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
