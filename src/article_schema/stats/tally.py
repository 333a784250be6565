"""Tallies: counts of values that take bounded memory, whatever is counted."""

from __future__ import annotations

from collections import Counter
from typing import Generic, TypeVar

T = TypeVar("T")


class Tally(Generic[T]):
    """Counts values, each until there are too many different ones.

    Args:
        most: how many different values are told apart; later ones are counted together.
    """

    __slots__ = ("_most", "counts", "others", "total")

    def __init__(self, most: int) -> None:
        self._most = most
        #: The values that are told apart, with their counts.
        self.counts: Counter[T] = Counter()
        #: How many values are none of them.
        self.others = 0
        #: How many values there were.
        self.total = 0

    def add(self, value: T) -> None:
        """Count a value."""
        self.total += 1
        if value in self.counts or len(self.counts) < self._most:
            self.counts[value] += 1
        else:
            self.others += 1

    def ordered(self) -> list[tuple[T, int]]:
        """Return the values that are told apart, the most frequent first."""
        return sorted(self.counts.items(), key=lambda item: (-item[1], str(item[0])))
