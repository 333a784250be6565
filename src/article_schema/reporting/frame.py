"""Code frames: the line of a finding with its span underlined, cut to the width of a terminal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

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
    start, end = min(start, len(line)), min(end, len(line))
    pieces: Sequence[str] = line
    # The column at which each character begins, and where the last one ends.
    columns: Sequence[int] = range(len(line) + 1)
    if not (line.isascii() and line.isprintable()):
        pieces = [visible(character) for character in line]
        columns = [0, *accumulate(map(cells, pieces))]
    before, span = columns[start], max(columns[end] - columns[start], 1)
    if columns[-1] <= room:
        return "".join(pieces), before, span
    # Some context before the span is worth more than what follows it.
    lead = max(min(before, room - 2 - span, room * 2 // 3), 0)
    first = bisect_left(columns, before - lead)
    cut_before = first > 0
    taken = 1 if cut_before else 0
    last = bisect_right(columns, room - 1 - taken + columns[first]) - 1
    text = (_ELLIPSIS if cut_before else "") + "".join(pieces[first:last])
    if last < len(pieces):
        text += _ELLIPSIS
    indent = taken + before - columns[first]
    return text, indent, max(min(span, room - indent), 1)
