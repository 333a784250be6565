"""JSON with spans: RFC 8259 text into the same tree that YAML gives.

The strings are read by the standard library's scanner; YAML's parser would take most JSON too, but
not its surrogate pairs or tabs, and not at a useful speed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]

from article_schema.document.limits import Limits, long_scalar, too_deep, too_many
from article_schema.document.reading.block_lines import MERGE_HELP, MERGE_MESSAGE, first_merge_mark
from article_schema.document.source import Source
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree, nodes
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import SYNTAX_ERROR

_LINE = late_pattern(r"[^\r\n]+")
_SPACE = late_pattern(r"[ \t\n\r]*")
_WORD = late_pattern(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z.+-])|true|false|null"
)


def read_json(source: Source, limits: Limits) -> Tree:
    """Parse a JSON source.

    Raises:
        DocumentError: the text is not JSON, or nested too deeply.
    """
    reader = _Reader(source, limits)
    position = reader.skip(source.block[0])
    if position == source.block[1]:
        return Tree(None)
    root, end = reader.value(position, 0)
    after = reader.skip(end)
    if not end <= source.block[1] <= after:
        raise reader.error("there is more text after the end of the JSON value", "remove it", after)
    return Tree(root)


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
        first, last = error.fault.span or (0, 1)
        fault = replace(error.fault, span=(start + first, start + last))
        if fault.code != SYNTAX_ERROR:
            raise source.error(fault) from None
        tree.faults.append(fault)
        return 0
    if found.root is None:
        return 0
    root.items.append(found.root)
    read = list(nodes(found.root))
    for node in read:
        node.start += start
        node.end += start
    return len(read)


class _Reader:
    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.text = source.text
        self.limits = limits
        self.nodes = 0

    def skip(self, position: int) -> int:
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def error(self, message: str, help_text: str, at: int) -> DocumentError:
        mark = first_merge_mark(self.text, at)
        if mark is not None:
            return self.source.error(Fault(SYNTAX_ERROR, MERGE_MESSAGE, MERGE_HELP, span=mark))
        return self.source.error(Fault(SYNTAX_ERROR, message, help_text, span=(at, at + 1)))

    def count(self, start: int) -> None:
        """Count a key or value that starts here."""
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise self.source.error(too_many(self.limits, start))

    def value(self, start: int, depth: int) -> tuple[Node, int]:
        self.count(start)
        character = self.text[start : start + 1]
        if character in ("{", "["):
            if depth >= self.limits.depth:
                raise self.source.error(too_deep(self.limits, start))
            return (self.mapping if character == "{" else self.sequence)(start, depth)
        if character == '"':
            node = self.string(start)
            return node, node.end
        match = _WORD.match(self.text, start)
        if match is None:
            raise self.error("a JSON value is missing here",
                             "write a string in double quotes, a number, true, false, null, "
                             "a list or an object", start)  # fmt: skip
        return self.scalar(match[0], "", start, match.end()), match.end()

    def scalar(self, text: str, style: str, start: int, end: int) -> Scalar:
        fault = long_scalar(self.limits, text, (start, end))
        if fault is not None:
            raise self.source.error(fault)
        return Scalar(text, style, start, end)

    def string(self, start: int) -> Scalar:
        if self.text[start : start + 1] != '"':
            raise self.error("a key is missing here", "write it in double quotes", start)
        try:
            value, end = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            raise self.error(f"the string is not JSON: {error.msg.lower()}",
                             "close it with a double quote and escape control characters",
                             min(error.pos, len(self.text) - 1)) from None  # fmt: skip
        return self.scalar(value, '"', start, end)

    def sequence(self, start: int, depth: int) -> tuple[Sequence, int]:
        node = Sequence(True, start)
        position = self.skip(start + 1)
        while self.text[position : position + 1] != "]" or node.items:
            item, position = self.value(position, depth + 1)
            node.items.append(item)
            position, closed = self.separator(position, "]", start)
            if closed:
                break
        node.end = position + (0 if node.items else 1)
        return node, node.end

    def mapping(self, start: int, depth: int) -> tuple[Mapping, int]:
        node = Mapping(True, start)
        position = self.skip(start + 1)
        while self.text[position : position + 1] != "}" or node.pairs:
            self.count(position)
            key = self.string(position)
            position = self.skip(key.end)
            if self.text[position : position + 1] != ":":
                raise self.error("a colon is missing after the key", "write `: `", position)
            value, position = self.value(self.skip(position + 1), depth + 1)
            node.pairs.append((key, value))
            position, closed = self.separator(position, "}", start)
            if closed:
                break
        node.end = position + (0 if node.pairs else 1)
        return node, node.end

    def separator(self, position: int, closing: str, start: int) -> tuple[int, bool]:
        """Step over a comma or the closing bracket; tell whether it was the bracket."""
        position = self.skip(position)
        character = self.text[position : position + 1]
        if character == closing:
            return position + 1, True
        if character != ",":
            at = position if character else start
            raise self.error(f"a comma or `{closing}` is missing", "add it", at)
        follower = self.skip(position + 1)
        if self.text[follower : follower + 1] == closing:
            raise self.error(f"a comma stands before `{closing}`", "remove it", position)
        return follower, False
