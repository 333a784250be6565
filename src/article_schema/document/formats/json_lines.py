"""JSON lines: one JSON value on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article_schema.document.formats.json_files import Json
from article_schema.document.limits import Limits
from article_schema.document.source import Source, Step
from article_schema.document.tree import Data, Tree

if TYPE_CHECKING:
    from article_schema.routes import Route


class JsonLines(Json):
    """A file of JSON lines, whose data are the list of its values."""

    name = "JSON lines"
    description = "JSON on one line"
    endings = (".jsonl", ".ndjson")
    step = None

    def parse(self, source: Source, limits: Limits) -> Tree:
        """Read the nodes of all lines."""
        from article_schema.document.reading.json_reader import read_json_lines

        return read_json_lines(source, limits)

    def steps(self) -> tuple[Step, ...]:
        """Leave the lines as they are: each holds a record."""
        return ()

    def only_record(self, data: Data) -> Route:
        """Return the route of the record of a file with one line."""
        return (0,) if isinstance(data, list) and len(data) == 1 else ()


JSON_LINES = JsonLines()
