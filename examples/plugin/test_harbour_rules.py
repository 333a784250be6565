"""The house rules, proved by the examples in their docstrings and by some texts."""

from __future__ import annotations

import pytest
from harbour_rules import RULES, full_stop_in_title, unknown_topic

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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_docstring(rule):
    RuleCase(rule).check()


def test_an_ellipsis_may_stay():
    RuleCase(full_stop_in_title).good(ARTICLE.format(title="The harbour at dawn..."))


def test_the_full_stop_goes():
    RuleCase(full_stop_in_title).fixes(
        ARTICLE.format(title="Mr. Doe sails."), ARTICLE.format(title="Mr. Doe sails")
    )


def test_the_site_may_have_other_topics():
    text = ARTICLE.format(title="Dawn").replace("  - Ports", "  - Ports\n#   ^^^^^")
    RuleCase(unknown_topic, options={"topics": ["Ships"]}).bad(text)
