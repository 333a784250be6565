"""Discovery: the files that a check of some paths looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from article_schema.errors import UsageError

#: The endings of the files that are looked for in a folder.
SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".html", ".htm", ".yaml", ".yml", ".json"})
_IGNORED_FOLDERS = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to check."""

    path: str
    #: Whether its very path was given, and not only a folder above it.
    named: bool


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[FoundFile]:
    """Yield the files below some paths, each once, folders in the order of their names.

    Hidden folders and symbolic links to folders are not entered.

    Raises:
        UsageError: a path does not exist.
    """
    given = [os.fspath(path) for path in paths]
    for path in given:
        if not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {path}")
    seen: set[str] = set()
    for path in given:
        for found in _below(path):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def _below(path: str) -> Iterator[FoundFile]:
    if not Path(path).is_dir():
        yield FoundFile(os.path.normpath(path), named=True)
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _IGNORED_FOLDERS
        )
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in SUFFIXES:
                yield FoundFile(os.path.normpath(os.path.join(folder, name)), named=False)
