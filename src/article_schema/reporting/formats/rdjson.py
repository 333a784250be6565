"""The format `rdjson`: reviewdog's diagnostics, with suggested changes.

Its columns count bytes of UTF-8, unlike everywhere else in this project.
"""

from __future__ import annotations

from typing import Any, TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.document.source import Source
from article_schema.faults import Range
from article_schema.reporting.base import Presentation
from article_schema.reporting.json_text import json_text
from article_schema.reporting.links import rule_url
from article_schema.reporting.paths import path_text, relative_path
from article_schema.reporting.replacements import Replacements
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.findings import Finding, Severity

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class RdjsonReporter:
    """Writes one JSON object at the end."""

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.shown = shown
        self.diagnostics: list[dict[str, Any]] = []

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        source = result.source
        settings = self.shown.settings_for(result.filename)
        replacements = Replacements(source, settings) if source is not None else None
        for finding in result.findings:
            diagnostic = _diagnostic(finding, source)
            if finding.fix is not None and finding.fix.safe and replacements is not None:
                change = replacements.of(finding.fix)
                if change is not None and source is not None:
                    suggestion = {"range": _range(source, change.span), "text": change.text}
                    diagnostic["suggestions"] = [suggestion]
            self.diagnostics.append(diagnostic)

    def finish(self, _: Report) -> None:
        """Write the object."""
        document = {"source": {"name": "article-schema"}, "diagnostics": self.diagnostics}
        self.out.write(json_text(document))


def _diagnostic(finding: Finding, source: Source | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": path_text(relative_path(finding.file))}
    if source is not None and finding.span is not None:
        location["range"] = _range(source, finding.span)
    else:
        location["range"] = {"start": {"line": finding.line, "column": finding.column}}
    code = {"value": finding.code}
    url = rule_url(finding.code)
    if url:
        code["url"] = url
    return {
        "message": escape_controls(finding.sentence),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }


def _range(source: Source, span: Range) -> dict[str, Any]:
    return {"start": _position(source, span[0]), "end": _position(source, span[1])}


def _position(source: Source, offset: int) -> dict[str, int]:
    line, column = source.lines.position(offset)
    before = source.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode()) + 1}
