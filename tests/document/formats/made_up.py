"""A format that nobody has, in one module: front matter of lines `key = JSON`, between `+++`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from article_schema.document.edits import Patch, Patches, Plan
from article_schema.document.layout import Layout
from article_schema.document.limits import Limits
from article_schema.document.reading.json_reader import _Reader
from article_schema.document.source import Format, Source
from article_schema.document.splicing.json_planner import JsonPlanner
from article_schema.document.splicing.place import Place, Scene
from article_schema.document.text import line_end, past_break
from article_schema.document.tree import Data, Mapping, Scalar, Tree
from article_schema.errors import DocumentError
from article_schema.faults import Fault

_LINE = re.compile(r"[ \t]*(?:#.*)?(?:\n|\Z)|(?P<key>\w+)[ \t]*=[ \t]*")
_CLOSING = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)


class MadeUp(Format):
    """A text with front matter that only this test knows."""

    name = "made up"
    description = "what only this test knows"
    endings = (".md", ".made")
    fence = "+++"
    comment_sign = "#"

    def begins(self, text: str) -> bool:
        return text.startswith("+++\n")

    def split(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        closing = _CLOSING.search(text, 4)
        if not self.begins(text) or closing is None:
            raise DocumentError(filename, 1, 1, Fault("DOC004", "it is not closed", span=(0, 3)))
        return Source(filename, text, self, (4, closing.start()), closing.end(), has_bom)

    def parse(self, source: Source, limits: Limits) -> Tree:
        reader = _Reader(source, limits)
        root = Mapping(False, source.block[0])
        position, end = source.block
        while position < end:
            line = _LINE.match(source.text, position, end)
            if line is None:
                fault = Fault("DOC005", "no key", span=(position, position + 1))
                raise source.error(fault)
            position = line.end()
            if line["key"]:
                value, position = reader.value(position, 1)
                root.pairs.append((Scalar(line["key"], "", *line.span("key")), value))
        root.end = root.pairs[-1][1].end if root.pairs else end
        return Tree(root)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        order = {key: rank for rank, key in enumerate(layout.key_order(()))}
        keys = sorted(data, key=lambda key: order.get(key, len(order)))
        lines = "".join(f"{key} = {json.dumps(data[key])}\n" for key in keys)
        return f"+++\n{lines}+++\n"

    def planner(self, source: Source, tree: Tree, layout: Layout, limits: Limits) -> Plan:
        return _Planner(Scene(source, tree, layout, limits))


class _Planner(JsonPlanner):
    def insert_key(self, place: Place, value: Data) -> Iterator[Patches]:
        if len(place.route) > 1:
            yield from super().insert_key(place, value)
            return
        end = self.scene.source.block[1]
        yield [Patch(end, end, f"{place.route[0]} = {self._text(value, place.route)}\n")]

    def remove(self, place: Place) -> Iterator[Patches]:
        if place.in_flow or place.key is None or place.node is None:
            yield from super().remove(place)
            return
        text = self.scene.text
        yield [Patch(place.key.start, past_break(text, line_end(text, place.node.end)), "")]


MADE_UP = MadeUp()
