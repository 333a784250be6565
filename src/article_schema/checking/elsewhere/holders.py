"""Holders: which of many files have a value, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from article_schema.checking.config.collections.site import Name


class Holders:
    """The numbers of files, under hashes of 64 bits of their values, which stand in order.

    Args:
        values: each value with the number of its file, as often as the file has it.
    """

    def __init__(self, values: Iterable[tuple[Name, int]]) -> None:
        hashes, files = array("q"), array("I")
        for value, file in values:
            hashes.append(_hash(value))
            files.append(file)
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._hashes = array("q", map(hashes.__getitem__, order))
        self._files = array("I", map(files.__getitem__, order))

    def __contains__(self, value: Name) -> bool:
        wanted = _hash(value)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def of(self, value: Name) -> Sequence[int]:
        """Return the numbers of the files that have a value, in the order in which they came."""
        wanted = _hash(value)
        start = bisect_left(self._hashes, wanted)
        return self._files[start : bisect_right(self._hashes, wanted, start)]


def _hash(value: Name) -> int:
    # Not of the value: -1 and -2 have one hash, and so have large numbers.
    return hash(repr(value))
