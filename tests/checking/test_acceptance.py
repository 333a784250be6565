from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fuzz.acceptance import NOW, SEEDS

from article_schema.checking.acceptance import Acceptor
from article_schema.checking.article_grammar import FORMS
from article_schema.checking.engine import Checker
from article_schema.checking.grammar import forms_of, published_grammar
from article_schema.checking.settings import Settings
from article_schema.document.limits import Limits
from article_schema.model.article import Article
from article_schema.model.fields import record
from article_schema.rules.base import rule
from article_schema.rules.catalogue import RULES
from article_schema.rules.findings import Severity

ACCEPTOR = Acceptor(FORMS, "Article", NOW)


@record
class Memo(Article):
    """An article of a project's own."""


def test_an_accepted_article_has_the_values_of_its_file() -> None:
    article = ACCEPTOR.accept(SEEDS[0], "harbour.md")
    assert article.title == "The harbour at dawn"
    assert article.published_date_time == datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert article.heat == -1
    assert article.provider.images[0].width == 50
    assert article.related[1].quality == 20
    assert article.amp_url is None
    assert article.topics == ["Ports", "Sea travel"]


def test_comments_on_lines_of_their_own_are_no_doubt() -> None:
    text = SEEDS[0].replace("category", "# as: it was\n#\ncategory", 1)
    assert ACCEPTOR.accept(text, "harbour.md") is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("category: news\n", "category: news\ncategory: news\n"),
        ("category: news\n", "categorie: news\n"),
        ("category: news\n", "category:\n"),
        ("category: news\n", "category: null\n"),
        ("category: news\n", "category: news # a comment\n"),
        ("category: news\n", "category: news: more\n"),
        ("category: news\n", "category: |\n  news\n"),
        ("category: news\n", "category: &a news\n"),
        ("category: news\n", "category: 2020\n"),
        ("category: news\n", "%YAML 1.1\n"),
        ("heat: -1", "heat: -2"),
        ("heat: -1", "heat: 58"),
        ("heat: -1", "heat: 0o7"),
        ("heat: -1", "heat: 72.0"),
        ("quality: 59", 'quality: "59"'),
        ("published: false", "published: no"),
        ("2020-06-12T19:19:00Z", '"2020-06-12T19:19:00Z"'),
        ("2020-06-12T19:19:00Z", "2021-02-29T19:19:00Z"),
        ("2020-06-12T19:19:00Z", "2020-06-12T19:19:00"),
        ("2020-06-12T19:19:00Z", "3020-06-12T19:19:00Z"),
        ("https://www.example.com/bridge", "https://www.example.com/a b"),
        ("https://www.example.com/bridge", "https://www.example.com/?a=1&#038;b=2"),
        ("https://www.example.com/bridge", "https://www.Example.com/bridge"),
        ("https://www.example.com/bridge", "https://www.example.com/?utm_source=a"),
        ("https://www.example.com/bridge", "https://www.example.org/bridge"),
        ("https://www.example.com/bridge", "https://www.example.com/harbour"),
        ("https://www.example.com/bridge", "https://www.example.com/ferries"),
        ("https://www-example-com.cdn", "https://example-com.cdn"),
        ("width: 1200", "width: 0"),
        ("width: 1200", "width: 20"),
        ("quality: 20", "quality: 60"),
        ("Ferries run instead.", "Ferries &amp; trains run instead."),
        ("Ferries run instead.", "Ferries <b>run</b> instead."),
        ("Ferries run instead.", "Ferries run instead. "),
        ("Ferries run instead.", "Ferries\u200b run instead."),
        ("Ferries run instead.", "Ferries\u202e run instead."),
        ("Ferries run instead.", "TODO"),
        ("Ferries run instead.", "Ferries\\nrun instead."),
        ("Ferries run instead.", ""),
        ("Ferries run instead.", "a" * 5001),
        ("  - Ports\n", "  - Ports\n  - ports\n"),
        ("  - Ports\n", "  - [Ports]\n"),
        ("  domain: example.com\n", "  domain: https://example.com\n"),
        ("  name: Example Times\n", "  name: Example%20Times\n"),
        ("\n---\n", "\n...\n"),
        ("---\ncategory", "--- \n# article-schema: ignore-file\ncategory"),
    ],
)
def test_the_first_doubt_sends_a_file_the_long_way(old: str, new: str) -> None:
    text = SEEDS[0].replace(old, new, 1)
    assert text != SEEDS[0]
    assert ACCEPTOR.accept(text, "harbour.md") is None


@pytest.mark.parametrize(
    "filename", ["a.yaml", "a.json", "2020-06-11-the-harbour-at-dawn.md", "2020-06-12-quay.md"]
)
def test_a_name_that_says_something_else_goes_the_long_way(filename: str) -> None:
    assert ACCEPTOR.accept(SEEDS[0], filename) is None


def test_long_front_matter_goes_the_long_way() -> None:
    assert Acceptor(FORMS, "Article", NOW, longest=500).accept(SEEDS[0], "harbour.md") is None


def test_the_committed_grammar_is_that_of_the_defaults() -> None:
    assert forms_of(Settings(rules=RULES)) == FORMS
    assert "FORMS" in next(iter(published_grammar().values()))


def test_the_checker_has_an_acceptor_only_where_screens_speak_for_all_rules() -> None:
    @rule("OWN001", "own", severity=Severity.ERROR, on=Article)
    def own(article, at):
        """A rule.

        Bad:
            title: "A"

        Good:
            title: "B"

        Source: none
        """

    assert Checker(Settings(ignore=("TXT001",))).acceptor is not None
    assert Checker(Settings(extend_select=("IMG006",))).acceptor is not None
    assert Checker(Settings(rules=(*RULES, own))).acceptor is None
    assert Checker(Settings(model=Memo)).acceptor is None
    assert Checker(Settings(required=("secured",))).acceptor is None
    assert forms_of(Settings(schemas=(Path("a.json"),))) is None
    assert Checker(Settings(limits=Limits(depth=5))).acceptor is None


def test_rules_and_options_of_a_site_count() -> None:
    text = SEEDS[0]
    assert Checker(Settings(now=NOW)).acceptor.accept(text, "a.md") is not None
    strict = Settings(now=NOW, options={"REL002": {"days": 1}})
    assert Checker(strict).acceptor.accept(text, "a.md") is None
    assert [found.code for found in Checker(strict).check_text(text, "a.md").findings] == ["REL002"]
    narrow = text.replace("width: 1200", "width: 1000")
    chosen = Settings(now=NOW, extend_select=("IMG006",))
    assert Checker(chosen).acceptor.accept(narrow, "a.md") is None
    assert Checker(chosen).check_text(narrow, "a.md").findings[0].code == "IMG006"
