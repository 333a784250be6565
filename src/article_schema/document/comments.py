"""Comments: which of the `#` in a text begin one, and what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from article_schema.document.source import Source
from article_schema.document.text import line_end, line_start
from article_schema.document.tree import Scalar, Tree, scalars


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or the end of one that a pattern asked for."""

    start: int
    end: int
    #: Whether nothing but white space stands before it on its line.
    own_line: bool


def comments(source: Source, tree: Tree, pattern: re.Pattern[str]) -> Iterator[Comment]:
    """Yield the comments that match a pattern, which begins with `#`.

    A `#` inside of quoted, plain or block text is none; the header of block text may have one.
    """
    if not source.format.comment_sign:
        return
    text = source.text
    written = list(scalars(tree.root))
    starts = [scalar.start for scalar in written]
    for match in pattern.finditer(text, *source.block):
        start = match.start()
        before = text[max(line_start(text, start), source.block[0]) : start]
        if before and before[-1] not in " \t":
            continue
        index = bisect_right(starts, start) - 1
        if index >= 0 and _holds(written[index], text, start):
            continue
        end = min(line_end(text, start), source.block[1])
        yield Comment(start, end, not before.strip(" \t"))


def _holds(scalar: Scalar, text: str, offset: int) -> bool:
    """Tell whether an offset lies in the text of a scalar."""
    if offset >= scalar.end:
        return False
    if scalar.style not in ("|", ">"):
        return True
    return any(sign in text[scalar.start : offset] for sign in "\r\n")
