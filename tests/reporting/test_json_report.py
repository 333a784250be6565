"""The report in JSON: its findings wait on disk, and come in the order in which they were found."""

from __future__ import annotations

import io
import json

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.json_report import JsonReporter
from article_schema.reporting.formats.registry import FORMATS

from .samples import sample, written


def test_it_is_json_with_two_spaces() -> None:
    for given in ([], sample()[2:], sample()):
        text = written("json", given)
        assert text == json.dumps(json.loads(text), indent=2) + "\n"
        places = [(one.file, one.line) for result in given for one in result.findings]
        assert [(each["file"], each["line"]) for each in json.loads(text)["findings"]] == places


def test_findings_wait_on_disk() -> None:
    assert not FORMATS["json"].is_about_all
    (first, *_) = sample()
    out = io.StringIO()
    reporter, report = JsonReporter(out, Presentation()), Report(keeps_findings=False)
    for _ in range(3_000):
        report.add(first)
        reporter.result(CheckedFile(first.filename, first.findings, None))
    assert reporter._waiting._rolled  # type: ignore[attr-defined]
    reporter.finish(report)
    assert len(json.loads(out.getvalue())["findings"]) == 3_000 * len(first.findings)
