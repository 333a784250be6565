"""Reports for tests: two rules of our own and files made by hand, so that no real rule matters."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.document.edits import SetValue
from article_schema.document.formats.registry import split
from article_schema.faults import Fault
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.registry import FORMATS
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import fault_rule


@fault_rule("TST001", "odd-title", severity=Severity.ERROR, fix="safe")
def odd_title(_: Fault) -> None:
    """A title is odd.

    Readers wonder.

    Bad:
        title: odd

    Good:
        title: even

    Source: the tests
    """


@fault_rule("TST002", "long-line", severity=Severity.WARNING)
def long_line(_: Fault) -> None:
    """A line is long.

    Bad:
        title: long

    Good:
        title: short

    Source: the tests
    """


SETTINGS = Settings(rules=(odd_title, long_line))

TEXT = """---
title: "Ein Märchen: 港 at dawn"
type: article
related:
  - title: "odd"
---
Body.
"""


def finding(text: str, needle: str, message: str, **more: Any) -> Finding:
    """Return a finding about the first occurrence of some words in a text."""
    source = split(text, "x.md")
    start = source.text.index(needle)
    line, column = source.lines.position(start)
    end_line, end_column = source.lines.position(start + len(needle))
    given = {"code": "TST001", "name": "odd-title", "severity": Severity.ERROR, **more}
    return Finding(
        message=message, span=(start, start + len(needle)), line=line, column=column,
        end_line=end_line, end_column=end_column, **given,
    )  # fmt: skip


def checked(filename: str, text: str, findings: Sequence[Finding]) -> CheckedFile:
    """Return the result for a file."""
    named = tuple(replace(item, file=filename) for item in findings)
    return CheckedFile(filename, named, split(text, filename))


def sample() -> list[CheckedFile]:
    """Return a file with findings of every kind, one that cannot be read and a clean one."""
    even = Fix((SetValue(("related", 0, "title"), "even"),), "write `even`")
    findings = [
        finding(TEXT, "港", "`title` holds a harbour", help="write it in words", route=("title",)),
        finding(TEXT, '"odd"', '`title` is "odd"', fix=even, route=("related", 0, "title")),
        finding(TEXT, "type", "this line is | long", code="TST002", name="long-line",
                severity=Severity.WARNING, part="key", route=("type",)),
        finding(TEXT, "---\n", "spans lines", severity=Severity.INFO),
    ]  # fmt: skip
    unreadable = Finding(
        "TST001", "odd-title", Severity.ERROR, "the file cannot be read",
        file="content/gone.md", line=1, column=1, end_line=1, end_column=2,
    )  # fmt: skip
    return [
        checked("content/a b.md", TEXT, findings),
        CheckedFile("content/gone.md", (unreadable,), None),
        checked("content/clean.md", TEXT, []),
    ]


def written(name: str, results: Sequence[CheckedFile], **presentation: Any) -> str:
    """Return what the reporter of a format writes about some files."""
    out = io.StringIO()
    reporter = FORMATS[name](out, Presentation(settings=SETTINGS, **presentation))
    report = Report()
    for result in results:
        report.add(result)
        reporter.result(result)
    reporter.finish(report)
    return out.getvalue()
