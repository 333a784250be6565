"""JSON front matter: an object at the start of a text, and a body below it, as Hugo reads it."""

from __future__ import annotations

import re

from article_schema.document.formats.json_files import Json
from article_schema.document.source import Source
from article_schema.document.text import past_break

# They are compiled for the first file that has such front matter: most have not.
_OPENING = r"\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\})"
#: A text, or a brace that opens or closes a part. A text that is never closed is one too: to look
#: for another in each of its quotes would take time that grows with their square.
_PART = r"(?s)\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z)|[{}]"
_BLANKS = r"[ \t]*"


class JsonFrontMatter(Json):
    """A text with front matter of JSON."""

    name = "JSON front matter"
    description = "an object of JSON, then the body"
    endings = (".md", ".markdown", ".mdx", ".html", ".htm")
    takes_other_endings = True
    many_records = False
    has_pages = False
    formats_found = True

    def begins(self, text: str) -> bool:
        """Tell whether a text begins with an object, and not with a template's placeholder."""
        return text.startswith("{") and re.match(_OPENING, text) is not None

    def split(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        """Find the object and the body of a text; an object without an end is all of it."""
        end = _end_of_object(text)
        blanks = re.compile(_BLANKS).match(text, end)
        body = past_break(text, blanks.end() if blanks else end)
        return Source(filename, text, self, (0, end), body, has_bom)


def _end_of_object(text: str) -> int:
    depth = 0
    for token in re.finditer(_PART, text):
        if token[0] in "{}":
            depth += 1 if token[0] == "{" else -1
            if depth == 0:
                return token.end()
    return len(text)


JSON_FRONT_MATTER = JsonFrontMatter()
