"""Names of many files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from article_schema.document.files.overflow import Block, Overflow

#: So many names go to the overflow together, and come back together.
_TOGETHER = 128
#: So many names are sorted at once.
_AT_ONCE = 4096
#: What stands between names; no character is written with this byte.
_BETWEEN = b"\xff"


class FileNames:
    """The names of many files, by their numbers, in little memory.

    Args:
        filenames: the first of them.
        overflow: keeps most of them; without it they have one of their own.
    """

    def __init__(self, filenames: Iterable[str] = (), overflow: Overflow | None = None) -> None:
        self._overflow = Overflow() if overflow is None else overflow
        self._blocks: list[Block] = []
        self._latest: list[str] = []
        #: The block that was asked for last, and its names.
        self._known: tuple[int, list[str]] = (-1, [])
        for filename in filenames:
            self.add(filename)

    def __len__(self) -> int:
        return len(self._blocks) * _TOGETHER + len(self._latest)

    def __iter__(self) -> Iterator[str]:
        for block in self._blocks:
            yield from self._names_of(block)
        yield from self._latest

    def add(self, filename: str) -> int:
        """Remember a name, and return its number."""
        self._latest.append(filename)
        number = len(self) - 1
        if len(self._latest) == _TOGETHER:
            names = (name.encode("utf-8", "surrogatepass") for name in self._latest)
            self._blocks.append(self._overflow.put(_BETWEEN.join(names)))
            self._latest = []
        return number

    def get(self, number: int) -> str:
        """Return the name with a number; quick where neighbours are asked for in turn."""
        block, place = divmod(number, _TOGETHER)
        if block == len(self._blocks):
            return self._latest[place]
        if block != self._known[0]:
            self._known = block, self._names_of(self._blocks[block])
        return self._known[1][place]

    def _names_of(self, block: Block) -> list[str]:
        names = self._overflow.get(block).split(_BETWEEN)
        return [name.decode("utf-8", "surrogatepass") for name in names]


class SortedNames:
    """The names in a folder, of which there may be very many, in order."""

    def __init__(self) -> None:
        self._overflow = Overflow()
        self._runs: list[FileNames] = []
        self._latest: list[str] = []

    def add(self, name: str) -> None:
        """Take in a name."""
        self._latest.append(name)
        if len(self._latest) == _AT_ONCE:
            self._end_run()

    def __iter__(self) -> Iterator[str]:
        self._end_run()
        return merge(*self._runs)

    def _end_run(self) -> None:
        self._latest.sort()
        self._runs.append(FileNames(self._latest, self._overflow))
        self._latest.clear()
