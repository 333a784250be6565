"""Findings as items of a list: place, message, code frame, help, and the diff of a fix."""

from __future__ import annotations

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.source import Source
from article_schema.faults import Related
from article_schema.reporting.base import Presentation
from article_schema.reporting.html.markup import spans, text, window
from article_schema.reporting.paths import relative_path
from article_schema.reporting.replacements import Replacement, Replacements
from article_schema.rules.findings import Finding, Fix

#: The code points of a line that are shown, so that no list is larger than what it is about.
_ROOM = 110
#: The lines that a diff shows of each side.
_MOST_LINES = 8
#: How far the list may grow with lines of files and diffs, and without, in code points.
DETAILED, LONGEST = 17_000_000, 23_000_000


class FindingList:
    """Writes the findings of files as sections of a page, until the page is large enough."""

    def __init__(self, shown: Presentation) -> None:
        self.shown = shown
        self.parts: list[str] = []
        #: How many findings have no lines of their files, since the page is large already.
        self.brief = 0
        #: How many findings are not in the list.
        self.left_out = 0
        self._size = 0

    def add(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        if not result.findings:
            return
        if self._size > LONGEST:
            self.left_out += len(result.findings)
            return
        self._write(f"<section><h3>{text(relative_path(result.filename))}</h3><ol>")
        source = result.source
        detailed = source is not None and self._size <= DETAILED
        settings = self.shown.settings_for(result.filename)
        replacements = Replacements(source, settings) if source and detailed else None
        for number, finding in enumerate(result.findings):
            if self._size > LONGEST:
                self.left_out += len(result.findings) - number
                break
            if self._size > DETAILED:
                self.brief += 1
                self._write(_item(finding, None, None))
            else:
                self._write(_item(finding, source, replacements))
        self._write("</ol></section>")

    def _write(self, part: str) -> None:
        self.parts.append(part)
        self._size += len(part)


def _item(finding: Finding, source: Source | None, replacements: Replacements | None) -> str:
    kind = finding.severity.value
    code = text(finding.code)
    parts = [
        (
            f"<li data-s={kind} data-r={code}{' data-f' if finding.fixable else ''}>"
            f"<p><b class={kind}>{kind}</b> <a href=#{code}>{code}</a> "
            f"<code>{finding.line}:{finding.column}</code><p>{spans(finding.message)}"
        )
    ]
    if source is not None:
        parts.append(_frame(finding, source))
        parts += [f"<p>{spans(other.message)}:{_frame(other, source)}" for other in finding.related]
    elif finding.related:
        parts += [f"<p>{spans(other.sentence)}" for other in finding.related]
    if finding.help:
        parts.append(f"<p>{spans(finding.help)}")
    if finding.fix is not None:
        parts.append(_preview(finding.fix, source, replacements))
    return "\n".join(parts)


def _frame(place: Finding | Related, source: Source) -> str:
    first, last = source.lines.line_range(place.line)
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else last - first
    # What is further away is never shown, and a line may be as long as a file.
    left = max(start - _ROOM, 0)
    line = source.text[first + left : min(first + start + _ROOM, last)]
    before, marked, after = window(line, start - left, max(end, start + 1) - left, _ROOM)
    return f"<pre>{place.line} | {before}<mark>{marked or ' '}</mark>{after}</pre>"


def _preview(fix: Fix, source: Source | None, replacements: Replacements | None) -> str:
    how = "" if fix.safe else " (look at it first: the fix is unsafe)"
    title = f"Fix: {spans(fix.title)}{how}"
    change = replacements.of(fix) if replacements is not None else None
    if change is None or source is None:
        return f"<p>{title}"
    return f"<details><summary>{title}</summary><pre>{_diff(source, change)}</pre></details>"


def _diff(source: Source, change: Replacement) -> str:
    """Return the lines that a change takes away and those that it writes."""
    start, end = change.span
    whole = source.text
    first = whole.rfind("\n", 0, start) + 1
    last = whole.find("\n", end)
    last = len(whole) if last < 0 else last
    old = whole[first:last].split("\n")
    new = (whole[first:start] + change.text + whole[end:last]).split("\n")
    column = start - first
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
        column = 0
    return "\n".join(_side("del", "-", old, column) + _side("ins", "+", new, column))


def _side(tag: str, sign: str, lines: list[str], column: int) -> list[str]:
    shown = []
    for line in lines[:_MOST_LINES]:
        pieces = window(line.removesuffix("\r"), column, column, _ROOM)
        shown.append(f"<{tag}>{sign} {''.join(pieces)}</{tag}>")
    left_out = len(lines) - _MOST_LINES
    return shown + ([f"{sign} … {left_out:,} more"] if left_out > 0 else [])
