"""Entries: what the rules about several files together remember of each record, as numbers.

A key becomes a hash of 64 bits and a value one of 32, so that an entry takes 16 bytes whatever it
is about. Hashes only say where to look again: nothing is reported before the files whose entries
seem to conflict were read a second time and compared as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.compatibility import view_for
from article_schema.checking.engine.failures import Failures, is_unset
from article_schema.checking.results.checked_file import StoredEntry
from article_schema.routes import Route
from article_schema.rules.contexts import FileContext, IndexEntry, RuleContext
from article_schema.rules.findings import Finding
from article_schema.rules.kinds import CorpusRule

_VALUE_BITS = 0x7FFFFFFF

#: Makes the entries of a record.
EntriesOf: TypeAlias = Callable[[Any], Iterable[IndexEntry]]


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry with the rule that it serves and the route of the record that it is about."""

    rule: CorpusRule
    record: Route
    entry: IndexEntry
    #: The code of the first of the rules that share the entry.
    shared_by: str
    collection: str | None = None

    @property
    def stored(self) -> StoredEntry:
        """The entry as it is remembered."""
        key, _, value, is_reference = self.entry
        return hash((self.shared_by, self.collection, key)), hash(value) & _VALUE_BITS, is_reference


class EntryPlan:
    """The rules about several files that concern the records of a run."""

    def __init__(self, settings: Settings, failures: Failures) -> None:
        #: The functions that make entries, each with the rules that it makes them for and
        #: how these see a record.
        self.sources: list[tuple[EntriesOf, list[CorpusRule], Callable[[Any], Any] | None]] = []
        by_function: dict[Any, list[CorpusRule]] = {}
        for rule in settings.active_rules():
            if not isinstance(rule, CorpusRule) or not rule.is_about(settings.model):
                continue
            sharing = by_function.setdefault((rule.entries, rule.models), [])
            if not sharing:
                self.sources.append((rule.entries, sharing, view_for(rule, settings.model)))
            sharing.append(rule)
        self.failures = failures
        #: The collection of the files, whose entries are compared with no others.
        self.collection = settings.collection

    def stored_entries_of(self, article: Any) -> tuple[StoredEntry, ...]:
        """Return the entries of an article that was accepted, as they are remembered."""
        return tuple([
            (hash((rules[0].code, self.collection, key)), hash(value) & _VALUE_BITS, is_reference)
            for entries_of, rules, _ in self.sources
            for key, _, value, is_reference in entries_of(article)
        ])  # fmt: skip

    def entries_of(
        self, record: Any, route: Route, file: FileContext, found: list[Finding]
    ) -> Iterator[NamedEntry]:
        """Yield the entries of a record.

        Args:
            record: an instance of the model, possibly with unset attributes.
            route: its route.
            file: the file that it stands in.
            found: takes a finding for each rule that fails.
        """
        for entries_of, rules, view in self.sources:
            try:
                entries = list(entries_of(view(record) if view else record))
            except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
                if not is_unset(error):
                    found += self.failures.finding(rules[0], error, RuleContext(file, route))
                continue
            for rule in rules:
                for entry in entries:
                    yield NamedEntry(rule, route, entry, rules[0].code, self.collection)


def stored(entries: Iterable[NamedEntry]) -> tuple[StoredEntry, ...]:
    """Return entries as they are remembered, each once for all rules that share it."""
    return tuple(entry.stored for entry in entries if entry.rule.code == entry.shared_by)
