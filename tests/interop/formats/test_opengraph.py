"""Open Graph: one tag for a value, escaped, pictures with what describes them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

import article_schema.interop
from article_schema import Article, Image
from article_schema.testing import make
from interop.formats.samples import ARTICLES, HOSTILE, hostile_article

GRAPH = article_schema.interop.opengraph


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and "property" in values:
            self.pairs.append((values["property"] or "", values["content"] or ""))
        elif tag != "meta":
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.others.append(data)


def pairs_of(article: Article) -> list[tuple[str, str]]:
    tags = Tags(GRAPH.dumps(article))
    assert tags.others == []
    return tags.pairs


def test_hostile_text_stays_in_its_tag() -> None:
    assert ("og:title", HOSTILE) in pairs_of(hostile_article())


@given(ARTICLES)
def test_the_four_required_properties_are_told_once(article: Article) -> None:
    names = [name for name, _ in pairs_of(article)]
    for name in ("og:title", "og:type", "og:url", "og:site_name"):
        assert names.count(name) == 1


def test_a_picture_is_described_behind_its_address() -> None:
    picture = Image(url="https://example.com/a.jpg", width=1200, height=675, title="Dawn")
    own = Image(url="/a.jpg", width=50, height=50)
    pairs = pairs_of(make(Article, images=[own, picture]))
    assert pairs[-4:] == [
        ("og:image", "https://example.com/a.jpg"),
        ("og:image:width", "1200"),
        ("og:image:height", "675"),
        ("og:image:alt", "Dawn"),
    ]
    losses = {loss.route for loss in GRAPH.losses(make(Article, images=[own]))}
    assert ("images", 0, "url") in losses


@pytest.mark.parametrize(("kind", "tag"), [("article", "article:tag"), ("video", "video:tag")])
def test_a_video_has_the_properties_of_a_video(kind: str, tag: str) -> None:
    names = [name for name, _ in pairs_of(make(Article, type=kind, category="news"))]
    assert tag in names
    assert ("article:section" in names) is (kind == "article")


def test_several_sections_are_told_where_there_is_no_single_one(root: Path) -> None:
    article = make(Article, categories=["a", "b"])
    article.category = None
    pairs = pairs_of(article)
    assert [value for name, value in pairs if name == "article:section"] == ["a", "b"]
