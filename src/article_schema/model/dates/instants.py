"""Instants: points in time, written in files as RFC 3339 text and held in Python as `datetime`.

The pattern admits real dates only, leap years included, so that the JSON Schema needs no format
checker to agree. It excludes the leap second (`:60`) and the year 0000, which `datetime` cannot
hold, and the lower-case `t` and `z` that RFC 3339 section 5.6 lets an application refuse.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.facets import anchored
from article_schema.model.showing import show
from article_schema.rules.codes import IMPOSSIBLE_DATE, NO_TIME_ZONE, NOT_RFC_3339

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_SECONDS_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
CLOCK = rf"{_SECONDS_CLOCK}(?:\.[0-9]+)?"
ZONE = "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"

#: RFC 3339 section 5.6, `date-time`.
INSTANT = f"{DAY}T{CLOCK}{ZONE}"
#: The form in which most instants are written.
UTC_INSTANT = f"{DAY}T{_SECONDS_CLOCK}Z"
_INSTANT = late_pattern(INSTANT)
_LOOSE = late_pattern(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:(?:[Tt]|[ \t]+)"
    r"(?P<time>[0-9]{2}:[0-9]{2}(?P<seconds>:[0-9]{2})?(?P<fraction>\.[0-9]+)?)"
    r"[ \t]*(?P<zone>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_FORM = "2020-06-12T19:19:00Z"


def is_instant(text: str) -> bool:
    """Tell whether a text is an RFC 3339 date-time of a real day, with its zone."""
    return _INSTANT.fullmatch(text) is not None


def read_instant(text: str) -> datetime:
    """Read an instant; the text must be one. Digits beyond microseconds are dropped."""
    return datetime.fromisoformat(text)


def write_instant(instant: datetime) -> str:
    """Write an instant as RFC 3339 text; UTC becomes `Z`, another zone stays an offset."""
    if instant.tzinfo is UTC:
        return f"{instant.isoformat()[:-6]}Z"
    offset = instant.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        # RFC 3339 has no seconds in an offset, as old local mean times have.
        instant = _with_whole_minutes(instant, offset)
    text = instant.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def _with_whole_minutes(instant: datetime, offset: timedelta) -> datetime:
    """Return a moment in UTC, or near its own zone where UTC has no date for it."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        whole = timedelta(minutes=offset // timedelta(minutes=1) + (instant.year == 1))
        return (instant.replace(tzinfo=None) + whole - offset).replace(tzinfo=timezone(whole))


def in_utc(instant: datetime) -> datetime:
    """Return the same moment in UTC.

    At the very edges of the calendar it would be in the year 0 or 10000 there, which `datetime`
    cannot hold; then the moment stays in its own zone.
    """
    if instant.tzinfo is UTC:
        return instant
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return instant


def keywords() -> dict[str, Any]:
    """Return the JSON Schema keywords of an instant."""
    return {"format": "date-time", **anchored(INSTANT)}


def diagnose_instant(text: str) -> Fault:
    """Say why a text is not an instant."""
    loose = _LOOSE.fullmatch(text.strip())
    if loose is None:
        return Fault(
            NOT_RFC_3339,
            f"is not an RFC 3339 date and time: {show(text)}",
            f"write it like {_FORM}",
        )
    candidate = _normal(loose)
    odd = _odd(loose, candidate)
    if odd is not None:
        return odd
    if loose["time"] is None:
        return Fault(NOT_RFC_3339, f"has no time of day: {show(text)}", f"write it like {_FORM}")
    if loose["zone"] is None:
        return Fault(
            NO_TIME_ZONE,
            f"has no time zone: {show(text)}",
            "add Z if it is UTC, or an offset such as +02:00",
        )
    return Fault(
        NOT_RFC_3339,
        f"is not in the form of RFC 3339: {show(text)}",
        f"write {candidate}",
        replacement=candidate,
    )


def _odd(loose: re.Match[str], candidate: str) -> Fault | None:
    """Say which parts of a date and time do not exist, all of them; None where all do."""
    # They cost an import that only files with such a fault need.
    from article_schema.model.dates.calendar import is_leap_second, odd_clock, odd_date, odd_offset

    date, clock = loose["date"], candidate[11:19]
    zone = _zone(loose)
    dates, offsets = list(odd_date(date)), list(odd_offset(zone)) if len(zone) > 1 else []
    found = [*dates, *(odd_clock(clock) if loose["time"] else ())]
    text = show(loose.string.strip())
    if found:
        advice = "; ".join(found + offsets)
        return Fault(IMPOSSIBLE_DATE, f"is not a moment that exists: {text}", advice)
    if offsets:
        return Fault(IMPOSSIBLE_DATE, f"has an offset that does not exist, {zone}: {text}",
                    "; ".join(offsets))  # fmt: skip
    if not loose["time"] or clock[6:] != "60":
        return None
    before = f"{candidate[:17]}59{candidate[19:]}"
    if is_leap_second(date, clock, zone):
        return Fault(IMPOSSIBLE_DATE, f"is a leap second, which most programs cannot hold: {text}",
                    f"write the second before it, {before}")  # fmt: skip
    return Fault(IMPOSSIBLE_DATE, f"has 60 seconds, and no leap second was there: {text}",
                "seconds go to 59")  # fmt: skip


def _normal(loose: re.Match[str]) -> str:
    time = loose["time"] or "00:00:00"
    if loose["time"] and not loose["seconds"]:
        time = f"{time[:5]}:00{time[5:]}"
    return f"{loose['date']}T{time}{_zone(loose)}"


def _zone(loose: re.Match[str]) -> str:
    zone = (loose["zone"] or "").upper()
    if len(zone) == 3:
        return f"{zone}:00"
    return f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
