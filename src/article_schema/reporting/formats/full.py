"""The format `full`: each finding with a code frame, for people at a terminal."""

from __future__ import annotations

import textwrap
from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation, summary_lines
from article_schema.reporting.frame import code_frame
from article_schema.reporting.links import linked, rule_url
from article_schema.reporting.terminal import Style, escape_commands, escape_controls
from article_schema.rules.findings import Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


class FullReporter:
    """Writes findings with frames as they come, and a summary at the end."""

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.style = Style(colour=shown.colour)
        self.shown = shown
        #: The code of the first finding.
        self.first_code = ""

    def result(self, result: CheckedFile) -> None:
        """Write the findings of one file."""
        for finding in result.findings:
            self.first_code = self.first_code or finding.code
            self.out.write("\n".join(map(escape_commands, self._lines(finding, result))) + "\n\n")

    def finish(self, report: Report) -> None:
        """Write the summary."""
        if not self.shown.quiet:
            self.out.write("".join(f"{line}\n" for line in summary_lines(report)))
            if self.first_code:
                first = f"`article-schema explain {self.first_code}`"
                self.out.write(f"{first} tells more about a rule.\n")

    def _lines(self, finding: Finding, result: CheckedFile) -> list[str]:
        colour = _COLOURS[finding.severity]
        place = f"{escape_controls(finding.file)}:{finding.line}:{finding.column}"
        head = self.style.paint(f"{finding.severity.value} {finding.code}", colour)
        if self.shown.links:
            head = linked(head, rule_url(finding.code))
        lines = [
            f"{self.style.paint(place, 'bold')}: {head} {finding.name}",
            *self._wrapped(escape_controls(finding.message), ""),
        ]
        if result.source is not None:
            lines += code_frame(finding, result.source, self.shown.width, self.style, colour)
            for other in finding.related:
                lines += self._wrapped(escape_controls(f"{other.message}:"), "")
                lines += code_frame(other, result.source, self.shown.width, self.style, colour)
        if finding.help:
            lines += self._wrapped(escape_controls(finding.help), "help: ")
        if finding.fix is not None:
            how = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
            lines += self._wrapped(escape_controls(finding.fix.title), "fix: ", f" ({how})")
        return lines

    def _wrapped(self, text: str, label: str, suffix: str = "") -> list[str]:
        indent, whole = "  ", label + text + suffix
        if len(indent) + len(whole) <= self.shown.width and whole[-1:] not in ("", " "):
            # Looking for breaks takes longer than the rest of a message.
            lines = [indent + whole]
        else:
            lines = textwrap.wrap(
                whole,
                self.shown.width,
                initial_indent=indent,
                subsequent_indent=indent + " " * len(label),
                break_long_words=False,
                break_on_hyphens=False,
            )
        if label and lines:
            lines[0] = lines[0].replace(label, self.style.paint(label, "bold"), 1)
        return lines
