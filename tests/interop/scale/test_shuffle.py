"""The shuffle finds the rows that a look at all entries at once finds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from article_schema import Article
from article_schema.checking.engine.checker import Checker
from article_schema.interop.scale import shuffle
from article_schema.interop.scale.shuffle import (
    Buckets,
    Entry,
    Place,
    Shuffle,
    contested_in,
    entry_of,
    merged,
    united,
)
from article_schema.rules.contexts import FileContext
from article_schema.testing import make

ENTRIES = st.builds(
    Entry,
    st.integers(0, 5).map(lambda number: bytes([number]) * 16),
    st.integers(0, 2).map(lambda number: bytes([number]) * 8),
    st.booleans(),
)


@given(st.lists(st.lists(ENTRIES, max_size=4), max_size=12))
def test_rows_that_disagree_are_found(rows: list[list[Entry]]) -> None:
    every = [entry for entries in rows for entry in entries]
    owned = {entry.key: entry.value for entry in every if not entry.is_reference}
    keys = {
        one.key
        for at, one in enumerate(every)
        for other in every[at + 1 :]
        if one.key == other.key and not (one.is_reference and other.is_reference)
        if not (one.is_reference or other.is_reference) or one.value != other.value
    }
    with TemporaryDirectory() as folder:
        found = Shuffle(folder)
        for row, entries in enumerate(rows):
            found.add(_place(row), entries)
        contested = found.contested()
    assert contested.keys == keys <= owned.keys()
    assert contested.rows == [
        _place(row) for row, entries in enumerate(rows) if keys & {entry.key for entry in entries}
    ]


def _place(row: int) -> Place:
    return Place(row // 3, row % 3)


@given(st.lists(st.lists(ENTRIES, max_size=4), max_size=12), st.integers(2, 5))
def test_buckets_of_several_parts_tell_the_same(rows: list[list[Entry]], number: int) -> None:
    with TemporaryDirectory() as folder:
        whole = Shuffle(folder)
        parts = []
        for row, entries in enumerate(rows):
            whole.add(_place(row), entries)
            if row % 3 == 0:
                parts.append(Buckets(number))
            for _ in parts[-1].add(_place(row), entries):
                pass
        wanted = whole.contested()
    packed = [[bytes(bucket) for bucket in part.packed] for part in parts]
    columns = [merged(*packed[start : start + 2]) for start in range(0, len(packed), 2)]
    assert united(contested_in(*column) for column in zip(*columns, strict=True)) == wanted


def test_many_entries_are_on_disk_and_not_in_memory(tmp_path: Path) -> None:
    found = Shuffle(str(tmp_path))
    for row in range(2_000):
        found.add(Place(0, row), [Entry(bytes(16), bytes(8), is_reference=False)])
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) > 32_768
    assert len(found.contested().rows) == 2_000


def test_an_entry_is_the_same_in_every_process() -> None:
    checker = Checker()
    entries = checker.entries.entries_of(make(Article), (), FileContext("a.md"), [])
    first = entry_of(next(entries))
    assert first == Entry(
        bytes.fromhex("85e70a7a65b30e20f62c11973fe84604"),
        bytes.fromhex("24a8cdd4e26f1df5"),
        is_reference=False,
    )
    assert shuffle._ENTRY.size == 33
