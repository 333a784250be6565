"""Articles for the tests of formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from article_schema import Article, Author, Image, RelatedItem, load_all
from article_schema.testing import from_model, make

#: What would break out of a script, an attribute or a cell.
HOSTILE = "</script><!-- \"'&amp;\u2028 ]]> =cmd()|'/C calc'!A0 \x00\x0b\ufffe"

#: What means something to a program that reads one of the formats.
HOSTILE_TEXTS = (
    "</title><script>alert(1)</script>",
    "]]><!DOCTYPE x [<!ENTITY a 'b'>]>&a;&#0;&nbsp;",
    "'); DROP TABLE article; --",
    "-->\r\n\r\n<?php die(); ?>\t%00%0a../../etc/passwd",
    "\u202egnp.exe\u2066\ufeff\u200b\u2028\u2029\x85\x7f\x1b[31m",
    '{"@context": "x", "@type": "Person", "__proto__": {"a": 1}}',
    "=1+1\t+1\t-1\t@SUM(A1)|${jndi:ldap://x}#{7*7}{{7*7}}<%= 7 %>",
    "\U0010ffff\ue000\ufdd0e\u0301\u0344 é 日本 \U0001f468\u200d\U0001f469",
    "\\u0000 \\x00 \\ud800 `${1}` \\",
    "x" * 200,
)

ARTICLES: st.SearchStrategy[Article] = from_model(Article)


def hostile_article() -> Article:
    return make(Article, title=HOSTILE, excerpt=f"={HOSTILE}", topics=[HOSTILE])


def hostile_articles() -> list[Article]:
    """Return articles with a hostile text in every field that takes any text."""
    return [hostile_article(), *map(_hostile, HOSTILE_TEXTS)]


def _hostile(text: str) -> Article:
    picture = "https://media.example.com/a.jpg?a=1&b='%22"
    article = make(Article, title=text, excerpt=text, topics=[text], content=text)
    article.images = [Image(url=picture, width=1200, height=675, title=text, attribution=text)]
    article.provider.name = text
    article.provider.authors = [Author(name=text)]
    article.tags = [text]
    article.related = [
        make(RelatedItem, title=text, excerpt=text, web_url="https://example.com/b?x=%3C/script%3E")
    ]
    article.extra[text] = {text: [text, None, 1.5, True]}
    return article


def some_articles(number: int) -> list[Article]:
    """Return articles as hypothesis draws them, always the same."""
    drawn: list[Article] = []

    @settings(
        max_examples=number, database=None, phases=[Phase.generate], derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    @given(ARTICLES)
    def draw(article: Article) -> None:
        drawn.append(article)

    draw()
    return drawn


def shared_articles(shared: Path) -> Iterator[Article]:
    for document in load_all([shared / "corpus" / "news", shared / "seed"], errors="skip"):
        yield document.article
