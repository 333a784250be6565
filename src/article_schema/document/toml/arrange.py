"""Arrange: the lines of TOML with the keys of each table in order, and blank lines above headers.

A pair moves with its lines and the comments directly above it, and only among the pairs of its
table: what stands below a header belongs to that header. Tables stay in their order. A comment that
no pair follows directly stands for itself, and a table that has one between its pairs keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from article_schema.document.edits import Patch
from article_schema.document.layout import Layout
from article_schema.document.manner import NONE, SORTED
from article_schema.document.source import Source
from article_schema.document.text import (
    comments_above,
    is_comment,
    line_end,
    line_start,
    past_break,
)
from article_schema.document.toml.nodes import Statement, TomlTree


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of a statement, with the comments directly above it."""

    statement: Statement
    #: What stands between the part before and this one: blank lines, and comments of their own.
    gap: str
    text: str

    @property
    def key(self) -> str:
        """The key in its table that a pair belongs to."""
        return str(self.statement.route[len(self.statement.table)])

    @property
    def is_cut_off(self) -> bool:
        """Whether a comment that stands for itself is above it."""
        return any(map(is_comment, self.gap.splitlines()))


def arrangement(source: Source, tree: TomlTree, layout: Layout) -> list[Patch]:
    """Return the patch that brings a source in order; none where it is."""
    arranged = _arranged(source, tree, layout)
    return [Patch(*source.block, arranged)] if arranged != source.data_text else []


def _arranged(source: Source, tree: TomlTree, layout: Layout) -> str:
    parts, tail = _parts(source, tree)
    written: list[str] = []
    pairs: list[_Part] = []
    for part in parts:
        if not part.statement.is_header:
            pairs.append(part)
            continue
        written += _in_order(pairs, layout)
        pairs = []
        gap = _above_header(part, written[-1], layout) if written else part.gap
        written += [gap, part.text]
    written += [*_in_order(pairs, layout), tail]
    text = "".join(written)
    # The last line of a file may have no end, and another one may be the last one now.
    return text if source.data_text.endswith("\n") else text.removesuffix(_end_of(text))


def _parts(source: Source, tree: TomlTree) -> tuple[list[_Part], str]:
    """Divide a text into its statements; return them, and what follows the last one."""
    text, (at, end) = source.text, source.block
    parts = []
    for statement in tree.statements:
        first = line_start(text, statement.start)
        top = comments_above(text, first, at, len(text))
        stop = min(past_break(text, line_end(text, statement.end)), end)
        lines = text[top:stop]
        if not lines.endswith("\n"):
            lines += source.newline
        parts.append(_Part(statement, text[at:top], lines))
        at = stop
    return parts, text[at:end]


def _in_order(pairs: Sequence[_Part], layout: Layout) -> list[str]:
    """Return the texts of the pairs of a table, with what stands between them."""
    if not pairs:
        return []
    order = _order(pairs, layout)
    stays = order == list(range(len(pairs)))
    if stays or any(pair.is_cut_off for pair in pairs[1:]):
        return [text for pair in pairs for text in (pair.gap, pair.text)]
    # Blank lines group keys in an order that is no more.
    keeps_gaps = not layout.manner.enforces("blank_lines")
    written = [pairs[0].gap, pairs[order[0]].text]
    for place, index in enumerate(order[1:], 1):
        written += [pairs[place].gap if keeps_gaps else "", pairs[index].text]
    return written


def _order(pairs: Sequence[_Part], layout: Layout) -> list[int]:
    manner, keys = layout.manner, [pair.key for pair in pairs]
    if not manner.enforces("key_order"):
        return list(range(len(pairs)))
    if manner.key_order == SORTED:
        return sorted(range(len(pairs)), key=keys.__getitem__)
    ranks = {key: rank for rank, key in enumerate(layout.key_order(pairs[0].statement.table))}
    return sorted(range(len(pairs)), key=lambda index: ranks.get(keys[index], len(ranks)))


def _above_header(part: _Part, above: str, layout: Layout) -> str:
    """Return what stands above a header: one blank line, or none where the style wants none."""
    manner = layout.manner
    if not manner.enforces("blank_lines"):
        return part.gap
    lines = part.gap.splitlines(keepends=True)
    # The line breaks of a file may differ, and its first one may move.
    end = _end_of(lines[-1] if lines else above)
    while lines and not lines[-1].strip():
        lines.pop()
    if lines or manner.blank_lines != NONE:
        # Without a blank line, a comment that stands for itself would belong to the header.
        lines.append(end)
    return "".join(lines)


def _end_of(lines: str) -> str:
    return "\r\n" if lines.endswith("\r\n") else "\n"
