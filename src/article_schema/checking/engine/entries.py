"""Facts: what the rules about several files together remember of each record, as numbers.

A topic becomes a hash of 64 bits and a claim one of 32, so that a fact takes 16 bytes whatever it
is about. Hashes only say where to look again: nothing is reported before the files that seem to
contest a topic were read a second time and compared as text.
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
from article_schema.rules.base import At, CorpusFact, Rule, Situation
from article_schema.rules.findings import Finding

_CLAIM_BITS = 0x7FFFFFFF

#: Makes the facts of a record.
FactsOf: TypeAlias = Callable[[Any], Iterable[CorpusFact]]


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """A fact with the rule that it serves and the route of the record that it is about."""

    rule: Rule
    record: Route
    fact: CorpusFact
    #: The code of the first of the rules that share the fact.
    shared_by: str

    @property
    def stored(self) -> StoredEntry:
        """The fact as it is remembered."""
        topic, _, claim, refers = self.fact
        return hash((self.shared_by, topic)), hash(claim) & _CLAIM_BITS, refers


class EntryPlan:
    """The rules about several files that concern the records of a run."""

    def __init__(self, settings: Settings, failures: Failures) -> None:
        #: The functions that make facts, each with the rules that it makes them for and
        #: how these see a record.
        self.sources: list[tuple[FactsOf, list[Rule], Callable[[Any], Any] | None]] = []
        by_function: dict[Any, list[Rule]] = {}
        for rule in settings.active_rules():
            if rule.facts is None or not rule.is_about(settings.model):
                continue
            sharing = by_function.setdefault((rule.facts, rule.targets), [])
            if not sharing:
                self.sources.append((rule.facts, sharing, view_for(rule, settings.model)))
            sharing.append(rule)
        self.failures = failures

    def stored_entries_of(self, article: Any) -> tuple[StoredEntry, ...]:
        """Return the facts of an article that was accepted, as they are remembered."""
        return tuple([
            (hash((rules[0].code, topic)), hash(claim) & _CLAIM_BITS, refers)
            for facts_of, rules, _ in self.sources
            for topic, _, claim, refers in facts_of(article)
        ])  # fmt: skip

    def entries_of(
        self, record: Any, route: Route, situation: Situation, found: list[Finding]
    ) -> Iterator[NamedEntry]:
        """Yield the entries of a record.

        Args:
            record: an instance of the model, possibly with unset attributes.
            route: its route.
            situation: the file that it stands in.
            found: takes a finding for each rule that fails.
        """
        for facts_of, rules, view in self.sources:
            try:
                facts = list(facts_of(view(record) if view else record))
            except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
                if not is_unset(error):
                    found += self.failures.finding(rules[0], error, At(situation, route))
                continue
            for rule in rules:
                for fact in facts:
                    yield NamedEntry(rule, route, fact, rules[0].code)


def stored(facts: Iterable[NamedEntry]) -> tuple[StoredEntry, ...]:
    """Return facts as they are remembered, each once for all rules that share it."""
    return tuple(fact.stored for fact in facts if fact.rule.code == fact.shared_by)
