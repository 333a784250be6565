from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest

from article_schema import Record, Settings, check_text, loads, record
from article_schema.fields import AnyMoment


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_instant_is_named_by_its_own_key(quote: str) -> None:
    text = f"---\nrelated:\n  - publishedDateTime: {quote}2020-06-19T08:00:00Z{quote}\n---\n"
    found = next(finding for finding in check_text(text).findings if finding.code == "DAT007")
    assert found.message == "`publishedDateTime` stands in quotes"
    assert (found.line, found.column) == (3, 24)
    assert found.route == ("related", 0, "publishedDateTime")


def test_a_quoted_instant_that_is_broken_is_another_matter() -> None:
    text = '---\npublishedDateTime: "2020-06-31T08:00:00Z"\n---\n'
    assert "DAT007" not in [finding.code for finding in check_text(text).findings]


@record
class Diary(Record):
    moments: list[AnyMoment] = attrs.field(factory=list)


def test_a_moment_in_brackets_needs_its_quotes_and_a_date_none() -> None:
    document = loads("---\nmoments: [2020-06-12]\n---\n", model=Diary)
    document.article.moments += [date(2021, 1, 1), datetime(2020, 1, 1, tzinfo=UTC)]
    assert "moments: [2020-06-12, 2021-01-01, '2020-01-01T00:00:00Z']" in document.text
    assert not check_text(document.text, settings=Settings(model=Diary)).findings


def test_an_item_is_named_with_its_list() -> None:
    text = "---\nmoments:\n  - 2020-06-12\n  - '2020-06-19T08:00:00Z'\n---\n"
    (found,) = check_text(text, settings=Settings(model=Diary)).findings
    assert (found.line, found.message) == (4, "`moments[1]` stands in quotes")
