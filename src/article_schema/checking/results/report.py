"""The report: all findings of a run, and their sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.rules.findings import Finding, Severity


@dataclass(slots=True)
class Report:
    """What a check found, file by file in the order of checking.

    A file leaves only its findings behind, and without findings only its count, so that memory
    does not grow with the number of files.

    >>> report = check_paths("examples/broken")
    >>> report.ok, report.files, report.counts[Severity.ERROR]
    (False, 4, 19)
    >>> report.findings[0].sentence
    '`webUrl` holds a space; replace the space with `%20`'
    """

    #: All findings, those of one file in the order of their places. What is found by comparing
    #: files stands at the end, file by file. Empty where they are not kept.
    findings: list[Finding] = field(default_factory=list)
    #: How many files were checked.
    files: int = 0
    #: How many files were skipped, since they are no articles and were not named.
    skipped: int = 0
    #: Why files were not looked at that somebody named: those in no collection, by their names.
    passed_over: dict[str, str] = field(default_factory=dict)
    #: How many findings there are of each severity.
    counts: Counter[Severity] = field(default_factory=Counter)
    #: How many findings have a safe fix, and how many an unsafe one.
    safe_fixes: int = 0
    unsafe_fixes: int = 0
    #: How many findings were fixed, or would be.
    fixed: int = 0
    #: How many files were changed by fixes, or would be.
    changed_files: int = 0
    #: Whether findings are kept, which take memory as long as the report is there.
    keeps_findings: bool = True

    def add(self, result: CheckedFile) -> None:
        """Take in the result of one file.

        Args:
            result: what a `Checker` returned.
        """
        self.files += result.checked and not result.again
        self.skipped += not result.checked and not result.again
        if result.passed_over is not None:
            self.passed_over[result.filename] = result.passed_over
        if result.findings:
            if self.keeps_findings:
                self.findings += result.findings
            self.counts.update(finding.severity for finding in result.findings)
            for finding in result.findings:
                if finding.fix is not None:
                    self.safe_fixes += finding.fix.safe
                    self.unsafe_fixes += not finding.fix.safe

    @property
    def found(self) -> int:
        """How many findings there are."""
        return self.counts.total()

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings and infos do not count."""
        return not self.reaches(Severity.ERROR)

    def reaches(self, threshold: Severity) -> bool:
        """Tell whether there is a finding as severe as a threshold.

        Args:
            threshold: the least severe that counts.
        """
        return any(count and severity.reaches(threshold) for severity, count in self.counts.items())
