"""Entries of collections, as other files point to them."""

from __future__ import annotations

import os
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping

from article_schema.checking.config.collections.declared import PLACEHOLDER, Collection
from article_schema.checking.config.collections.site import Keys, Name, Site
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import Search
from article_schema.checking.elsewhere.holders import Holders
from article_schema.checking.elsewhere.meant import Meant
from article_schema.checking.elsewhere.values import (
    MOST_REMEMBERED,
    remembered_values,
    values_of,
)
from article_schema.document.files.names import FileNames
from article_schema.document.files.system import identity, with_slashes

#: Files that are called so have the name of their folder.
_INDEX = frozenset({"index", "_index"})
#: Of so many values the files are remembered that have one twice.
_MOST_SHARED = 250


class Entries:
    """The files of one collection, looked for once."""

    def __init__(self, site: Site, collection: Collection) -> None:
        self.collection = collection
        #: The files, and the absolute paths that the collection goes by.
        self._files, self._places, self._values_of = _files_of(site, collection)
        self._holders: dict[Keys, Holders] = {}
        #: Under keys and a value, the files that share it, each under its identity.
        self._shared: OrderedDict[tuple[Keys, Name], dict[str, list[str]]] = OrderedDict()
        self._meant: dict[Keys | str, Meant] = {}
        self._names: dict[str, str] | None = None
        self._urls: dict[str, str] | None = None

    def names(self) -> Mapping[str, str]:
        """Return the files by their names, and by their paths in the collection."""
        if self._names is None:
            self._names = {}
            for path, where in zip(self._files, self._places, strict=True):
                for name in (self._inner_path(where), _name_of(where)):
                    self._names.setdefault(name, path)
        return self._names

    def has(self, name: str) -> bool:
        """Tell whether there is a file of a name, or of a path in the collection."""
        return _composed(name) in self.names()

    def path_of(self, name: str) -> str | None:
        """Return the file of a name, or of a path in the collection; None if there is none."""
        return self.names().get(_composed(name))

    def meant(self, keys: Keys | None) -> Meant:
        """Return the names of the entries, or the values of a key, for a guess at what was meant.

        Args:
            keys: the keys that lead to the value; None for the names.
        """
        known = self._meant.get(keys or "")
        if known is None:
            names: Iterable[Name] = self.names() if keys is None else self._values(keys)
            known = self._meant[keys or ""] = Meant(map(str, names))
        return known

    def _values(self, keys: Keys) -> Iterable[Name]:
        """Return the values of a key, each once."""
        return dict.fromkeys(value for path in self._files for value in self._values_of(path, keys))

    def has_value(self, keys: Keys, value: Name) -> bool:
        """Tell whether a file has a value under some keys."""
        return value in self._holders_of(keys)

    def with_value(self, keys: Keys, value: Name) -> Mapping[str, list[str]]:
        """Return the files that have a value under some keys, each under its identity.

        A file stands there as often as its records have the value.
        """
        known = self._shared.get((keys, value))
        if known is None:
            known = {}
            numbers = self._holders_of(keys).of(value)
            for number in numbers:
                path = self._files.get(number)
                known.setdefault(identity(path), []).append(path)
            if len(numbers) > 1:
                self._shared[keys, value] = known
                if len(self._shared) > _MOST_SHARED:
                    self._shared.popitem(last=False)
        return known

    def _holders_of(self, keys: Keys) -> Holders:
        known = self._holders.get(keys)
        if known is None:
            known = self._holders[keys] = Holders(
                (value, number)
                for number, path in enumerate(self._files)
                for value in self._values_of(path, keys)
            )
        return known

    def urls(self) -> Mapping[str, str]:
        """Return the addresses of files on the site, each under itself without a last slash."""
        if self._urls is None:
            pattern = self.collection.url or ""
            self._urls = {}
            for path, where in zip(self._files, self._places, strict=True) if pattern else ():
                for url in self._urls_of(path, where, pattern):
                    self._urls.setdefault(url.rstrip("/"), url)
        return self._urls

    def _urls_of(self, path: str, where: str, pattern: str) -> Iterator[str]:
        parts: dict[str, str] = {}
        for name in self.collection.placeholders:
            values: tuple[Name, ...]
            if name == "name":
                values = (_name_of(where),)
            elif name == "path":
                values = (self._inner_path(where),)
            else:
                values = self._values_of(path, tuple(name.split(".")))
            if not values:
                return
            parts[name] = str(values[0]).strip("/")
        yield PLACEHOLDER.sub(lambda match: parts[match[1]], pattern)

    def _inner_path(self, path: str) -> str:
        """Return the path of a file inside the collection, without its ending."""
        below = os.path.relpath(path, self.collection.start)
        stem = os.path.splitext(below)[0]
        if os.path.basename(stem) in _INDEX:
            stem = os.path.dirname(stem)
        return _composed(with_slashes(stem))


def _files_of(
    site: Site, collection: Collection
) -> tuple[FileNames, FileNames, Callable[[str, Keys], tuple[Name, ...]]]:
    """Return the files of a collection, their paths, and what tells the values of one."""
    known = site.known
    if known is not None:
        files = known.files.get(collection.name, {})

        def told(path: str, keys: Keys) -> tuple[Name, ...]:
            return known.values.get((path, keys), ())

        return FileNames(files), FileNames(files.values()), told
    found = FileNames(Search(Configurations.just(site.whole)).of_collection(collection))
    return found, found, remembered_values if len(found) <= MOST_REMEMBERED else values_of


def _name_of(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return _composed(os.path.basename(os.path.dirname(path)) if stem in _INDEX else stem)


def _composed(name: str) -> str:
    """Return a name with one character for each letter, as people write it and macOS does not."""
    return unicodedata.normalize("NFC", name)
