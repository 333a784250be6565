"""Edits of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from article_schema.document.edits import InsertItem, Patch, Patches
from article_schema.document.splicing.flow import insert_in_flow
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.new_keys import new_key_index
from article_schema.document.splicing.place import Place
from article_schema.document.splicing.planner import Planner
from article_schema.document.text import line_start
from article_schema.document.tree import Data, Mapping, Node, Sequence
from article_schema.routes import Route


class JsonPlanner(Planner):
    """Plans the edits of a file of JSON, in which each value can be written in one way only."""

    def replace_scalar(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new scalar in the place of another one."""
        yield from self._written(place.node, self._text(value, place.route))

    def replace_value(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a value in the place of another one."""
        text, node = self.scene.text, place.node
        assert node is not None  # noqa: S101 - it has been looked up
        line = text[line_start(text, node.start) : node.start]
        indent = line[: len(line) - len(line.lstrip())]
        spread = place.path and "\n" in text[place.parent.start : node.start].replace("\r", "\n")
        step = self._step if spread else None
        yield from self._written(node, self._text(value, place.route, indent, step))

    def rename_key(self, place: Place, key: str) -> Iterator[Patches]:
        """Plan a new key."""
        yield from self._written(place.key, self._text(key, place.route))

    def insert_key(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new entry of an object."""
        route = place.route
        if not place.path:
            raise refusal(route, "the file holds no mapping that could take a key")
        parent = place.parent
        assert isinstance(parent, Mapping)  # noqa: S101 - only a key can be missing

        def write(indent: str, step: str | None) -> str:
            key = self._text(str(route[-1]), route)
            return f"{key}: {self._text(value, route, indent, step)}"

        index = new_key_index(self.scene, parent, route)
        return insert_in_flow(self.scene, parent, index, route, [write], self._step)

    def insert_item(self, place: Place, node: Sequence, edit: InsertItem) -> Iterator[Patches]:
        """Plan a new item of an array."""

        def write(indent: str, step: str | None) -> str:
            return self._text(edit.value, place.route, indent, step)

        return insert_in_flow(self.scene, node, edit.index, place.route, [write], self._step)

    @property
    def _step(self) -> str | None:
        """The indentation of a level, or None where the file is written on one line."""
        root = self.scene.tree.root
        if isinstance(root, Mapping | Sequence):
            first = _first_start(root)
            if first is not None and line_start(self.scene.text, first) > root.start:
                return self.scene.text[line_start(self.scene.text, first) : first]
        return None

    def _text(self, value: Data, route: Route, indent: str = "", step: str | None = None) -> str:
        """Return a value as JSON, on one line if there is no step."""
        data = self.scene.source.data_text
        ascii_only = data.isascii() and "\\u" in data
        try:
            text = json.dumps(value, ensure_ascii=ascii_only, allow_nan=False, indent=step)
        except ValueError:
            raise refusal(route, "JSON has no way to write NaN or infinity") from None
        return text.replace("\n", self.scene.newline + indent)

    def _written(self, node: Node | None, text: str) -> Iterator[Patches]:
        assert node is not None  # noqa: S101 - it has been looked up
        yield [Patch(node.start, node.end, text)]


def _first_start(node: Mapping | Sequence) -> int | None:
    if isinstance(node, Sequence):
        return node.items[0].start if node.items else None
    return node.pairs[0][0].start if node.pairs else None
