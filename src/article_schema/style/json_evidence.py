"""What files of JSON show of their style: the order of keys, the indentation and the arrays."""

from __future__ import annotations

from article_schema.document.manner import JSON
from article_schema.document.source import Source
from article_schema.document.text import is_blank, line_start
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree, key_text
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route
from article_schema.style.evidence import Evidence

_BLANKS = late_pattern(r"[ \t]*")


def add_json(evidence: Evidence, source: Source, tree: Tree) -> None:
    """Count what one file of JSON shows."""
    evidence.begin(source)
    if source.format.takes_other_endings:
        evidence.votes["front_matter"][JSON] += 1
    orders: list[set[str]] = []
    if tree.root is not None:
        _node(evidence, tree.root, (), source.text, orders)
    evidence.close(orders)


def _node(evidence: Evidence, node: Node, route: Route, text: str, orders: list[set[str]]) -> None:
    if isinstance(node, Mapping):
        keys = [key_text(key) or "" for key, _ in node.pairs]
        orders += evidence.orders_of(keys, route)
        for name, (key, value) in zip(keys, node.pairs, strict=True):
            evidence.seen.see(route, name, value)
            _step(evidence, node, key, text)
            _node(evidence, value, (*route, name), text, orders)
    elif isinstance(node, Sequence):
        if node.items and all(isinstance(item, Scalar) for item in node.items):
            has_lines = "\n" in text[node.start : node.end]
            evidence.arrays[len(node.items), has_lines] += 1
        for index, item in enumerate(node.items):
            _node(evidence, item, (*route, index), text, orders)


def _step(evidence: Evidence, node: Mapping, key: Node, text: str) -> None:
    """Count the spaces by which a key in a line of its own stands further in than its object."""
    start = line_start(text, key.start)
    before = text[start : key.start]
    if start > node.start and is_blank(before) and "\t" not in before:
        outer = _BLANKS.match(text, line_start(text, node.start))
        evidence.steps["indent"][len(before) - len(outer[0] if outer else "")] += 1
