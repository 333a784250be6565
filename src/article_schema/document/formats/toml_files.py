"""TOML: whole files, and front matter between two lines `+++`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from article_schema.document.limits import Limits
from article_schema.document.source import Format, Source, Step
from article_schema.document.text import between_fences, past_break
from article_schema.document.tree import Data, Glance, Tree
from article_schema.errors import DocumentError

if TYPE_CHECKING:
    from article_schema.document.edits import Plan
    from article_schema.document.layout import Layout
    from article_schema.routes import Route

# They are compiled for the first file that has such front matter: most have not.
_OPENING = r"\+\+\+[ \t]*(?:\r\n|\n|\Z)"
_CLOSING = r"\n(\+\+\+)[ \t]*(?=\r?\n|\Z)"
_FENCE_LINE = r"(?:\A|\n)\+\+\+[ \t]*(?=\r?\n|\Z)"


class Toml(Format):
    """A file of TOML."""

    name = "TOML"
    description = "TOML"
    endings: tuple[str, ...] = (".toml",)
    language = "toml"
    comment_sign = "#"
    #: Most are settings of some tool.
    is_searched = False
    has_dates = True
    #: Its readers are slower.
    most_formatted = 100_000
    mark_trouble = "readers of TOML stop at it"

    def glance(self, text: str) -> Glance | None:
        """Return the data of a file without fences."""
        from article_schema.document.toml.glance import glance_at_toml

        return glance_at_toml(text if text.endswith("\n") else f"{text}\n")

    def parse(self, source: Source, limits: Limits) -> Tree:
        """Read the data of TOML, and their places."""
        from article_schema.document.toml.reading import read_toml

        return read_toml(source, limits)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        """Write a record: its single values, and a section for each of its tables."""
        from article_schema.document.toml.emit import emit

        return emit(data, layout)

    def planner(self, source: Source, tree: Tree, layout: Layout, limits: Limits) -> Plan:
        """Return a function that plans the edits of TOML."""
        from article_schema.document.splicing.place import Scene
        from article_schema.document.toml.nodes import TomlTree
        from article_schema.document.toml.planner import TomlPlanner

        assert isinstance(tree, TomlTree)  # noqa: S101 - `parse` made it
        return TomlPlanner(Scene(source, tree, layout, limits), tree)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps by which TOML comes to its style."""
        from article_schema.document.toml.fmt import STEPS

        return STEPS

    def typed(self, value: Data, old: Data, route: Route, layout: Layout) -> Data:
        """Return a value with its dates as TOML has them, where there were some or are expected."""
        from article_schema.document.toml.values import typed_parts

        return typed_parts(value, old, route, layout)


class TomlFrontMatter(Toml):
    """A text with front matter of TOML, as Hugo and Zola read it."""

    name = "TOML front matter"
    description = "front matter of TOML between two lines `+++`, then the body"
    endings = (".md", ".markdown", ".mdx", ".html", ".htm")
    takes_other_endings = True
    fence = "+++"

    def begins(self, text: str) -> bool:
        """Tell whether a text begins with a fence of this kind."""
        return text.startswith("+++") and re.match(_OPENING, text) is not None

    def split(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        """Find the front matter and the body of a text.

        Raises:
            DocumentError: the front matter is not closed.
        """
        opening = re.match(_OPENING, text)
        start = opening.end() if opening else 0
        closing = re.compile(_CLOSING).search(text, start - 1)
        if closing is None:
            from article_schema.document.formats.openings import not_closed

            raise DocumentError(filename, 1, 1, not_closed(self.fence))
        block = (start, closing.start(1))
        return Source(filename, text, self, block, past_break(text, closing.end()), has_bom)

    def glance(self, text: str) -> Glance | None:
        """Return the data between two fences without blanks."""
        front = between_fences(text, self.fence)
        return None if front is None else super().glance(front)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        """Write a record between two fences."""
        return f"{self.fence}\n{super().emit(data, layout)}{self.fence}\n"

    def fences_in(self, text: str) -> int:
        """Count the lines that close front matter."""
        return len(re.findall(_FENCE_LINE, text))


TOML = Toml()
TOML_FRONT_MATTER = TomlFrontMatter()
