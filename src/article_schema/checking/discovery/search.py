"""Discovery: the files that a check of some paths looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from article_schema.checking.config.collections.declared import Collection, fixed_start
from article_schema.checking.config.configuration import Configuration, passed_over
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.patterns import Patterns
from article_schema.checking.config.settings import SUFFIXES, USUALLY_EXCLUDED
from article_schema.checking.discovery.collected import files_of, require_files
from article_schema.checking.discovery.ignore_files import IgnoreFiles
from article_schema.document.files.links import named_way_out, not_followed, way_out
from article_schema.document.files.names import SortedNames
from article_schema.document.files.storage import read_file
from article_schema.document.files.system import identity, with_slashes
from article_schema.document.formats.registry import all_endings
from article_schema.document.limits import Limits
from article_schema.errors import DocumentError, UsageError


class FoundFile(NamedTuple):
    """A file to check."""

    path: str
    #: Whether text without front matter is reported: somebody asked for this very file, or the
    #: configuration says so.
    named: bool
    #: Whether the listing of its folder has told that it is an ordinary file, and no link.
    listed: bool = False
    #: Where a symbolic link leads that is not followed, since it leaves its place.
    astray: str | None = None
    #: Why a file that was named is not looked at: it is in no collection, and there are some.
    passed_over: str | None = None


def read_found(file: FoundFile, limits: Limits) -> bytes:
    """Read a file that was found.

    Raises:
        DocumentError: it cannot be read, or is a link that is not followed (DOC001), or it is
            larger than the limit (DOC012).
    """
    if file.astray is not None:
        raise DocumentError(file.path, 1, 1, not_followed(file.astray))
    return read_file(file.path, limits, listed=file.listed)


def find_files(
    paths: Iterable[str | os.PathLike[str]],
    configurations: Configurations | None = None,
    *,
    must_exist: bool = True,
) -> Iterator[FoundFile]:
    """Return the files below some paths, each once, folders in the order of their names.

    Hidden folders and symbolic links to folders are not entered, and only ordinary files are taken.
    A link that leads out of the searched folder is not followed, but found, as one that is astray.
    A path that is named itself is taken unless `force-exclude` is configured; then it is treated as
    one that a search came upon.

    Args:
        paths: files and folders.
        configurations: those that say which files count; None for none.
        must_exist: whether a path that does not exist is an error. Else it is found as a file,
            which cannot be read.

    Raises:
        UsageError: a path does not exist, a folder is a link that leads out of the current one, or
            a configuration is wrong.
    """
    given = [os.fspath(path) for path in paths]
    for path in given:
        if must_exist and not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {path}")
    search = Search(configurations or Configurations(Given(isolated=True)))
    for path in given:
        search.require_in_place(path)
    if not _overlap(given):
        return chain.from_iterable(map(search.below, given))
    return _each_once(search, given)


def _each_once(search: Search, given: Iterable[str]) -> Iterator[FoundFile]:
    seen: set[str] = set()
    for path in given:
        for found in search.below(path):
            where = identity(found.path)
            if where not in seen:
                seen.add(where)
                yield found


def _overlap(paths: Iterable[str]) -> bool:
    """Tell whether searches of some paths may come upon a file twice."""
    inside = ""
    for where in sorted(os.path.join(identity(path), "") for path in paths):
        if inside and where.startswith(inside):
            return True
        inside = where
    return False


class Search:
    """Searches folders as their configurations say."""

    def __init__(self, configurations: Configurations) -> None:
        self.configurations = configurations
        self._choices: dict[int, _Choice] = {}
        #: Those whose collections were found to have files.
        self._complete: set[_Choice] = set()
        self._follows = configurations.given.follow_links

    def require_in_place(self, path: str) -> None:
        """Refuse a folder that a link leads out of the current one.

        Raises:
            UsageError: it is one.
        """
        if self._follows or not os.path.isdir(path):
            return
        astray = named_way_out(path)
        if astray is not None:
            raise UsageError(
                f"{path} is a symbolic link that leads out of the current folder, to {astray}; "
                "name that folder, or give --follow-links if you trust the link"
            )

    def below(self, path: str) -> Iterator[FoundFile]:
        """Return a file that was named, or the files below a folder that was."""
        if os.path.isdir(path):
            where = os.path.abspath(path)
            return self._walk(path, where, self._ignore_files(where, where), where)
        forced = self._choice(os.path.dirname(path)).configuration.value("force-exclude")
        if not forced:
            return iter([self.named(path)])
        return iter([self.found(path)] if self.finds(path) else ())

    def finds(self, path: str) -> bool:
        """Tell whether a search of the folders above a file would come upon it."""
        where = os.path.abspath(path)
        choice = self._choice(os.path.dirname(path))
        if not choice.takes(where):
            return False
        inside = os.path.join(choice.configuration.folder or os.getcwd(), "")
        above = folder = os.path.dirname(where)
        while above.startswith(inside):
            if not choice.enters(above):
                return False
            above = os.path.dirname(above)
        return not self._ignore_files(folder, above).ignores_path(where)

    def named(self, path: str) -> FoundFile:
        """Return a file as one that somebody asked for.

        Raises:
            UsageError: it is in two collections.
        """
        configuration = self._choice(os.path.dirname(path)).configuration
        return self._named(path, named=True)._replace(passed_over=passed_over(path, configuration))

    def of_collection(self, collection: Collection) -> Iterator[str]:
        """Yield the absolute paths of the files of a collection."""
        self._complete.add(self._choice(collection.folder))
        return files_of(collection, self._paths)

    def found(self, path: str) -> FoundFile:
        """Return a file as one that a search came upon."""
        choice = self._choice(os.path.dirname(path))
        return self._named(path, named=bool(choice.configuration.value("require-front-matter")))

    def _named(self, path: str, *, named: bool) -> FoundFile:
        astray = None if self._follows else named_way_out(path)
        return FoundFile(with_slashes(os.path.normpath(path)), named, astray=astray)

    def _walk(self, folder: str, where: str, ignored: IgnoreFiles, top: str) -> Iterator[FoundFile]:
        choice = self._choice(folder)
        self._require_files(choice, where)
        files = SortedNames()
        links: set[str] = set()
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
                    elif entry.is_file(follow_symlinks=False):
                        files.add(entry.name)
                    elif _may_be_read(entry):
                        files.add(entry.name)
                        links.add(entry.name)
        except OSError as error:
            raise UsageError(f"cannot search {folder}: {error.strerror}") from None
        named = bool(choice.configuration.value("require-front-matter"))
        start, begins = (
            os.path.join(where, ""),
            with_slashes(os.path.join(os.path.normpath(folder), "")),
        )
        if os.path.normpath(folder) == os.curdir:
            begins = ""
        for name in files:
            path = start + name
            if choice.takes(path) and not ignored.ignores(path):
                if name not in links:
                    yield FoundFile(begins + name, named, listed=True)
                else:
                    astray = None if self._follows else way_out(path, top)
                    yield FoundFile(begins + name, named, astray=astray)
        for name in sorted(folders):
            path = os.path.join(where, name)
            if choice.enters(path) and not ignored.ignores(path, is_folder=True):
                yield from self._walk(os.path.join(folder, name), path, ignored.inside(path), top)

    def _require_files(self, choice: _Choice, folder: str) -> None:
        """Make sure that each pattern of a collection matches a file, once all are searched.

        And that its model can be used, before findings in files of others are told.
        """
        here = choice.collections and choice.configuration.folder == folder
        if here and choice not in self._complete:
            self._complete.add(choice)
            require_files(choice.collections, self._paths)
            self.configurations.require_contracts(choice.configuration)

    def _paths(self, where: str) -> Iterator[str]:
        if not os.path.isdir(where):
            return iter(())
        ignored = self._ignore_files(where, where)
        found = self._walk(where, where, ignored, where)
        # What is behind a link that leads out is no part of the site.
        return (file.path for file in found if file.astray is None)

    def _ignore_files(self, folder: str, top: str) -> IgnoreFiles:
        if not self._choice(folder).configuration.value("respect-ignore-files"):
            return IgnoreFiles(obeyed=False)
        return IgnoreFiles.above(folder, top)

    def _choice(self, folder: str) -> _Choice:
        configuration = self.configurations.for_folder(folder)
        choice = self._choices.get(id(configuration))
        if choice is None:
            choice = self._choices[id(configuration)] = _Choice(configuration)
        return choice


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a link to a file, or to nowhere, which is then reported."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        # Links that lead in a circle.
        return True


class _Choice:
    """What the patterns of one configuration take and pass over."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        folder = configuration.folder
        include = configuration.data.get("include")
        self.include = None if include is None else Patterns(folder, include)
        exclude = configuration.data.get("exclude")
        self.names = frozenset(USUALLY_EXCLUDED if exclude is None else ())
        more = configuration.value("extend-exclude")
        self.exclude = Patterns(folder, [*(exclude or ()), *more])
        self.collections = configuration.collections
        files = [pattern for each in self.collections.all for pattern in each.files]
        #: What patterns name in full is searched, such as the hidden folder of agent skills.
        self.asked_for = frozenset(_on_the_way(folder, [*(include or ()), *files]))

    def takes(self, path: str) -> bool:
        """Tell whether a file is of the kind that is searched for, by its absolute path.

        Raises:
            UsageError: it is in two collections.
        """
        if self.include is None:
            endings = all_endings() if self.collections else SUFFIXES
            if not path.endswith(endings) and not path.lower().endswith(endings):
                return False
        elif not self.include.verdict(path):
            return False
        if self.exclude.lines and self.exclude.verdict(path):
            return False
        return not self.collections or self.collections.of(path) is not None

    def enters(self, path: str) -> bool:
        """Tell whether a folder is searched."""
        name = os.path.basename(path)
        if (name.startswith(".") or name in self.names) and path not in self.asked_for:
            return False
        return not self.exclude.verdict(path, is_folder=True)


def _on_the_way(folder: str, patterns: Iterable[str]) -> Iterator[str]:
    """Yield the absolute paths of the folders that lead to what patterns name without a choice."""
    for pattern in patterns:
        if not pattern.startswith("!"):
            path = os.path.abspath(folder)
            for name in fixed_start(pattern):
                path = os.path.join(path, name)
                yield path


__all__ = ["SUFFIXES", "FoundFile", "Search", "find_files", "read_found"]
