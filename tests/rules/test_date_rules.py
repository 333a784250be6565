from __future__ import annotations

import json

import pytest
from checks import NOW, article, check, related, routes

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("2024-01-30T23:59:59Z", False),
        ("2024-01-31T00:00:01Z", True),
        ("2024-01-31T01:00:00+02:00", False),
        ("9999-12-31T23:59:59Z", True),
    ],
)
def test_a_month_ahead_is_allowed(date: str, wrong: bool) -> None:
    assert routes("DAT004", article(publishedDateTime=date)) == ["publishedDateTime"] * wrong


def test_the_tolerance_is_an_option() -> None:
    data = article(publishedDateTime="2024-01-03T00:00:00Z")
    assert check("DAT004", data, **{"tolerance-days": 2}) == []
    assert routes("DAT004", data, **{"tolerance-days": 1}) == ["publishedDateTime"]


def test_all_dates_are_looked_at() -> None:
    item = related(publishedDateTime="2100-01-01T00:00:00Z")
    data = article(updatedDateTime="2100-01-01T00:00:00Z", related=[item])
    assert routes("DAT004", data) == ["updatedDateTime", "related[0].publishedDateTime"]


@pytest.mark.parametrize(
    ("updated", "wrong"),
    [
        ("2020-06-12T19:18:59Z", True),
        ("2020-06-12T19:19:00Z", False),
        ("2020-06-12T21:19:00+02:00", False),
        ("2020-06-12T21:18:00+02:00", True),
        (None, False),
    ],
)
def test_updated_is_not_before_published(updated: str | None, wrong: bool) -> None:
    assert routes("DAT005", article(updatedDateTime=updated)) == ["updatedDateTime"] * wrong


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("1991-08-06T00:00:00Z", False),
        ("1991-08-05T23:59:59Z", True),
        ("1991-08-06T01:00:00+02:00", True),
        ("0001-01-01T00:00:00Z", True),
    ],
)
def test_nothing_was_published_before_the_web(date: str, wrong: bool) -> None:
    assert routes("DAT006", article(publishedDateTime=date)) == ["publishedDateTime"] * wrong


@pytest.mark.parametrize("date", ["1970-01-01T00:00:00Z", "3020-01-01T00:00:00Z"])
def test_an_implausible_date_is_one_fault_only(date: str) -> None:
    code = "DAT006" if date < "2" else "DAT004"
    data = article(publishedDateTime=date, updatedDateTime="2020-06-13T00:00:00Z",
                   related=[related()])  # fmt: skip
    assert routes(code, data) == ["publishedDateTime"]
    data = article(updatedDateTime=date, related=[related(publishedDateTime=date)])
    assert routes(code, data) == ["updatedDateTime", "related[0].publishedDateTime"]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_moments_that_utc_cannot_hold_are_compared_all_the_same(date: str) -> None:
    settings = Settings(select=("DAT", "REL"), now=NOW)
    data = json.dumps(article(publishedDateTime=date, related=[related()]))
    (finding,) = Checker(settings).check_text(data, "article.json").findings
    assert finding.route_text == "publishedDateTime"
