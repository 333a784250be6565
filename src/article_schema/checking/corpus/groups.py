"""Groups: entries of several files under one key, which rules about several files compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.entries import NamedEntry
from article_schema.checking.engine.failures import Failures
from article_schema.rules.contexts import FileContext, IndexEntry, Member, RuleContext
from article_schema.rules.findings import Finding
from article_schema.rules.kinds import CorpusRule

#: What tells a group from others: its rule, the collection of its files, and the key.
_Key: TypeAlias = tuple[CorpusRule, str | None, str]


class Groups:
    """Brings entries together as text, and lets the rules judge those that disagree."""

    def __init__(self) -> None:
        self._groups: dict[_Key, list[Member]] = {}

    def add(self, entry: NamedEntry, filename: str, checker: Checker) -> None:
        """Take in an entry; those of one key come in the order of their files.

        Args:
            entry: the entry.
            filename: the name of its file, as findings show it.
            checker: the checker of the file.
        """
        group = entry.rule, checker.settings.collection, entry.entry.key
        self._groups.setdefault(group, []).append(_member(entry, filename, checker))

    def judged(self, failures: Failures) -> Iterator[tuple[Finding, Sequence[Member]]]:
        """Yield what the rules find, each with the members of its group.

        Args:
            failures: tells of rules that fail.
        """
        for (rule, _, _), members in self._groups.items():
            if _disagree([member.entry for member in members]):
                for finding in _judge(rule, members, failures):
                    yield finding, members


def _judge(rule: CorpusRule, members: Sequence[Member], failures: Failures) -> list[Finding]:
    found: list[Finding] = []
    try:
        # A fix is proved by checking its file alone, which says nothing about the others.
        found.extend(replace(finding, fix=None) for finding in rule.function(members))
    except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
        found += failures.finding(rule, error, members[0].at)
    return found


def _member(entry: NamedEntry, filename: str, checker: Checker) -> Member:
    at = RuleContext(FileContext(filename, now=checker.judge.now), entry.record)
    at.rule = entry.rule
    at.severity = checker.settings.severity_of(entry.rule)
    at.options = checker.settings.options_of(entry.rule)
    return Member(at, entry.entry)


def _disagree(entries: Sequence[IndexEntry]) -> bool:
    owners = [entry for entry in entries if not entry.is_reference]
    return len(owners) > 1 or any(
        entry.value != owner.value for entry in entries if entry.is_reference for owner in owners
    )
