"""Renames: how those of many files come to disk together."""

from __future__ import annotations

import os

from article_schema.document.files import system


class Renames:
    """Renames of many files that come to disk together, folder by folder.

    Of a file whose rename is not on disk yet, the old version is there after a loss of power: the
    new one was brought to disk before it got its name. So each file is old or new all the same.
    """

    #: After so many the folder is brought to disk, also when more are to come.
    _MOST = 100

    def __init__(self) -> None:
        self._folder = ""
        self._count = 0

    def __enter__(self) -> Renames:
        return self

    def __exit__(self, *exception: object) -> None:
        self._finish()

    def add(self, target: str) -> None:
        """Note that a file was renamed to its name."""
        folder = os.path.dirname(target)
        if folder != self._folder or self._count >= self._MOST:
            self._finish()
        self._folder, self._count = folder, self._count + 1

    def _finish(self) -> None:
        if self._count:
            system.sync_directory(self._folder)
        self._count = 0
