"""The composed tree: what the YAML or JSON of a file says, with the span of every node.

Spans are half-open ranges of code points in `Source.text`. Unlike parser marks, the span of a
collection ends where its last item ends, the span of a block scalar ends with its last line of
text, and an empty value is anchored right behind the `:` or `-` that announces it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from article_schema.document.scalars import Value, resolve

# Who reads a file without faults waits for none.
if TYPE_CHECKING:
    from article_schema.faults import Fault
    from article_schema.routes import Route

#: Plain data: what a tree means. Values are dict, list, str, int, float, bool and None.
Data: TypeAlias = Any


class Glance:
    """The data of a text without their places, in which there is nothing wrong but its values."""

    __slots__ = ("data", "dates", "text")

    def __init__(self, data: dict[str, Data], dates: list[tuple[str, str]], text: str) -> None:
        self.data = data
        #: The plain values that some readers take for dates, each with the first key above it.
        self.dates = dates
        #: The text that the data were read from.
        self.text = text


class Scalar:
    """A single value."""

    __slots__ = ("anchor", "end", "start", "style", "tag", "text")

    def __init__(
        self, text: str, style: str, start: int, end: int,
        anchor: str | None = None, tag: str | None = None,
    ) -> None:  # fmt: skip
        #: The text after quotes, escapes and folding are undone.
        self.text = text
        #: How it is written: `""` plain, `'`, `"`, `|` or `>`.
        self.style = style
        self.start = start
        self.end = end
        self.anchor = anchor
        self.tag = tag

    @property
    def value(self) -> Value:
        """What the scalar means."""
        return self.text if self.style or self.tag else resolve(self.text)


class Mapping:
    """Keys and values, in the order of the file; a repeated key is kept as a further pair."""

    __slots__ = ("_ends", "_merged", "anchor", "end", "flow", "pairs", "start", "tag")

    def __init__(
        self, flow: bool, start: int, anchor: str | None = None, tag: str | None = None
    ) -> None:
        self.pairs: list[tuple[Node, Node]] = []
        #: The numbers of the first and the last pair of each key, once somebody has asked.
        self._ends: dict[str | None, tuple[int, int]] | None = None
        #: The values of the merge keys, known at the same time.
        self._merged: list[Node]
        self.flow = flow
        self.start = start
        self.end = start
        self.anchor = anchor
        self.tag = tag

    def pair(self, text: str) -> tuple[Node, Node] | None:
        """Return the last pair with a key, merge keys aside; the mapping must be complete."""
        index = self.index(text)
        return None if index < 0 else self.pairs[index]

    def index(self, text: str) -> int:
        """Return the number of the last pair with a key, merge keys aside; -1 without one."""
        return self._ends_of(text)[1]

    def is_repeated(self, text: str) -> bool:
        """Tell whether several pairs have a key."""
        first, last = self._ends_of(text)
        return first < last

    @property
    def merged(self) -> list[Node]:
        """The values of its merge keys; the mapping must be complete."""
        self._ends_of("")
        return self._merged

    def _ends_of(self, text: str) -> tuple[int, int]:
        if self._ends is None:
            self._ends, self._merged = {}, []
            for index, (key, value) in enumerate(self.pairs):
                if is_merge(key):
                    self._merged.append(value)
                else:
                    name = key_text(key)
                    self._ends[name] = self._ends.get(name, (index, index))[0], index
        return self._ends.get(text, (-1, -1))


class Sequence:
    """A list of values."""

    __slots__ = ("anchor", "end", "flow", "items", "start", "tag")

    def __init__(
        self, flow: bool, start: int, anchor: str | None = None, tag: str | None = None
    ) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start = start
        self.end = start
        self.anchor = anchor
        self.tag = tag


class Alias:
    """A reference (`*name`) to an anchored node."""

    __slots__ = ("end", "name", "start", "target")

    def __init__(self, name: str, target: Node, start: int, end: int) -> None:
        self.name = name
        self.target = target
        self.start = start
        self.end = end


Node: TypeAlias = Scalar | Mapping | Sequence | Alias

#: The key that merges other mappings into its own (YAML 1.1, kept by ruamel.yaml in 1.2).
MERGE_KEY = "<<"


class CollectionKey(str):
    """Stands in the data for a key that is a list or a mapping, and so has no name."""

    __slots__ = ()


def target_of(node: Node) -> Scalar | Mapping | Sequence:
    """Follow aliases to the node that holds the value."""
    while isinstance(node, Alias):
        node = node.target
    return node


def data_at(data: Data, route: Route) -> Data:
    """Return what plain data hold at a route, which has to exist."""
    for step in route:
        data = data[step]
    return data


def value_at(data: Data, route: Route, default: Data = None) -> Data:
    """Return what plain data hold at a route, or a default where nothing is."""
    for step in route:
        if isinstance(data, dict):
            known = step in data
        else:
            known = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not known:
            return default
        data = data[step]
    return data


def key_text(node: Node) -> str | None:
    """Return the text of a key, or None for a key that is a collection."""
    node = target_of(node)
    return node.text if isinstance(node, Scalar) else None


def is_merge(key: Node) -> bool:
    """Tell whether a key is the merge key."""
    return isinstance(key, Scalar) and key.text == MERGE_KEY and not key.style and not key.tag


def is_empty(node: Node) -> bool:
    """Tell whether a value is not written at all, as in `title:`."""
    return isinstance(node, Scalar) and node.start == node.end


class Tree:
    """A file that was read: its data, its nodes, and what is wrong with its YAML."""

    __slots__ = ("data", "faults", "root")

    def __init__(
        self, root: Node | None, data: Data = None, faults: list[Fault] | None = None
    ) -> None:
        #: The outermost node; None for an empty file.
        self.root = root
        #: Its meaning, with merges applied and aliases shared.
        self.data = data
        #: What is wrong with its YAML although it can be read: repeated keys, odd tags.
        self.faults: list[Fault] = [] if faults is None else faults

    @property
    def is_blank(self) -> bool:
        """Whether the file says nothing at all, not even `null`."""
        return self.root is None or is_empty(self.root)

    def find(self, route: Route, start: Node | None = None) -> tuple[Node | None, Node] | None:
        """Return the key node (None in a list) and the value node of a route, if it exists.

        Of a repeated key the last pair counts, as in the data. A key that a merge brings in is
        found in the mapping it comes from.
        """
        node = start or self.root
        key: Node | None = None
        for step in route:
            if node is None:
                return None
            entry = _child(target_of(node), step)
            if entry is None:
                return None
            key, node = entry
        return None if node is None else (key, node)

    def look_up(self, route: Route) -> tuple[Node | None, Node] | None:
        """Do what `find` does, for those who ask where nodes stand and change nothing."""
        return self.find(route)


class LaterTree(Tree):
    """A tree whose data are known, and whose nodes are read when somebody asks for them."""

    __slots__ = ("_root",)

    _root: Node | None

    @property
    def root(self) -> Node | None:
        """The outermost node."""
        if self._root is None:
            self._root = self._nodes()
        return self._root

    @root.setter
    def root(self, root: Node | None) -> None:
        self._root = root

    @property
    def is_blank(self) -> bool:
        """Whether the file says nothing at all, of which no data would be known."""
        return False

    def _nodes(self) -> Node | None:
        """Read the nodes, and return the outermost one."""
        raise NotImplementedError


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, Sequence) and isinstance(step, int):
        return (None, node.items[step]) if step < len(node.items) else None
    if isinstance(node, Mapping) and isinstance(step, str):
        own = node.pair(step)
        if own is not None:
            return own
        for source in merge_sources(node):
            found = _child(source, step)
            if found is not None:
                return found
    return None


def merge_sources(node: Mapping) -> Iterator[Mapping]:
    """Yield the mappings that a mapping merges, the one that wins first."""
    for value in node.merged:
        target = target_of(value)
        items = target.items if isinstance(target, Sequence) else [target]
        for item in items:
            source = target_of(item)
            if isinstance(source, Mapping):
                yield source


def nodes(node: Node | None) -> Iterator[Node]:
    """Yield a node and every node below it, keys included, in the order of the text."""
    waiting = [] if node is None else [node]
    while waiting:
        current = waiting.pop()
        yield current
        if isinstance(current, Mapping):
            waiting += [part for pair in reversed(current.pairs) for part in reversed(pair)]
        elif isinstance(current, Sequence):
            waiting += reversed(current.items)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield every scalar at or below a node, keys included, in the order of the text."""
    return (each for each in nodes(node) if isinstance(each, Scalar))


def left_out(node: Node | None) -> Iterator[Scalar]:
    """Yield the scalars that data do not hold: in keys that are collections, and their values.

    The values that a repeated key hides are among them.
    """
    if isinstance(node, Mapping):
        last = {key_text(key): value for key, value in node.pairs}
        for key, value in node.pairs:
            name = key_text(key)
            if name is None or last[name] is not value:
                yield from scalars(key)
                yield from scalars(value)
            else:
                yield from left_out(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from left_out(item)


def walk(node: Node, route: Route = ()) -> Iterator[tuple[Route, Node | None, Node]]:
    """Yield route, key node and value node of everything below a node; aliases are not entered."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            step = key_text(key)
            if step is not None:
                yield (*route, step), key, value
                yield from walk(value, (*route, step))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield (*route, index), None, item
            yield from walk(item, (*route, index))
