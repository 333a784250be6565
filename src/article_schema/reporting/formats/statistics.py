"""Statistics: the number of findings of each rule."""

from __future__ import annotations

from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation, summary_lines
from article_schema.reporting.counts import by_rule
from article_schema.rules.findings import Severity


def statistics_lines(report: Report) -> list[str]:
    """Return one line for each rule, most findings first: count, code, severity, fixable, name."""
    rules = by_rule(report.findings)
    width = max((len(f"{rule.count:,}") for rule in rules), default=1)
    grades = max(len(severity.value) for severity in Severity)
    return [
        f"{rule.count:>{width},}  {rule.code}  {rule.severity.value:<{grades}}  "
        f"{'[*]' if rule.fixable else '[ ]'}  {rule.name}"
        for rule in rules
    ]


class StatisticsReporter:
    """Writes the table and a summary at the end."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out

    def result(self, result: CheckedFile) -> None:
        """Wait for the end."""

    def finish(self, report: Report) -> None:
        """Write the table and the summary."""
        for line in statistics_lines(report):
            self.out.write(f"{line}\n")
        self.out.write("".join(f"{line}\n" for line in summary_lines(report)))
