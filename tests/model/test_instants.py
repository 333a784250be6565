from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import NEAR_MISSES, instants, texts, zones
from timing import grows_linearly

from article_schema.model.instants import (
    diagnose_instant,
    is_instant,
    keywords,
    read_instant,
    write_instant,
)


@given(instants())
def test_reading(text: str) -> None:
    assert is_instant(text)
    instant = read_instant(text)
    assert instant.utcoffset() is not None
    assert instant.replace(tzinfo=None, microsecond=0).isoformat() == text[:19]


@given(st.datetimes(timezones=zones()))
def test_writing_and_reading_again(instant: datetime) -> None:
    text = write_instant(instant)
    assert is_instant(text)
    assert read_instant(text) == instant
    assert read_instant(text).utcoffset() == instant.utcoffset()


@given(st.datetimes())
@example(datetime(2000, 2, 29))
@example(datetime(1, 1, 1))
def test_every_day_of_the_calendar(moment: datetime) -> None:
    assert is_instant(f"{moment.replace(microsecond=0).isoformat()}Z")


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1900, 2000, 2019, 2020, 2100, 9996, 9999])
def test_leap_days_are_those_of_the_calendar(year: int) -> None:
    try:
        exists = bool(datetime(year, 2, 29))
    except ValueError:
        exists = False
    assert is_instant(f"{year:04}-02-29T00:00:00Z") is exists


def test_utc_is_written_as_z_and_other_zones_as_offsets() -> None:
    moment = datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert write_instant(moment) == "2020-06-12T19:19:00Z"
    zone = timezone(timedelta(hours=-7))
    assert write_instant(moment.astimezone(zone)) == "2020-06-12T12:19:00-07:00"


def test_an_offset_with_seconds_becomes_utc() -> None:
    zone = timezone(timedelta(minutes=19, seconds=32))
    assert write_instant(datetime(1900, 1, 1, tzinfo=zone)) == "1899-12-31T23:40:28Z"


@pytest.mark.parametrize(
    ("text", "code", "message", "better"),
    [
        ("soon", "DAT001", 'is not an RFC 3339 date and time: "soon"', None),
        (
            "2020-W24-5T19:19:00Z",
            "DAT001",
            'is not an RFC 3339 date and time: "2020-W24-5T19:19:00Z"',
            None,
        ),
        ("2020-06-12", "DAT001", 'has no time of day: "2020-06-12"', None),
        (
            "2020-06-12 19:19:00Z",
            "DAT001",
            'is not in the form of RFC 3339: "2020-06-12 19:19:00Z"',
            "2020-06-12T19:19:00Z",
        ),
        (
            "2020-06-12t19:19:00z",
            "DAT001",
            'is not in the form of RFC 3339: "2020-06-12t19:19:00z"',
            "2020-06-12T19:19:00Z",
        ),
        (
            "2020-06-12T19:19Z",
            "DAT001",
            'is not in the form of RFC 3339: "2020-06-12T19:19Z"',
            "2020-06-12T19:19:00Z",
        ),
        (
            "2020-06-12T19:19:00 +0200",
            "DAT001",
            'is not in the form of RFC 3339: "2020-06-12T19:19:00 +0200"',
            "2020-06-12T19:19:00+02:00",
        ),
        (
            "2020-06-12T19:19:00-07",
            "DAT001",
            'is not in the form of RFC 3339: "2020-06-12T19:19:00-07"',
            "2020-06-12T19:19:00-07:00",
        ),
        (
            "2020-06-12T19:19:00Z\n",
            "DAT001",
            'is not in the form of RFC 3339: "2020-06-12T19:19:00Z\\n"',
            "2020-06-12T19:19:00Z",
        ),
        ("2020-06-12T19:19:00", "DAT002", 'has no time zone: "2020-06-12T19:19:00"', None),
        ("2020-06-12 19:19", "DAT002", 'has no time zone: "2020-06-12 19:19"', None),
        ("2020-02-30", "DAT003", 'is not a moment that exists: "2020-02-30"', None),
        (
            "2019-02-29T00:00:00Z",
            "DAT003",
            'is not a moment that exists: "2019-02-29T00:00:00Z"',
            None,
        ),
        (
            "2020-13-45T99:19:00Z",
            "DAT003",
            'is not a moment that exists: "2020-13-45T99:19:00Z"',
            None,
        ),
        (
            "2020-06-12T24:00:00",
            "DAT003",
            'is not a moment that exists: "2020-06-12T24:00:00"',
            None,
        ),
        (
            "2016-12-31T23:59:60Z",
            "DAT003",
            'is not a moment that exists: "2016-12-31T23:59:60Z"',
            None,
        ),
        (
            "0000-01-01T00:00:00Z",
            "DAT003",
            'is not a moment that exists: "0000-01-01T00:00:00Z"',
            None,
        ),
    ],
)
def test_diagnosis(text: str, code: str, message: str, better: str | None) -> None:
    assert not is_instant(text)
    flaw = diagnose_instant(text)
    assert (flaw.code, flaw.message, flaw.better) == (code, message, better)
    assert flaw.help


@given(st.sampled_from(NEAR_MISSES) | texts | instants().map(lambda text: text[:-1]))
def test_what_is_better_is_an_instant(text: str) -> None:
    if not is_instant(text):
        better = diagnose_instant(text).better
        assert better is None or is_instant(str(better))


def test_the_schema_has_format_and_pattern() -> None:
    assert keywords().keys() == {"format", "pattern", "not"}
    assert keywords()["format"] == "date-time"


@pytest.mark.parametrize("unit", ["0", " ", "\t", "-", "2020-", "\u0660", "2020-06-12 "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def judge(count: int) -> None:
        for head in ("", "2020-06-12T19:19:00.", "2020-06-12", "2020-06-12T19:19:00"):
            for tail in ("", "!", "\n", "Z "):
                if not is_instant(head + unit * count + tail):
                    diagnose_instant(head + unit * count + tail)

    assert grows_linearly(judge)
