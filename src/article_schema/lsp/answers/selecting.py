"""Selecting: what is selected next when a writer widens a selection."""

from __future__ import annotations

from lsprotocol import types

from article_schema.faults import Range
from article_schema.lsp.answers.trees import Reading
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.positions import Positions


def selections(
    reading: Reading, places: Positions, asked: list[types.Position]
) -> list[types.SelectionRange]:
    """Return the ranges around each place: its value, its entry, those above, the document.

    Args:
        reading: the document.
        places: those of the document.
        asked: the places.
    """
    return [_around(reading, places, places.offset(at.line, at.character)) for at in asked]


def _around(reading: Reading, places: Positions, offset: int) -> types.SelectionRange:
    shift = reading.shift
    whole: Range = (0, len(places.text))
    spans: list[Range] = []
    source = reading.source
    if source.format.fence:
        spans.append((shift, source.body_start + shift))
    for _, key, value in reading.entries():
        first = key or value
        # The innermost comes last. Text over several lines may end where the next key begins.
        found = [(first.start, max(first.end, value.end)), (value.start, value.end)]
        if key is not None:
            found.append((key.start, key.end))
        spans += [(start + shift, end + shift) for start, end in found]
    last = whole
    result = types.SelectionRange(range_at(places, whole))
    for span in sorted(spans, key=lambda each: each[0] - each[1]):
        start, end = span
        # Protocol: each range holds the one inside of it.
        if start <= offset <= end and last[0] <= start and end <= last[1] and span != last:
            last = span
            result = types.SelectionRange(range_at(places, span), result)
    return result
