"""JSON lines: one JSON value on each line, read into a list of them."""

from __future__ import annotations

import re
from dataclasses import replace

from article_schema.document.limits import Limits, too_many
from article_schema.document.reading.json_reader import read_json
from article_schema.document.source import Source
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree
from article_schema.errors import DocumentError
from article_schema.faults import Fault

_LINE = re.compile(r"[^\r\n]+")


def read_json_lines(source: Source, limits: Limits) -> Tree:
    """Parse a source of JSON lines.

    A line that cannot be read is a fault of the tree, and the others are read.

    Raises:
        DocumentError: the text is not JSON, or nested too deeply.
    """
    root = Sequence(True, source.block[0])
    tree = Tree(root)
    nodes = 0
    for match in _LINE.finditer(source.text, *source.block):
        if not match[0].isspace():
            nodes += _read_line(source, match, limits, tree, root)
        if nodes > limits.nodes:
            raise source.error(too_many(limits, match.start()))
        if len(tree.faults) > limits.findings:
            break
    root.end = root.items[-1].end if root.items else root.start
    return tree


def _read_line(
    source: Source, match: re.Match[str], limits: Limits, tree: Tree, root: Sequence
) -> int:
    """Read a line into the tree, and return the number of its nodes."""
    text, start = match[0], match.start()
    line = Source(source.filename, text, source.format, (0, len(text)), len(text))
    try:
        found = read_json(line, limits)
    except DocumentError as error:
        fault = _moved(error.fault, start)
        if fault.code != "DOC005":
            raise source.error(fault) from None
        tree.faults.append(fault)
        return 0
    if found.root is None:
        return 0
    root.items.append(found.root)
    return _move(found.root, start)


def _moved(fault: Fault, distance: int) -> Fault:
    start, end = fault.span or (0, 1)
    return replace(fault, span=(start + distance, end + distance))


def _move(node: Node, distance: int) -> int:
    """Give a node, and all below it, the place that it has in the whole text; count them."""
    node.start += distance
    node.end += distance
    if isinstance(node, Sequence):
        return 1 + sum(_move(item, distance) for item in node.items)
    if isinstance(node, Mapping):
        return 1 + sum(_move(key, distance) + _move(value, distance) for key, value in node.pairs)
    assert isinstance(node, Scalar)  # noqa: S101 - JSON has no aliases
    return 1
