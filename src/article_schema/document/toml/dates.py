"""Dates that TOML cannot read: which part of them does not exist, or how TOML writes them."""

from __future__ import annotations

from calendar import month_name, monthrange

from article_schema.late_pattern import late_pattern

_DATE = late_pattern(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:[Tt ] ?(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?: ?(Z|z|[+-]\d{2}:?\d{2}))?)?"
)
_YEAR_LAST = late_pattern(r"\d{1,2}([-/.])\d{1,2}\1\d{4}(?:[Tt ].*)?")


def odd_date(word: str) -> tuple[str, str] | None:
    """Say what is wrong with a value that looks like a date; None for other values.

    Args:
        word: a value without quotes that is no TOML.
    """
    if _YEAR_LAST.fullmatch(word):
        return f"`{word}` is no date of TOML", "write it like 2020-06-12, or put it in quotes"
    match = _DATE.fullmatch(word)
    if match is None:
        return None
    year, _, month, day, hour, minute, second, fraction, offset = match.groups()
    missing = _missing(int(year), int(month), int(day)) or _beyond(hour, minute, second, offset)
    if missing:
        return f"there is no date or time `{word}`", missing
    right = f"{year}-{int(month):02}-{int(day):02}"
    if hour is not None:
        right += f"T{int(hour):02}:{minute}:{second or '00'}{fraction or ''}"
    if offset is not None:
        right += "Z" if offset in "Zz" else f"{offset[:3]}:{offset[-2:]}"
    return f"`{word}` is no date of TOML", f"write {right}"


def _missing(year: int, month: int, day: int) -> str:
    if year == 0:
        return "there is no year 0000"
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    days = monthrange(year, month)[1]
    of_year = f" in {year}" if month == 2 else ""
    return "" if 1 <= day <= days else f"{month_name[month]} has {days} days{of_year}"


def _beyond(hour: str | None, minute: str, second: str | None, offset: str | None) -> str:
    if hour is not None and (int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59):
        return "hours go to 23, minutes and seconds to 59"
    if offset is not None and offset not in "Zz" and not _is_offset(offset):
        return "hours of an offset go to 23, minutes to 59"
    return ""


def _is_offset(offset: str) -> bool:
    return int(offset[1:3]) <= 23 and int(offset[-2:]) <= 59
