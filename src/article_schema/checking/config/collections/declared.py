"""Collections: the kinds of files that a configuration declares."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from article_schema.checking.config.patterns import Patterns
from article_schema.checking.config.toml.written import Written
from article_schema.errors import UsageError
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.spelling import closest
from article_schema.rules.codes import OWN_CONSTRAINT

#: The key of a configuration that declares them, and those that are theirs alone.
COLLECTIONS = "collections"
#: What makes a part of a pattern match several names.
_WILD = frozenset("*?[\\")
#: What the name of a file and its path say for an address; all else is a key of the file.
OF_FILE = ("name", "path")
PLACEHOLDER = late_pattern(r"\{([^{}]+)\}")
_OWN_KEYS = frozenset({"name", "files", "url"})


@dataclass(frozen=True)
class Collection:
    """A kind of files, with keys of its own."""

    name: str
    #: The patterns of its files, seen from the folder of the configuration.
    files: tuple[str, ...]
    #: The address of each of its files on the site, such as `/news/{name}`; None for none.
    url: str | None
    #: The keys that it has besides.
    data: Mapping[str, Any]
    folder: str
    #: Its place among the collections of the configuration.
    index: int

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.folder, self.files)

    @cached_property
    def start(self) -> str:
        """The innermost folder that all of its files are in, by its patterns."""
        starts = [
            os.path.join(self.folder, *fixed_start(pattern))
            for pattern in self.files
            if not pattern.startswith("!")
        ]
        common = os.path.commonpath(starts) if starts else self.folder
        return os.path.dirname(common) if os.path.isfile(common) else common

    @property
    def placeholders(self) -> list[str]:
        """What stands in the braces of its address."""
        return PLACEHOLDER.findall(self.url or "")

    def holds(self, path: str) -> bool:
        """Tell whether a file belongs to it, by its absolute path."""
        # Most files of a site are in other folders, and to ask the patterns takes far longer.
        return path.startswith(self.start) and bool(self._patterns.verdict(path))


def fixed_start(pattern: str) -> list[str]:
    """Return the folders that a pattern names without a choice, from its own folder on."""
    parts = pattern.rstrip().strip("/").split("/")
    if len(parts) == 1 and not pattern.startswith("/"):
        # It matches at any depth.
        return []
    wild = next((at for at, part in enumerate(parts) if _WILD.intersection(part)), len(parts))
    return parts[:wild]


class Collections:
    """The collections of a configuration, in the order in which they are declared."""

    def __init__(
        self, declared: Sequence[Mapping[str, Any]], folder: str, written: Written | None
    ) -> None:
        self.all = tuple(
            Collection(
                each["name"],
                tuple(each["files"]),
                each.get("url"),
                {key: value for key, value in each.items() if key not in _OWN_KEYS},
                folder,
                index,
            )
            for index, each in enumerate(declared)
        )
        self.written = written
        #: The file that was asked for last: a run looks for it, and then how to check it.
        self._last: tuple[str, Collection | None] = "", None

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.all)

    def of(self, path: str) -> Collection | None:
        """Return the collection of a file, by its absolute path; None if it is in none.

        Raises:
            UsageError: it is in two.
        """
        last, known = self._last
        if path == last:
            return known
        found = [each for each in self.all if each.holds(path)]
        if len(found) > 1:
            raise UsageError(self._told_twice(path, *found[:2]))
        known = found[0] if found else None
        self._last = path, known
        return known

    def _told_twice(self, path: str, first: Collection, second: Collection) -> str:
        wide, narrow = sorted((first, second), key=lambda each: max(map(len, each.files)))
        out = [f'"!{pattern}"' for pattern in narrow.files if not pattern.startswith("!")]
        kept = [f'"{pattern}"' for pattern in wide.files]
        shown = os.path.relpath(path)
        return (
            f"{self.place_of(second, 'files')}: {shown} is in two collections, `{first.name}` and "
            f"`{second.name}`; leave it out of one, such as with "
            f"files = [{', '.join([*kept, *out])}] for `{wide.name}`"
        )

    def named(self, name: str) -> Collection:
        """Return the collection of a name.

        Raises:
            UsageError: there is none.
        """
        for each in self.all:
            if each.name == name:
                return each
        if not self.all:
            raise UsageError(
                f"there is no collection {name!r}: no configuration declares any; write "
                "[[collections]] into article-schema.toml"
            )
        names = [each.name for each in self.all]
        twin = closest(name, names)
        advice = f"did you mean {twin!r}?" if twin else f"there are {', '.join(names)}"
        where = f"{self.place_of(self.all[0], None)}: " if self.written is not None else ""
        raise UsageError(f"{where}there is no collection {name!r}; {advice}")

    def place_of(self, collection: Collection, key: str | None) -> str:
        """Return the place of a key of a collection, for a message."""
        route = (COLLECTIONS, collection.index, *([key] if key else ()))
        return self.written.place_of(route) if self.written is not None else "collections"


def same_names(declared: Sequence[Mapping[str, Any]], written: Written) -> list[Fault]:
    """Return a fault for each collection that has the name of one before it."""
    first: dict[str, int] = {}
    faults = []
    for index, each in enumerate(declared):
        before = first.setdefault(each["name"], index)
        if before != index:
            line = written.line_of((COLLECTIONS, before, "name"))
            message = f"{each['name']!r} is the name of the collection in line {line} too"
            route = (COLLECTIONS, index, "name")
            faults.append(Fault(OWN_CONSTRAINT, message, "write another one", route))
    return faults
