from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import NEAR_MISSES, instants, texts, zones
from timing import grows_linearly

from article_schema.model.dates.instants import (
    diagnose_instant,
    in_utc,
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
            'is a leap second, which most programs cannot hold: "2016-12-31T23:59:60Z"',
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
    assert (flaw.code, flaw.message, flaw.replacement) == (code, message, better)
    assert flaw.help


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2021-02-29T19:19:00Z", "February has 28 days in 2021"),
        ("2020-02-30", "February has 29 days in 2020"),
        ("2020-06-31T19:19:00Z", "June has 30 days"),
        ("2020-13-01T19:19:00Z", "there is no month 13"),
        ("2020-00-32T19:19:00Z", "there is no month 00; there is no day 32"),
        ("2020-06-00", "June has 30 days"),
        ("0000-06-12T19:19:00Z", "there is no year 0000"),
        ("2020-06-12T24:00:00Z", "hours go to 23; midnight is 00:00 of the next day"),
        ("2020-06-12T25:60:61Z", "hours go to 23; minutes go to 59; seconds go to 59"),
        ("2020-06-31 25:00 +0260",
         "June has 30 days; hours go to 23; minutes of an offset go to 59"),
    ],
)  # fmt: skip
def test_every_part_that_does_not_exist_is_named(text: str, advice: str) -> None:
    flaw = diagnose_instant(text)
    assert (flaw.code, flaw.help) == ("DAT003", advice)
    assert flaw.message.startswith("is not a moment that exists: ")


@pytest.mark.parametrize("offset", ["+24:00", "-24:00", "+2400", "+99", "+01:60", "-00:99"])
def test_an_offset_that_does_not_exist_is_named(offset: str) -> None:
    flaw = diagnose_instant(f"2020-06-12T19:19:00{offset}")
    assert flaw.code == "DAT003"
    assert flaw.message.startswith(f"has an offset that does not exist, {offset[:3]}:")
    assert "of an offset go to" in flaw.help


#: All leap seconds that there were (IERS, Bulletin C): year, and whether at the end of June.
LEAP_SECONDS = (
    "1972 June", "1972 December", "1973 December", "1974 December", "1975 December",
    "1976 December", "1977 December", "1978 December", "1979 December", "1981 June", "1982 June",
    "1983 June", "1985 June", "1987 December", "1989 December", "1990 December", "1992 June",
    "1993 June", "1994 June", "1995 December", "1997 June", "1998 December", "2005 December",
    "2008 December", "2012 June", "2015 June", "2016 December",
)  # fmt: skip


def test_each_leap_second_that_was_there_is_known_and_no_other() -> None:
    ends = {"June": "06-30", "December": "12-31"}
    for year in range(1960, 2030):
        for month, day in ends.items():
            message = diagnose_instant(f"{year}-{day}T23:59:60Z").message
            known = f"{year} {month}" in LEAP_SECONDS
            assert message.startswith("is a leap second, which") is known, (year, month)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("1972-06-30T23:59:60Z", "1972-06-30T23:59:59Z"),
        ("2017-01-01T08:59:60+09:00", "2017-01-01T08:59:59+09:00"),
        ("2012-07-01T05:29:60.5+05:30", "2012-07-01T05:29:59.5+05:30"),
        ("2016-12-31 18:59:60 -0500", "2016-12-31T18:59:59-05:00"),
    ],
)
def test_a_leap_second_that_was_there_is_told_as_one(text: str, before: str) -> None:
    """RFC 3339 section 5.7 and appendix D; `datetime` has no second 60."""
    flaw = diagnose_instant(text)
    assert flaw.message == f'is a leap second, which most programs cannot hold: "{text}"'
    assert flaw.help == f"write the second before it, {before}"
    assert is_instant(before)


@pytest.mark.parametrize(
    "text",
    ["2015-12-31T23:59:60Z", "2016-12-31T23:59:60+01:00", "2020-06-12T12:34:60Z",
     "0001-01-01T00:00:60+01:00", "9999-12-31T23:59:60-05:00", "2016-12-30T23:59:60Z"],
)  # fmt: skip
def test_sixty_seconds_elsewhere_are_told_as_such(text: str) -> None:
    flaw = diagnose_instant(text)
    assert flaw.message == f'has 60 seconds, and no leap second was there: "{text}"'


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("seconds", [-86_340, -18_030, -18_000, -59, 59, 18_000, 18_030, 86_340])
def test_the_edges_of_the_calendar_keep_their_moment(moment: datetime, seconds: int) -> None:
    instant = moment.replace(tzinfo=timezone(timedelta(seconds=seconds)))
    assert in_utc(instant) == instant
    text = write_instant(instant)
    assert is_instant(text)
    assert read_instant(text) == instant


@given(st.sampled_from(NEAR_MISSES) | texts | instants().map(lambda text: text[:-1]))
def test_what_is_better_is_an_instant(text: str) -> None:
    if not is_instant(text):
        better = diagnose_instant(text).replacement
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
