from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated

import pytest
from annotated_types import Ge, Lt
from hypothesis import given
from hypothesis import strategies as st

from article_schema import check_text, dumps, json_schema, loads, structure
from article_schema.checking.config.settings import Settings
from article_schema.errors import ValidationError
from article_schema.model.fields import Record, record
from article_schema.model.shapes.dates import Moment, read_moment


@record
class Post(Record):
    day: date | None = None
    when: Annotated[date | datetime, Moment()] | None = None
    exact: Annotated[date | datetime, Moment(day=False, no_zone=False, spaced=False)] | None = None


def told(line: str) -> list[tuple[str, str, str]]:
    found = check_text(f"---\n{line}\n---\n", "a.md", Settings(model=Post)).findings
    return [(each.code, each.message, each.help) for each in found]


@pytest.mark.parametrize(
    ("value", "code", "message", "advice"),
    [
        ("soon", "DAT001", '`day` is not a date: "soon"', "write it like 2020-06-12"),
        ("2020-02-30", "DAT003", '`day` is not a day that exists: "2020-02-30"',
         "February has 29 days in 2020"),
        ("2020-06-12T08:00:00Z", "DAT001",
         '`day` has a time of day, which does not belong here: "2020-06-12T08:00:00Z"',
         "write 2020-06-12"),
        ("5", "FLD004", "`day` must be a date such as 2020-06-12, not the number 5", ""),
    ],
)  # fmt: skip
def test_what_is_no_day(value: str, code: str, message: str, advice: str) -> None:
    assert told(f"day: {value}") == [(code, message, advice)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-08-18", date(2022, 8, 18)),
        ("2022-08-18T09:51:00", datetime(2022, 8, 18, 9, 51)),
        ("2022-08-18 09:51:00.5", datetime(2022, 8, 18, 9, 51, 0, 500_000)),
        ("2022-08-18T09:51:00Z", datetime(2022, 8, 18, 9, 51, tzinfo=UTC)),
        ("2022-08-18 09:51:00Z", datetime(2022, 8, 18, 9, 51, tzinfo=UTC)),
        ("2022-08-18 09:51:00 -0500",
         datetime(2022, 8, 18, 9, 51, tzinfo=timezone(timedelta(hours=-5)))),
        ("2022-08-18 09:51:00 -5",
         datetime(2022, 8, 18, 9, 51, tzinfo=timezone(timedelta(hours=-5)))),
        ("2022-08-18 09:51:00 +02",
         datetime(2022, 8, 18, 9, 51, tzinfo=timezone(timedelta(hours=2)))),
        ("2022-08-18 09:51:00+02:00",
         datetime(2022, 8, 18, 9, 51, tzinfo=timezone(timedelta(hours=2)))),
    ],
)  # fmt: skip
def test_the_forms_of_a_moment(text: str, moment: date) -> None:
    assert read_moment(text) == moment
    post = structure({"when": text}, Post)
    assert (type(post.when), post.when) == (type(moment), moment)
    assert not told(f"when: {text}")
    alone = "T" in text and text.endswith("Z")
    assert bool(told(f"exact: {text}")) is not alone


@pytest.mark.parametrize(
    "text",
    [
        "2022-08-18 09:51", "2022-08-18T09:51:00 -0500", "2022-13-01", "2022-08-18 09:51:00 -24",
        "2022-08-18 09:51:00-5", "2022-08-18T09:51:00 -5",
    ],
)  # fmt: skip
def test_other_forms_are_told_with_what_to_write(text: str) -> None:
    ((code, _, advice),) = told(f"when: {text}")
    assert code.startswith("DAT")
    assert advice


@given(st.dates() | st.datetimes() | st.datetimes(timezones=st.just(UTC)))
def test_a_moment_that_is_set_reads_back(moment: date) -> None:
    document = loads("---\nwhen: 2020-06-12 # first\n---\n", "a.md", model=Post)
    document.article.when = moment
    again = loads(document.text, "a.md", model=Post).article.when
    assert (type(again), again) == (type(moment), moment)
    assert "# first" in document.text
    assert loads(dumps(document.article), model=Post).article == document.article


def test_days_stay_plain() -> None:
    document = loads("---\nday: 2020-06-12\n---\n", "a.md", model=Post)
    document.article.day = date(2021, 1, 1)
    assert document.text == "---\nday: 2021-01-01\n---\n"
    assert dumps(document.article) == "---\nday: 2021-01-01\n---\n"


def test_toml_has_days_of_its_own() -> None:
    text = "+++\nday = 2020-06-12\nwhen = 2020-06-12T08:00:00\n+++\n"
    assert not check_text(text, "a.md", Settings(model=Post)).findings
    document = loads(text, "a.md", model=Post)
    assert document.article.when == datetime(2020, 6, 12, 8)
    document.article.day = date(2021, 1, 1)
    assert "day = 2021-01-01\n" in document.text
    wrong = text.replace("day = 2020-06-12", "day = 2020-06-12T08:00:00Z")
    (found,) = check_text(wrong, "a.md", Settings(model=Post)).findings
    assert (found.code, found.line, found.help) == ("DAT001", 2, "write 2020-06-12")


def test_in_python_a_day_has_no_time() -> None:
    with pytest.raises(ValidationError, match="must be a date such as 2020-06-12"):
        Post(day=datetime(2020, 6, 12))
    with pytest.raises(ValidationError, match="has no time zone"):
        Post(exact=datetime(2020, 6, 12))


@record
class Bounded(Record):
    when: Annotated[date | datetime, Moment(), Ge(date(2020, 1, 1)), Lt(date(2021, 1, 1))]


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("2020-01-01", True),
        ("2019-12-31", False),
        ("2020-12-31T23:59:59-12:00", True),
        ("2021-01-01T00:00:00+12:00", False),
        ("2020-06-12 19:19:00 -0500", True),
        ("2020-06-12 19:19:00 -5", True),
        ("2019-06-12 19:19:00", False),
    ],
)
def test_the_day_of_a_moment_counts_as_it_is_written(text: str, accepted: bool) -> None:
    findings = check_text(f"---\nwhen: {text}\n---\n", "a.md", Settings(model=Bounded)).findings
    assert [each.code for each in findings] == ([] if accepted else ["FLD005"])
    kind = json_schema(Bounded)["properties"]["when"]
    parts = [kind, *kind["allOf"]]
    assert all(re.search(part["pattern"], text) for part in parts) is accepted
    if accepted:
        assert structure({"when": text}, Bounded).when == read_moment(text)


def test_the_day_of_a_moment_in_python_is_that_of_its_file() -> None:
    odd = timezone(timedelta(hours=12, seconds=30))
    # RFC 3339 has no seconds in an offset, so the file has the moment in UTC, on the day before.
    with pytest.raises(ValidationError, match="must be from 2020-01-01, not 2019-12-31"):
        Bounded(when=datetime(2020, 1, 1, 8, tzinfo=odd))
    assert Bounded(when=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2022-8-1", "write 2022-08-01"),
        ("2022/08/01", "write 2022-08-01"),
        ("2022-08-18 09:51", "write 2022-08-18T09:51:00"),
    ],
)
def test_a_text_that_is_nearly_a_moment_has_the_form_to_write(text: str, advice: str) -> None:
    findings = check_text(f"---\nwhen: {text}\n---\n", "a.md", Settings(model=Post)).findings
    assert [(each.code, each.help) for each in findings] == [("DAT001", advice)]
