"""The survey counts what the model says of its fields, in bounded memory."""

from __future__ import annotations

from typing import Annotated

import pytest

from article_schema import Article, Record, record
from article_schema.model.facets import Doc
from article_schema.model.types import Instant
from article_schema.model.urls import HttpUrl
from article_schema.stats import survey as surveys
from article_schema.stats.periods import periods
from article_schema.stats.survey import Survey, shown_word
from article_schema.stats.tally import Tally


def article(day: str, **more: object) -> dict[str, object]:
    return {
        "category": "news", "title": f"Of {day}", "excerpt": "x", "type": "article",
        "publishedDateTime": f"{day}T08:00:00Z", "webUrl": f"https://www.example.com/{day}",
        "provider": {"name": "Example Times", "domain": "example.com"}, "topics": ["Ports"],
        **more,
    }  # fmt: skip


def surveyed(*records: dict[str, object]) -> Survey:
    survey = Survey(Article)
    for each in records:
        survey.add(each, "content")  # type: ignore[arg-type]
    return survey


def test_days_words_hosts_sizes_and_missing_fields() -> None:
    image = {"url": "/quay.jpg", "width": 1200, "height": 675}
    survey = surveyed(
        article("2020-06-12", images=[image, image]), article("2020-06-12"), article("2020-06-13")
    )
    assert survey.days["publishedDateTime"].counts == {"2020-06-12": 2, "2020-06-13": 1}
    words = survey.words()
    assert words["topics[]"].counts == {"Ports": 3}
    assert words["provider.name"].counts == {"Example Times": 3}
    assert "title" not in words
    assert survey.hosts["webUrl"].counts == {"www.example.com": 3}
    assert survey.hosts["images[].url"].counts == {"(this site)": 2}
    assert survey.sizes["images[]"].counts == {(1200, 675): 2}
    assert survey.missing["images"].counts == {"content": 2}
    assert "title" not in survey.missing
    assert "sourceUrl" not in survey.missing


def test_related_items_are_near_or_stale() -> None:
    items = [article("2020-06-01"), article("2020-01-01"), article("2021-01-01")]
    related = surveyed(article("2020-06-12", related=items)).related["related[]"]
    assert (related.near, related.older, related.newer) == (1, 1, 1)


def test_faulty_values_are_passed_over() -> None:
    image = {"url": 3, "width": "wide", "height": -1}
    survey = surveyed(
        article("2020-06-12", publishedDateTime="soon", topics={"a": 1}, images=[image, 3, None])
    )
    assert survey.records == 1
    assert (survey.days, survey.sizes) == ({}, {})


@record
class Course(Record):
    """A course."""

    starts: Annotated[Instant, Doc("When it starts.")]
    place: Annotated[str, Doc("Where it is.")]
    page: Annotated[str | None, HttpUrl(), Doc("Its page.")] = None


def test_a_model_of_ones_own() -> None:
    survey = Survey(Course)
    for day in ("2020-06-12", "2020-06-13"):
        survey.add({"starts": f"{day}T08:00:00Z", "place": "Quay 3"}, ".")
    assert survey.days["starts"].counts == {"2020-06-12": 1, "2020-06-13": 1}
    assert survey.words()["place"].counts == {"Quay 3": 2}
    assert survey.missing["page"].total == 2


def test_memory_is_bounded() -> None:
    tally: Tally[int] = Tally(10)
    for number in range(1_000):
        tally.add(number)
    assert (len(tally.counts), tally.others, tally.total) == (10, 990, 1_000)


def test_a_field_of_many_values_is_no_set_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveys, "MOST_VALUES", 3)
    survey = surveyed(*(article("2020-06-12", type=f"kind {n % 5}") for n in range(20)))
    assert "type" not in survey.words()


def test_words_whose_ends_nobody_sees_are_in_quotes() -> None:
    words = [shown_word(word) for word in ("two words", "", " ", "a\u00a0", "\tb")]
    assert words == ["two words", '""', '" "', '"a\u00a0"', '"\tb"']


def test_periods_fit_into_a_picture() -> None:
    assert periods({}) == ("day", [])
    word, rows = periods({"2020-02-28": 1, "2020-03-01": 2})
    assert (word, rows) == (
        "day",
        [("2020-02-28", 1), ("2020-02-29", 0), ("2020-03-01", 2)],
    )
    word, rows = periods({"2019-11-03": 1, "2020-06-12": 2})
    assert (word, len(rows), rows[0], rows[-1]) == ("month", 8, ("2019-11", 1), ("2020-06", 2))
    word, rows = periods({"1990-01-01": 1, "2020-06-12": 2})
    assert (word, len(rows)) == ("year", 31)
    word, rows = periods({"1890-01-01": 1, "2020-06-12": 2})
    assert (word, len(rows), rows[0], rows[-1]) == ("decade", 14, ("1890s", 1), ("2020s", 2))
    word, rows = periods({"0001-01-01": 1, "9999-12-31": 2})
    assert (word, len(rows), rows[0], rows[-1]) == ("century", 100, ("0000s", 1), ("9900s", 2))
    word, rows = periods({"9999-12-31": 2})
    assert (word, rows) == ("day", [("9999-12-31", 2)])


def test_years_before_the_thousandth_have_four_digits() -> None:
    survey = surveyed(article("0001-01-01"), article("0999-12-31"), article("2020-06-12"))
    assert set(survey.days["publishedDateTime"].counts) == {
        "0001-01-01",
        "0999-12-31",
        "2020-06-12",
    }
    assert periods(survey.days["publishedDateTime"].counts)[0] == "century"
