"""Collections and the files on disk: patterns that match none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from article_schema.checking.config.collections.declared import Collection, Collections
from article_schema.checking.config.patterns import Patterns
from article_schema.errors import UsageError
from article_schema.model.spelling import closest

#: What makes a part of a pattern match several names.
_WILD = frozenset("*?[\\")


def require_files(collections: Collections, files_in: Callable[[str], Iterator[str]]) -> None:
    """Make sure that each pattern of each collection matches a file.

    Args:
        collections: the collections of a configuration.
        files_in: yields the absolute paths of the files of collections below a folder.

    Raises:
        UsageError: a pattern matches none; it names file and line.
    """
    problems = []
    for each in collections.all:
        for pattern in each.files:
            if not pattern.startswith("!") and not _matches_one(pattern, each.folder, files_in):
                place = collections.place_of(each, "files")
                problems.append(f"{place}: {pattern!r} matches no file; {_advice(pattern, each)}")
    if problems:
        raise UsageError("\n".join(problems))


def _matches_one(pattern: str, folder: str, files_in: Callable[[str], Iterator[str]]) -> bool:
    patterns = Patterns(folder, [pattern])
    start = os.path.join(folder, *_fixed_start(pattern))
    if os.path.isfile(start):
        start = os.path.dirname(start)
    if not os.path.isdir(start):
        return False
    return any(patterns.verdict(path) for path in files_in(start))


def _fixed_start(pattern: str) -> list[str]:
    """Return the folders that a pattern names without a choice, from its own folder on."""
    parts = pattern.rstrip().strip("/").split("/")
    if len(parts) == 1 and not pattern.startswith("/"):
        # It matches at any depth.
        return []
    wild = next((at for at, part in enumerate(parts) if _WILD.intersection(part)), len(parts))
    return parts[:wild]


def _advice(pattern: str, collection: Collection) -> str:
    folder = collection.folder
    for part in _fixed_start(pattern):
        if not os.path.lexists(os.path.join(folder, part)):
            twin = closest(part, _names(folder))
            if twin is not None:
                return f"did you mean {pattern.replace(part, twin, 1)!r}?"
            return f"there is no {part} in {folder}, and patterns start from the configuration"
        folder = os.path.join(folder, part)
    return (
        "write one that does, or remove it; what `include`, `exclude` and ignore files keep out of "
        "a search is in no collection"
    )


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
