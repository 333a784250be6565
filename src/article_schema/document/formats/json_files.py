"""JSON files: a record, a list of records, or a page of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article_schema.document.limits import Limits
from article_schema.document.source import Format, Source, Step
from article_schema.document.tree import Data, Tree
from article_schema.errors import EditError

if TYPE_CHECKING:
    from article_schema.document.edits import Plan
    from article_schema.document.layout import Layout

#: What was written has been bounded as data; only its depth counts for a reader that calls itself.
_FOR_OWN_TEXT = Limits(nodes=1_000_000_000, scalar_characters=1_000_000_000)


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
    quoted_character = (
        r"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|" + Format.quoted_character
    )
    #: The spaces of a level in new files; None writes them on one line.
    step: int | None = 2
    formats_found = False

    def parse(self, source: Source, limits: Limits) -> Tree:
        """Read the nodes of JSON."""
        from article_schema.document.reading.json_reader import read_json

        return read_json(source, limits)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        """Write a record as an object."""
        import json

        from article_schema.document.compare import odd_part
        from article_schema.document.manner import HOUSE

        odd = odd_part(data, Limits())
        if odd is not None:
            raise EditError("", odd)
        try:
            text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=self.step)
        except ValueError:
            reason = "JSON has no way to write NaN, infinity or so long a number"
            raise EditError("", reason) from None
        if self.step is None or layout.manner == HOUSE:
            return f"{text}\n"
        return f"{self._styled(text, layout)}\n"

    def _styled(self, text: str, layout: Layout) -> str:
        from article_schema.document.reading.json_reader import read_json
        from article_schema.document.writing.json_fmt import formatted

        tree = read_json(self.whole(text, ""), _FOR_OWN_TEXT)
        return text if tree.root is None else formatted(text, tree.root, layout, "\n")

    def planner(self, source: Source, tree: Tree, layout: Layout, limits: Limits) -> Plan:
        """Return a function that plans the edits of JSON."""
        from article_schema.document.splicing.json_planner import JsonPlanner
        from article_schema.document.splicing.place import Scene

        return JsonPlanner(Scene(source, tree, layout, limits))

    def steps(self) -> tuple[Step, ...]:
        """Return the step by which JSON comes to its style."""
        from article_schema.document.writing.json_fmt import STEPS

        return STEPS


JSON = Json()
