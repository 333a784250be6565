"""REL: the other articles of the same story."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from article_schema.document.compare import same
from article_schema.document.edits import ReorderItems
from article_schema.model.article import Article
from article_schema.rules.contexts import RuleContext
from article_schema.rules.families.date_rules import days, is_plausible
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import record_rule
from article_schema.rules.pages import main_page, pages_of
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import Option


def is_out_of_order(record: Article, _: RuleContext) -> bool:
    """Tell whether a related item is rated better than one above it."""
    rated = [item.quality for item in record.related if item.quality is not None]
    return rated != sorted(rated, reverse=True)


@record_rule(
    "REL001",
    "related-out-of-order",
    severity=Severity.WARNING,
    on=Article,
    fix="safe",
    precheck=Precheck(is_out_of_order, needs=("related",)),
)
def related_out_of_order(article: Article, at: RuleContext) -> Iterator[Finding]:
    """The related items are not sorted by quality, the best first.

    Sites show only the first few, so a better one would be hidden. Items of equal quality keep
    their order.

    Bad:
        related:
          - title: "Ferries run again"
            excerpt: "The quay is repaired."
            publishedDateTime: 2020-06-11T08:00:00Z
            webUrl: "https://www.example.com/ferries"
            type: article
            provider:
              name: Example Times
              domain: example.com
            quality: 20
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com
            quality: 59
        #            ^^

    Good:
        related:
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com
            quality: 59
          - title: "Ferries run again"
            excerpt: "The quay is repaired."
            publishedDateTime: 2020-06-11T08:00:00Z
            webUrl: "https://www.example.com/ferries"
            type: article
            provider:
              name: Example Times
              domain: example.com
            quality: 20

    Source: holds in all of 8,106 measured lists
    """
    rated = [
        (index, item.quality)
        for index, item in enumerate(article.related)
        if item.quality is not None
    ]
    for (_, better), (index, quality) in pairwise(rated):
        if quality > better:
            fix = None
            if len(rated) == len(article.related):
                order = tuple(index for index, _ in sorted(rated, key=lambda pair: -pair[1]))
                fix = Fix((ReorderItems(at("related").route, order),), "sort the related items")
            yield at("related", index, "quality").finding(
                f"a related item of quality {quality} stands below one of {better}",
                "put the best first", fix,
            )  # fmt: skip
            return


def is_out_of_window(record: Article, at: RuleContext) -> bool:
    """Tell whether a related item is much older or newer than its article."""
    window = days(at.option("days", int))
    published = record.published_date_time
    return any(abs(item.published_date_time - published) > window for item in record.related)


@record_rule(
    "REL002",
    "related-out-of-window",
    precheck=Precheck(is_out_of_window, needs=("related",)),
    severity=Severity.WARNING,
    on=Article,
    options=(Option("days", 14, "days that a related item may be older or newer"),),
)
def related_out_of_window(article: Article, at: RuleContext) -> Iterator[Finding]:
    """A related item was published long before or after the article.

    Related items tell the same story, and a story lasts days. One from another season was likely
    matched by its words alone.

    Bad:
        publishedDateTime: 2020-06-12T19:19:00Z
        related:
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2019-06-13T16:36:00Z
        #                      ^^^^^^^^^^^^^^^^^^^^
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z
        related:
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com

    Source: holds for all of 92,278 measured related items, 13.99 days at most
    """
    if not is_plausible(article.published_date_time, at.now):
        return
    window = days(at.option("days", int))
    for index, item in enumerate(article.related):
        away = item.published_date_time - article.published_date_time
        if abs(away) > window and is_plausible(item.published_date_time, at.now):
            yield at("related", index, "publishedDateTime").finding(
                f"a related item is {abs(away).days} days {'older' if away < -away else 'newer'} "
                "than the article",
                f"remove it, or check its date: others lie within {at.option('days', int)} days",
            )


def has_related_twice(record: Article, _: RuleContext) -> bool:
    """Tell whether two related items lead to the same page."""
    if len(record.related) < 2:
        return False
    pages = [main_page(item) for item in record.related]
    return len(set(pages)) < len(pages)


@record_rule(
    "REL003",
    "duplicate-related-item",
    severity=Severity.WARNING,
    on=Article,
    fix="safe",
    precheck=Precheck(has_related_twice, needs=("related",)),
)
def duplicate_related_item(article: Article, at: RuleContext) -> Iterator[Finding]:
    """Two related items lead to the same page.

    Readers see the same headline twice, and one story less. The fix removes the later one; it is
    safe if both are equal, and unsafe if they differ.

    Bad:
        related:
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            type: article
            provider:
              name: Example Times
              domain: example.com

    Good:
        related:
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com

    Source: 90.9 % of 8,106 measured lists have no such pair
    """
    own = pages_of(article).values()
    first: dict[str, int] = {}
    for index, key, page in _items(article):
        if page in own:
            continue
        if page not in first:
            first[page] = index
            continue
        items = at.data["related"]
        equal = isinstance(items, list) and same(items[index], items[first[page]])
        yield at("related", index, key).finding(
            f"`related[{first[page]}]` leads to the same page already",
            "remove one of the two",
            at("related", index).delete("remove the later one", safe=equal),
        )


def is_related_to_itself(record: Article, _: RuleContext) -> bool:
    """Tell whether an article is among its related items."""
    if not record.related:
        return False
    own = set(pages_of(record).values())
    return any(main_page(item) in own for item in record.related)


@record_rule(
    "REL004",
    "related-to-itself",
    severity=Severity.WARNING,
    on=Article,
    fix="unsafe",
    precheck=Precheck(is_related_to_itself, needs=("related",)),
)
def related_to_itself(article: Article, at: RuleContext) -> Iterator[Finding]:
    """An article names itself among its related items.

    The reader is on that page already.

    Bad:
        webUrl: "https://www.example.com/harbour"
        related:
          - title: "The harbour at dawn"
            excerpt: "A walk along the quays before the ferries leave."
            publishedDateTime: 2020-06-12T19:19:00Z
            webUrl: "https://www.example.com/harbour"
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            type: article
            provider:
              name: Example Times
              domain: example.com
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com

    Good:
        webUrl: "https://www.example.com/harbour"
        related:
          - title: "Harbour bridge closes"
            excerpt: "Ferries run instead."
            publishedDateTime: 2020-06-13T16:36:00Z
            webUrl: "https://www.example.com/bridge"
            type: article
            provider:
              name: Example Times
              domain: example.com

    Source: 98.2 % of 8,106 measured lists keep to it
    """
    own = pages_of(article).values()
    for index, key, page in _items(article):
        if page in own:
            yield at("related", index, key).finding(
                "a related item leads to the article itself",
                "remove it",
                at("related", index).delete("remove the item", safe=False),
            )


def _items(article: Article) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each related item with the key and the URL of its page."""
    for index, item in enumerate(article.related):
        for key, page in pages_of(item).items():
            yield index, key, page
            break


RULES = (
    related_out_of_order,
    related_out_of_window,
    duplicate_related_item,
    related_to_itself,
)
