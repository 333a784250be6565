"""Holders: which of many files have a value, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from article_schema.checking.config.collections.site import Name

#: Values are spread over so many parts, and each is put in order by itself, in little memory.
_PARTS = 64


class Holders:
    """The numbers of files, under hashes of 64 bits of their values, which stand in order.

    Args:
        values: each value with the number of its file, as often as the file has it.
    """

    def __init__(self, values: Iterable[tuple[Name, int]]) -> None:
        self._parts = [(array("q"), array("I")) for _ in range(_PARTS)]
        for value, file in values:
            hashed = _hash(value)
            hashes, files = self._parts[hashed % _PARTS]
            hashes.append(hashed)
            files.append(file)
        self._parts = [_in_order(*part) for part in self._parts]

    def __contains__(self, value: Name) -> bool:
        return len(self.of(value)) > 0

    def of(self, value: Name) -> Sequence[int]:
        """Return the numbers of the files that have a value, in the order in which they came."""
        wanted = _hash(value)
        hashes, files = self._parts[wanted % _PARTS]
        start = bisect_left(hashes, wanted)
        return files[start : bisect_right(hashes, wanted, start)]


def _in_order(hashes: array[int], files: array[int]) -> tuple[array[int], array[int]]:
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    return array("q", map(hashes.__getitem__, order)), array("I", map(files.__getitem__, order))


def _hash(value: Name) -> int:
    # Not of the value: -1 and -2 have one hash, and so have large numbers.
    return hash(repr(value))
