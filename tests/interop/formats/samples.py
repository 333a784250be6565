"""Articles for the tests of formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from article_schema import Article, load_all
from article_schema.testing import from_model, make

#: What would break out of a script, an attribute or a cell.
HOSTILE = "</script><!-- \"'&amp;\u2028 ]]> =cmd()|'/C calc'!A0 \x00\x0b\ufffe"

ARTICLES: st.SearchStrategy[Article] = from_model(Article)


def hostile_article() -> Article:
    return make(Article, title=HOSTILE, excerpt=f"={HOSTILE}", topics=[HOSTILE])


def some_articles(number: int) -> list[Article]:
    """Return articles as hypothesis draws them, always the same."""
    drawn: list[Article] = []

    @settings(max_examples=number, database=None, phases=[Phase.generate], derandomize=True)
    @given(ARTICLES)
    def draw(article: Article) -> None:
        drawn.append(article)

    draw()
    return drawn


def shared_articles(shared: Path) -> Iterator[Article]:
    for document in load_all([shared / "corpus" / "news", shared / "seed"], errors="skip"):
        yield document.article
