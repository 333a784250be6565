"""ninjs 3.1: the schema of the IPTC accepts what is written, and it comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

import article_schema.interop
from article_schema import Article, Provider, Record, UsageError, record, structure, unstructure
from article_schema.testing import make
from interop.formats.samples import ARTICLES

NINJS = article_schema.interop.ninjs
#: What an item holds of an article whose `webUrl` is there.
HELD = (
    "title", "excerpt", "publishedDateTime", "updatedDateTime", "originalUrl", "webUrl",
    "sourceUrl",
    "ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl", "topics", "tags", "locale", "highlight",
    "content",
)  # fmt: skip


def test_the_schema_accepts_generated_articles(ninjs_faults: Callable[[Any], list[str]]) -> None:
    @given(ARTICLES)
    def accepts(article: Article) -> None:
        assert ninjs_faults(json.loads(NINJS.dumps(article))) == []

    accepts()


@given(ARTICLES)
def test_what_an_item_holds_comes_back(article: Article) -> None:
    data = unstructure(article, mode="json")
    back = NINJS.data_from(json.loads(NINJS.dumps(article)), Article)
    held = [key for key in HELD if key in data]
    assert [back[key] for key in held] == [data[key] for key in held]
    provider = structure(back["provider"], Provider)
    assert (provider.name, provider.domain) == (article.provider.name, article.provider.domain)
    names = [author.name for author in article.provider.authors]
    assert [author.name for author in provider.authors] == names
    # Nothing comes back that does not keep the contract, but for pictures of the own site.
    lost = {loss.key for loss in NINJS.losses(article)}
    if not any(key.startswith(("images", "related")) for key in lost):
        structure(back)


def test_the_address_of_an_item_is_another_one_where_the_page_is_not_named() -> None:
    article = make(Article, original_url="https://example.com/film")
    article.web_url = None
    assert json.loads(NINJS.dumps(article))["uri"] == "https://example.com/film"
    assert [(loss.key, loss.fate) for loss in NINJS.losses(article)] == [("webUrl", "added")]


def test_a_type_of_another_set_is_told_as_a_loss() -> None:
    article = make(Article, type="forum")
    assert json.loads(NINJS.dumps(article))["type"] == "text"
    assert ("type", "changed") in [(loss.key, loss.fate) for loss in NINJS.losses(article)]


def test_a_file_holds_one_article() -> None:
    with pytest.raises(UsageError, match="a file of ninjs holds one article, not 2"):
        NINJS.dumps([make(Article), make(Article)])


def test_a_model_without_terms_is_refused() -> None:
    @record
    class Course(Record):
        title: str

    with pytest.raises(UsageError, match="no field of Course says where it stands in ninjs"):
        NINJS.dumps(Course(title="Knots"))
    with pytest.raises(TypeError, match="an export takes articles"):
        NINJS.dumps(["Knots"])  # type: ignore[list-item]
