"""JSON files: a record, a list of records, or a page of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article_schema.document.compare import odd_part
from article_schema.document.limits import Limits
from article_schema.document.source import Format, Source
from article_schema.document.tree import Data, Tree
from article_schema.errors import EditError

if TYPE_CHECKING:
    from article_schema.document.edits import Plan
    from article_schema.document.layout import Layout


class Json(Format):
    """A file of JSON."""

    name = "JSON"
    description = "JSON"
    endings: tuple[str, ...] = (".json",)
    language = "json"
    many_records = True
    has_pages = True
    writes_null = True
    mark_trouble = "JSON readers stop at it"
    #: Two escapes may stand for one character (RFC 8259, section 7).
    quoted_character = re.compile(
        r"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|"
        + Format.quoted_character.pattern,
        re.DOTALL,
    )
    #: The spaces of a level in new files; None writes them on one line.
    step: int | None = 2

    def parse(self, source: Source, limits: Limits) -> Tree:
        """Read the nodes of JSON."""
        from article_schema.document.reading.json_reader import read_json

        return read_json(source, limits)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:  # noqa: ARG002 - JSON has one way
        """Write a record as an object."""
        import json

        odd = odd_part(data, Limits())
        if odd is not None:
            raise EditError("", odd)
        try:
            text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=self.step)
        except ValueError:
            reason = "JSON has no way to write NaN, infinity or so long a number"
            raise EditError("", reason) from None
        return f"{text}\n"

    def planner(self, source: Source, tree: Tree, layout: Layout, limits: Limits) -> Plan:
        """Return a function that plans the edits of JSON."""
        from article_schema.document.splicing.json_planner import JsonPlanner
        from article_schema.document.splicing.place import Scene

        return JsonPlanner(Scene(source, tree, layout, limits))


JSON = Json()
