"""The edits that make sense for a file, each with the lines that it may touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from article_schema.document.edits import EXPAND, Delete, Edit, InsertItem, RenameKey, SetValue
from article_schema.document.source import Source
from article_schema.document.styling import is_plain_date
from article_schema.document.tree import (
    Alias,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    is_empty,
    is_merge,
    key_text,
)
from article_schema.routes import Route

NEW_KEY = "entirelyNew"
TEXTS = ("New words", "ä: 'new' \"#1\" \\n ", "first line\nsecond line\n", "word " * 40 + "end")


@dataclass(frozen=True)
class Case:
    """An edit."""

    name: str
    edit: Edit
    #: The first and the last line that it may change, counted from 1.
    first: int
    last: int
    #: How many written lines it may bring.
    added: int
    #: The comments that go with the entry.
    own_comments: tuple[str, ...] = ()
    #: Whether the entry is the last one of the file.
    at_end: bool = False

    @property
    def kind(self) -> str:
        return self.name.split()[0]

    def expanded(self) -> Case:
        """Return the edit of this place alone, which may write a shared value out elsewhere."""
        edit = replace(self.edit, aliases=EXPAND)
        return replace(self, edit=edit, name=f"{self.name}, expanded", added=self.added + 30)


class _Cases:
    def __init__(self, source: Source, tree: Tree) -> None:
        self.source = source
        self.tree = tree
        self.lines = source.text.split("\n")
        self.end = len(source.text[: source.block[1]].rstrip())

    def of(self, node: Node, route: Route) -> Iterator[Case]:
        if isinstance(node, Mapping):
            last = {key_text(key): index for index, (key, _) in enumerate(node.pairs)}
            for index, (key, value) in enumerate(node.pairs):
                name = key_text(key)
                if name is None or is_merge(key) or last[name] != index:
                    continue
                yield from self.entry(node, index, key, value, (*route, name))
                if not isinstance(value, Alias):
                    yield from self.of(value, (*route, name))
            yield from self.new_keys(node, route)
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                yield from self.entry(node, index, None, item, (*route, index))
                if not isinstance(item, Alias):
                    yield from self.of(item, (*route, index))
            yield from self.new_items(node, route)

    def entry(
        self, parent: Mapping | Sequence, index: int, key: Node | None, value: Node, route: Route
    ) -> Iterator[Case]:
        where = "flow" if parent.flow else "block"
        first, last = self.range_of((key or value).start, value.end)
        if key is None and not parent.flow:
            first = self.dash_above(first, value.start)
        lines = last - first + 1
        inner: tuple[str, ...] = ()
        if isinstance(value, Mapping | Sequence):
            # The comments inside of a collection go with it; that behind its key does not.
            begins = self.range_of(value.start, value.end)[0]
            compact = key is None and begins == first and not value.flow
            inner = self.comments_in(first + (not compact), last)
        extra = 2 * (self.source.format.language == "json")
        at_end = value.end >= self.end
        values: list[tuple[str, Any, int]] = [
            ("list", ["one", {"two": 2}], 4),
            ("mapping", {"one": 1, "two": ["a"]}, 4),
            ("number", 4711, 0),
        ]
        if self.source.format.language != "toml":
            # TOML has no way to write that there is no value.
            values.append(("null", None, 0))
        values += [("text", text, 3 * ("\n" in text)) for text in TEXTS]
        if isinstance(value, Scalar) and not value.style and is_plain_date(value.text):
            values += [("date", "2021-02-03", 0), ("date", "2021-02-03T04:05:06Z", 0)]
        for name, new, added in values:
            edit = SetValue(route, new)
            yield Case(f"set {name}, {where}", edit, first - parent.flow, last + parent.flow,
                       lines + added + extra + 2 * parent.flow,
                       inner, at_end)  # fmt: skip
        if key is not None:
            until = self.range_of(key.start, key.end)
            yield Case(f"rename, {where}", RenameKey(route, "renamedKey"), *until, 1)
        yield self.deletion(parent, index, key, value, route, (first, last), where)

    def deletion(
        self, parent: Mapping | Sequence, index: int, key: Node | None, value: Node, route: Route,
        lines: tuple[int, int], where: str,
    ) -> Case:  # fmt: skip
        first, last = lines
        own = self.comments_of(first, last)
        size = len(parent.pairs if isinstance(parent, Mapping) else parent.items)
        added = 1
        if size == 1 or parent.flow:
            # Brackets close up around nothing; neighbours may move up, and commas go.
            around = self.range_of(parent.start, parent.end)
            first, last, added = around[0] - 1, around[1], around[1] - around[0] + 2
            own += self.comments_of(*around) if size == 1 else ()
        elif index == 0:
            # Behind a dash the next entry moves up.
            last += 1
            added = 2
        at_end = value.end >= self.end
        position = "only" if size == 1 else ("first" if index == 0 else
                                             "last" if index == size - 1 else "middle")  # fmt: skip
        name = f"delete {position}, {where}"
        return Case(name, Delete(route), first, last, added, own, at_end)

    def comments_of(self, first: int, last: int) -> tuple[str, ...]:
        """Return the comments that belong to the entry on some lines: in it, and directly above."""
        own = [*self.comments_in(first, last)]
        top = self.range_of(self.source.block[0], self.source.block[0])[0]
        above = first - 1
        while above >= top and self.lines[above - 1].lstrip().startswith("#"):
            above -= 1
        if above >= top or first - 1 == above:
            own += [line.strip() for line in self.lines[above : first - 1]]
        return tuple(own)

    def dash_above(self, line: int, start: int) -> int:
        """Return the line of the dash of an item that may begin on a line below it."""
        column = self.source.lines.position(start)[1]
        before = self.lines[line - 1][: column - 1]
        while line > 1 and not before.strip().startswith("-"):
            line -= 1
            before = self.lines[line - 1]
        return line

    def comments_in(self, first: int, last: int) -> tuple[str, ...]:
        """Return whatever on some lines could be a comment."""
        return tuple(line[found.start():].rstrip() for line in self.lines[first - 1 : last]
                     for found in re.finditer(r"(?:^|(?<=\s))#", line))  # fmt: skip

    def new_keys(self, node: Mapping, route: Route) -> Iterator[Case]:
        if not node.pairs or NEW_KEY in (key_text(key) for key, _ in node.pairs):
            return
        where = "flow" if node.flow else "block"
        lines = self.range_of(node.start, node.end) if node.flow else (1, 0)
        at_end = node.end >= self.end
        for name, value, added in (("text", "some words: #1", 1), ("list", ["a", "b"], 3),
                                   ("multi-line", "one\ntwo\n", 3)):  # fmt: skip
            yield Case(f"new key with {name}, {where}", SetValue((*route, NEW_KEY), value), *lines,
                       lines[1] - lines[0] + 1 + added, at_end=at_end)  # fmt: skip

    def new_items(self, node: Sequence, route: Route) -> Iterator[Case]:
        where = "flow" if node.flow else "block"
        lines = self.range_of(node.start, node.end) if node.flow or not node.items else (1, 0)
        kept = lines[1] - lines[0] + 1
        for index in sorted({0, len(node.items) // 2, len(node.items)}):
            for value, added in (("New item", 1), ({"a": 1, "b": "c"}, 2)):
                yield Case(f"new item, {where}", InsertItem(route, index, value), *lines,
                           kept + added, at_end=node.end >= self.end)  # fmt: skip

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        position = self.source.lines.position
        return position(start)[0], position(max(end - 1, start))[0]


def cases(source: Source, tree: Tree) -> Iterator[Case]:
    """Yield the edits of a file."""
    assert tree.root is not None
    if not is_empty(tree.root):
        yield from _Cases(source, tree).of(tree.root, ())
