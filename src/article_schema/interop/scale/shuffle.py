"""Shuffle: what rules about several files compare, brought together by keys, on disk.

An entry is a key of 16 bytes, a value of 8 and the number of its row. Equal keys come into one
bucket, and each bucket is looked at by itself, so that memory does not grow with the archive.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from article_schema.checking.engine.entries import NamedEntry

#: A key, a value, the number of a row, and whether it is a reference.
_ENTRY = struct.Struct("<16s8sQ?")
_BUCKETS = 128
#: So many bytes of a bucket wait until they are written.
_WAITING = 32_768


class Entry(NamedTuple):
    """What a row says about a key."""

    key: bytes
    value: bytes
    is_reference: bool


def entry_of(named: NamedEntry) -> Entry:
    """Return an entry as it is shuffled, the same in every process.

    Values that are equal may look different, and are then compared as they are: a look too many
    costs time, and one too few would miss a finding.
    """
    key, _, value, is_reference = named.entry
    name = repr((named.shared_by, named.collection, key)).encode("utf-8", "surrogatepass")
    said = repr(value).encode("utf-8", "surrogatepass")
    return Entry(
        blake2b(name, digest_size=16).digest(), blake2b(said, digest_size=8).digest(), is_reference
    )


class Contested(NamedTuple):
    """What has to be read again."""

    keys: set[bytes]
    #: The numbers of the rows, in their order.
    rows: list[int]


class Shuffle:
    """Takes in entries, and finds those that disagree.

    Args:
        folder: where buckets are kept.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._waiting = [bytearray() for _ in range(_BUCKETS)]

    def add(self, row: int, entries: Iterable[Entry]) -> None:
        """Take in the entries of a row."""
        for key, value, is_reference in entries:
            bucket = key[0] % _BUCKETS
            waiting = self._waiting[bucket]
            waiting += _ENTRY.pack(key, value, row, is_reference)
            if len(waiting) > _WAITING:
                self._write(bucket)

    def _path(self, bucket: int) -> str:
        return os.path.join(self._folder, f"bucket-{bucket}")

    def _write(self, bucket: int) -> None:
        with open(self._path(bucket), "ab") as file:
            file.write(self._waiting[bucket])
        self._waiting[bucket].clear()

    def contested(self) -> Contested:
        """Return the keys on which rows disagree, and all rows that have one of them."""
        keys: set[bytes] = set()
        rows: set[int] = set()
        for bucket in range(_BUCKETS):
            self._write(bucket)
            with open(self._path(bucket), "rb") as file:
                raw = file.read()
            found = set(_contested(raw))
            if found:
                keys |= found
                rows.update(row for key, _, row, _ in _ENTRY.iter_unpack(raw) if key in found)
        return Contested(keys, sorted(rows))


def _contested(raw: bytes) -> Iterator[bytes]:
    """Yield keys with two owners, or with a reference that says something else; some twice."""
    owners: dict[bytes, bytes] = {}
    for key, value, _, is_reference in _ENTRY.iter_unpack(raw):
        if not is_reference:
            if key in owners:
                yield key
            owners[key] = value
    for key, value, _, is_reference in _ENTRY.iter_unpack(raw):
        if is_reference and owners.get(key, value) != value:
            yield key
