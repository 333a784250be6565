"""Periods: counts of days as counts of days, months or years, as many as a picture can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

#: The columns of a picture.
_MOST = 120


def periods(days: Mapping[str, int]) -> tuple[str, list[tuple[str, int]]]:
    """Return the word for the period, and each period from the first to the last with its count.

    Args:
        days: how many there are of each day, such as `2020-06-12`.
    """
    if not days:
        return "day", []
    first, last = min(days), max(days)
    for length, word in ((10, "day"), (7, "month"), (4, "year")):
        names = list(_between(first, last, word))
        if len(names) <= _MOST:
            counts: Counter[str] = Counter()
            for day, count in days.items():
                counts[day[:length]] += count
            return word, [(name, counts[name]) for name in names]
    counts = Counter()
    for day, count in days.items():
        counts[day[:4]] += count
    return "year", sorted(counts.items())


def _between(first: str, last: str, word: str) -> Iterator[str]:
    """Yield the names of the periods, one more than are shown at most."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    for number in range(_MOST + 1):
        if word == "day":
            if start + timedelta(number) > end:
                return
            yield (start + timedelta(number)).isoformat()
        else:
            months = start.year * 12 + start.month - 1 + number * (1 if word == "month" else 12)
            year, month = divmod(months, 12)
            name = f"{year:04}-{month + 1:02}" if word == "month" else f"{year:04}"
            if name > last[: len(name)]:
                return
            yield name
