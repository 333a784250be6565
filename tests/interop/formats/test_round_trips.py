"""What is exported and imported again is the same article."""

from __future__ import annotations

import pytest
from hypothesis import given

from article_schema import Article
from article_schema.interop.exchange.cleaning import cleaned
from article_schema.interop.exchange.format import data_of
from article_schema.interop.exchange.merging import merged
from article_schema.interop.exchange.sources import Source
from article_schema.interop.formats.registry import FORMATS, format_named
from article_schema.model.shapes.tables import table_of
from article_schema.testing import make
from interop.formats.samples import ARTICLES

#: The formats that hold all of an article.
WHOLE = ("jsonfeed", "jsonl")
#: Those of XML, which hold no control characters, and whose reader trims texts.
XML = ("atom", "rss")
#: Parquet has tests of its own, since each file is read in a process of its own.
_READ = [name for name, entry in FORMATS.items() if entry.is_read and name != "parquet"]


@pytest.mark.parametrize("name", WHOLE)
def test_a_format_that_holds_all_gives_all_back(name: str) -> None:
    found = format_named(name)

    @given(ARTICLES)
    def comes_back(article: Article) -> None:
        assert found.loads(found.dumps(article)) == [article]

    comes_back()


@given(ARTICLES)
def test_a_page_gives_all_back_but_for_the_list_of_a_single_section(article: Article) -> None:
    found = format_named("json-page")
    (back,) = found.loads(found.dumps(article))
    if len(article.categories) == 1 and article.category is None:
        back.category, back.categories = None, article.categories
    assert back == article


@pytest.mark.parametrize("name", [name for name in _READ if name not in XML])
def test_what_comes_back_merges_into_the_article_without_a_loss(name: str) -> None:
    found = format_named(name)

    @given(ARTICLES)
    def merges(article: Article) -> None:
        data = data_of(article)
        source = Source("text", found.dumps(article).encode())
        (item,) = found.items(source, Article)
        assert item.data is not None
        whole = merged(data, cleaned(item.data, Article).data, table_of(Article))
        assert whole.keys() >= data.keys()
        for key in ("title", "excerpt", "publishedDateTime", "topics", "related", "images"):
            if key in data:
                assert whole[key] == data[key] or name == "ninjs"
        assert (whole["title"], whole["topics"]) == (data["title"], data["topics"])

    merges()


@pytest.mark.parametrize("name", XML)
def test_what_comes_back_of_a_feed_merges_but_for_white_space(name: str) -> None:
    article = make(Article, title="Ports & <b>", topics=["Travel", "Ports"], heat=3)
    found = format_named(name)
    (item,) = found.items(Source("text", found.dumps(article).encode()), Article)
    assert item.data is not None
    data = data_of(article)
    whole = merged(data, cleaned(item.data, Article).data, table_of(Article))
    assert [key for key in whole if whole[key] != data.get(key)] in ([], ["webUrl"])
