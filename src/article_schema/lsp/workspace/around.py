"""Around: the other files of a workspace, as answers about one document ask for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain

from article_schema.errors import UsageError
from article_schema.lsp.sites import Choice, Sites
from article_schema.lsp.texts import Text, Texts
from article_schema.lsp.workspace.files import text_at
from article_schema.lsp.workspace.index import walk_order
from article_schema.lsp.workspace.traces import Word
from article_schema.lsp.workspace.upkeep import Upkeep


class Around:
    """The files of a workspace, with what counts for each.

    Args:
        sites: choose what counts for a file.
        texts: the open documents.
        upkeep: the indexes.
    """

    def __init__(self, sites: Sites, texts: Texts, upkeep: Upkeep) -> None:
        self._sites = sites
        self._texts = texts
        self._upkeep = upkeep

    def with_name(self, name: int) -> list[str]:
        """Return the files that may have a name, by its hash: those that did, and all open ones."""
        return self._and_open(index.files_with(name) for index in self._upkeep.indexes)

    def with_word(self, word: Word) -> list[str]:
        """Return the files that may hold a word: those that did, and all open ones."""
        return self._and_open(index.files_with_word(word) for index in self._upkeep.indexes)

    def words_of(self, field: str) -> list[str]:
        """Return the words of a field in all folders, the most frequent of each folder first."""
        found = (index.words_of(field) for index in self._upkeep.indexes)
        return list(dict.fromkeys(chain.from_iterable(found)))

    def text(self, path: str) -> Text | None:
        """Return the text of a file that no article is in; None if it cannot be read."""
        return text_at(os.path.abspath(path), self._texts, self._sites.limits)

    def opened(self, path: str) -> tuple[Choice, Text] | None:
        """Return a file with what counts for it; None where it is none, or nothing counts."""
        try:
            text = text_at(path, self._texts, self._sites.limits)
            choice = self._sites.of(text) if text is not None else None
        except UsageError:
            return None
        return None if text is None or choice is None else (choice, text)

    def _and_open(self, found: Iterator[list[str]]) -> list[str]:
        opened = [text.path for text in self._texts if text.path is not None]
        return sorted({*chain.from_iterable(found), *opened}, key=walk_order)
