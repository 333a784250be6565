"""Texts: the documents that are open in a client, as it has changed them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from pygls.uris import to_fs_path

from article_schema.late_pattern import late_pattern
from article_schema.lsp.positions import Positions

#: The ending of an untitled document, by the name that clients have for its language.
ENDINGS = {
    "html": ".html", "json": ".json", "jsonl": ".jsonl", "markdown": ".md", "mdx": ".mdx",
    "toml": ".toml", "yaml": ".yaml",
}  # fmt: skip
_HALF = late_pattern("[\ud800-\udfff]")


@dataclass(frozen=True)
class Text:
    """One state of an open document."""

    uri: str
    #: The absolute path; None for a document without a file.
    path: str | None
    #: The name whose ending tells the format.
    filename: str
    content: str
    #: The number that the client gives this state.
    version: int | None
    #: The number of this state in this process, which no other state has.
    revision: int
    #: How columns are counted.
    encoding: str

    @property
    def positions(self) -> Positions:
        """Its places, counted anew: an index serves one thread."""
        return Positions(self.content, self.encoding)


class Texts:
    """The open documents, by their address."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._revisions = 0
        #: How columns are counted.
        self.encoding = "utf-16"

    def __iter__(self) -> Iterator[Text]:
        return iter(list(self._texts.values()))

    def get(self, uri: str) -> Text | None:
        """Return an open document; None for one that is not open."""
        return self._texts.get(_key(uri))

    def at(self, path: str) -> Text | None:
        """Return the open document of a file; None for one that is not open."""
        return next((text for text in self if text.path == path), None)

    def open(self, uri: str, language: str, version: int | None, content: str) -> None:
        """Take a document in, or its new content if it is open already."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        name = path
        if path is None:
            name = os.path.basename(unquote(uri.partition(":")[2])) or "untitled"
            if "." not in name:
                name += ENDINGS.get(language, ".md")
        self._put(uri, path, name or "untitled.md", content, version)

    def change(
        self,
        uri: str,
        version: int | None,
        content: str,
        span: tuple[int, int, int, int] | None = None,
    ) -> None:
        """Change a document; one that is not open stays unknown.

        Args:
            uri: its address.
            version: the number that the client gives the new state.
            content: the new text.
            span: the range that it takes the place of: line and column of start and end. None for
                the whole document.
        """
        old = self.get(uri)
        if old is None:
            return
        if span is not None:
            places = old.positions
            start, end = sorted((places.offset(*span[:2]), places.offset(*span[2:])))
            content = old.content[:start] + content + old.content[end:]
        self._put(old.uri, old.path, old.filename, content, version)

    def close(self, uri: str) -> None:
        """Forget a document."""
        self._texts.pop(_key(uri), None)

    def _put(
        self, uri: str, path: str | None, name: str, content: str, version: int | None
    ) -> None:
        self._revisions += 1
        # JSON can say half of a pair, which no file can hold.
        content = _HALF.sub("\ufffd", content)
        self._texts[_key(uri)] = Text(
            uri, path, name, content, version, self._revisions, self.encoding
        )


def _key(uri: str) -> str:
    return unquote(uri)
