"""Indenting: the lists of a file below their keys, as far to the right as a style says.

Whole lines move, with the comments between them. A list that holds a block scalar stays where it
is, since the lines of such text are data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from article_schema.document.edits import Patch
from article_schema.document.splicing.place import Scene
from article_schema.document.text import column, is_blank, line_end, line_start, past_break
from article_schema.document.tree import Mapping, Node, Sequence, scalars


def indenting(root: Node | None, scene: Scene) -> list[Patch]:
    """Return the patches that bring the lists of a file to their places."""
    manner = scene.layout.manner
    if manner.list_indent is None or not manner.enforces("list_indent"):
        return []
    shifts: Counter[int] = Counter()
    for key, value in _lists(root):
        text = scene.text
        shift = column(text, key.start) + manner.list_indent - column(text, value.start)
        if shift and not any(each.style in ("|", ">") for each in scalars(value)):
            for start in _lines(text, value):
                shifts[start] += shift
    return [_patch(scene.text, start, shift) for start, shift in sorted(shifts.items()) if shift]


def _lists(node: Node | None) -> Iterator[tuple[Node, Sequence]]:
    """Yield the keys that have a list in the lines below them, each with its list."""
    if isinstance(node, Sequence) and not node.flow:
        for item in node.items:
            yield from _lists(item)
    elif isinstance(node, Mapping) and not node.flow:
        for key, value in node.pairs:
            yield from _lists(value)
            is_below = value.start > key.end and isinstance(value, Sequence) and not value.flow
            if is_below and isinstance(value, Sequence) and value.anchor is None is value.tag:
                yield key, value


def _lines(text: str, node: Sequence) -> Iterator[int]:
    start = line_start(text, node.start)
    while start < node.end:
        end = line_end(text, start)
        if not is_blank(text[start:end]):
            yield start
        start = past_break(text, end)


def _patch(text: str, start: int, shift: int) -> Patch:
    line = text[start : line_end(text, start)]
    margin = len(line) - len(line.lstrip(" "))
    return Patch(start, start + max(0, min(-shift, margin)), " " * max(0, shift))
