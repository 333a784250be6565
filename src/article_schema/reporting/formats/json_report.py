"""The format `json`: one object with everything, for programs."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Any, TextIO
from weakref import finalize

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.json_text import json_text
from article_schema.rules.findings import Finding, Severity
from article_schema.version import __version__

#: The version of this format; it changes if readers have to change.
FORMAT_VERSION = 1


#: So many characters of findings are kept in memory; more wait on disk. So many are read at once.
_KEPT, _READ = 1_000_000, 100_000
_INDENT = "    "


class JsonReporter:
    """Writes one JSON object at the end; until then the findings wait, as text."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out
        # ASCII has as many bytes as characters, whatever the system calls the end of a line.
        self._waiting = SpooledTemporaryFile(  # noqa: SIM115 - it ends with the report
            _KEPT, "w+", encoding="ascii", newline=""
        )
        # A run that ends with an error never comes to the end of its report.
        finalize(self, self._waiting.close)
        self._between = ""

    def result(self, result: CheckedFile) -> None:
        """Keep the text of the findings."""
        for finding in result.findings:
            text = json_text(finding_object(finding)).rstrip("\n")
            self._waiting.write(self._between + text.replace("\n", f"\n{_INDENT}"))
            self._between = f",\n{_INDENT}"

    def finish(self, report: Report) -> None:
        """Write the object."""
        document = {
            "version": FORMAT_VERSION,
            "tool": {"name": "article-schema", "version": __version__},
            "summary": {
                "files": report.files,
                **{severity.value: report.counts[severity] for severity in Severity},
            },
            "findings": [],
        }
        before, list_, behind = json_text(document).rpartition("[]")
        with self._waiting as waiting:
            if not self._between:
                self.out.write(before + list_ + behind)
                return
            self.out.write(f"{before}[\n{_INDENT}")
            waiting.seek(0)
            while text := waiting.read(_READ):
                self.out.write(text)
            self.out.write(f"\n  ]{behind}")


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
