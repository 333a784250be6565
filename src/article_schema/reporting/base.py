"""What every reporter does, and what they share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from article_schema.checking.engine import CheckedFile
from article_schema.checking.report import Report
from article_schema.rules.findings import Severity


class Reporter(Protocol):
    """Writes one report. It is told of each file as soon as that is checked, and of the end."""

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        ...

    def finish(self, report: Report) -> None:
        """Write what stands at the end."""
        ...


def plural(number: int, noun: str) -> str:
    """Write a number with its noun: `1 error`, `2,000 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary_line(report: Report) -> str:
    """Sum a report up in one sentence."""
    files = plural(report.files, "file")
    if not report.findings:
        return f"All checks passed in {files}."
    counts = [
        f"{report.counts[severity]:,} info"
        if severity is Severity.INFO
        else plural(report.counts[severity], severity.value)
        for severity in Severity
        if report.counts[severity]
    ]
    return f"Found {_joined(counts)} in {files}."


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
