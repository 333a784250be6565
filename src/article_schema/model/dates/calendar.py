"""Calendar: which part of a date and time does not exist, in words."""

from __future__ import annotations

from calendar import month_name, monthrange
from collections.abc import Iterator
from datetime import timedelta

#: The ends of the months behind which a leap second was inserted (IERS, Bulletin C).
_LEAP_SECONDS = frozenset(
    {(year, 6) for year in (1972, 1981, 1982, 1983, 1985, 1992, 1993, 1994, 1997, 2012, 2015)}
    | {(year, 12) for year in (*range(1972, 1980), 1987, 1989, 1990, 1995, 1998, 2005, 2008, 2016)}
)


def odd_date(date: str) -> Iterator[str]:
    """Yield what is wrong with a date such as `2020-02-30`, as advice."""
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:])
    if year == 0:
        yield "there is no year 0000"
    if not 1 <= month <= 12:
        yield f"there is no month {month:02}"
    else:
        days = monthrange(year or 4, month)[1]
        if not 1 <= day <= days:
            of_year = f" in {year}" if month == 2 else ""
            yield f"{month_name[month]} has {days} days{of_year}"
    if day > 31 and not 1 <= month <= 12:
        yield f"there is no day {day:02}"


def odd_clock(clock: str) -> Iterator[str]:
    """Yield what is wrong with a time such as `24:60:00`, as advice; 60 seconds may be right."""
    hour, minute, second = int(clock[:2]), int(clock[3:5]), int(clock[6:8])
    if hour == 24:
        yield "hours go to 23; midnight is 00:00 of the next day"
    elif hour > 24:
        yield "hours go to 23"
    if minute > 59:
        yield "minutes go to 59"
    if second > 60:
        yield "seconds go to 59"


def odd_offset(offset: str) -> Iterator[str]:
    """Yield what is wrong with an offset such as `+24:00`, as advice."""
    if int(offset[1:3]) > 23:
        yield "hours of an offset go to 23, and no place is further from UTC than 14"
    if int(offset[4:6]) > 59:
        yield "minutes of an offset go to 59"


def is_leap_second(date: str, clock: str, offset: str) -> bool:
    """Tell whether a sound date, a time with 60 seconds and an offset name one that there was."""
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:])
    shift = timedelta(0)
    if offset not in ("Z", ""):
        shift = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
        shift = -shift if offset[0] == "-" else shift
    minutes = timedelta(days=day, hours=int(clock[:2]), minutes=int(clock[3:5])) - shift
    if minutes < timedelta(days=1):
        # East of Greenwich the next month has begun.
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        minutes += timedelta(days=monthrange(max(year, 1), month)[1])
    last = timedelta(days=monthrange(max(year, 1), month)[1], hours=23, minutes=59)
    return minutes == last and (year, month) in _LEAP_SECONDS
