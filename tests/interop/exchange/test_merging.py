"""New data come into those of a file, under the names that the file has."""

from __future__ import annotations

from article_schema import Article
from article_schema.interop.exchange.merging import merged
from article_schema.model.shapes.tables import table_of


def test_a_page_under_an_older_name_is_the_same_page() -> None:
    old = {"related": [{"title": "Dawn", "sourceUrl": "https://example.com/dawn"}]}
    new = {"related": [{"title": "Dusk", "webUrl": "https://example.com/dawn"}]}
    item = {"title": "Dusk", "sourceUrl": "https://example.com/dawn"}
    assert merged(old, new, table_of(Article)) == {"related": [item]}


def test_a_value_comes_under_the_name_that_the_file_has() -> None:
    old = {"sourceUrl": "https://example.com/dawn", "ampWebUrl": "https://example.com/a"}
    new = {"webUrl": "https://example.com/dusk", "ampWebUrl": "https://example.com/b"}
    assert merged(old, new, table_of(Article)) == {
        "sourceUrl": "https://example.com/dusk", "ampWebUrl": "https://example.com/b",
    }  # fmt: skip


def test_the_only_address_of_a_page_stands_for_the_one_that_readers_open() -> None:
    old = {"related": [{"title": "Dawn", "originalUrl": "https://example.com/dawn"}]}
    new = {"related": [{"title": "Dawn", "webUrl": "https://example.com/dawn"}]}
    assert merged(old, new, table_of(Article)) == old
