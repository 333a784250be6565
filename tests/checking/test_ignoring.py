from __future__ import annotations

import pytest

from article_schema.checking.engine.checker import Checker
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


def left_after(text: str) -> tuple[Ignored, list[str]]:
    """Return what was ignored, and the codes that are found afterwards."""
    done = ignored(text)
    found = Checker().check_text(done.source.whole_text, NAME).findings
    assert ignored(done.source.whole_text).source.whole_text == done.source.whole_text
    return done, [finding.code for finding in found]


@pytest.mark.parametrize("many", [499, 500, 501, 900])
def test_no_more_comments_are_written_than_are_read(many: int) -> None:
    keys = "".join(f"key{number}: 1\n" for number in range(many))
    done, found = left_after(SOUND.replace("TITLE\n", f"title: The harbour at dawn\n{keys}"))
    assert done.left == len(found) == max(0, many - 500)
    assert set(found) <= {"FLD003"}


def test_room_is_left_by_the_comments_that_are_there() -> None:
    keys = "".join(f"key{number}: 1 # article-schema: ignore[FLD003]\n" for number in range(450))
    more = "".join(f"more{number}: 1\n" for number in range(60))
    done, found = left_after(SOUND.replace("TITLE\n", f"title: The harbour at dawn\n{keys}{more}"))
    assert (done.added, done.left, found) == (50, 10, ["FLD003"] * 10)


def test_a_file_over_a_limit_stays_as_it_is() -> None:
    keys = "".join(f"key{number}: 1\n" for number in range(1100))
    done, found = left_after(SOUND.replace("TITLE\n", f"title: The harbour at dawn\n{keys}"))
    assert (done.added, done.left, len(found)) == (0, 1001, 1001)


@pytest.mark.parametrize("line", ["# one\r# two", "", "# one\r\r# two\r"])
def test_what_stands_on_a_line_without_data_is_suppressed_in_the_whole_file(line: str) -> None:
    text = SOUND.replace("TITLE\n", f"title: The harbour at dawn\n{line}\n")
    done, found = left_after(text.replace("\n---\n", f"\n---{line.strip('# one')}\n", 1))
    assert (done.left, found) == (0, [])


@pytest.mark.parametrize(
    "hidden",
    [
        '?  - url: "https://www.example.com/a\rb.png"\n: x\n',
        '? {a: "b\rc"}\n: x\n',
        "title: 'a\rb'\n",
    ],
)
def test_no_comment_is_written_into_a_value_that_the_data_leave_out(hidden: str) -> None:
    text = SOUND.replace("TITLE\n", f"{hidden}title: The harbour at dawn\n")
    done, left = left_after(text.replace("Ports", "Ports &amp; ferries"))
    assert hidden in done.source.whole_text
    # What cannot be suppressed keeps nothing else from it.
    assert "TXT001" not in left


@pytest.mark.parametrize("key", ["? {a: 1,\n  b: 2}\n: y\n", "? [a]\n: b\n? [c]\n: d\n"])
def test_what_stands_above_a_key_that_is_a_collection_is_suppressed(key: str) -> None:
    done, left = left_after(SOUND.replace("TITLE\n", f"title: The harbour at dawn\nodd: 1\n{key}"))
    assert "odd: 1 # article-schema: ignore[FLD003]\n" in done.source.whole_text
    assert "FLD003" not in left
