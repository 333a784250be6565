"""Entries of many files: those of which two files disagree are found, however many wait on disk."""

from __future__ import annotations

from random import Random

from article_schema.checking.corpus.index import Store
from article_schema.document.files.overflow import Overflow


def test_contested_keys_of_very_many_entries_are_found() -> None:
    random, overflow = Random(1), Overflow()
    stores = [Store(overflow) for _ in range(4)]
    owners: dict[int, list[tuple[int, int]]] = {}
    references: list[tuple[int, int, int]] = []
    for file in range(60_000):
        key, value = random.randrange(-(2**62), 2**62), random.randrange(-(2**31), 2**31)
        if file % 100 == 1:
            key = random.choice(list(owners)) if file < 1000 else key
        stores[key % 4].owned.add(key, value, file)
        owners.setdefault(key, []).append((value, file))
        if file % 1000 == 5:
            referred = value + (file % 2000 == 5)
            stores[key % 4].references.add(key, referred, file + 100_000)
            references.append((key, referred, file + 100_000))
    wanted = {key for key, held in owners.items() if len(held) > 1}
    wanted |= {key for key, value, _ in references if owners[key][-1][0] != value}
    found = {key for store in stores for key in store.keys_to_read()}
    assert found == wanted
    assert wanted
    files = {file for store in stores for file in store.files_with(found)}
    assert files == {file for key in wanted for _, file in owners[key]} | {
        file for key, _, file in references if key in wanted
    }
