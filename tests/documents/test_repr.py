from __future__ import annotations

from article_schema import Article, loads, record


@record
class Story(Article):
    """A model of a site."""


def test_a_document_shows_its_model_and_its_file() -> None:
    assert repr(loads("---\ntitle: 5\n---\n", "dawn.md")) == "<Document[Article] dawn.md>"
    assert repr(loads("a: 1", "a.yaml", model=Story)) == "<Document[Story] a.yaml>"
