"""Writes a report of 50,000 findings as a page: `python large_report.py FILE`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from article_schema import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.html_report import HtmlReporter

FINDINGS = 50_000
BROKEN = Path(__file__).resolve().parents[2] / "examples" / "broken" / "eight-faults.md"

settings = Settings()
checked = Checker(settings).check_text(BROKEN.read_text("utf-8"), BROKEN.name)
report = Report()
with open(sys.argv[1], "w", encoding="utf-8") as out:
    reporter = HtmlReporter(out, Presentation(settings=settings))
    for number in range(FINDINGS // len(checked.findings)):
        # Its folder is wider than the screen of a phone.
        name = (
            f"content/islands-of-the-north/{'and-their-lighthouses-' * 3}{number % 12}/{number}.md"
        )
        found = tuple(replace(finding, file=name) for finding in checked.findings)
        result = CheckedFile(name, found, checked.source)
        report.add(result)
        reporter.result(result)
    reporter.finish(report)
