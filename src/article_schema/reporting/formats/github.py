"""The format `github`: workflow commands that GitHub Actions shows as annotations."""

from __future__ import annotations

import os
from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.paths import relative_path
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.findings import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReporter:
    """Writes one workflow command for each finding, as they come."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out
        self.root = os.environ.get("GITHUB_WORKSPACE")

    def result(self, result: CheckedFile) -> None:
        """Write the findings of one file."""
        for finding in result.findings:
            self.out.write(self._command(finding))

    def finish(self, report: Report) -> None:
        """Write nothing: the runner counts the annotations itself."""

    def _command(self, finding: Finding) -> str:
        properties = {
            "file": relative_path(finding.file, self.root),
            "line": str(finding.line),
            "endLine": str(finding.end_line),
            "title": f"{finding.code} {finding.name}",
        }
        if finding.line == finding.end_line:
            # GitHub refuses an annotation with columns that spans lines.
            properties["col"] = str(finding.column)
            properties["endColumn"] = str(finding.end_column)
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        parts = (finding.full_message, finding.help)
        message = "\n".join(escape_controls(part) for part in parts if part)
        return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape the message of a command; the runner knows these three escapes."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a command; controls without an escape become visible."""
    escaped = _data(text).replace(":", "%3A").replace(",", "%2C")
    return escape_controls(escaped)
