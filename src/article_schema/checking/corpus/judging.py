"""The corpus: rules about several files together, judged once all files were checked.

Of each file only its name and a few facts of 16 bytes are remembered. At the end the files whose
facts seem to contest a topic are read again, compared as text and judged. Their findings come as
further results, file by file in the order of checking, after those of all single files: a report
that is written as files are checked cannot go back.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.entries import NamedEntry
from article_schema.checking.results.checked_file import CheckedFile, StoredEntry
from article_schema.document.files.storage import read_file
from article_schema.document.files.system import name_start
from article_schema.errors import DocumentError
from article_schema.rules.contexts import FileContext, IndexEntry, Member, RuleContext
from article_schema.rules.findings import Finding
from article_schema.rules.kinds import CorpusRule

#: So many files wait until their facts are taken in: in a row that takes half as long.
_WAITING = 64
#: Facts are spread over so many stores, and each is searched by itself, which bounds the memory
#: that the search takes.
_STORES = 64


class Corpus:
    """The facts of all files of a run, and their judgement."""

    def __init__(self) -> None:
        #: The checkers of the run, and which of them checked each file.
        self.checkers: list[Checker] = []
        self.checker_of = array("H")
        #: The checker of the last file, and its number.
        self.last: Checker | None = None
        self.number = 0
        self.names = _Names()
        self.stores = [_Store() for _ in range(_STORES)]
        #: Names of files with their facts, or the articles to make them of, and their checkers.
        self.waiting: list[tuple[str, tuple[StoredEntry, ...], Any, Checker]] = []

    def add(self, result: CheckedFile, checker: Checker) -> None:
        """Remember the facts of a file that a checker checked."""
        if result.entries or result.article is not None:
            self.waiting.append((result.filename, result.entries, result.article, checker))
            if len(self.waiting) == _WAITING:
                self._take_in()

    def _take_in(self) -> None:
        for filename, facts, article, checker in self.waiting:
            made = facts if article is None else checker.entries.stored_entries_of(article)
            if made:
                self._remember(filename, made, checker)
        self.waiting.clear()

    def _remember(self, filename: str, facts: Iterable[StoredEntry], checker: Checker) -> None:
        if checker is not self.last:
            if checker not in self.checkers:
                self.checkers.append(checker)
            self.last, self.number = checker, self.checkers.index(checker)
        self.checker_of.append(self.number)
        file = self.names.add(filename)
        for topic, claim, refers in facts:
            store = self.stores[topic % _STORES]
            topics, claims, files = store.referred if refers else store.owned
            topics.append(topic)
            claims.append(claim)
            files.append(file)

    def results(self) -> Iterator[tuple[CheckedFile, Checker]]:
        """Yield a further result for each file in which a rule about several files finds something.

        With each comes the checker of the file. Files that cannot be read any more are left out.
        """
        self._take_in()
        topics: set[int] = set()
        files: set[int] = set()
        for store in self.stores:
            topics.update(store.contested())
        for store in self.stores if topics else ():
            files.update(store.files_with(topics))
        found: dict[str, list[Finding]] = {}
        for finding in self._judged(topics, sorted(files)):
            found.setdefault(finding.file, []).append(finding)
        for file in sorted(files):
            filename = self.names.get(file)
            if filename in found:
                yield from self._placed(file, filename, found[filename])

    def _judged(self, topics: set[int], files: Iterable[int]) -> Iterator[Finding]:
        """Read files again, bring their facts together as text, and let the rules judge them."""
        groups: dict[tuple[CorpusRule, str], list[Member]] = {}
        for file in files:
            checker = self.checkers[self.checker_of[file]]
            filename = self.names.get(file)
            for fact in _facts(filename, checker):
                if fact.stored[0] in topics:
                    member = _member(fact, filename, checker)
                    groups.setdefault((fact.rule, fact.entry.key), []).append(member)
        for (rule, _), members in groups.items():
            if _is_contested([member.entry for member in members]):
                yield from self._judge(rule, members)

    def _judge(self, rule: CorpusRule, members: Sequence[Member]) -> list[Finding]:
        found: list[Finding] = []
        try:
            # A fix is proved by checking its file alone, which says nothing about the others.
            found.extend(replace(finding, fix=None) for finding in rule.function(members))
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
            failures = self.checkers[0].failures
            found += failures.finding(rule, error, members[0].at)
        return found

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


def _facts(filename: str, checker: Checker) -> list[NamedEntry]:
    try:
        raw = read_file(filename, checker.settings.limits)
    except DocumentError:
        return []
    return checker.entries_of(raw, filename)


def _member(fact: NamedEntry, filename: str, checker: Checker) -> Member:
    at = RuleContext(FileContext(filename, now=checker.judge.now), fact.record)
    at.rule = fact.rule
    at.severity = checker.settings.severity_of(fact.rule)
    at.options = checker.settings.options_of(fact.rule)
    return Member(at, fact.entry)


def _is_contested(facts: Sequence[IndexEntry]) -> bool:
    owners = [fact for fact in facts if not fact.is_reference]
    return len(owners) > 1 or any(
        fact.value != owner.value for fact in facts if fact.is_reference for owner in owners
    )


class _Names:
    """The names of many files in little memory: folders once, names in one run of bytes."""

    def __init__(self) -> None:
        self.folders: dict[str, int] = {}
        self.folder_list: list[str] = []
        self.folder = array("I")
        self.ends = array("Q")
        self.bytes = bytearray()

    def add(self, filename: str) -> int:
        start = name_start(filename)
        folder = filename[:start]
        number = self.folders.get(folder)
        if number is None:
            number = self.folders[folder] = len(self.folder_list)
            self.folder_list.append(folder)
        self.folder.append(number)
        self.bytes += filename[start:].encode("utf-8", "surrogatepass")
        self.ends.append(len(self.bytes))
        return len(self.ends) - 1

    def get(self, index: int) -> str:
        start = self.ends[index - 1] if index else 0
        name = bytes(self.bytes[start : self.ends[index]])
        return self.folder_list[self.folder[index]] + name.decode("utf-8", "surrogatepass")


class _Store:
    """Facts side by side in arrays: those of records that own a topic, and those that refer."""

    def __init__(self) -> None:
        self.owned = _columns()
        self.referred = _columns()

    def contested(self) -> Iterator[int]:
        """Yield the topics that need a second look; one may come twice."""
        if not self.referred.topics and len(set(self.owned.topics)) == len(self.owned.topics):
            return
        claims: dict[int, int] = {}
        for topic, claim in zip(self.owned.topics, self.owned.claims, strict=True):
            if topic in claims:
                yield topic
            claims[topic] = claim
        for topic, claim in zip(self.referred.topics, self.referred.claims, strict=True):
            if claims.get(topic, claim) != claim:
                yield topic

    def files_with(self, topics: set[int]) -> Iterator[int]:
        """Yield the files that speak about some topics; one may come twice."""
        for columns in (self.owned, self.referred):
            for topic, file in zip(columns.topics, columns.files, strict=True):
                if topic in topics:
                    yield file


class _Columns(NamedTuple):
    topics: array[int]
    claims: array[int]
    files: array[int]


def _columns() -> _Columns:
    return _Columns(array("q"), array("i"), array("I"))
