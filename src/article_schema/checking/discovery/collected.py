"""Collections and the files on disk: patterns that match none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from article_schema.checking.config.collections.declared import Collection, Collections, fixed_start
from article_schema.checking.config.patterns import Patterns
from article_schema.errors import UsageError
from article_schema.model.spelling import closest


def files_of(collection: Collection, files_in: Callable[[str], Iterator[str]]) -> Iterator[str]:
    """Yield the absolute paths of the files of a collection.

    Args:
        collection: the collection.
        files_in: yields the absolute paths of the files of collections below a folder.
    """
    starts = dict.fromkeys(_starts(collection))
    overlap = any(not starts.keys().isdisjoint(_folders_above(start)) for start in starts)
    seen: set[str] = set()
    for start in starts:
        for path in files_in(start):
            if path not in seen and collection.holds(path):
                if overlap:
                    seen.add(path)
                yield path


def _folders_above(folder: str) -> Iterator[str]:
    while (above := os.path.dirname(folder)) != folder:
        yield above
        folder = above


def _starts(collection: Collection) -> Iterator[str]:
    for pattern in collection.files:
        if not pattern.startswith("!"):
            start = os.path.join(collection.folder, *fixed_start(pattern))
            yield os.path.dirname(start) if os.path.isfile(start) else start


def require_files(collections: Collections, files_in: Callable[[str], Iterator[str]]) -> None:
    """Make sure that each pattern of each collection matches a file.

    Args:
        collections: the collections of a configuration.
        files_in: yields the absolute paths of the files of collections below a folder.

    Raises:
        UsageError: a pattern matches none, or all patterns only take files out; it names file and
            line.
    """
    problems = []
    for each in collections.all:
        if all(pattern.startswith("!") for pattern in each.files):
            place = collections.place_of(each, "files")
            problems.append(f"{place}: `!` takes files out; name some before, such as posts/**")
        for pattern in each.files:
            if not pattern.startswith("!") and not _matches_one(pattern, each.folder, files_in):
                place = collections.place_of(each, "files")
                problems.append(f"{place}: {pattern!r} matches no file; {_advice(pattern, each)}")
    if problems:
        raise UsageError("\n".join(problems))


def _matches_one(pattern: str, folder: str, files_in: Callable[[str], Iterator[str]]) -> bool:
    patterns = Patterns(folder, [pattern])
    start = os.path.join(folder, *fixed_start(pattern))
    if os.path.isfile(start):
        start = os.path.dirname(start)
    return any(patterns.verdict(path) for path in files_in(start))


def _advice(pattern: str, collection: Collection) -> str:
    folder = collection.folder
    for part in fixed_start(pattern):
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
