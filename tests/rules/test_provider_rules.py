from __future__ import annotations

import pytest
from checks import article, check, fixed, related, routes


@pytest.mark.parametrize(
    ("url", "domain", "wrong"),
    [
        ("https://www.example.com/a", "example.com", False),
        ("https://example.com/a", "example.com", False),
        ("https://a.b.example.com:8443/a", "example.com", False),
        ("https://www.example.com/a", "Example.COM", False),
        ("https://www.example.com/a", "example.com.", False),
        ("https://www.example.com./a", "example.com", False),
        ("https://www.myexample.com/a", "example.com", True),
        ("https://example.com/a", "www.example.com", True),
        ("https://example.com.example.net/a", "example.com", True),
        ("https://example.net/example.com", "example.com", True),
    ],
)
def test_the_page_lies_on_the_domain(url: str, domain: str, wrong: bool) -> None:
    data = article(webUrl=url, provider={"name": "Example Times", "domain": domain})
    assert routes("PRV002", data) == ["provider.domain"] * wrong


def test_an_original_may_be_elsewhere() -> None:
    data = article(webUrl=None, originalUrl="https://video.example.net/1")
    assert check("PRV002", data) == []


def test_related_items_have_providers_of_their_own() -> None:
    item = related(provider={"name": "Example Times", "domain": "example.net"})
    assert routes("PRV002", article(related=[item])) == ["related[0].provider.domain"]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Example Press%2c Inc.", "Example Press, Inc."),
        ("Caf%C3%A9 Press", "Café Press"),
        ("100% Harbour", None),
        ("100%ferries", None),
        ("Broken%ff", None),
        ("Bell%07", None),
    ],
)
def test_escapes_in_names(name: str, better: str | None) -> None:
    data = article(provider={"name": name, "domain": "example.com"})
    assert routes("PRV003", data) == (["provider.name"] if better else [])
    assert fixed("PRV003", data)["provider"]["name"] == (better or name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Example%2c Inc.", True),
        ("Example %252c Inc.", False),
        ("Example %3Csvg%3E", None),
        ("Example %3C!--", None),
        ("Example %26lt;", None),
        ("Example %26copy 2", None),
        ("1 %3C 2", True),
    ],
)
def test_escapes_are_not_decoded_to_what_a_page_obeys(name: str, safe: bool | None) -> None:
    (finding,) = check("PRV003", article(provider={"name": name, "domain": "example.com"}))
    assert (finding.fix.safe if finding.fix else None) is safe


def test_a_name_of_nothing_but_escaped_spaces_is_left_alone() -> None:
    assert check("PRV003", article(provider={"name": "%20", "domain": "example.com"})) == []
