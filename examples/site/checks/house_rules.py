"""Rules of the site's own."""

from __future__ import annotations

from collections.abc import Iterator

from models import Guide

from article_schema import Finding, Severity
from article_schema.rules import RuleContext, record_rule


@record_rule("HSE001", "loud-title", severity=Severity.WARNING, on=Guide)
def loud_title(guide: Guide, at: RuleContext) -> Iterator[Finding]:
    """A title is written in capital letters.

    Screen readers may spell it letter by letter.

    Bad:
        title: TYING A BOWLINE
        #      ^^^^^^^^^^^^^^^

    Good:
        title: Tying a bowline

    Source: the style book
    """
    if guide.title.isupper():
        yield at("title").finding("the title is loud", "write it in small letters")
