"""The index: the entries of many files, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple


class Store:
    """Entries side by side in arrays: those of records that own a key, and references."""

    def __init__(self) -> None:
        self.owned = _columns()
        self.references = _columns()

    def keys_to_read(self) -> Iterator[int]:
        """Yield the keys whose files have to be read again; one may come twice."""
        if not self.references.keys and len(set(self.owned.keys)) == len(self.owned.keys):
            return
        values: dict[int, int] = {}
        for key, value in zip(self.owned.keys, self.owned.values, strict=True):
            if key in values:
                yield key
            values[key] = value
        for key, value in zip(self.references.keys, self.references.values, strict=True):
            if values.get(key, value) != value:
                yield key

    def files_with(self, keys: set[int]) -> Iterator[int]:
        """Yield the files with entries under some keys; one may come twice."""
        for columns in (self.owned, self.references):
            for key, file in zip(columns.keys, columns.files, strict=True):
                if key in keys:
                    yield file


class _Columns(NamedTuple):
    keys: array[int]
    values: array[int]
    files: array[int]


def _columns() -> _Columns:
    return _Columns(array("q"), array("i"), array("I"))
