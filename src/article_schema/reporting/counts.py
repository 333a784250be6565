"""Counts: the numbers of a summary, which every format that has one takes from here."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from article_schema.reporting.paths import relative_path
from article_schema.rules.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something with one severity."""

    code: str
    name: str
    severity: Severity
    count: int
    #: How many of the findings have a fix.
    fixable: int


def by_rule(findings: Iterable[Finding]) -> list[RuleCount]:
    """Count the findings of each rule, most first."""
    counts: Counter[tuple[str, str, Severity]] = Counter()
    fixable: Counter[tuple[str, str, Severity]] = Counter()
    for finding in findings:
        key = (finding.code, finding.name, finding.severity)
        counts[key] += 1
        fixable[key] += finding.fixable
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][2].rank))
    return [RuleCount(*key, count, fixable[key]) for key, count in ordered]


def by_folder(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """Count the findings of each folder, most first; `.` is the current one."""
    files = Counter(finding.file for finding in findings)
    counts: Counter[str] = Counter()
    for file, count in files.items():
        counts[posixpath.dirname(relative_path(file)) or "."] += count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def by_file(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """Count the findings of each file, most first."""
    counts = Counter(finding.file for finding in findings)
    named = ((relative_path(file), count) for file, count in counts.items())
    return sorted(named, key=lambda item: (-item[1], item[0]))
