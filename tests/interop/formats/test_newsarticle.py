"""JSON-LD of schema.org: safe in a script, and what search engines ask for is there."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given

import article_schema.interop
from article_schema import Article, Author, Image
from article_schema.testing import make
from interop.formats.samples import ARTICLES, HOSTILE, hostile_article

NEWS = article_schema.interop.newsarticle


class Scripts(HTMLParser):
    """Collects the texts of scripts as a browser would find them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts.append(data)


def test_no_text_ends_the_script() -> None:
    parser = Scripts()
    text = NEWS.dumps(hostile_article())
    parser.feed(f'<script type="application/ld+json">{text}</script>')
    parser.close()
    assert json.loads("".join(parser.texts))["headline"] == HOSTILE
    assert not set(text) & set("<>&\u2028\u2029")


def test_what_search_engines_recommend_is_there() -> None:
    article = make(
        Article,
        web_url="https://example.com/a",
        images=[Image(url="https://example.com/a.jpg", width=1200, height=675)],
    )
    article.provider.authors = [Author(name="Jo Doe")]
    made = json.loads(NEWS.dumps(article))
    assert made["@type"] == "NewsArticle"
    assert {"headline", "image", "datePublished", "publisher", "url"} <= made.keys()
    assert made["author"] == [{"@type": "Person", "name": "Jo Doe"}]
    assert made["image"][0]["width"] == {
        "@type": "QuantitativeValue", "unitCode": "E37", "value": 1200,
    }  # fmt: skip


def test_no_author_is_invented() -> None:
    assert "author" not in json.loads(NEWS.dumps(make(Article)))


@given(ARTICLES)
def test_what_it_holds_comes_back(article: Article) -> None:
    back = NEWS.data_from(json.loads(NEWS.dumps(article)), Article)
    assert (back["title"], back["excerpt"]) == (article.title, article.excerpt)
    assert (back["type"], back["topics"]) == (article.type, article.topics)
    assert back.get("webUrl", article.web_url) == (article.web_url or back.get("webUrl"))
    assert [image["width"] for image in back.get("images", [])] == [
        image.width for image in article.images
    ]
