"""Delivering: the new text of a file is written, or shown as a diff."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from article_schema.cli.editing.files import Files
from article_schema.cli.rewriting import Rewriter
from article_schema.document.files.renames import Renames
from article_schema.document.files.storage import remove_stale_temporaries


class Deliverer:
    """Brings new texts to where the options want them."""

    def __init__(
        self, options: argparse.Namespace, paths: Sequence[str], files: Files, renames: Renames
    ) -> None:
        self._files = files
        self._diff: bool = options.diff
        self._rewriter = None if files.is_stdin else Rewriter(paths, renames)
        self._folders: set[str] = set()

    def __call__(self, filename: str, old: str, new: str) -> None:
        """Show or write the new text of a file.

        Raises:
            SaveError: it cannot be written.
        """
        if self._diff:
            from article_schema.reporting.formats.diff import write_diff

            write_diff(sys.stdout, filename, old, new)
        elif self._rewriter is None:
            sys.stdout.buffer.write(new.encode())
        else:
            self._clean(os.path.dirname(filename) or os.curdir)
            self._rewriter.replace_text(filename, old, new)

    @property
    def shows(self) -> bool:
        """Whether new texts are shown, and not written."""
        return self._diff

    def unchanged(self) -> None:
        """Give standard input back as it is: whoever pipes a file through wants it."""
        if self._rewriter is None and not self._diff:
            sys.stdout.buffer.write(self._files.stdin)

    def _clean(self, folder: str) -> None:
        """Remove the temporary files that a killed run left in a folder."""
        if folder not in self._folders:
            self._folders.add(folder)
            remove_stale_temporaries(folder)
