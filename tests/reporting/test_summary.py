"""The lines at the end of a report, and its statistics."""

from __future__ import annotations

import pytest

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.document.edits import SetValue
from article_schema.reporting.base import plural, summary_lines
from article_schema.reporting.formats.statistics import statistics_lines
from article_schema.rules.findings import Finding, Fix, Severity


def finding(code: str, severity: Severity, fix: Fix | None = None) -> Finding:
    return Finding(code, "odd-title", severity, "odd", fix=fix)


def report_of(*findings: Finding, files: int = 1) -> Report:
    report = Report()
    report.add(CheckedFile("a.md", findings, None))
    report.files = files
    return report


ERROR, WARNING, INFO = Severity
SAFE = Fix((SetValue(("title",), "even"),), "mend it")
UNSAFE = Fix((SetValue(("title",), "even"),), "mend it", safe=False)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (12345, "12,345 files")]
)
def test_plural(number: int, text: str) -> None:
    assert plural(number, "file") == text


@pytest.mark.parametrize(
    ("severities", "sentence"),
    [
        ([], "All checks passed in 2 files."),
        ([ERROR], "Found 1 error in 2 files."),
        ([ERROR, ERROR, WARNING], "Found 2 errors and 1 warning in 2 files."),
        ([INFO, WARNING, ERROR], "Found 1 error, 1 warning and 1 info in 2 files."),
        ([INFO, INFO], "Found 2 info in 2 files."),
    ],
)
def test_summary(severities: list[Severity], sentence: str) -> None:
    report = report_of(*(finding("TST001", severity) for severity in severities), files=2)
    assert summary_lines(report) == [sentence]


@pytest.mark.parametrize(
    ("fixes", "sentence"),
    [
        ([SAFE], "1 can be fixed with `--fix`."),
        (
            [SAFE, UNSAFE, UNSAFE],
            "1 can be fixed with `--fix`, and 2 more with `--fix --unsafe-fixes`.",
        ),
        ([UNSAFE], "1 can be fixed with `--fix --unsafe-fixes`."),
    ],
)
def test_what_can_be_fixed(fixes: list[Fix], sentence: str) -> None:
    report = report_of(*(finding("TST001", ERROR, fix) for fix in fixes))
    assert summary_lines(report)[-1] == sentence


def test_what_was_fixed() -> None:
    report = report_of()
    report.fixed, report.changed_files = 3, 1
    assert summary_lines(report) == [
        "Fixed 3 findings in 1 file.",
        "All checks passed in 1 file.",
    ]


def test_statistics_put_the_most_frequent_first() -> None:
    report = report_of(
        *[finding("TST002", WARNING)] * 10,
        *[finding("TST001", ERROR, SAFE)] * 2,
        *[finding("TST003", INFO)] * 2,
    )
    assert statistics_lines(report) == [
        "10  TST002  warning  [ ]  odd-title",
        " 2  TST001  error    [*]  odd-title",
        " 2  TST003  info     [ ]  odd-title",
    ]
    assert statistics_lines(report_of()) == []
