from __future__ import annotations

import pytest

from article_schema import Checker
from article_schema.checking.corpus.remembering import remembered_of
from article_schema.lsp.workspace.traces import Word, name_key, traces_of

ARTICLE = """\
---
category: news
title: Boats
excerpt: Fishermen leave the harbour.
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/boats"
type: article
quality: 7

provider:
  name: Example Times
  domain: example.com

topics:
  - Ports

related:
  - title: Ferries
    excerpt: Ferries run instead.
    publishedDateTime: 2020-06-12T19:19:00Z
    webUrl: "https://www.example.com/ferries"
    type: article
    provider:
      name: Other Times
      domain: example.org
---
"""


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE.replace("quality: 7", "quality: seven"),
        ARTICLE.replace("topics:\n  - Ports", "topics: [ Ports ]  # one"),
        ARTICLE.replace("\n", "\r\n"),
    ],
    ids=["valid", "broken", "in brackets", "windows"],
)
def test_a_file_leaves_pages_and_words_whatever_is_wrong_with_it(text: str) -> None:
    checker = Checker()
    traces = traces_of(remembered_of(checker, text, "boats.md"), checker.settings.model)
    assert set(traces.words) == {
        Word("category", "news"), Word("topics", "Ports"),
        Word("Provider.name", "Example Times"), Word("Provider.domain", "example.com"),
        Word("Provider.name", "Other Times"), Word("Provider.domain", "example.org"),
    }  # fmt: skip
    assert set(traces.names) == {
        name_key("page", "https://www.example.com/boats"),
        name_key("link", "https://www.example.com/ferries"),
    }


@pytest.mark.parametrize(
    "text", [ARTICLE, ARTICLE.replace("quality: 7", "quality: seven"), ARTICLE.replace("title", "")]
)
def test_the_entries_are_those_of_a_check(text: str) -> None:
    checker = Checker()
    result = checker.check_text(text, "boats.md")
    entries = result.entries
    if result.article is not None:
        entries = checker.entries.stored_entries_of(result.article)
    assert remembered_of(checker, text, "boats.md").entries == entries


def test_what_cannot_be_read_leaves_nothing() -> None:
    for text in ("no front matter", "---\ntitle: [\n---\n"):
        remembered = remembered_of(Checker(), text, "boats.md")
        assert (remembered.records, remembered.entries) == ((), ())
