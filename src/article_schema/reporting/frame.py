"""Code frames: the line of a finding with its span underlined, cut to the width of a terminal."""

from __future__ import annotations

from article_schema.document.source import Source
from article_schema.faults import Related
from article_schema.reporting.terminal import Style, cells, visible
from article_schema.rules.findings import Finding

_ELLIPSIS = "…"
#: Characters on each side of a span that may be of interest: more than a terminal is wide.
_REACH = 500


def code_frame(
    finding: Finding | Related, source: Source, width: int, style: Style, colour: str
) -> list[str]:
    """Return the lines of a frame, at most `width` columns wide."""
    first, last = source.lines.line_range(finding.line)
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else last - first
    number = str(finding.line)
    room = max(width - len(number) - 4, 20)
    # Text further away is never shown, and a line may be as long as a file.
    left = max(start - _REACH, 0)
    line = source.text[first + left : min(first + start + _REACH, last)]
    end = min(max(end, start + 1), start + _REACH)
    shown, indent, length = _window(line, start - left, end - left, room)
    gutter = " " * len(number)
    bar = style.paint("|", "blue")
    return [
        f"{gutter} {bar}",
        f"{style.paint(number, 'blue')} {bar} {shown}".rstrip(),
        f"{gutter} {bar} {' ' * indent}{style.paint('^' * length, colour)}",
    ]


def _window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Cut a line to `room` columns around a span.

    Returns:
        The text, the column at which the span begins in it, and the columns that it takes.
    """
    if len(line) <= room and line.isascii() and line.isprintable():
        return line, min(start, len(line)), max(min(end, len(line)) - start, 1)
    pieces = [visible(character) for character in line]
    widths = [cells(piece) for piece in pieces]
    before, span = sum(widths[:start]), max(sum(widths[start:end]), 1)
    if sum(widths) <= room:
        return "".join(pieces), before, span
    first = start
    # Some context before the span is worth more than what follows it.
    lead = max(min(before, room - 2 - span, room * 2 // 3), 0)
    while first > 0 and sum(widths[first - 1 : start]) <= lead:
        first -= 1
    cut_before = first > 0
    taken = 1 if cut_before else 0
    last = first
    while last < len(pieces) and taken + widths[last] <= room - 1:
        taken += widths[last]
        last += 1
    text = (_ELLIPSIS if cut_before else "") + "".join(pieces[first:last])
    if last < len(pieces):
        text += _ELLIPSIS
    indent = (1 if cut_before else 0) + sum(widths[first:start])
    return text, indent, max(min(span, room - indent), 1)
