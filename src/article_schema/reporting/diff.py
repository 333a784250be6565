"""Diffs: what fixes would change."""

from __future__ import annotations

import difflib
import re
import sys
from typing import TextIO

from article_schema.checking.report import Report
from article_schema.checking.results import CheckedFile
from article_schema.reporting.base import plural

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def unified_diff(filename: str, old: str, new: str) -> str:
    """Return the unified diff of two texts, in the form that `patch` and `git apply` take."""
    lines = difflib.unified_diff(
        _LINES.findall(old), _LINES.findall(new), f"a/{filename}", f"b/{filename}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


class DiffReporter:
    """Says at the end what the diffs amount to; the diffs themselves are the output."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def result(self, result: CheckedFile) -> None:
        """Wait for the end."""

    def finish(self, report: Report) -> None:
        """Write the sum."""
        # The diffs come first for whoever sends both streams to one place.
        sys.stdout.flush()
        if report.fixed:
            files = plural(report.changed_files, "file")
            self.out.write(f"Would fix {plural(report.fixed, 'finding')} in {files}.\n")
        else:
            self.out.write("Nothing to fix.\n")
