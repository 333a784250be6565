"""Statistics: the number of findings of each rule."""

from __future__ import annotations

from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation, summary_lines
from article_schema.reporting.counts import RuleCount, by_rule
from article_schema.reporting.terminal import Style
from article_schema.rules.findings import Severity

#: The columns of the longest bar.
_BAR = 24
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def statistics_lines(report: Report, style: Style | None = None) -> list[str]:
    """Return one line for each rule, most findings first: count, code, severity, fixable, name.

    Args:
        report: the report.
        style: that of a terminal, where a bar stands beside each count; None for no bars.
    """
    rules = by_rule(report.findings)
    most = max((rule.count for rule in rules), default=1)
    width = len(f"{most:,}")
    grades = max(len(severity.value) for severity in Severity)
    return [
        f"{rule.count:>{width},}  {_bar(rule, most, style)}{rule.code}  "
        f"{rule.severity.value:<{grades}}  {'[*]' if rule.fixable else '[ ]'}  {rule.name}"
        for rule in rules
    ]


def _bar(rule: RuleCount, most: int, style: Style | None) -> str:
    if style is None:
        return ""
    drawn = "█" * max(_BAR * rule.count // most, 1)
    return f"{style.paint(drawn, _COLOURS[rule.severity])}{' ' * (_BAR - len(drawn) + 2)}"


class StatisticsReporter:
    """Writes the table and a summary at the end."""

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.style = Style(colour=shown.colour) if shown.bars else None

    def result(self, result: CheckedFile) -> None:
        """Wait for the end."""

    def finish(self, report: Report) -> None:
        """Write the table and the summary."""
        for line in statistics_lines(report, self.style):
            self.out.write(f"{line}\n")
        self.out.write("".join(f"{line}\n" for line in summary_lines(report)))
