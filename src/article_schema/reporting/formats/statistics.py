"""Statistics: the number of findings of each rule."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation, summary_lines
from article_schema.rules.findings import Severity


def statistics_lines(report: Report) -> list[str]:
    """Return one line for each rule, most findings first: count, code, severity, fixable, name."""
    counts = Counter((finding.code, finding.name, finding.severity) for finding in report.findings)
    fixable = Counter(finding.code for finding in report.findings if finding.fixable)
    width = max((len(f"{count:,}") for count in counts.values()), default=1)
    grades = max(len(severity.value) for severity in Severity)
    return [
        f"{count:>{width},}  {code}  {severity.value:<{grades}}  "
        f"{'[*]' if fixable[code] else '[ ]'}  {name}"
        for (code, name, severity), count in sorted(
            counts.items(), key=lambda item: (-item[1], item[0][0])
        )
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
