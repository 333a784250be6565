"""Facts: what the rules about several files together remember of each record, as numbers.

A topic becomes a hash of 64 bits and a claim one of 32, so that a fact takes 16 bytes whatever it
is about. Hashes only say where to look again: nothing is reported before the files that seem to
contest a topic were read a second time and compared as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from article_schema.checking.failures import Failures, is_unset
from article_schema.checking.loosening import Loosening
from article_schema.checking.settings import Settings
from article_schema.routes import Route
from article_schema.rules.base import At, CorpusFact, Rule, Situation
from article_schema.rules.findings import Finding

_CLAIM_BITS = 0x7FFFFFFF


class StoredFact(NamedTuple):
    """A fact as it is remembered."""

    topic: int
    claim: int
    refers: bool


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact with the rule that it serves and the route of the record that it is about."""

    rule: Rule
    record: Route
    fact: CorpusFact

    @property
    def stored(self) -> StoredFact:
        """The fact as it is remembered."""
        return StoredFact(
            hash((self.rule.code, self.fact.topic)),
            hash(self.fact.claim) & _CLAIM_BITS,
            self.fact.refers,
        )


class FactPlan:
    """The rules about several files that concern the records of a run."""

    def __init__(self, settings: Settings) -> None:
        self.rules = tuple(
            (rule, rule.facts, Loosening(rule, settings.model))
            for rule in settings.active_rules()
            if rule.facts is not None and rule.is_about(settings.model)
        )
        self.failures = Failures(settings)

    def stored_facts_of(self, article: Any) -> tuple[StoredFact, ...]:
        """Return the facts of an article that was accepted, as they are remembered."""
        return tuple([
            StoredFact(hash((rule.code, topic)), hash(claim) & _CLAIM_BITS, refers)
            for rule, facts, _ in self.rules
            for topic, _, claim, refers in facts(article)
        ])  # fmt: skip

    def facts_of(
        self, record: Any, route: Route, situation: Situation, found: list[Finding] | None = None
    ) -> Iterator[NamedFact]:
        """Yield the facts of a record.

        Args:
            record: an instance of the model, possibly with unset attributes.
            route: its route.
            situation: the file that it stands in.
            found: takes a finding for each rule that fails.
        """
        for rule, facts_of, loosening in self.rules:
            try:
                facts = list(facts_of(loosening.view(record)))
            except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
                if found is not None and not is_unset(error):
                    found += self.failures.finding(rule, error, At(situation, route))
                continue
            for fact in facts:
                yield NamedFact(rule, route, fact)
