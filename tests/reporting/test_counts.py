"""The numbers that every summary has."""

from __future__ import annotations

from dataclasses import replace

from article_schema.reporting.counts import by_file, by_folder, by_rule
from article_schema.rules.findings import Severity

from .samples import sample, written

FINDINGS = [finding for result in sample() for finding in result.findings]


def test_rules_with_most_findings_come_first() -> None:
    assert [(each.code, each.severity, each.count, each.fixable) for each in by_rule(FINDINGS)] == [
        ("TST001", Severity.ERROR, 3, 1),
        ("TST001", Severity.INFO, 1, 0),
        ("TST002", Severity.WARNING, 1, 0),
    ]


def test_folders_and_files() -> None:
    assert by_folder(FINDINGS) == [("content", 5)]
    assert by_file(FINDINGS) == [("content/a b.md", 4), ("content/gone.md", 1)]


def test_markdown_has_a_table_of_folders_where_there_are_several() -> None:
    first, second, _ = sample()
    assert "| Count | Folder |" not in written("markdown", [first])
    moved = second.with_findings(
        tuple(replace(each, file="drafts/gone.md") for each in second.findings)
    )
    assert "| 4 | <code>content</code> |\n| 1 | <code>drafts</code> |" in written(
        "markdown", [first, moved]
    )
