"""JSON Feed 1.1: what the standard asks for is there, and an extension keeps all the rest."""

from __future__ import annotations

import json

from hypothesis import given

import article_schema.interop
from article_schema import Article, unstructure
from article_schema.testing import make
from interop.formats.samples import ARTICLES, hostile_article

FEED = article_schema.interop.jsonfeed


@given(ARTICLES)
def test_all_of_an_article_comes_back(article: Article) -> None:
    (item,) = json.loads(FEED.dumps(article))["items"]
    assert FEED.data_from(item, Article) == unstructure(article, mode="json")


@given(ARTICLES)
def test_the_standard_is_kept(article: Article) -> None:
    feed = json.loads(FEED.dumps([article, hostile_article()]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_text"], str)
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all(author["name"] for author in item["authors"])
        assert item.get("image", "https:").lower().startswith("http")


def test_what_has_no_place_is_told_as_kept_apart() -> None:
    losses = FEED.losses(make(Article, heat=3))
    assert {loss.fate for loss in losses} == {"kept apart"}
    assert "heat" in {loss.key for loss in losses}


def test_a_key_with_a_dot_stands_where_the_standard_allows_it() -> None:
    article = make(Article)
    article.extra["og.title"] = "Dawn"
    (item,) = json.loads(FEED.dumps(article))["items"]
    assert not any("." in key for key in (*item, *item["_article_schema"]))
    assert FEED.data_from(item, Article)["og.title"] == "Dawn"


def test_a_feed_may_be_empty() -> None:
    assert json.loads(FEED.dumps([]))["items"] == []
