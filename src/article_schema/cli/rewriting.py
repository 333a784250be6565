"""Rewriting: the command replaces only files inside the given paths."""

from __future__ import annotations

import os
from collections.abc import Iterable

from article_schema.document.files.links import named_way_out
from article_schema.document.files.renames import Renames
from article_schema.document.files.storage import replace_file
from article_schema.document.source import Source
from article_schema.errors import SaveError


class Rewriter:
    """Replaces files, and follows no link that leads out of the given paths.

    A given folder may be a link itself. A given file that is a link may be hostile, because a shell
    or a hook may have named it, so it counts as an entry of its folder.

    Args:
        paths: the given files and folders.
        renames: those that come to disk together, if there are many.
    """

    def __init__(self, paths: Iterable[str], renames: Renames | None = None) -> None:
        self._renames = renames
        self._tops = {_folder(path) for path in paths if named_way_out(path) is None}

    def replace(self, old: Source, new: Source) -> None:
        """Replace a file with its new version.

        Raises:
            SaveError: it is a link that leads out, or cannot be written.
            FileChangedError: it has changed since it was read.
        """
        self.replace_text(old.filename, old.whole_text, new.whole_text)

    def replace_text(self, filename: str, old: str, new: str) -> None:
        """Replace the text of a file.

        Raises:
            SaveError: it is a link that leads out, or cannot be written.
            FileChangedError: it has changed since it was read.
        """
        where = os.path.realpath(filename)
        if not any(where.startswith(os.path.join(top, "")) for top in self._tops):
            reason = f"a symbolic link leads to {where}, outside of the paths that were given"
            raise SaveError(filename, reason)
        replace_file(filename, new.encode(), expected=old.encode(), renames=self._renames)


def _folder(path: str) -> str:
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    return os.path.realpath(folder or os.curdir)
