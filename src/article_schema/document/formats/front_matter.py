"""Front matter: YAML between two lines `---`, and a body below it."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from article_schema.document.formats.yaml_files import OPENING, Yaml, closing_of
from article_schema.document.source import Source
from article_schema.document.text import between_fences
from article_schema.document.tree import Data, Glance
from article_schema.errors import DocumentError
from article_schema.rules.codes import NO_FRONT_MATTER, UNCLOSED_FRONT_MATTER

# What is wrong with fences is looked up once some are wrong.
if TYPE_CHECKING:
    from article_schema.document.layout import Layout
    from article_schema.faults import Fault


class FrontMatter(Yaml):
    """A text with front matter of YAML."""

    name = "front matter"
    description = "front matter, then the body"
    endings = (".md", ".markdown", ".mdx", ".html", ".htm")
    takes_other_endings = True
    fence = "---"
    many_records = False
    mark_trouble = "Jekyll then publishes the front matter as text"

    def split(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        """Find the front matter and the body of a text.

        Raises:
            DocumentError: there is no front matter, or it is not closed.
        """
        opening = OPENING.match(text)
        if opening is None:
            from article_schema.document.formats.openings import no_opening

            raise self._error(filename, text, no_opening(text))
        closing = closing_of(text, opening.end())
        if closing is None:
            from article_schema.document.formats.fences import closing_like
            from article_schema.document.formats.openings import not_closed

            fault = closing_like(text, opening.end()) or not_closed(self.fence)
            raise self._error(filename, text, fault)
        return self.fenced(text, filename, opening, closing, has_bom=has_bom)

    def glance(self, text: str) -> Glance | None:
        """Return the data between two fences without blanks."""
        front = between_fences(text, self.fence)
        if front is None or "\n..." in front:
            return None
        from article_schema.document.reading.glance import glance_at_yaml

        return glance_at_yaml(front)

    def is_meant(self, error: DocumentError, text: str, keys: Set[str]) -> bool:
        """Tell whether the fences of a text are wrong, or there is no front matter at all."""
        from article_schema.document.formats.fences import begins_with_key, displaced
        from article_schema.document.formats.openings import is_closed

        text = text.removeprefix("\ufeff")
        if error.code == NO_FRONT_MATTER:
            found = displaced(text)
            return is_closed(text) or (found is not None and found.is_meant(keys))
        # A rule of Markdown may be the first line of a text, and none is closed.
        if error.code != UNCLOSED_FRONT_MATTER:
            return True
        return begins_with_key(text, text.index(self.fence) + 3)

    def _error(self, filename: str, text: str, fault: Fault) -> DocumentError:
        return self.whole(text, filename).error(fault)

    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        """Write a record between two fences."""
        return f"{self.fence}\n{super().emit(data, layout)}{self.fence}\n"


FRONT_MATTER = FrontMatter()
