"""Places in TOML: on which line a text sets a key."""

from __future__ import annotations

from functools import cached_property

from article_schema.document.lines import LineIndex
from article_schema.document.toml.loading import load_toml
from article_schema.document.toml.nodes import TomlTree, read_nodes
from article_schema.routes import Route


class KeyLines:
    """The lines of the keys of a text that is TOML.

    A step may be the number of a table in an array of tables.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._index = LineIndex(text)

    @cached_property
    def _tree(self) -> TomlTree | None:
        return read_nodes(self.text, (0, len(self.text)), load_toml(self.text))

    def line_of(self, path: Route) -> int:
        """Return the line, from 1, on which a key is set, or else what it belongs to."""
        tree = self._tree
        found = None
        while tree is not None and path and found is None:
            found = tree.find(path)
            path = path[:-1]
        if found is None:
            return 1
        key, value = found
        return self._index.position((key or value).start)[0]
