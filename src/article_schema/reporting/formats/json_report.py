"""The format `json`: one object with everything, for programs."""

from __future__ import annotations

from typing import Any, TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.json_text import json_text
from article_schema.rules.findings import Finding, Severity
from article_schema.version import __version__

#: The version of this format; it changes if readers have to change.
FORMAT_VERSION = 1


class JsonReporter:
    """Writes one JSON object at the end."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out

    def result(self, result: CheckedFile) -> None:
        """Wait for the end."""

    def finish(self, report: Report) -> None:
        """Write the object."""
        document = {
            "version": FORMAT_VERSION,
            "tool": {"name": "article-schema", "version": __version__},
            "summary": {
                "files": report.files,
                **{severity.value: report.counts[severity] for severity in Severity},
            },
            "findings": [finding_object(finding) for finding in report.findings],
        }
        self.out.write(json_text(document))


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON data; lines and columns count from 1, columns in code points."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "route": finding.route_text,
        "fixable": finding.fixable,
        "related": [
            {
                "message": place.message,
                "line": place.line,
                "column": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            }
            for place in finding.related
        ],
    }
