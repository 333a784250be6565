"""The format `gitlab`: a Code Quality report, for the merge requests of GitLab."""

from __future__ import annotations

import os
from typing import Any, TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.fingerprints import fingerprints
from article_schema.reporting.json_text import json_text
from article_schema.reporting.paths import path_text, relative_path
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.findings import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReporter:
    """Writes one JSON list at the end."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out
        self.root = os.environ.get("CI_PROJECT_DIR")
        self.issues: list[dict[str, Any]] = []

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        path = relative_path(result.filename, self.root)
        for finding, mark in zip(result.findings, fingerprints(result, path), strict=True):
            self.issues.append(
                {
                    "description": escape_controls(finding.full_message),
                    "check_name": f"{finding.code} {finding.name}",
                    "fingerprint": mark,
                    "severity": _SEVERITIES[finding.severity],
                    "location": {
                        "path": path_text(path),
                        "lines": {"begin": finding.line, "end": finding.end_line},
                    },
                }
            )

    def finish(self, _: Report) -> None:
        """Write the list."""
        self.out.write(json_text(self.issues))
