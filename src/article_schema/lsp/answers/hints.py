"""Hints: how a date and time with another offset reads in UTC, shown behind it."""

from __future__ import annotations

from lsprotocol import types

from article_schema.document.tree import Scalar
from article_schema.faults import Range
from article_schema.lsp.answers.trees import Reading
from article_schema.lsp.positions import Positions
from article_schema.model.dates.instants import in_utc, is_instant, read_instant, write_instant


def hints(reading: Reading, places: Positions, span: Range) -> list[types.InlayHint]:
    """Return the hints of a range of a document.

    Args:
        reading: the document.
        places: those of the document.
        span: the range, in code points from 0.
    """
    found = []
    for _, _, value in reading.entries():
        end = value.end + reading.shift
        if not isinstance(value, Scalar) or not span[0] <= end <= span[1]:
            continue
        text = value.text
        if is_instant(text) and (moment := read_instant(text)).utcoffset():
            found.append(
                types.InlayHint(
                    position=types.Position(*places.position(end)),
                    label=f"= {write_instant(in_utc(moment))}",
                    padding_left=True,
                )
            )
    return found
