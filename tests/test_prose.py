"""The words of the house are found in prose and nowhere else; `nox -s prose` reads all pages."""

from __future__ import annotations

import pytest
from test_docs import PROSE, WORDS


def found(page: str) -> list[tuple[int, int, str]]:
    """Return line and column of each such word, and the word."""
    return [
        (line, column, message.split("'")[1])
        for line, column, message in PROSE["house_faults"](PROSE["prose_of"](page), WORDS)
    ]


def test_the_last_table_of_the_glossary_is_read() -> None:
    assert len(WORDS) > 40
    assert WORDS["directory"] == WORDS["directories"] == "folder"
    assert WORDS["e.g."] == "such as, that is, and so on"


def test_a_word_is_found_at_its_place() -> None:
    assert found("Fine.\n\nThe directory has Yaml, e.g. json.\n") == [
        (3, 5, "directory"), (3, 19, "Yaml"), (3, 25, "e.g."), (3, 30, "json"),
    ]  # fmt: skip


def test_a_word_at_the_start_of_a_sentence_is_the_same_one() -> None:
    assert found("Directories and Markdown. Python.") == [(1, 1, "Directories")]


@pytest.mark.parametrize(
    "page",
    [
        "The `directory` and ``a ` directory``.",
        "```sh\nls directory\n```\n",
        "- a list\n\n  ```text\n  directory\n  ```\n",
        "<!-- directory -->",
        "[folder](directory/a.md), https://example.com/directory, <https://example.com/directory>",
        "a.json, yaml-edit, frontmatter_of, python/a",
        "| `--format NAME` | how it is written: json, markdown |",
    ],
)
def test_code_and_addresses_are_no_prose(page: str) -> None:
    assert found(page) == []


def test_a_page_without_its_code_is_as_long() -> None:
    for path in PROSE["pages"]():
        page = path.read_text("utf-8")
        prose = PROSE["prose_of"](page)
        assert len(prose) == len(page)
        assert prose.count("\n") == page.count("\n")
