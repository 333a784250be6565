"""Excuses: findings that the configuration of a site, or a comment in the file, takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.records import is_page
from article_schema.checking.engine.required_keys import is_known_key
from article_schema.checking.fast.fast_path import MARK
from article_schema.checking.filters.suppressions import read_suppressions
from article_schema.document.source import Source
from article_schema.document.tree import Tree
from article_schema.faults import Fault
from article_schema.rules.base import Rule
from article_schema.rules.findings import Finding


class Excuses:
    """Takes findings back under some settings."""

    def __init__(self, settings: Settings, active: dict[str, Rule]) -> None:
        self.settings = settings
        self.active = active

    def by_file(self, findings: Iterable[Finding], filename: str) -> Iterator[Finding]:
        """Yield the findings whose rules are not left out in a file."""
        ignored = self.settings.ignored_in(filename) if self.settings.file_ignores else ()
        return (finding for finding in findings if finding.code not in ignored)

    def by_known_keys(
        self, findings: Iterable[Finding], source: Source, tree: Tree
    ) -> Iterator[Finding]:
        """Yield the findings that are not about a key which the site knows."""
        known = self.settings.known_keys
        paged = is_page(tree.data, source.format, self.settings.model)
        return (f for f in findings if not (known and is_known_key(f, known, paged=paged)))

    def by_comments(
        self,
        findings: Iterable[Finding],
        source: Source,
        tree: Tree,
        report: Callable[[Fault], Finding | None] | None,
    ) -> list[Finding]:
        """Return the findings that no comment suppresses.

        Args:
            findings: what was found, with its places.
            source: the file.
            tree: its composed tree.
            report: makes a finding of what is wrong with the comments themselves; None leaves that
                out, where not all findings of the file are known.
        """
        if MARK not in source.text:
            return list(findings)
        suppressions = read_suppressions(source, tree, self.settings.rules)
        kept = suppressions.without_suppressed(findings, self.active)
        if report is not None:
            for fault in (*suppressions.faults, *suppressions.unused(self.active)):
                finding = report(fault)
                if finding is not None:
                    kept.append(finding)
        return kept
