from __future__ import annotations

from article_schema import check_text

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
