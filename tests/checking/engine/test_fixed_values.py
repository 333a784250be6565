from __future__ import annotations

from collections import Counter

from article_schema import Finding, Record, Settings, Severity, check_text
from article_schema.model.facets import NotBlank
from article_schema.rules.catalogue import RULES
from article_schema.rules.contexts import RuleContext
from article_schema.rules.kinds import record_rule, value_rule

ARTICLE = """\
---
category: news
title: A quiet day
excerpt: Nothing happened in the harbour.
publishedDateTime: 2020-06-19T08:00:00Z
webUrl: https://www.example.com/news/quiet-day
type: article
provider:
  name: Example Times
  domain: example.com
  images:
    - url: http://www.example.com/a&#038;b.png
      width: 600
      height: 600
topics:
  - Ports
---
"""


def test_what_a_broken_value_in_a_list_hides_is_found_too() -> None:
    found = [(finding.code, finding.line) for finding in check_text(ARTICLE).findings]
    assert found == [("IMG002", 12), ("URL009", 12)]


def test_rules_are_asked_again_only_about_what_fixes_have_changed() -> None:
    asked: list[object] = []

    @value_rule("TST001", "seen-text", severity=Severity.WARNING, on=NotBlank)
    def seen_text(value: str, _: RuleContext) -> list[Finding]:
        """A text is seen.

        Bad:
            title: x

        Good:
            title: y

        Source: this test
        """
        asked.append(value)
        return []

    @record_rule("TST002", "seen-record", severity=Severity.WARNING, on=Record)
    def seen_record(record: Record, _: RuleContext) -> list[Finding]:
        """A record is seen.

        Bad:
            title: x

        Good:
            title: y

        Source: this test
        """
        asked.append(type(record).__name__)
        return []

    text = ARTICLE.replace("excerpt: Nothing happened", 'excerpt: "Nothing &amp; all').replace(
        "harbour.", 'harbour."'
    )
    check_text(text, settings=Settings(rules=(*RULES, seen_text, seen_record)))
    counts = Counter(asked)
    assert counts["Nothing & all in the harbour."] == 1
    assert (counts["A quiet day"], counts["Ports"], counts["Example Times"]) == (1, 1, 1)
    # The picture has a fix too, and the records around it are seen with it.
    assert (counts["Article"], counts["Provider"], counts["Image"]) == (2, 2, 2)
