"""`RuleCase` proves what holds, and says what does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from article_schema import Article, Severity
from article_schema.rules import Option, record_rule
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import example_folders
from article_schema.testing import RuleCase

ARTICLE = """\
---
category: news
title: "{title}"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""
MARKED = ARTICLE.replace('"{title}"\n', '"{title}"\n#      {marks}\n')


def shouting(article, at):
    """A title shouts.

    Readers are not deaf.

    Bad:
        title: "AHOY"
        #      ^^^^^^

    Good:
        title: "ahoy"

    Source: a test
    """
    if article.title.isupper() and len(article.title) >= at.options["least"]:
        place = at("title")
        fix = place.replace(article.title.lower(), "write it small")
        yield place.finding("the title shouts", "whisper", fix)


OPTIONS = (Option("least", 3, "letters that make a shout"),)
SHOUTING = record_rule(
    "OWN001", "shouting", severity=Severity.INFO, on=Article, fix="safe", options=OPTIONS
)(shouting)


def variant(old: str, new: str, **settings):
    def function(article, at):
        yield from shouting(article, at)

    function.__doc__ = shouting.__doc__.replace(old, new)
    settings = {"fix": "safe", "options": OPTIONS, **settings}
    return record_rule("OWN001", "shouting", severity=Severity.INFO, on=Article, **settings)(
        function
    )


@pytest.mark.parametrize(
    "own", [own for own in RULES if example_folders(own) is not None], ids=lambda own: own.code
)
def test_our_own_rules_hold(own) -> None:
    RuleCase(own).check()


def test_a_rule_that_holds() -> None:
    case = RuleCase(SHOUTING)
    case.check()
    case.bad(MARKED.format(title="AHOY", marks="^^^^^^"))
    case.good(ARTICLE.format(title="Ahoy"))
    case.fixes(ARTICLE.format(title="AHOY"), ARTICLE.format(title="ahoy"))


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (variant("#      ^^^^^^", "#       ^^^^"), "expected\n  example.md:12:9-13 OWN001"),
        (variant('title: "AHOY"', "title: ahoy"), "but found\n  nothing"),
        (variant('"ahoy"', '"AHA"'), "expected\n  nothing\nbut found\n  example.md:"),
        (variant('"ahoy"', '"Ahoy"'), "the fix should make\n---"),
        (variant("Bad:", "Bad (own test):"), "needs a test of its own"),
        (variant('"AHOY"', '"AHOY "'), "TXT003"),
    ],
)
def test_a_docstring_that_does_not_hold(own, message: str) -> None:
    with pytest.raises(AssertionError, match="OWN001") as caught:
        RuleCase(own).check()
    assert message in str(caught.value)


def test_texts_that_do_not_hold() -> None:
    case = RuleCase(SHOUTING)
    with pytest.raises(AssertionError, match=r"(?s)expected.*the title shouts"):
        case.good(ARTICLE.format(title="AHOY"))
    with pytest.raises(AssertionError, match="but found\n  nothing"):
        case.bad(MARKED.format(title="Ahoy", marks="^^^^^^"))
    with pytest.raises(AssertionError, match="marks no place"):
        case.bad(ARTICLE.format(title="AHOY"))
    with pytest.raises(AssertionError, match="the fix should make"):
        case.fixes(ARTICLE.format(title="AHOY"), ARTICLE.format(title="Ahoy"))


def test_options_and_time() -> None:
    RuleCase(SHOUTING, options={"least": 5}).good(ARTICLE.format(title="AHOY"))
    then = datetime(2000, 1, 1, tzinfo=UTC)
    with pytest.raises(AssertionError, match="DAT004"):
        RuleCase(SHOUTING, now=then).good(ARTICLE.format(title="Ahoy"))


def test_a_function_that_is_no_rule_is_refused() -> None:
    with pytest.raises(
        TypeError, match=r"RuleCase takes a rule, not a value of type function; dec"
    ):
        RuleCase(lambda _record, _at: None)  # type: ignore[arg-type]
