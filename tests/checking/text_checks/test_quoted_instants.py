from __future__ import annotations

import pytest

from article_schema import check_text


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
