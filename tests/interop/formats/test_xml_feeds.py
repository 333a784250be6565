"""Atom and RSS: feedparser reads what is written, and what means harm is refused."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from lxml import etree

import article_schema.interop
from article_schema import Article, DocumentError, Image
from article_schema.interop.exchange.sources import Source
from article_schema.interop.formats.registry import format_named
from article_schema.testing import make
from interop.formats.samples import ARTICLES, hostile_article, shared_articles

ATOM, RSS = article_schema.interop.atom, article_schema.interop.rss
NAMES = ("atom", "rss")
#: What RFC 4287 section 4.1.2 asks of an entry, and section 4.1.1 of a feed.
REQUIRED = ("id", "title", "updated")
NS = "{http://www.w3.org/2005/Atom}"


def read(text: str) -> feedparser.FeedParserDict:
    found = feedparser.parse(text.encode(), sanitize_html=False)
    assert found.bozo == 0
    return found


@given(ARTICLES)
def test_an_atom_feed_keeps_the_standard(article: Article) -> None:
    root = etree.fromstring(ATOM.dumps([article, hostile_article()]).encode())
    for element in (root, *root.findall(f"{NS}entry")):
        assert all(len(element.findall(NS + name)) == 1 for name in REQUIRED)
        links = element.findall(f"{NS}link[@rel='alternate']")
        # Without a content there is a link to the page (section 4.1.2).
        assert len(links) <= 1
    for entry in root.findall(f"{NS}entry"):
        assert entry.find(f"{NS}author/{NS}name") is not None
        assert entry.find(f"{NS}link") is not None


@pytest.mark.parametrize("name", NAMES)
def test_feedparser_reads_real_articles(name: str, shared: Path) -> None:
    articles = [hostile_article(), *shared_articles(shared)]
    found = read(format_named(name).dumps(articles))
    assert len(found.entries) == len(articles) > 190
    for entry, article in zip(found.entries[1:], articles[1:], strict=True):
        assert entry.title.split() == article.title.split()
        assert [tag.term for tag in entry.tags] == [topic.strip() for topic in article.topics]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_feed_holds_comes_back(name: str) -> None:
    article = make(
        Article,
        web_url="https://example.com/a?b=1&c=2",
        topics=["Ports & <b>", "Travel"],
        images=[
            Image(url="https://example.com/a.jpg", width=3, height=4),
            Image(url="/assets/left-out.jpg", width=3, height=4),
            Image(url="https://example.com/b.jpg", width=5, height=6),
        ],
    )
    article.content = "Text <b>with</b> &amp; ]]> signs"
    found = format_named(name)
    (item,) = found.items(Source("x", found.dumps(article).encode()), Article)
    assert item.data is not None
    assert item.data["title"] == article.title
    assert item.data["webUrl"] == article.web_url
    assert item.data["topics"] == article.topics
    assert item.data["publishedDateTime"] == "2020-06-12T19:19:00Z"
    assert item.data["provider"]["name"] == article.provider.name
    assert item.data["images"] == [
        {"url": "https://example.com/a.jpg", "width": 3, "height": 4},
        {"url": "https://example.com/b.jpg", "width": 5, "height": 6},
    ]
    assert item.notes == ()
    if name == "atom":
        assert item.data["content"] == article.content


def test_what_no_xml_can_hold_becomes_a_sign() -> None:
    article = make(Article, title="a\x00b\x0b\ufffe")
    for found in (ATOM, RSS):
        assert "a\ufffdb\ufffd\ufffd" in found.dumps(article)
        assert ("title", "changed") in [(loss.key, loss.fate) for loss in found.losses(article)]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><title>&i;</title></channel></rss>"
)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (BOMB.encode(), "declares entities of its own"),
        (BOMB.encode("utf-16"), "declares entities of its own"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss>&e;</rss>', "entities"),
        (b"<rss>" + b"<a>" * 5_000 + b"</rss>", "more than 200 elements"),
        (b" " * 10_000_001, "more than 10,000,000 bytes"),
        (b"<rss><channel>", "this is no feed"),
        (b"<html><p>Hello</html>", "this is no feed"),
        (b"https://example.com/feed", "this is no feed"),
        (b"", "this is no feed"),
        (b"\xff\xfe\x00", "this is no feed"),
    ],
    ids=range(10),
)
def test_what_means_harm_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        list(ATOM.items(Source("feed.xml", raw), Article))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Fri, 12 Jun 2020 05:40:00 GMT", "2020-06-12T05:40:00Z"),
        ("Fri, 12 Jun 2020 05:40:00 +0200", "2020-06-12T05:40:00+02:00"),
        ("Fri, 12 Jun 2020 05:40:00", "Fri, 12 Jun 2020 05:40:00"),
        ("Fri, 12 Jun 2020 05:40:00 -0000", "Fri, 12 Jun 2020 05:40:00 -0000"),
        ("yesterday", "yesterday"),
    ],
)
def test_no_zone_is_guessed(date: str, expected: str) -> None:
    text = (
        '<rss version="2.0"><channel><title>x</title><link>https://example.com/</link>'
        f"<item><title>Dawn</title><link>https://example.com/a</link><pubDate>{date}</pubDate>"
        "</item></channel></rss>"
    )
    (item,) = RSS.items(Source("feed.xml", text.encode()), Article)
    assert item.data is not None
    assert item.data["publishedDateTime"] == expected


def test_relative_addresses_are_those_of_their_base() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.com/news/">'
        "<id>urn:x</id><title>x</title><updated>2020-06-12T05:40:00Z</updated>"
        '<entry><id>urn:a</id><title type="html">Dawn &amp;amp; dusk</title>'
        '<link href="dawn"/><updated>2020-06-12T05:40:00Z</updated></entry></feed>'
    )
    (item,) = ATOM.items(Source("feed.xml", text.encode()), Article)
    assert item.data is not None
    assert item.data["webUrl"] == "https://example.com/news/dawn"
