"""The format `json-lines`: one JSON object for each finding, as it is found, for pipes."""

from __future__ import annotations

from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.json_report import finding_object
from article_schema.reporting.json_text import json_text


class JsonLinesReporter:
    """Writes the findings of each file as they come."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out

    def result(self, result: CheckedFile) -> None:
        """Write the findings of one file."""
        for finding in result.findings:
            self.out.write(json_text(finding_object(finding), indent=None))

    def finish(self, report: Report) -> None:
        """Write nothing: every line is a finding."""
