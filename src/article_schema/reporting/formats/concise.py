"""The format `concise`: one line for each finding, for editors and scripts."""

from __future__ import annotations

from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation, summary_lines
from article_schema.reporting.links import linked, rule_url
from article_schema.reporting.terminal import Style, escape_commands, escape_controls


class ConciseReporter:
    """Writes `file:line:column: CODE message` lines as they come, and a summary at the end."""

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.style = Style(colour=shown.colour)
        self.shown = shown

    def result(self, result: CheckedFile) -> None:
        """Write the findings of one file."""
        for finding in result.findings:
            place = f"{escape_controls(finding.file)}:{finding.line}:{finding.column}"
            code = self.style.paint(finding.code, "red")
            if self.shown.links:
                code = linked(code, rule_url(finding.code))
            message = escape_controls(finding.full_message)
            line = f"{self.style.paint(place, 'bold')}: {code} {message}"
            self.out.write(f"{escape_commands(line)}\n")

    def finish(self, report: Report) -> None:
        """Write the summary."""
        if not self.shown.quiet:
            self.out.write("".join(f"{line}\n" for line in summary_lines(report)))
