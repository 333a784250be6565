"""Fences that stand elsewhere or are no `---` are told at their place; Markdown is left alone."""

from __future__ import annotations

import time

import pytest
from timing import allowed

from article_schema import Settings, check_text
from article_schema.checking.engine.checker import Checker
from article_schema.document.formats.fences import displaced
from article_schema.errors import DocumentError

DATA = """\
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
"""


def searched(text: str, filename: str = "page.md") -> list[tuple[str, int, int, str]]:
    """What a search of folders finds, with the last line that the help names."""
    found = Checker(Settings()).check_text(text, filename, named=False)
    return [(f.code, f.line, f.column, f.help) for f in found.findings]


WRITE = "write `---`, three hyphens at the start of the line"


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "fence",
    ["----", "-----", "--", "—", "–--", "—-", "--–", "‑‑‑", "−−−", " ---", "\t---", "    ---",
     "-- -", "- - -", "--- -", "---- ", "\u00a0--\u00a0-", "－－－", "--- # news", "---\u00a0"],
)  # fmt: skip
def test_an_opening_fence_that_is_no_three_hyphens(fence: str, breaks: str) -> None:
    text = f"{fence}\n{DATA}---\nBody\n".replace("\n", breaks)
    assert searched(text) == [("DOC003", 1, 1, WRITE)]


@pytest.mark.parametrize(
    ("above", "line", "number"),
    [
        ("\n", 1, 2), ("\n\n \n", 1, 4), ("<!-- a -->\n", 1, 2), ("\n<!-- a -->\n", 2, 3),
        ("# a comment\n", 1, 2), ("{% comment %}\n", 1, 2), ("Draft\n", 1, 2),
        ("Title\n\nText of some\nlines.\n\n", 1, 6), ("/* x */\n", 1, 2),
    ],
)  # fmt: skip
def test_something_stands_above_the_opening_fence(above: str, line: int, number: int) -> None:
    found = searched(f"{above}---\n{DATA}---\nBody\n")
    assert found == [("DOC003", line, 1, f"delete what stands above `---` in line {number}")]


def test_a_wrong_fence_below_other_lines_names_both() -> None:
    found = searched(f"\n--\n{DATA}--\n")
    assert [help_text for *_, help_text in found] == [
        "write `---` in line 2, and delete what stands above it"
    ]


@pytest.mark.parametrize("fence", ["--", "----", "—", "–--", " ---", "-- -", "--- # end"])
def test_a_closing_fence_that_is_no_three_hyphens_is_told_at_its_line(fence: str) -> None:
    assert searched(f"---\n{DATA}{fence}\nBody\n") == [("DOC004", 13, 1, WRITE)]
    report = check_text(f"---\ntitle: x\n{fence}\n", "page.md")
    assert [(f.code, f.line) for f in report.findings] == [("DOC004", 3)]


def test_front_matter_without_any_end_is_told_at_its_start() -> None:
    assert searched(f"---\n{DATA}Body\n") == [("DOC004", 1, 1, "end it with a line `---`")]
    assert searched(f"---\n{DATA}Body\n\n----\n")[0][:2] == ("DOC004", 1)


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nText\n\n---\n\nNote: this is so.\n\n---\n\nMore\n",
        "Title\n---\n\nText: foo\n\nOther\n---\n\nText\n",
        "Title: a book\n---\n\nText about title: x\n\n---\n",
        "# Usage\n\n```yaml\n---\ntitle: x\ntype: article\n---\n```\n",
        "# Usage\n\n~~~\n---\ntitle: x\ntype: article\n---\n~~~\n",
        "# Usage\n\n    ---\n    title: x\n    type: article\n    ---\n",
        "---\n\n# A rule first\n\nText\n",
        "---\nText below a rule.\n",
        "- a\n- b\n\n---\n- c\n---\n",
        "| title | type |\n|---|---|\n| a | b |\n",
        "title: x\n",
        "***\n\ntitle: x\n\n***\n",
        "-\n- item\n",
        "—\n\nHe said: no.\n\n—\n",
        "",
        "\n\n",
        "--\n",
    ],
)
def test_rules_headings_and_examples_of_markdown_are_left_alone(text: str) -> None:
    assert searched(text) == []


@pytest.mark.parametrize(
    ("fence", "advice"),
    [
        ("---json", "write YAML between two lines `---`"),
        ("--- JS", "write YAML between two lines `---`"),
        ("---toml", "write TOML between two lines `+++`"),
        ("---yaml", "write `---` alone"),
    ],
)
def test_a_fence_that_names_a_language_is_told_in_a_search_too(fence: str, advice: str) -> None:
    (told,) = searched(f'{fence}  \n{{"title": "x"}}\n---\nBody.\n')
    assert told[:2] == ("DOC003", 1)
    (finding,) = check_text(f"{fence}\na: 1\n---\n", "page.md").findings
    assert (finding.message, finding.help) == (
        f"the fence names a language, which few readers know: `{fence}`",
        advice,
    )


@pytest.mark.parametrize(
    "text", [";;;\n{}\n;;;\n", "\n\n+++\na = 1\n+++\nBody.\n", " \r\n+++ \r\na = 1\r\n+++"]
)
def test_front_matter_of_other_languages_is_told_in_a_search_too(text: str) -> None:
    assert [told[0] for told in searched(text)] == ["DOC003"]


@pytest.mark.parametrize(
    "text",
    [
        "---json\n\nText.\n",
        "---json is a format\n\n---\n",
        ";;;\nText.\n",
        "\n+++\nText.\n",
        '\n{ "a": 1 }\n',
    ],
)
def test_what_is_not_closed_is_no_front_matter(text: str) -> None:
    assert searched(text) == []


def test_a_file_that_was_named_is_told_even_so() -> None:
    report = check_text("# Title\n\nText\n", "page.md")
    assert [(f.code, f.line) for f in report.findings] == [("DOC003", 1)]


def test_keys_of_another_kind_of_page_count_if_there_are_several() -> None:
    assert searched("\n---\nlayout: post\npermalink: /x\n---\n")[0][0] == "DOC003"
    assert searched("\n---\nlayout: post\n---\n") == []
    assert searched("Text\n\n---\nlayout: post\npermalink: /x\n---\n") == []


def test_plain_yaml_may_begin_with_blank_lines_and_comments() -> None:
    assert searched(f"\n# a\n---\n{DATA}", "page.yaml") == []


@pytest.mark.parametrize("unit", ["-", "- ", "—", " ", "-\n", "a: \n", "--\n", "\n", "#\n", "-- #"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    displaced(unit * (400_000 // len(unit)))
    assert time.process_time() - start < allowed(1)


@pytest.mark.parametrize("place", [1, 3])
def test_the_error_of_the_library_has_the_place_too(place: int) -> None:
    from article_schema import loads

    text = {1: f"----\n{DATA}---\n", 3: "---\ntitle: x\n--\n"}[place]
    with pytest.raises(DocumentError) as caught:
        loads(text)
    assert (caught.value.line, caught.value.column) == (place, 1)
