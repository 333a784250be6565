"""Instants: points in time, written in files as RFC 3339 text and held in Python as `datetime`.

The pattern admits real dates only, leap years included, so that the JSON Schema needs no format
checker to agree. It excludes the leap second (`:60`) and the year 0000, which `datetime` cannot
hold, and the lower-case `t` and `z` that RFC 3339 section 5.6 lets an application refuse.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from article_schema.model.facets import Flaw, anchored
from article_schema.model.showing import show

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DATE = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_TIME = rf"{_CLOCK}(?:\.[0-9]+)?"
_ZONE = "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"

#: RFC 3339 section 5.6, `date-time`.
INSTANT = f"{_DATE}T{_TIME}{_ZONE}"
#: The form in which most instants are written.
UTC_INSTANT = f"{_DATE}T{_CLOCK}Z"
_INSTANT = re.compile(INSTANT)
_LOOSE = re.compile(
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
        instant = in_utc(instant)
    text = instant.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def in_utc(instant: datetime) -> datetime:
    """Return the same moment in UTC; one at the very edge of the calendar keeps its own clock."""
    if instant.tzinfo is UTC:
        return instant
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return instant.replace(tzinfo=UTC)


def keywords() -> dict[str, Any]:
    """Return the JSON Schema keywords of an instant."""
    return {"format": "date-time", **anchored(INSTANT)}


def diagnose_instant(text: str) -> Flaw:
    """Say why a text is not an instant."""
    loose = _LOOSE.fullmatch(text.strip())
    if loose is None:
        return Flaw(
            "DAT001", f"is not an RFC 3339 date and time: {show(text)}", f"write it like {_FORM}"
        )
    candidate = _normal(loose)
    if loose["time"] is None:
        if not is_instant(f"{loose['date']}T00:00:00Z"):
            return _impossible(text)
        return Flaw("DAT001", f"has no time of day: {show(text)}", f"write it like {_FORM}")
    if loose["zone"] is None:
        if not is_instant(f"{candidate}Z"):
            return _impossible(text)
        return Flaw(
            "DAT002",
            f"has no time zone: {show(text)}",
            "add Z if it is UTC, or an offset such as +02:00",
        )
    if not is_instant(candidate):
        return _impossible(text)
    return Flaw(
        "DAT001",
        f"is not in the form of RFC 3339: {show(text)}",
        f"write {candidate}",
        better=candidate,
    )


def _impossible(text: str) -> Flaw:
    return Flaw(
        "DAT003",
        f"is not a moment that exists: {show(text)}",
        "check year, month, day, hour and minute",
    )


def _normal(loose: re.Match[str]) -> str:
    time = loose["time"] or "00:00:00"
    if loose["time"] and not loose["seconds"]:
        time = f"{time[:5]}:00{time[5:]}"
    zone = (loose["zone"] or "").upper()
    if len(zone) == 3:
        zone = f"{zone}:00"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{loose['date']}T{time}{zone}"
