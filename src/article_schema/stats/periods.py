"""Periods: counts of days as counts of longer spans, as many as a picture can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

#: The columns of a picture.
_MOST = 120
#: Numbers the period of a day, and names a period by its number. All years make 100 centuries.
_PERIODS: dict[str, tuple[Callable[[date], int], Callable[[int], str]]] = {
    "day": (date.toordinal, lambda number: date.fromordinal(number).isoformat()),
    "month": (
        lambda day: day.year * 12 + day.month - 1,
        lambda number: f"{number // 12:04}-{number % 12 + 1:02}",
    ),
    "year": (lambda day: day.year, "{:04}".format),
    "decade": (lambda day: day.year // 10, "{:03}0s".format),
    "century": (lambda day: day.year // 100, "{:02}00s".format),
}


def periods(days: Mapping[str, int]) -> tuple[str, list[tuple[str, int]]]:
    """Return the word for the period, and each period from the first to the last with its count.

    Args:
        days: how many there are of each day, such as `2020-06-12`.
    """
    if not days:
        return "day", []
    dated = {date.fromisoformat(day): count for day, count in days.items()}
    first, last = min(dated), max(dated)
    word, (number_of, name_of) = next(
        (word, (number_of, name_of))
        for word, (number_of, name_of) in _PERIODS.items()
        if number_of(last) - number_of(first) < _MOST
    )
    counts: Counter[int] = Counter()
    for day, count in dated.items():
        counts[number_of(day)] += count
    every = range(number_of(first), number_of(last) + 1)
    return word, [(name_of(number), counts[number]) for number in every]
