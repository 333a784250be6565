"""Format JSON: its indentation, the order of its keys, and escapes that nothing needs.

Numbers keep their spelling. An array of single values keeps its line or its lines, unless the style
says more of arrays. Text keeps the escapes of what is not to be seen, such as a space of no width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Items

from article_schema.document.edits import Patch
from article_schema.document.layout import Layout
from article_schema.document.manner import LINES, SORTED
from article_schema.document.source import Source, Step
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree, key_text
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_ESCAPE = late_pattern(
    r"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)


def _whole(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    if tree.root is None:
        return []
    start, end = source.block
    written = formatted(source.text, tree.root, layout, source.newline)
    # What follows an object in a text with a body belongs to neither; a file has its last line end.
    tail = "" if source.format.takes_other_endings else source.newline
    if not layout.manner.enforces("indent"):
        start, end, tail = tree.root.start, tree.root.end, ""
    new = written + tail
    return [Patch(start, end, new)] if source.text[start:end] != new else []


#: The step by which JSON comes to its style.
STEPS = (Step(_whole),)


def formatted(text: str, root: Node, layout: Layout, newline: str) -> str:
    """Return the text of a value in its style.

    Args:
        text: what the value is written in.
        root: the value.
        layout: the style, and the order of the keys.
        newline: the characters of a line break.
    """
    return _Writer(text, layout, newline).value(root, (), 0)


class _Writer:
    def __init__(self, text: str, layout: Layout, newline: str) -> None:
        self.text = text
        self.layout = layout
        self.newline = newline
        self.indents = layout.manner.enforces("indent")

    def value(self, node: Node, route: Route, level: int) -> str:
        """Return the text of a value that begins in a line of a level."""
        if isinstance(node, Mapping):
            return self._mapping(node, route, level)
        if isinstance(node, Sequence):
            return self._sequence(node, route, level)
        return self._scalar(node)

    def _scalar(self, node: Node) -> str:
        written = self.text[node.start : node.end]
        has_escapes = isinstance(node, Scalar) and node.style and "\\" in written
        return _ESCAPE.sub(_plain, written) if has_escapes else written

    def _mapping(self, node: Mapping, route: Route, level: int) -> str:
        spans, members = [], []
        keys = [key_text(key) or "" for key, _ in node.pairs]
        for name, (key, value) in zip(keys, node.pairs, strict=True):
            spans.append((key.start, value.end))
            between = ": " if self.indents else self.text[key.end : value.start]
            inner = self.value(value, (*route, name), level + 1)
            members.append(f"{self._scalar(key)}{between}{inner}")
        order = self._order(keys, route)
        return self._joined(node, spans, [members[index] for index in order], level)

    def _sequence(self, node: Sequence, route: Route, level: int) -> str:
        spans = [(item.start, item.end) for item in node.items]
        items = [
            self.value(item, (*route, index), level + 1) for index, item in enumerate(node.items)
        ]
        if self.indents and items and self._is_on_one_line(node):
            return f"[{', '.join(items)}]"
        return self._joined(node, spans, items, level)

    def _is_on_one_line(self, node: Sequence) -> bool:
        if not all(isinstance(item, Scalar) for item in node.items):
            return False
        manner = self.layout.manner
        if manner.enforces("arrays") and manner.enforces("flow_items"):
            return manner.arrays != LINES or len(node.items) <= manner.flow_items
        return not re.search(r"[\r\n]", self.text[node.start : node.end])

    def _joined(
        self, node: Mapping | Sequence, spans: Items[tuple[int, int]], parts: Items[str], level: int
    ) -> str:
        """Return the parts in their brackets, with line breaks or with what is between them now."""
        text = self.text
        opening, closing = ("{", "}") if isinstance(node, Mapping) else ("[", "]")
        if not parts:
            return opening + closing if self.indents else text[node.start : node.end]
        if self.indents:
            step = " " * self.layout.manner.indent
            inner, outer = self.newline + step * (level + 1), self.newline + step * level
            return f"{opening}{inner}{f',{inner}'.join(parts)}{outer}{closing}"
        written = [text[node.start : spans[0][0]], parts[0]]
        for (_, before), (after, _), part in zip(spans, spans[1:], parts[1:], strict=False):
            written += [text[before:after], part]
        return "".join([*written, text[spans[-1][1] : node.end]])

    def _order(self, keys: list[str], route: Route) -> list[int]:
        manner = self.layout.manner
        if not manner.enforces("key_order"):
            return list(range(len(keys)))
        if manner.key_order == SORTED:
            return sorted(range(len(keys)), key=keys.__getitem__)
        ranks = {key: rank for rank, key in enumerate(self.layout.key_order(route))}
        return sorted(range(len(keys)), key=lambda index: ranks.get(keys[index], len(ranks)))


def _plain(escape: re.Match[str]) -> str:
    """Return the character of an escape, where it can stand for itself and is to be seen."""
    written = escape[0]
    if written[1] != "u":
        return "/" if written == r"\/" else written
    code = int(written[2:6], 16)
    if len(written) > 6:
        code = 0x10000 + ((code - 0xD800) << 10) + (int(written[8:12], 16) - 0xDC00)
    character = chr(code)
    return character if character.isprintable() and character not in '"\\' else written
