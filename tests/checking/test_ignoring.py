from __future__ import annotations

import pytest

from article_schema.checking.engine import Checker
from article_schema.checking.ignoring import Ignored, ignore_findings

TEXT = """\
---
category: news
title: "The harbour at dawn "
excerpt: "Ports &amp; ferries
  at dawn"
webUrl: "https://www.example.com/a b" # article-schema: ignore[URL001] why
type: |
  article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
images:
  - url: "http://www.example.com/b.jpg"
    width: 10
    height: -1
---
"""
SOUND = """\
---
category: news
TITLE
excerpt: "A walk along the quays."
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
NAME = "2020-06-12-the-harbour-at-dawn.md"


def ignored(text: str, name: str = NAME) -> Ignored:
    checker = Checker()
    result = checker.check_text(text, name)
    assert result.source is not None
    return ignore_findings(checker, result.source, result.findings)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_finding_gets_a_comment(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    done = ignored(text)
    left = Checker().check_text(done.source.text, NAME).findings
    assert {finding.code for finding in left} <= {"DOC017"}
    assert done.source.text.count(newline) == done.source.text.count("\n")
    lines = done.source.text.split(newline)
    assert lines[1] == "# article-schema: ignore-file[FLD001]"
    assert 'title: "The harbour at dawn " # article-schema: ignore[TXT003]' in lines
    assert lines[lines.index('excerpt: "Ports &amp; ferries') - 1].endswith("ignore[TXT001]")
    assert any(line.endswith("# article-schema: ignore[URL001, URL005] why") for line in lines)


def test_what_was_ignored_is_found_again_without_the_comments() -> None:
    done = ignored(TEXT)
    again = ignored(done.source.text)
    assert again.added == 0
    assert again.source.text == done.source.text


@pytest.mark.parametrize(
    ("text", "name"),
    [('{"title": 1}', "a.json"), ("---\na: : b\n---\n", "a.md"), ("---\na: b\n", "a.md")],
)
def test_some_files_cannot_hold_comments(text: str, name: str) -> None:
    done = ignored(text, name)
    assert done.source.text == text
    assert (done.added, done.left > 0) == (0, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            'title: "The harbour at dawn " # a note\n',
            '# article-schema: ignore[TXT003]\ntitle: "The harbour at dawn " # a note\n',
        ),
        (
            'title: "The harbour at # dawn "\n',
            '# article-schema: ignore[TXT003]\ntitle: "The harbour at # dawn "\n',
        ),
        (
            'title: "The harbour\n  at dawn "\n',
            '# article-schema: ignore[TXT003]\ntitle: "The harbour\n  at dawn "\n',
        ),
        (
            'title: "The harbour at dawn "\n',
            'title: "The harbour at dawn " # article-schema: ignore[TXT003]\n',
        ),
    ],
    ids=["a comment", "a sign of one", "several lines", "one line"],
)
def test_a_comment_that_has_no_room_behind_a_value_goes_above_it(old: str, new: str) -> None:
    text = SOUND.replace("TITLE\n", old)
    done = ignored(text)
    assert done.source.text == SOUND.replace("TITLE\n", new)
    assert (done.added, done.left) == (1, 0)
