"""What every reporter does, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from article_schema.checking.config.settings import Settings
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.history import EarlierReport
from article_schema.rules.findings import Severity


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a report is written, whatever its format."""

    colour: bool = False
    #: The columns of the terminal.
    width: int = 80
    #: Whether the terminal shows hyperlinks.
    links: bool = False
    #: Whether numbers stand beside bars.
    bars: bool = False
    #: Whether nothing but findings is written.
    quiet: bool = False
    #: The least severity that makes a check fail.
    fail_on: Severity = Severity.ERROR
    #: The settings of the run.
    settings: Settings = field(default_factory=Settings)
    #: Returns the settings of a file, where they may differ from those of the run.
    settings_of: Callable[[str], Settings] | None = None
    #: The numbers of earlier reports, the oldest first.
    history: Sequence[EarlierReport] = ()

    def settings_for(self, filename: str) -> Settings:
        """Return the settings that a file was checked with."""
        return self.settings if self.settings_of is None else self.settings_of(filename)


class Reporter(Protocol):
    """Writes one report. It gets each file as soon as that is checked, and the report at the end.

    A file may come `again` before the end, with the findings of rules across files.
    """

    def result(self, result: CheckedFile, /) -> None:
        """Take in the findings of one file."""
        ...

    def finish(self, report: Report, /) -> None:
        """Write the end of the report."""
        ...


class SeveralReporters:
    """Writes one report in several formats."""

    def __init__(self, reporters: Sequence[Reporter]) -> None:
        self.reporters = reporters

    def result(self, result: CheckedFile) -> None:
        """Pass a file to each reporter."""
        for reporter in self.reporters:
            reporter.result(result)

    def finish(self, report: Report) -> None:
        """Let each reporter write its end."""
        for reporter in self.reporters:
            reporter.finish(report)


def plural(number: int, noun: str) -> str:
    """Write a number with its noun: `1 error`, `2,000 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary_lines(report: Report) -> list[str]:
    """Return the summary: what was fixed, what was found, what `--fix` can do."""
    lines = []
    if report.fixed:
        files = plural(report.changed_files, "file")
        lines.append(f"Fixed {plural(report.fixed, 'finding')} in {files}.")
    lines.append(_found(report))
    safe, unsafe = report.safe_fixes, report.unsafe_fixes
    if safe:
        more = f", and {unsafe:,} more with `--fix --unsafe-fixes`" if unsafe else ""
        lines.append(f"{safe:,} can be fixed with `--fix`{more}.")
    elif unsafe:
        lines.append(f"{unsafe:,} can be fixed with `--fix --unsafe-fixes`.")
    return lines


def _found(report: Report) -> str:
    files = plural(report.files, "file")
    if not report.files and not report.found:
        return "No article files found."
    if not report.found:
        return f"All checks passed in {files}."
    counts = [
        f"{report.counts[severity]:,} info"
        if severity is Severity.INFO
        else plural(report.counts[severity], severity.value)
        for severity in Severity
        if report.counts[severity]
    ]
    return f"Found {_joined(counts)} in {files}."


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
