"""The corpus: rules about several files together, judged once all files were checked.

Of each file only its name and a few entries of 16 bytes are remembered; those of many files wait on
disk. At the end the files whose entries seem to disagree are read again, compared as text and
judged. Their findings come as further results, file by file in the order of checking, after those
of all single files: a report that is written as files are checked cannot go back.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from article_schema.checking.corpus.groups import Groups
from article_schema.checking.corpus.index import Store
from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.entries import NamedEntry
from article_schema.checking.results.checked_file import CheckedFile, StoredEntry
from article_schema.document.files.names import FileNames
from article_schema.document.files.overflow import Overflow
from article_schema.document.files.storage import read_file
from article_schema.errors import DocumentError
from article_schema.rules.findings import Finding

#: So many files wait until their entries are taken in: in a row that takes half as long.
_WAITING = 64
#: Entries are spread over so many stores, and each is searched by itself, which bounds the memory
#: that the search takes.
_STORES = 64


class Corpus:
    """The entries of all files of a run, and their judgement."""

    def __init__(self) -> None:
        #: The checkers of the run, and which of them checked each file.
        self.checkers: list[Checker] = []
        self.checker_of = array("H")
        #: The checker of the last file, and its number.
        self.last: Checker | None = None
        self.number = 0
        overflow = Overflow()
        self.names = FileNames(overflow=overflow)
        self.stores = [Store(overflow) for _ in range(_STORES)]
        #: Names of files with their entries, or the articles to make them of, and their checkers.
        self.waiting: list[tuple[str, tuple[StoredEntry, ...], Any, Checker]] = []

    def add(self, result: CheckedFile, checker: Checker) -> None:
        """Remember the entries of a file that a checker checked."""
        if result.entries or result.article is not None:
            self.waiting.append((result.filename, result.entries, result.article, checker))
            if len(self.waiting) == _WAITING:
                self._take_in()

    def _take_in(self) -> None:
        for filename, entries, article, checker in self.waiting:
            made = entries if article is None else checker.entries.stored_entries_of(article)
            if made:
                self._remember(filename, made, checker)
        self.waiting.clear()

    def _remember(self, filename: str, entries: Iterable[StoredEntry], checker: Checker) -> None:
        if checker is not self.last:
            if checker not in self.checkers:
                self.checkers.append(checker)
            self.last, self.number = checker, self.checkers.index(checker)
        self.checker_of.append(self.number)
        file = self.names.add(filename)
        for key, value, is_reference in entries:
            store = self.stores[key % _STORES]
            (store.references if is_reference else store.owned).add(key, value, file)

    def results(self) -> Iterator[tuple[CheckedFile, Checker]]:
        """Yield a further result for each file in which a rule about several files finds something.

        With each comes the checker of the file. Files that cannot be read any more are left out.
        """
        self._take_in()
        keys: set[int] = set()
        files: set[int] = set()
        for store in self.stores:
            keys.update(store.keys_to_read())
        for store in self.stores if keys else ():
            files.update(store.files_with(keys))
        found: dict[str, list[Finding]] = {}
        for finding in self._judged(keys, sorted(files)):
            found.setdefault(finding.file, []).append(finding)
        for file in sorted(files):
            filename = self.names.get(file)
            if filename in found:
                yield from self._placed(file, filename, found[filename])

    def _judged(self, keys: set[int], files: Iterable[int]) -> Iterator[Finding]:
        """Read files again, bring their entries together as text, and let the rules judge them."""
        groups = Groups()
        for file in files:
            checker = self.checkers[self.checker_of[file]]
            filename = self.names.get(file)
            for entry in _entries(filename, checker):
                if entry.stored[0] in keys:
                    groups.add(entry, filename, checker)
        if keys:
            for finding, _ in groups.judged(self.checkers[0].failures):
                yield finding

    def _placed(
        self, file: int, filename: str, findings: Sequence[Finding]
    ) -> Iterator[tuple[CheckedFile, Checker]]:
        checker = self.checkers[self.checker_of[file]]
        try:
            raw = read_file(filename, checker.settings.limits)
        except DocumentError:
            return
        result = checker.placed(raw, filename, findings)
        if result is not None and result.findings:
            yield result, checker


def _entries(filename: str, checker: Checker) -> list[NamedEntry]:
    try:
        raw = read_file(filename, checker.settings.limits)
    except DocumentError:
        return []
    return checker.entries_of(raw, filename)
