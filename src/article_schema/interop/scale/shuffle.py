"""Shuffle: what rules about several files compare, brought together by keys.

An entry is a key of 16 bytes, a value of 8 and the place of its row. Equal keys come into one
bucket, and each bucket is looked at by itself: on disk one after the other, on a cluster side by
side.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from article_schema.checking.engine.entries import NamedEntry

#: A key, a value, the numbers of a part and of a row in it, and whether it is a reference.
_ENTRY = struct.Struct("<16s8sII?")
#: How many buckets there are on disk.
_BUCKETS = 128
#: So many bytes of a bucket wait until they are written.
_WAITING = 32_768


class Entry(NamedTuple):
    """What a row says about a key."""

    key: bytes
    value: bytes
    is_reference: bool


class Place(NamedTuple):
    """Where a row stands: the number of its part, and its own in the part."""

    part: int
    row: int


def entry_of(named: NamedEntry) -> Entry:
    """Return an entry as it is shuffled, the same in every process.

    Values that are equal may look different, and are then compared as they are: a look too many
    costs time, and one too few would miss a finding.
    """
    key, _, value, is_reference = named.entry
    said = repr(value).encode("utf-8", "surrogatepass")
    return Entry(
        key_of(named.shared_by, named.collection, key),
        blake2b(said, digest_size=8).digest(),
        is_reference,
    )


def key_of(*said: object) -> bytes:
    """Return the key for some plain values, the same in every process."""
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Contested(NamedTuple):
    """What has to be read again."""

    keys: set[bytes]
    #: The places of the rows, in their order.
    rows: list[Place]


class Buckets:
    """The entries of some rows, packed, by the first two bytes of their keys.

    Args:
        number: how many buckets there are, up to 65,536.
    """

    def __init__(self, number: int) -> None:
        self.packed = [bytearray() for _ in range(number)]

    def add(self, place: Place, entries: Iterable[Entry]) -> Iterator[int]:
        """Take in the entries of a row, and yield the number of each one's bucket."""
        number = len(self.packed)
        for key, value, is_reference in entries:
            bucket = int.from_bytes(key[:2]) % number
            self.packed[bucket] += _ENTRY.pack(key, value, *place, is_reference)
            yield bucket


class Shuffle:
    """Takes in entries on this machine, and finds those that disagree.

    Args:
        folder: where buckets are kept.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._waiting = Buckets(_BUCKETS)

    def add(self, place: Place, entries: Iterable[Entry]) -> None:
        """Take in the entries of a row."""
        for bucket in self._waiting.add(place, entries):
            if len(self._waiting.packed[bucket]) > _WAITING:
                self._write(bucket)

    def _path(self, bucket: int) -> str:
        return os.path.join(self._folder, f"bucket-{bucket}")

    def _write(self, bucket: int) -> None:
        with open(self._path(bucket), "ab") as file:
            file.write(self._waiting.packed[bucket])
        self._waiting.packed[bucket].clear()

    def contested(self) -> Contested:
        """Return the keys on which rows disagree, and all rows that have one of them."""
        found = []
        for bucket in range(_BUCKETS):
            self._write(bucket)
            with open(self._path(bucket), "rb") as file:
                found.append(contested_in(file.read()))
        return united(found)


def merged(*several: list[bytes]) -> tuple[bytes, ...]:
    """Return the buckets of several parts as one, bucket by bucket."""
    return tuple(map(b"".join, zip(*several, strict=True)))


def contested_in(*packed: bytes) -> Contested:
    """Return what is contested in a bucket, which has come in some pieces."""
    raw = b"".join(packed)
    keys = set(_contested(raw))
    entries = _ENTRY.iter_unpack(raw) if keys else ()
    places = {Place(part, row) for key, _, part, row, _ in entries if key in keys}
    return Contested(keys, sorted(places))


def united(some: Iterable[Contested]) -> Contested:
    """Return what is contested in all buckets."""
    keys: set[bytes] = set()
    rows: set[Place] = set()
    for each in some:
        keys |= each.keys
        rows.update(each.rows)
    return Contested(keys, sorted(rows))


def _contested(raw: bytes) -> Iterator[bytes]:
    """Yield keys with two owners, or with a reference that says something else; some twice."""
    owners: dict[bytes, bytes] = {}
    for key, value, _, _, is_reference in _ENTRY.iter_unpack(raw):
        if not is_reference:
            if key in owners:
                yield key
            owners[key] = value
    for key, value, _, _, is_reference in _ENTRY.iter_unpack(raw):
        if is_reference and owners.get(key, value) != value:
            yield key
