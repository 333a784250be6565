"""The index: the entries of many files, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from article_schema.document.files.overflow import Block, Overflow

#: So many entries of one store go to the overflow together.
_TOGETHER = 512


class Arrays(NamedTuple):
    """Entries side by side: the key, the value and the file of each."""

    keys: array[int]
    values: array[int]
    files: array[int]


class Columns:
    """Entries in the order in which they came; most of many wait in the overflow."""

    def __init__(self, overflow: Overflow) -> None:
        self._overflow = overflow
        self._blocks: list[Block] = []
        self._latest = _arrays()

    def add(self, key: int, value: int, file: int) -> None:
        """Take in an entry."""
        keys, values, files = self._latest
        keys.append(key)
        values.append(value)
        files.append(file)
        if len(keys) == _TOGETHER:
            block = b"".join(column.tobytes() for column in self._latest)
            self._blocks.append(self._overflow.put(block))
            for column in self._latest:
                del column[:]

    def all(self) -> Arrays:
        """Return all entries."""
        if not self._blocks:
            return self._latest
        found = _arrays()
        for block in self._blocks:
            content, start = self._overflow.get(block), 0
            for column in found:
                end = start + _TOGETHER * column.itemsize
                column.frombytes(content[start:end])
                start = end
        for column, latest in zip(found, self._latest, strict=True):
            column.extend(latest)
        return found


class Store:
    """Entries of records that own a key, and references."""

    def __init__(self, overflow: Overflow) -> None:
        self.owned = Columns(overflow)
        self.references = Columns(overflow)

    def keys_to_read(self) -> Iterator[int]:
        """Yield the keys whose files have to be read again; one may come twice."""
        owned, references = self.owned.all(), self.references.all()
        if not references.keys and len(set(owned.keys)) == len(owned.keys):
            return
        values: dict[int, int] = {}
        for key, value in zip(owned.keys, owned.values, strict=True):
            if key in values:
                yield key
            values[key] = value
        for key, value in zip(references.keys, references.values, strict=True):
            if values.get(key, value) != value:
                yield key

    def files_with(self, keys: set[int]) -> Iterator[int]:
        """Yield the files with entries under some keys; one may come twice."""
        for columns in (self.owned, self.references):
            entries = columns.all()
            for key, file in zip(entries.keys, entries.files, strict=True):
                if key in keys:
                    yield file


def _arrays() -> Arrays:
    return Arrays(array("q"), array("i"), array("I"))
