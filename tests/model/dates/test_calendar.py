from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.model.dates.calendar import is_leap_second, odd_clock, odd_date, odd_offset


@given(st.dates())
def test_a_day_that_exists_is_not_odd(day: date) -> None:
    assert not list(odd_date(day.isoformat()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-02-29", ["February has 28 days in 2021"]),
        ("2020-02-30", ["February has 29 days in 2020"]),
        ("2020-06-31", ["June has 30 days"]),
        ("2020-06-00", ["June has 30 days"]),
        ("2020-13-32", ["there is no month 13", "there is no day 32"]),
        ("0000-02-29", ["there is no year 0000"]),
        ("0000-03-31", ["there is no year 0000"]),
        ("0000-02-30", ["there is no year 0000", "February has 29 days in 0"]),
    ],
)
def test_every_odd_part_of_a_date_is_told(text: str, expected: list[str]) -> None:
    assert list(odd_date(text)) == expected


def test_clocks_and_offsets_that_exist_are_not_odd() -> None:
    assert not list(odd_clock("23:59:60"))
    assert not list(odd_offset("+23:59"))
    assert list(odd_offset("-00:60")) == ["minutes of an offset go to 59"]


@pytest.mark.parametrize(
    ("day", "clock", "offset", "expected"),
    [
        ("2016-12-31", "23:59:60", "Z", True),
        ("2017-01-01", "00:59:60", "+01:00", True),
        ("2016-12-31", "18:59:60", "-05:00", True),
        ("2017-01-01", "23:59:60", "Z", False),
        ("2017-01-02", "00:59:60", "+01:00", False),
    ],
)
def test_leap_seconds(day: str, clock: str, offset: str, expected: bool) -> None:
    assert is_leap_second(day, clock, offset) is expected
