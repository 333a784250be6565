"""The index: which files of a folder of the workspace share a key, in little memory."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from threading import Lock
from typing import NamedTuple, TypeAlias

from article_schema.checking.results.checked_file import StoredEntry
from article_schema.lsp.workspace.traces import Traces, Word

#: The number of the only file under a key, or of several.
_Files: TypeAlias = "int | array[int]"

_NOTHING: array[int] = array("q")
#: A key that more files share is a placeholder, and these are enough to tell.
_MOST = 1_000


class Conflict(NamedTuple):
    """A key of a file under which others say something else."""

    key: int
    #: The other files, in the order of a check.
    files: list[str]


class Index:
    """What is kept of the files of one folder. Several threads may ask and change it.

    Args:
        folder: the folder.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        #: Grows with each change of the entries.
        self.revision = 0
        self.words: Counter[Word] = Counter()
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._paths: list[str] = []
        self._entries: list[array[int]] = []
        self._names: list[array[int]] = []
        self._words: list[tuple[Word, ...]] = []
        self._by_key: dict[int, _Files] = {}
        #: One of all equal words.
        self._same: dict[Word, Word] = {}

    def __len__(self) -> int:
        """Return how many files have been taken in."""
        return len(self._paths)

    def put(self, path: str, traces: Traces) -> None:
        """Keep what is known of a file in place of what was."""
        with self._lock:
            file = self._number(path)
            self._set_entries(file, traces.entries)
            self._set_names(file, traces.names)
            self.words.subtract(self._words[file])
            for word in self._words[file]:
                if self.words[word] <= 0:
                    del self.words[word], self._same[word]
            words = tuple(self._same.setdefault(word, word) for word in traces.words)
            self.words.update(words)
            self._words[file] = words

    def put_entries(self, path: str, entries: array[int]) -> set[str]:
        """Keep the entries of a file, and return the other files whose findings may change."""
        with self._lock:
            file = self._number(path)
            old = self._entries[file]
            if not self._set_entries(file, entries):
                return set()
            keys = {*old[::3], *entries[::3]}
            return {self._paths[other] for key in keys for other in self._under(key)} - {path}

    def drop(self, path: str) -> None:
        """Forget a file."""
        if path in self._numbers:
            self.put(path, Traces(_NOTHING, _NOTHING, ()))

    def conflicts(self, path: str, entries: Iterable[StoredEntry]) -> list[Conflict]:
        """Return the keys of a file under which it seems to disagree with others.

        Args:
            path: the file.
            entries: its entries.
        """
        mine: dict[int, list[tuple[int, bool]]] = {}
        for key, value, is_reference in entries:
            mine.setdefault(key, []).append((value, is_reference))
        with self._lock:
            own = self._numbers.get(path)
            found: dict[int, list[str]] = {}
            for key, said in mine.items():
                others = list(islice((file for file in self._under(key) if file != own), _MOST))
                theirs = chain.from_iterable(self._said(file, key) for file in others)
                if _disagree(chain(said, theirs)):
                    found[key] = [self._paths[file] for file in others]
        return [Conflict(key, sorted(files, key=walk_order)) for key, files in found.items()]

    def files_with(self, name: int) -> list[str]:
        """Return the files with a name, by its hash, in the order of a check."""
        with self._lock:
            files = [self._paths[file] for file in self._under(name) if name in self._names[file]]
        return sorted(files, key=walk_order)

    def files_with_word(self, word: Word) -> list[str]:
        """Return the files that hold a word, in the order of a check."""
        with self._lock:
            found = [
                path for path, words in zip(self._paths, self._words, strict=True) if word in words
            ]
        return sorted(found, key=walk_order)

    def words_of(self, field: str) -> list[str]:
        """Return the words of a field, the most frequent first."""
        with self._lock:
            found = [(word.text, count) for word, count in self.words.items() if word[0] == field]
        return [text for text, _ in sorted(found, key=lambda each: (-each[1], each[0]))]

    def _number(self, path: str) -> int:
        file = self._numbers.get(path)
        if file is None:
            file = self._numbers[path] = len(self._paths)
            self._paths.append(path)
            self._entries.append(_NOTHING)
            self._names.append(_NOTHING)
            self._words.append(())
        return file

    def _set_entries(self, file: int, entries: array[int]) -> bool:
        old = self._entries[file]
        if old == entries:
            return False
        self._move(file, old[::3], entries[::3])
        self._entries[file] = entries
        self.revision += 1
        return True

    def _set_names(self, file: int, names: array[int]) -> None:
        self._move(file, self._names[file], names)
        self._names[file] = names

    def _move(self, file: int, old: Iterable[int], new: Iterable[int]) -> None:
        """Enter a file under new keys in place of old ones; a name and an entry share none."""
        before, after = set(old), set(new)
        for key in before - after:
            files = self._by_key[key]
            if isinstance(files, int):
                del self._by_key[key]
            else:
                files.remove(file)
                if len(files) == 1:
                    self._by_key[key] = files[0]
        for key in after - before:
            known = self._by_key.get(key)
            if known is None:
                self._by_key[key] = file
            elif isinstance(known, int):
                self._by_key[key] = array("I", (known, file))
            else:
                known.append(file)

    def _under(self, key: int) -> Iterator[int]:
        files = self._by_key.get(key, ())
        return iter((files,) if isinstance(files, int) else files)

    def _said(self, file: int, key: int) -> Iterator[tuple[int, bool]]:
        """Yield the value and the kind of each entry of a file under a key."""
        numbers = self._entries[file]
        for at in range(0, len(numbers), 3):
            if numbers[at] == key:
                yield numbers[at + 1], bool(numbers[at + 2])


def _disagree(said: Iterable[tuple[int, bool]]) -> bool:
    """Tell whether two entries own a key, or one refers to it with another value than its owner."""
    owner: int | None = None
    references: set[int] = set()
    for value, is_reference in said:
        if is_reference:
            references.add(value)
        elif owner is not None:
            return True
        else:
            owner = value
        if owner is not None and references - {owner}:
            return True
    return False


def walk_order(path: str) -> tuple[tuple[bool, str], ...]:
    """Return what sorts files as a check walks them: those of a folder before its folders.

    >>> sorted(["/a/b/c", "/a/d", "/a/a/z"], key=walk_order)
    ['/a/d', '/a/a/z', '/a/b/c']
    """
    *folders, name = path.split(os.sep)
    return (*((True, folder) for folder in folders), (False, name))
