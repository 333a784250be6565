"""A rule of a site's own, without a precheck."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema import Finding, Record, Severity
from article_schema.rules import RuleContext, record_rule


@record_rule("SIT001", "shouted-title", severity=Severity.WARNING, on=Record)
def shouted_title(post: Record, at: RuleContext) -> Iterator[Finding]:
    """Capitals shout.

    Bad:
        title: A WALK
        #      ^^^^^^

    Good:
        title: A walk

    Source: the style of the house
    """
    if (getattr(post, "title", None) or "").isupper():
        yield at("title").finding("the title is in capitals", "write it in small letters")
