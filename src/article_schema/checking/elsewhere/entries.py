"""Entries of collections, as other files point to them: read from disk, and kept by content."""

from __future__ import annotations

import os
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from article_schema.checking.config.collections.declared import PLACEHOLDER, Collection
from article_schema.checking.config.collections.site import Keys, Name, Site
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import Search
from article_schema.checking.elsewhere.meant import Meant
from article_schema.document.files.storage import read_file
from article_schema.document.files.system import identity, with_slashes
from article_schema.document.formats.registry import format_in, split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import decode
from article_schema.document.tree import Data
from article_schema.errors import DocumentError

#: Files that are called so have the name of their folder.
_INDEX = frozenset({"index", "_index"})
#: Of so many files it is remembered what they hold.
_MOST_FILES = 20_000

#: Under a path, the hash of a file and the values that were asked for.
_known: OrderedDict[str, tuple[bytes, dict[Keys, tuple[Name, ...]]]] = OrderedDict()


class Entries:
    """The files of one collection, looked for once."""

    def __init__(self, site: Site, collection: Collection) -> None:
        self.collection = collection
        self._known = site.known
        #: The files, each with the absolute path that the collection goes by.
        self._files: Mapping[str, str]
        if site.known is None:
            found = Search(Configurations.just(site.whole)).of_collection(collection)
            self._files = {path: path for path in found}
        else:
            self._files = site.known.files.get(collection.name, {})
        self._by_keys: dict[Keys, dict[Name, dict[str, list[str]]]] = {}
        self._meant: dict[Keys | str, Meant] = {}
        self._names: dict[str, str] | None = None
        self._urls: dict[str, str] | None = None

    def names(self) -> Mapping[str, str]:
        """Return the files by their names, and by their paths in the collection."""
        if self._names is None:
            self._names = {}
            for path, where in self._files.items():
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
            names: Iterable[Name] = self.names() if keys is None else self.by(keys)
            known = self._meant[keys or ""] = Meant(map(str, names))
        return known

    def by(self, keys: Keys) -> Mapping[Name, Mapping[str, list[str]]]:
        """Return the files by a value that they have, each under its identity.

        A file stands there as often as its records have the value.
        """
        known = self._by_keys.get(keys)
        if known is None:
            known = self._by_keys[keys] = {}
            for path in self._files:
                for value in self._values(path, keys):
                    known.setdefault(value, {}).setdefault(identity(path), []).append(path)
        return known

    def urls(self) -> Mapping[str, str]:
        """Return the addresses of files on the site, each under itself without a last slash."""
        if self._urls is None:
            pattern = self.collection.url or ""
            self._urls = {}
            for path, where in self._files.items() if pattern else ():
                for url in self._urls_of(path, where, pattern):
                    self._urls.setdefault(url.rstrip("/"), url)
        return self._urls

    def _values(self, path: str, keys: Keys) -> tuple[Name, ...]:
        if self._known is not None:
            return self._known.values.get((path, keys), ())
        return values_of(path, keys)

    def _urls_of(self, path: str, where: str, pattern: str) -> Iterator[str]:
        parts: dict[str, str] = {}
        for name in self.collection.placeholders:
            values: tuple[Name, ...]
            if name == "name":
                values = (_name_of(where),)
            elif name == "path":
                values = (self._inner_path(where),)
            else:
                values = self._values(path, tuple(name.split(".")))
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


def _name_of(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return _composed(os.path.basename(os.path.dirname(path)) if stem in _INDEX else stem)


def _composed(name: str) -> str:
    """Return a name with one character for each letter, as people write it and macOS does not."""
    return unicodedata.normalize("NFC", name)


def values_of(path: str, keys: Keys) -> tuple[Name, ...]:
    """Return the values that some keys lead to in the records of a file."""
    import hashlib  # late: it loads OpenSSL

    limits = Limits()
    try:
        raw = read_file(path, limits)
        digest = hashlib.blake2b(raw, digest_size=16).digest()
        known = _known.get(path)
        if known is None or known[0] != digest:
            known = _known[path] = digest, {}
            if len(_known) > _MOST_FILES:
                _known.popitem(last=False)
        values = known[1].get(keys)
        if values is None:
            values = known[1][keys] = tuple(values_in(data_of(raw, path), keys))
    except DocumentError:
        # A check of that file tells what is wrong with it.
        return ()
    return values


def data_of(raw: bytes, path: str) -> Data:
    """Return the data of a file.

    Raises:
        DocumentError: it cannot be read.
    """
    text = decode(raw, path)
    seen = format_in(text, path).glance(text)
    return read(split(text, path), Limits()).data if seen is None else seen.data


def values_in(data: Data, keys: Keys) -> Iterator[Name]:
    """Yield the values that some keys lead to in the records of data."""
    if isinstance(data, list):
        for item in data:
            yield from values_in(item, keys)
    elif keys and isinstance(data, dict):
        yield from values_in(data.get(keys[0]), keys[1:])
    elif not keys and is_name(data):
        yield data


def is_name(value: Any) -> bool:
    """Tell whether a value can name something."""
    return isinstance(value, str | int) and not isinstance(value, bool)
