"""YAML files, with or without fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article_schema.document.limits import Limits
from article_schema.document.source import Format, Source, Step
from article_schema.document.text import past_break
from article_schema.document.tree import Data, Glance, Tree
from article_schema.late_pattern import late_pattern

if TYPE_CHECKING:
    from article_schema.document.edits import Plan
    from article_schema.document.layout import Layout

OPENING = late_pattern(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
#: Eight times as fast as an expression that looks for two kinds of line breaks.
_CLOSING = late_pattern(r"\n(---|\.\.\.)[ \t]*(?=\n|\Z)")
_CLOSING_AT_ANY_BREAK = r"[\r\n](---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
_FENCE_LINE = late_pattern(r"(?:\A|[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")


def closing_of(text: str, start: int) -> re.Match[str] | None:
    """Return the closing fence of a text whose data begin at an offset."""
    closing = re.compile(_CLOSING_AT_ANY_BREAK) if "\r" in text else _CLOSING
    return closing.search(text, start - 1)


class Yaml(Format):
    """A file of YAML."""

    name = "YAML"
    description = "YAML without fences"
    endings: tuple[str, ...] = (".yaml", ".yml")
    language = "yaml"
    comment_sign = "#"
    many_records = True
    other_lists = True
    has_house_form = True
    has_recovery = True
    has_plain_instants = True
    readers_differ = True

    def split(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        """Find the data of a text, without the fences around all of it."""
        opening = OPENING.match(text)
        if opening is None:
            return self.whole(text, filename, has_bom=has_bom)
        closing = closing_of(text, opening.end())
        if closing is None:
            return Source(filename, text, self, (opening.end(), len(text)), len(text), has_bom)
        source = self.fenced(text, filename, opening, closing, has_bom=has_bom)
        if source.body.strip():
            # Not a fenced record: a stream of several documents, which the composer reports.
            return self.whole(text, filename, has_bom=has_bom)
        return source

    def fenced(
        self, text: str, filename: str, opening: re.Match[str], closing: re.Match[str],
        *, has_bom: bool,
    ) -> Source:  # fmt: skip
        """Return the source of a text with fences."""
        block = (opening.end(), closing.start(1))
        return Source(filename, text, self, block, past_break(text, closing.end()), has_bom)

    def glance(self, text: str) -> Glance | None:
        """Return the data of a file without fences."""
        from article_schema.document.reading.glance import glance_at_yaml

        return glance_at_yaml(text if text.endswith("\n") else f"{text}\n")

    def parse(self, source: Source, limits: Limits) -> Tree:
        """Read the nodes of YAML."""
        from article_schema.document.reading.compose import parse_yaml

        return parse_yaml(source, limits)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        """Write a record in the manner of a layout."""
        from article_schema.document.writing.emit import emit

        return emit(data, layout)

    def planner(self, source: Source, tree: Tree, layout: Layout, limits: Limits) -> Plan:
        """Return a function that plans the edits of YAML."""
        from article_schema.document.splicing.place import Scene
        from article_schema.document.splicing.yaml_planner import YamlPlanner

        return YamlPlanner(Scene(source, tree, layout, limits))

    def steps(self) -> tuple[Step, ...]:
        """Return the steps by which YAML comes to its style."""
        from article_schema.document.writing.fmt import STEPS

        return STEPS

    def fences_in(self, text: str) -> int:
        """Count the lines at which a parser begins or ends a document."""
        return len(_FENCE_LINE.findall(text))


YAML = Yaml()
