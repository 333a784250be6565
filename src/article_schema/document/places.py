"""Places: from a route, or a part of a value, to a range of the file's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_schema.document.source import Source
from article_schema.document.tree import Alias, Mapping, Node, Scalar, Tree, is_empty
from article_schema.document.tree import Sequence as SequenceNode
from article_schema.faults import Part, Range
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_PROPERTIES = late_pattern(r"(?:[&!][^\s,\[\]{}]*\s+)*")


def locate(
    source: Source,
    tree: Tree,
    route: Route,
    part: Part = "value",
    subspan: Range | None = None,
    start: Node | None = None,
) -> Range:
    """Return the range of the text that shows a route best.

    What does not exist is shown at its nearest ancestor, an unwritten value and a block collection
    at their key; an unwritten list item at its dash, and one that is a mapping at its first key.

    Args:
        source: the file.
        tree: its composed tree.
        route: the place, from the root or from `start`.
        part: which half of the entry is meant.
        subspan: a part of the value's own text to narrow the range to.
        start: a node to begin at instead of the root.
    """
    while True:
        if not route and start is None and isinstance(tree.data, dict) and source.format.fence:
            # The node of the whole would be read for nothing.
            return (0, len(source.format.fence))
        found = tree.look_up(route) if start is None else tree.find(route, start)
        if found is not None or not route:
            break
        route, part, subspan = route[:-1], "key", None
    if found is None:
        return _fence(source) or (source.block[0], source.block[0])
    key, value = found
    if not route and start is None:
        return _root_place(source, value)
    if part == "value" and isinstance(value, Scalar) and not is_empty(value):
        return _subspan(source, value, subspan)
    if part == "value" and (isinstance(value, Alias) or _is_flow(value)):
        return (value.start, value.end)
    if key is not None:
        return (key.start, key.end)
    if is_empty(value) and source.text.startswith("-", value.start - 1):
        return (value.start - 1, value.start)
    return _first_key(value)


def _is_flow(node: Node) -> bool:
    return isinstance(node, Mapping | SequenceNode) and node.flow


def _root_place(source: Source, root: Node) -> Range:
    fence = _fence(source)
    return fence if fence and (isinstance(root, Mapping) or is_empty(root)) else _first_key(root)


def _fence(source: Source) -> Range | None:
    """Return the opening fence of a file, if its format demands one."""
    return (0, len(source.format.fence)) if source.format.fence else None


def _first_key(node: Node) -> Range:
    """Return the place of a node that has no key: its first line's worth."""
    if isinstance(node, Mapping) and node.pairs:
        key = node.pairs[0][0]
        return (key.start, key.end)
    if isinstance(node, SequenceNode):
        return (node.start, min(node.start + 1, node.end))
    return (node.start, node.end)


def _subspan(source: Source, node: Scalar, subspan: Range | None) -> Range:
    """Narrow a scalar's span to a part of its value, if the text shows that value literally."""
    if subspan is None:
        return (node.start, node.end)
    properties = _PROPERTIES.match(source.text, node.start, node.end)
    start = properties.end() if properties else node.start
    raw = source.text[start : node.end]
    character = re.compile(source.format.quoted_character, re.DOTALL)
    offsets = value_offsets(raw, node.style, character)
    if offsets is not None and len(offsets) == len(node.text) + 1:
        return (start + offsets[subspan[0]], start + offsets[subspan[1]])
    wanted = node.text[subspan[0] : subspan[1]]
    if raw.count(wanted) == 1:
        at = start + raw.index(wanted)
        return (at, at + len(wanted))
    return (node.start, node.end)


def value_offsets(raw: str, style: str, quoted: re.Pattern[str]) -> Sequence[int] | None:
    """Map each code point of a value to its offset in the scalar as written, and the end too.

    Only scalars on one line can be mapped; for the others the answer is None.

    Args:
        raw: the scalar as written.
        style: how it is written.
        quoted: matches one character of double-quoted text.
    """
    if style in ("|", ">") or "\n" in raw or "\r" in raw:
        return None
    if style == "":
        return range(len(raw) + 1)
    position, end = 1, len(raw) - 1
    if (style == '"' and "\\" not in raw) or (style == "'" and "''" not in raw[1:-1]):
        return range(1, len(raw))
    offsets: list[int] = []
    while position < end:
        offsets.append(position)
        if style == "'":
            position += 2 if raw[position] == "'" else 1
            continue
        piece = quoted.match(raw, position)
        if piece is None:
            return None
        position = piece.end()
    return [*offsets, end]
