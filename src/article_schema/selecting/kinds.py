"""Kinds: which values of files are equal, and which have an order."""

from __future__ import annotations

from datetime import UTC, date, datetime

from article_schema.document.tree import Data

#: A longer text is no date.
_LONGEST_MOMENT = 40


def same(one: Data, two: Data) -> bool:
    """Tell whether two values are equal: a number is no text, and true no number."""
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    # Numbers of both kinds are equal if their values are; dates and moments are no numbers.
    return bool(_kind(one) == _kind(two) and one == two)


def comparable(one: Data, two: Data) -> bool:
    """Tell whether two values have an order."""
    return is_ordered(one) and _kind(one) == _kind(two)


def is_ordered(value: Data) -> bool:
    """Tell whether values of this kind have an order."""
    return isinstance(value, int | float | str | date) and not isinstance(value, bool)


def moment_of(value: Data) -> datetime | None:
    """Return the moment that a date, or a text of one, stands for; None for anything else.

    A day stands for its first moment; without a zone it is one in UTC.
    """
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if len(value) <= _LONGEST_MOMENT else None
        except ValueError:
            return None
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        return None
    return value if value.utcoffset() is not None else value.replace(tzinfo=UTC)


def _kind(value: Data) -> type:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float
    if isinstance(value, datetime):
        return datetime
    return next((kind for kind in (str, date, list, dict) if isinstance(value, kind)), type(value))
