"""Reports count what they do not keep."""

from __future__ import annotations

from article_schema import Checker, Report, Settings
from article_schema.reporting.base import summary_lines


def test_a_report_that_keeps_no_findings_counts_them_all() -> None:
    checker = Checker(Settings(select=("TXT", "IMG")))
    kept, counted = Report(), Report(keeps_findings=False)
    text = (
        '---\ntitle: "Dawn "\nexcerpt: "A &amp; B"\nimages:\n- url: "/a.png"\n  width: "1"\n---\n'
    )
    for report in (kept, counted):
        report.add(checker.check_text(text, "a.md"))
    assert counted.findings == []
    assert counted.found == len(kept.findings) > 2
    assert counted.counts == kept.counts
    assert (counted.safe_fixes, counted.unsafe_fixes) == (2, 1)
    assert summary_lines(counted) == summary_lines(kept)
