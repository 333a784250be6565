"""Rewriting: files are replaced only inside of what the command was given."""

from __future__ import annotations

import os
from collections.abc import Iterable

from article_schema.document.source import Source
from article_schema.document.storage import replace_file
from article_schema.errors import SaveError


class Rewriter:
    """Replaces files, and follows no link that leads out of the given paths.

    Args:
        paths: the files and folders that somebody named; a link among them may lead anywhere.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._tops = [os.path.realpath(path) for path in paths]

    def replace(self, old: Source, new: Source) -> None:
        """Replace a file that was read by its new version.

        Raises:
            SaveError: it is a link that leads out, or cannot be written.
            FileChangedError: it is not any more what was read.
        """
        where = os.path.realpath(old.filename)
        if not any(where == top or where.startswith(os.path.join(top, "")) for top in self._tops):
            raise SaveError(old.filename, "it is a link that leads out of the given paths")
        replace_file(old.filename, new.whole_text.encode(), expected=old.whole_text.encode())
