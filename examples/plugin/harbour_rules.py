"""The house rules of a harbour's newspaper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from article_schema import Article, Finding, Severity
from article_schema.rules import (
    IndexEntry,
    Member,
    Option,
    RuleContext,
    corpus_rule,
    record_rule,
)


@record_rule(
    "HRB001", "full-stop-in-title", severity=Severity.WARNING, on=Article, fix="safe", since="1.0"
)
def full_stop_in_title(article: Article, at: RuleContext) -> Iterator[Finding]:
    """A title ends with a full stop.

    Headlines of this paper end without one. Other signs may stay.

    Bad:
        title: "The harbour at dawn."
        #                          ^

    Good:
        title: "The harbour at dawn"

    Source: style book, page 3
    """
    title = article.title
    if title.endswith(".") and not title.endswith(".."):
        place = at("title")
        end = len(title)
        yield place.subspan(end - 1, end).finding(
            "the title ends with a full stop",
            "leave it out",
            place.replace(title[:-1], "remove the full stop"),
        )


@record_rule(
    "HRB002",
    "unknown-topic",
    severity=Severity.ERROR,
    on=Article,
    since="1.0",
    options=(Option("topics", ["Ports", "Ships"], "the topics that the site has pages for"),),
)
def unknown_topic(article: Article, at: RuleContext) -> Iterator[Finding]:
    """A topic has no page on the site.

    Its link would lead nowhere.

    Bad:
        topics:
          - Ports
          - Weather
        #   ^^^^^^^

    Good:
        topics:
          - Ports
          - Ships

    Source: the navigation of the site
    """
    known = at.texts("topics")
    for index, topic in enumerate(article.topics):
        if topic not in known:
            yield at("topics", index).finding(
                f"there is no page for the topic {topic!r}", f"write one of {', '.join(known)}"
            )


def _excerpts(article: Article) -> Iterator[IndexEntry]:
    yield IndexEntry(article.excerpt, ("excerpt",))


@corpus_rule(
    "HRB003", "excerpt-twice", severity=Severity.INFO, on=Article, entries=_excerpts, since="1.0"
)
def excerpt_twice(members: Sequence[Member]) -> Iterator[Finding]:
    """Two articles have the same excerpt.

    Search engines show only one of them.

    Bad (several files):
        # file: one.md
        title: "The harbour at dawn"
        webUrl: "https://www.example.com/dawn"
        excerpt: "A walk along the quays."
        # file: two.md
        title: "The harbour at dusk"
        webUrl: "https://www.example.com/dusk"
        excerpt: "A walk along the quays."
        #        ^^^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        # file: one.md
        title: "The harbour at dawn"
        webUrl: "https://www.example.com/dawn"
        excerpt: "A walk along the quays."
        # file: two.md
        title: "The harbour at dusk"
        webUrl: "https://www.example.com/dusk"
        excerpt: "The last ferry leaves."

    Source: style book, page 7
    """
    first, *later = members
    for member in later:
        yield member().finding(f"{first.filename} has the same excerpt", "write one of its own")


RULES = (full_stop_in_title, unknown_topic, excerpt_twice)
