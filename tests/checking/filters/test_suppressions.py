from __future__ import annotations

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file

TEXT = """\
---
category: news
title: "The harbour at dawn "
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/a b"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""


def check(text: str, settings: Settings | None = None) -> list[tuple[str, int]]:
    findings = Checker(settings).check_text(text, "2020-06-12-the-harbour-at-dawn.md").findings
    return [(finding.code, finding.line) for finding in findings]


def with_comment(comment: str, line: str = "title") -> str:
    head, _, tail = TEXT.partition(f"\n{line}:")
    return f"{head}\n{line}:{tail.replace(chr(10), f' {comment}{chr(10)}', 1)}"


def above(comment: str, line: str = "title") -> str:
    return TEXT.replace(f"\n{line}:", f"\n{comment}\n{line}:")


def test_without_suppressions() -> None:
    assert check(TEXT) == [("TXT003", 3), ("URL005", 6)]


@pytest.mark.parametrize(
    "selectors", ["TXT003", "TXT", "outer-white-space", "ALL", "TXT003, TXT", " TXT003 "]
)
def test_on_the_line_and_above_it(selectors: str) -> None:
    comment = f"# article-schema: ignore[{selectors}] a reason"
    assert check(with_comment(comment)) == [("URL005", 6)]
    assert check(above(comment)) == [("URL005", 7)]
    assert check(above(f"{comment}\n\n# another")) == [("URL005", 9)]
    assert check(with_comment(f"# a note {comment}")) == [("URL005", 6)]


def test_for_the_whole_file() -> None:
    assert check(above("# article-schema: ignore-file[URL005, TXT]", "type")) == []
    assert check(above("# article-schema: ignore-file", "type")) == []
    text = above("# article-schema: ignore-file[FLD001]", "type").replace("category: news\n", "")
    assert ("FLD001", 1) not in check(text)


def test_a_text_over_several_lines_is_one() -> None:
    text = TEXT.replace('excerpt: "A walk', 'excerpt: "\n  A walk\n  &amp; more')
    assert ("TXT001", 6) in check(text)
    assert ("TXT001", 7) not in check(
        text.replace("\nexcerpt", "\n# article-schema: ignore[TXT]\nexcerpt")
    )
    assert ("TXT001", 6) not in check(
        text.replace('quays."', 'quays." # article-schema: ignore[TXT]')
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_unused_suppressions_are_reported_and_removed(newline: str) -> None:
    sound = TEXT.replace("dawn ", "dawn").replace("/a b", "/a").replace("\n", newline)
    text = sound.replace(f"{newline}title", f"{newline}# article-schema: ignore[TXT]{newline}title")
    text = text.replace("type: article", "type: article   # article-schema: ignore[URL] x")
    checker = Checker()
    result = checker.check_text(text, "2020-06-12-the-harbour-at-dawn.md")
    assert [(f.code, f.line, f.column) for f in result.findings] == [
        ("DOC017", 3, 1), ("DOC017", 8, 17),
    ]  # fmt: skip
    fixed = fix_file(checker, result)
    assert not fixed.result.findings
    assert fixed.result.source is not None
    assert fixed.result.source.text == sound


def test_only_what_is_unused_is_removed_from_a_list() -> None:
    text = with_comment("# article-schema: ignore[URL, TXT003, DAT] why")
    checker = Checker()
    fixed = fix_file(checker, checker.check_text(text, "2020-06-12-the-harbour-at-dawn.md"))
    assert fixed.result.source is not None
    assert "# article-schema: ignore[TXT003] why\n" in fixed.result.source.text


def test_what_does_not_run_is_not_called_unused() -> None:
    text = with_comment("# article-schema: ignore[URL002]")
    assert check(text, Settings(select=("DOC",))) == []
    assert check(with_comment("# article-schema: ignore[SET001]"), Settings(select=("DOC",))) == []
    assert check(text, Settings(select=("DOC", "URL002"))) == [("DOC017", 3)]
    broken = text.replace("type: article", "type: : x")
    assert check(broken, Settings(select=("DOC", "URL002"))) == [("DOC005", 7)]


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        ("# article-schema: ignore", "# article-schema: ignore"),
        ("# article-schema: ignore[]", "# article-schema: ignore[]"),
        ("# article-schema: ignor[URL005]", "# article-schema: ignor[URL005]"),
        ("# article-schema: ignore-files", "# article-schema: ignore-files"),
        ("# article-schema: ignore[TXT003, URL0O5]", "URL0O5"),
    ],
)
def test_comments_that_cannot_be_read_are_reported(comment: str, shown: str) -> None:
    text = with_comment(comment)
    result = Checker().check_text(text, "a.md")
    wrong = [finding.span for finding in result.findings if finding.code == "DOC018"]
    assert [text[slice(*span)] for span in wrong if span] == [shown]


def test_text_that_looks_like_a_comment_suppresses_nothing() -> None:
    text = TEXT.replace("quays.", "quays # article-schema: ignore-file[ALL]")
    assert check(text) == [("TXT003", 3), ("URL005", 6)]


def test_a_broken_file_can_suppress_too() -> None:
    text = TEXT.replace("type: article", "type: : x # article-schema: ignore[DOC005]")
    assert check(text) == [("TXT003", 3), ("URL005", 6)]


@pytest.mark.parametrize("line", ["category", "title", "webUrl", "topics"])
def test_a_comment_silences_its_own_key_and_no_other(line: str) -> None:
    every = "# article-schema: ignore[ALL]"
    odd = TEXT.replace("category: news", 'category: "news "').replace("- Ports", '- "Ports "')
    lines = {"category": 2, "title": 3, "webUrl": 6, "topics": 12}
    found = sorted({number for _, number in check(odd)})
    assert found == sorted(lines.values())
    text = odd.split("\n")
    text[lines[line] - 1] += f" {every}"
    left = sorted({number for _, number in check("\n".join(text))})
    assert left == [number for number in found if number != lines[line]]


@pytest.mark.parametrize(("many", "fixable"), [(500, 500), (501, 0)])
def test_of_too_many_comments_none_is_removed(many: int, fixable: int) -> None:
    """As many would be read after them, pass by pass."""
    text = "---\ntitle: a\n" + "# article-schema: ignore[URL004]\n" * many + "---\n"
    found = [finding for finding in Checker().check_text(text, "a.md").findings
             if finding.code == "DOC017"]  # fmt: skip
    assert (len(found), sum(finding.fixable for finding in found)) == (500, fixable)
