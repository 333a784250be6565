"""The format `markdown`: a summary for a pull request or the page of a workflow run."""

from __future__ import annotations

from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation, plural, summary_lines
from article_schema.reporting.counts import by_folder, by_rule
from article_schema.reporting.links import rule_url
from article_schema.reporting.paths import relative_path
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.findings import Finding

#: GitHub takes a summary of up to 1 MiB and a comment of 65,536 characters.
MAX_ROWS = 100
#: The rows of the table of folders.
MAX_FOLDERS = 10
#: The most characters of a message, so that one cannot fill the page.
_LONGEST = 300

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -,()'/")


class MarkdownReporter:
    """Writes a heading, the summary, and tables of rules, folders and findings at the end."""

    def __init__(self, out: TextIO, _: Presentation) -> None:
        self.out = out

    def result(self, result: CheckedFile) -> None:
        """Wait for the end."""

    def finish(self, report: Report) -> None:
        """Write the summary."""
        parts = ["## article-schema", "  \n".join(summary_lines(report))]
        if report.findings:
            parts += [
                _rules(report.findings),
                *_folders(report.findings),
                _findings(report.findings),
            ]
        left_out = len(report.findings) - MAX_ROWS
        if left_out > 0:
            parts.append(f"… and {left_out:,} more.")
        self.out.write("\n\n".join(parts) + "\n")


def _rules(findings: list[Finding]) -> str:
    rows = [
        f"| {rule.count:,} | {rule.severity.value} | {_rule(rule.code)} | {rule.name} |"
        for rule in by_rule(findings)
    ]
    return "\n".join(["| Count | Severity | Rule | Name |", "| --: | :-- | :-- | :-- |", *rows])


def _folders(findings: list[Finding]) -> list[str]:
    """Return the table of the folders, where there are several."""
    counts = by_folder(findings)
    if len(counts) < 2:
        return []
    rows = [f"| {count:,} | {_code(folder)} |" for folder, count in counts[:MAX_FOLDERS]]
    left_out = len(counts) - MAX_FOLDERS
    more = [f"… and {plural(left_out, 'folder')} more."] if left_out > 0 else []
    return ["\n".join(["| Count | Folder |", "| --: | :-- |", *rows]), *more]


def _findings(findings: list[Finding]) -> str:
    rows = [
        f"| {_code(f'{relative_path(finding.file)}:{finding.line}:{finding.column}')} "
        f"| {_rule(finding.code)} | {_code(finding.full_message)} |"
        for finding in findings[:MAX_ROWS]
    ]
    return "\n".join(["| Place | Rule | Finding |", "| :-- | :-- | :-- |", *rows])


def _rule(code: str) -> str:
    url = rule_url(code)
    return f"[{code}]({url})" if url else code


def _code(text: str) -> str:
    """Return text that Markdown shows as it is.

    Every character that is special in Markdown, HTML or GitHub becomes a character reference;
    `code` prevents GitHub from turning the text into mentions and references to issues.
    """
    shown = escape_controls(text)
    if len(shown) > _LONGEST:
        shown = f"{shown[: _LONGEST - 1]}…"
    escaped = "".join(
        character if character in _PLAIN or not character.isascii() else f"&#{ord(character)};"
        for character in shown
    )
    return f"<code>{escaped}</code>"
