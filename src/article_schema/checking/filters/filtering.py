"""Filters: findings that the configuration of a site, or a comment in the file, suppresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from article_schema.checking.config.settings import Settings
from article_schema.checking.fast.fast_path import MARK
from article_schema.checking.filters.suppressions import read_suppressions
from article_schema.document.source import Source
from article_schema.document.tree import Tree
from article_schema.faults import Fault
from article_schema.routes import Route
from article_schema.rules.families.field_rules import misspelt_key, unknown_key
from article_schema.rules.findings import Finding
from article_schema.rules.rule import Rule

_ABOUT_UNKNOWN_KEYS = frozenset({misspelt_key.code, unknown_key.code})


class Filters:
    """Leaves findings out under some settings."""

    def __init__(self, settings: Settings, active: Mapping[str, Rule]) -> None:
        self.settings = settings
        self.active = active

    def by_file(self, findings: Iterable[Finding], filename: str) -> Iterator[Finding]:
        """Yield the findings whose rules are not left out in a file."""
        ignored = self.settings.ignored_in(filename) if self.settings.file_ignores else ()
        return (finding for finding in findings if finding.code not in ignored)

    def by_known_keys(self, findings: Iterable[Finding], records: Route) -> Iterator[Finding]:
        """Yield the findings that are not about a key which the site knows.

        Args:
            findings: what was found.
            records: the route of the list of records; that of the file where it holds one record.
        """
        known = self.settings.known_keys
        return (f for f in findings if not (known and _is_known_key(f, known, len(records))))

    def by_comments(
        self, findings: Iterable[Finding], source: Source, tree: Tree
    ) -> tuple[list[Finding], Iterable[Fault]]:
        """Return the findings that no comment suppresses, and what is wrong with the comments.

        Args:
            findings: what was found, with its places.
            source: the file.
            tree: its composed tree.
        """
        if MARK not in source.text:
            return list(findings), ()
        suppressions = read_suppressions(source, tree, self.settings.rules)
        kept = suppressions.without_suppressed(findings, self.active)
        return kept, chain(suppressions.faults, suppressions.unused(self.active))


def _is_known_key(finding: Finding, known: Collection[str], depth: int) -> bool:
    """Tell whether a finding is about an unknown key that the site knows."""
    if finding.code not in _ABOUT_UNKNOWN_KEYS:
        return False
    return ".".join(step for step in finding.route[depth:] if isinstance(step, str)) in known
