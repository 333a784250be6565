"""The nodes of TOML: where each key and value of a text stands that is known to be TOML.

The data come from the reader of the standard library, which decides what a text means and gives no
places. The statements are found here, and every node gets its value from those data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from article_schema.document.tree import Data, Mapping, Node, Scalar, Sequence, Tree
from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_GAP = late_pattern(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_SPACE = late_pattern(r"[ \t]*")
_KEY = late_pattern(r"[ \t]*(?P<key>\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)[ \t]*(?P<dot>\.?)")
#: A text of each kind, or what runs up to a comma, a bracket, a comment or the end of the line.
_VALUE = late_pattern(
    r"(?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|\"(?:[^\"\\]|\\.)*\"|'[^']*')"
    r"|[^,\]}#\r\n]*[^,\]}#\s]",
    re.DOTALL,
)


class TomlScalar(Scalar):
    """A single value of TOML; its kind does not follow from its text alone."""

    __slots__ = ("_value",)

    def __init__(self, value: Data, style: str, start: int, end: int, text: str) -> None:
        super().__init__(text, style, start, end)
        self._value = value

    @property
    def value(self) -> Data:
        """What the scalar means."""
        return self._value


@dataclass(frozen=True)
class Statement:
    """A line `key = value`, or the header of a table."""

    #: The route of the table that a pair stands in, or of the one that a header begins.
    table: Route
    #: The route of the value; that of the table for a header.
    route: Route
    #: Each part of its key with the route that it leads to.
    parts: tuple[tuple[Route, Range], ...]
    start: int
    end: int
    is_header: bool


class TomlTree(Tree):
    """The tree of a text of TOML, with its statements in their order."""

    __slots__ = ("statements",)

    def __init__(self, root: Mapping, data: Data, statements: list[Statement]) -> None:
        super().__init__(root, data)
        self.statements = statements

    @property
    def is_blank(self) -> bool:
        """Whether the file says nothing at all."""
        return not self.statements

    def below(self, route: Route) -> list[Statement]:
        """Return the statements that write a value, or something in it."""
        return [each for each in self.statements if each.route[: len(route)] == route]


def read_nodes(text: str, block: Range, data: dict[str, Any]) -> TomlTree | None:
    """Return the tree of a text, or None where its nodes and its data disagree.

    Args:
        text: the whole text of the file.
        block: the range of the TOML in it.
        data: what the TOML means.
    """
    reader = _Reader(text, block)
    try:
        reader.read()
        if _fits(reader.root, data):
            return TomlTree(reader.root, data, reader.statements)
    except LookupError:
        # Text that is written in a way that this reader does not follow.
        return None
    return None


class _Reader:
    """Finds the statements of a text, and makes the nodes of its tables."""

    def __init__(self, text: str, block: Range) -> None:
        self.text = text
        self.at, self.end = block
        self.root = Mapping(False, block[0])
        self.statements: list[Statement] = []
        #: What each table holds; the tables remember it only once they are complete.
        self.known: dict[int, dict[str, Node]] = {id(self.root): {}}

    def read(self) -> None:
        """Read all statements."""
        table = self.root
        route: Route = ()
        while self._skip(_GAP) < self.end:
            start = self.at
            if self.text[self.at] == "[":
                table, route = self._header(start)
            else:
                self._statement(table, route, start)

    def _skip(self, gap: re.Pattern[str]) -> int:
        match = gap.match(self.text, self.at, self.end)
        self.at = match.end() if match else self.at
        return self.at

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self.text, self.at, self.end)
        if match is None:
            raise LookupError
        return match

    def _header(self, start: int) -> tuple[Mapping, Route]:
        is_item = self.text.startswith("[[", start)
        self.at += 1 + is_item
        keys = self._keys()
        self.at += 1 + is_item
        route: Route = ()
        path: list[Node] = [self.root]
        parts = []
        node: Node = self.root
        for number, key in enumerate(keys):
            route = (*route, key.text)
            parts.append((route, (key.start, key.end)))
            is_list = is_item and number == len(keys) - 1
            node = self._entry(self._last(node, path), key, Sequence if is_list else Mapping)
            path.append(node)
            if isinstance(node, Sequence):
                if is_list:
                    node.items.append(self._table(start))
                route = (*route, len(node.items) - 1)
        table = self._last(node, path)
        self._finish(path, Statement(route, route, tuple(parts), start, self.at, True))
        return table, route

    def _statement(self, table: Mapping, above: Route, start: int) -> None:
        owner, keys, route, parts = self._key_in(table, above)
        value = self._value()
        self._add(owner, keys[-1], value)
        path = [self.root, *self._path(above), *self._path(route[:-1])]
        self._finish(path, Statement(above, route, parts, start, value.end, False))

    def _key_in(
        self, table: Mapping, above: Route
    ) -> tuple[Mapping, list[Scalar], Route, tuple[tuple[Route, Range], ...]]:
        """Read a key and its sign; make the tables that its dots stand for."""
        keys = self._keys()
        route = above
        parts = []
        for number, key in enumerate(keys):
            route = (*route, key.text)
            parts.append((route, (key.start, key.end)))
            if number < len(keys) - 1:
                made = self._entry(table, key, Mapping)
                table = self._last(made, [])
        self._skip(_SPACE)
        self.at += 1
        self._skip(_SPACE)
        return table, keys, route, tuple(parts)

    def _keys(self) -> list[Scalar]:
        keys = []
        while True:
            match = self._match(_KEY)
            written = match["key"]
            name = tomllib.loads(f"k={written}")["k"] if written[0] in "\"'" else written
            start, end = match.span("key")
            keys.append(Scalar(name, written[0] if written[0] in "\"'" else "", start, end))
            self.at = match.end()
            if not match["dot"]:
                return keys

    def _table(self, start: int) -> Mapping:
        table = Mapping(False, start)
        self.known[id(table)] = {}
        return table

    def _entry(self, table: Mapping, key: Scalar, kind: type[Mapping] | type[Sequence]) -> Node:
        found = self.known[id(table)].get(key.text)
        if found is None:
            found = self._table(key.start) if kind is Mapping else Sequence(False, key.start)
            self._add(table, key, found)
        return found

    def _add(self, table: Mapping, key: Scalar, value: Node) -> None:
        table.pairs.append((key, value))
        self.known[id(table)][key.text] = value

    def _last(self, node: Node, path: list[Node]) -> Mapping:
        """Return the table that a node is, or the last one of an array of tables."""
        if isinstance(node, Sequence):
            node = node.items[-1]
            path.append(node)
        if not isinstance(node, Mapping) or node.flow:
            raise LookupError
        return node

    def _path(self, route: Route) -> Iterator[Node]:
        node: Node = self.root
        for step in route:
            if isinstance(node, Sequence):
                node = node.items[int(step)]
            else:
                node = self.known[id(node)][str(step)]
            yield node

    def _finish(self, path: list[Node], statement: Statement) -> None:
        for node in path:
            node.end = max(node.end, statement.end)
        self.statements.append(statement)

    def _value(self) -> Node:
        if self.text[self.at] == "[":
            return self._array()
        if self.text[self.at] == "{":
            return self._inline_table()
        match = self._match(_VALUE)
        start, self.at = match.span()
        style = "" if match["text"] is None else match["text"][0]
        return TomlScalar(None, style, start, self.at, match[0])

    def _array(self) -> Sequence:
        array = Sequence(True, self.at)
        self.at += 1
        self._skip(_GAP)
        while self.text[self.at] != "]":
            array.items.append(self._value())
            self._comma()
        self.at += 1
        array.end = self.at
        return array

    def _inline_table(self) -> Mapping:
        table = self._table(self.at)
        table.flow = True
        self.at += 1
        self._skip(_GAP)
        while self.text[self.at] != "}":
            owner, keys, route, _ = self._key_in(table, ())
            value = self._value()
            self._add(owner, keys[-1], value)
            for node in self._inner(table, route[:-1]):
                node.end = value.end
            self._comma()
        self.at += 1
        table.end = self.at
        return table

    def _inner(self, table: Mapping, route: Route) -> Iterator[Node]:
        node: Node = table
        for step in route:
            node = self.known[id(node)][str(step)]
            yield node

    def _comma(self) -> None:
        self._skip(_GAP)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_GAP)


def _fits(node: Node, data: Data) -> bool:
    """Give every scalar its value, and tell whether nodes and data have the same form."""
    if isinstance(node, Mapping):
        if not isinstance(data, dict) or len(node.pairs) != len(data):
            return False
        named = [(key.text, value) for key, value in node.pairs if isinstance(key, Scalar)]
        return all(name in data and _fits(value, data[name]) for name, value in named)
    if isinstance(node, Sequence):
        if not isinstance(data, list) or len(node.items) != len(data):
            return False
        return all(map(_fits, node.items, data))
    if not isinstance(node, TomlScalar) or isinstance(data, dict | list):
        return False
    if isinstance(data, str) != bool(node.style):
        return False
    node._value = data  # noqa: SLF001 - the reader completes its own nodes
    if isinstance(data, str):
        node.text = data
    return True
