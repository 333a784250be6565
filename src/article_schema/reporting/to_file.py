"""Reports in files: written whole at the end, or not at all."""

from __future__ import annotations

import io

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.document.files.outputs import write_output
from article_schema.reporting.base import Presentation, Reporter
from article_schema.reporting.formats.registry import FORMATS


class FileReporter:
    """Collects the text of a reporter, and writes it to a file at the end."""

    def __init__(self, name: str, path: str, shown: Presentation) -> None:
        self.path = path
        self.text = io.StringIO()
        self.reporter: Reporter = FORMATS[name](self.text, shown)

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        self.reporter.result(result)

    def finish(self, report: Report) -> None:
        """Write the file.

        Raises:
            SaveError: it cannot be written.
        """
        self.reporter.finish(report)
        raw = self.text.getvalue().encode("utf-8", "backslashreplace")
        write_output(self.path, raw)
