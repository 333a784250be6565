"""Following: whether the other side is there of what the values of a record point to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from article_schema.checking.config.collections.site import Site, pointers_of
from article_schema.checking.config.settings import Settings
from article_schema.checking.elsewhere.disk import found_in, names_beside, require_sizes, size_of
from article_schema.checking.elsewhere.entries import Entries
from article_schema.checking.elsewhere.meant import Meant
from article_schema.checking.elsewhere.values import is_name
from article_schema.document.files.system import identity
from article_schema.document.formats.registry import all_endings
from article_schema.document.tree import Data
from article_schema.faults import Fault
from article_schema.model.elsewhere.pointers import (
    OnDisk,
    Pointer,
    Ref,
    SiteLink,
    UniqueInCollection,
)
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.showing import show
from article_schema.routes import Route, format_route
from article_schema.rules.codes import (
    DEAD_LINK,
    MISSING_ENTRY,
    MISSING_FILE,
    SIZE_AGAINST_FILE,
    VALUE_TWICE,
)

#: Folders of a path that are looked at.
_MOST_FOLDERS = 10
#: Characters of a path that a message shows.
_MOST_SHOWN = 200
#: The keys of a size, each with the word for it.
_WORDS = {"width": "wide", "height": "high"}


def following_for(settings: Settings) -> Following | None:
    """Return what follows the pointers of a model; None where it has none.

    Raises:
        UsageError: it compares the size of pictures, and what reads it is not installed.
    """
    site = settings.site
    return None if site is None else Following(settings, site)


class Following:
    """Follows the pointers of records of one model."""

    def __init__(self, settings: Settings, site: Site) -> None:
        self.site = site
        self.collection = settings.collection
        self._shape = RecordShape(settings.model)
        self._entries: dict[str, Entries] = {}
        #: The names in folders, and the addresses of all pages, for guesses.
        self._folders: dict[str, Meant] = {}
        self._pages: Meant | None = None
        for each in pointers_of(settings.model):
            sizes = each.table.by_key.keys() >= set(_WORDS)
            if sizes and isinstance(each.pointer, OnDisk) and each.pointer.size:
                require_sizes()

    def faults(self, data: Data, route: Route, filename: str) -> Iterator[Fault]:
        """Yield a fault for each value of a record whose other side is not there.

        Args:
            data: the data of the record.
            route: its route in the file.
            filename: the file.
        """
        for shape, value, place in self._shape.walk(data):
            for facet in shape.facets:
                if isinstance(facet, Pointer) and is_name(value):
                    for fault in self._followed(facet, value, place, data, filename):
                        yield _below(route, fault)

    def _followed(
        self, facet: Pointer, value: Any, place: Route, data: Data, filename: str
    ) -> Iterable[Fault]:
        if isinstance(facet, Ref):
            return self._reference(facet, value, place)
        if isinstance(facet, UniqueInCollection):
            return self._unique(value, place, filename)
        if isinstance(facet, OnDisk):
            return self._on_disk(facet, value, place, data, filename)
        return self._link(facet, value, place) if isinstance(facet, SiteLink) else ()

    def _of(self, name: str) -> Entries:
        found = self._entries.get(name)
        if found is None:
            found = Entries(self.site, self.site.collections.named(name))
            self._entries[name] = found
        return found

    def _reference(self, facet: Ref, value: Any, place: Route) -> Iterator[Fault]:
        entries = self._of(facet.collection)
        keys = None if facet.key is None else tuple(facet.key.split("."))
        if entries.has(str(value)) if keys is None else entries.has_value(keys, value):
            return
        by = f" with this `{facet.key}`" if keys else ""
        message = f"`{format_route(place)}` names no entry of `{facet.collection}`{by}: "
        fault = _missing(MISSING_ENTRY, message, value, place, entries.meant(keys))
        if keys is None and fault.replacement is None and isinstance(value, str):
            twin = next(filter(entries.has, _names_of_file(value)), None)
            if twin is not None:
                fault = replace(fault, help=f"did you mean {twin!r}?", replacement=twin)
        yield fault

    def _unique(self, value: Any, place: Route, filename: str) -> Iterator[Fault]:
        if self.collection is None:
            return
        keys = tuple(step for step in place if isinstance(step, str))
        here = identity(filename)
        files = self._of(self.collection).with_value(keys, value)
        # A file with several records may have it in two of them.
        others = [paths[0] for file, paths in islice(files.items(), 2) if file != here]
        others += files.get(here, ())[1:2]
        if others:
            message = f"`{format_route(place)}` is {show(value)} in {_shown(others[0])} too"
            more = len(files) - (here in files) - 1
            message += f", and in {more:,} more" if more > 0 else ""
            yield Fault(VALUE_TWICE, message, "write another one in one of them", place)

    def _on_disk(
        self, facet: OnDisk, value: Any, place: Route, data: Data, filename: str
    ) -> Iterator[Fault]:
        top = self.site.folder
        relative = facet.path.startswith(("./", "../"))
        beside = os.path.abspath(os.path.join(self.site.here, filename))
        folder = os.path.dirname(beside) if relative else top
        path = facet.path.replace("{}", str(value).lstrip("/"))
        found = found_in(folder, path, top)
        if found is None:
            yield self._no_file(facet, str(value), place, folder, path)
        elif facet.size:
            yield from _sizes(found, place, data)

    def _no_file(self, facet: OnDisk, value: str, place: Route, folder: str, path: str) -> Fault:
        twin = self._beside(folder, path).by(os.path.basename(path))
        start, _, name = value.rpartition("/")
        meant = None
        if twin is not None and facet.path.endswith("{}") and len(value) <= _MOST_SHOWN:
            meant = f"{start}/{twin}" if start or value.startswith("/") else twin
        where = os.path.normpath(os.path.join(folder, path.lstrip("/")))
        message = f"`{format_route(place)}` names no file: {_shown(where)}"
        advice = f"did you mean {meant!r}?" if meant else "put the file there, or name another one"
        if not where.startswith(os.path.join(self.site.folder, "")):
            message = f"`{format_route(place)}` leads out of the site: {show(value)}"
            advice = "name a file below the folder of the configuration"
        return Fault(MISSING_FILE, message, advice, place, replacement=meant if name else None)

    def _beside(self, folder: str, path: str) -> Meant:
        """Return the names of the files beside one that is not there."""
        where = os.path.dirname(os.path.join(folder, path.lstrip("/")))
        known = self._folders.get(where)
        if known is None:
            known = self._folders[where] = Meant(names_beside(folder, path, self.site.folder))
        return known

    def _link(self, facet: SiteLink, value: Any, place: Route) -> Iterator[Fault]:
        if not isinstance(value, str) or not value.startswith("/") or value.startswith("//"):
            return
        target = value.partition("#")[0].partition("?")[0]
        if not target.strip("/"):
            # Each site has a home page.
            return
        is_below = ".." not in target.split("/")
        answered = [
            self._of(each.name).urls() for each in self.site.collections.all if each.url is not None
        ]
        if any(target.rstrip("/") in urls for urls in answered):
            return
        if facet.files is not None and is_below:
            path = facet.files.replace("{}", target.lstrip("/"))
            if found_in(self.site.folder, path, self.site.folder) is not None:
                return
        if self._pages is None:
            self._pages = Meant(url for urls in answered for url in urls.values())
        message = f"`{format_route(place)}` leads to no page of the site: "
        fault = _missing(DEAD_LINK, message, value, place, self._pages, target)
        if isinstance(fault.replacement, str):
            fault = replace(fault, replacement=fault.replacement + value[len(target) :])
        yield fault


def _names_of_file(value: str) -> Iterator[str]:
    """Yield the names that an entry may have of which somebody wrote the file or its path."""
    ending = next((each for each in all_endings() if value.endswith(each)), "")
    parts = value.removesuffix(ending).strip("/").split("/")[-_MOST_FOLDERS:]
    for at in range(len(parts)):
        yield "/".join(parts[at:])


def _missing(
    code: str, message: str, value: Any, place: Route, known: Meant, word: str | None = None
) -> Fault:
    """Return the fault of a value that names nothing.

    Args:
        code: the code of the rule.
        message: what is wrong, up to the value.
        value: the value.
        place: its route.
        known: the names that there are.
        word: what of the value is the name, if not all of it.
    """
    twin = known.by(word or value) if isinstance(value, str) else None
    return Fault(code, f"{message}{show(value)}", known.advice(twin), place, replacement=twin)


def _sizes(path: str, place: Route, data: Data) -> Iterator[Fault]:
    """Compare width and height beside a value with those of the picture that it names."""
    record: Any = data
    for step in place[:-1]:
        record = record[step]
    if not isinstance(record, dict) or not all(type(record.get(key)) is int for key in _WORDS):
        return
    size = size_of(path)
    for key, real in zip(_WORDS, size or (), strict=False):
        if record[key] != real:
            route = (*place[:-1], key)
            message = (
                f"`{format_route(route)}` is {record[key]}, but {_shown(path)} is {real} pixels "
                f"{_WORDS[key]}"
            )
            yield Fault(SIZE_AGAINST_FILE, message, f"write {real}", route, replacement=real)


def _shown(path: str) -> str:
    """Return a path as people write it, seen from the current folder if it is inside."""
    shown = path.removeprefix(os.path.join(os.getcwd(), ""))
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[: _MOST_SHOWN - 1]}…"


def _below(route: Route, fault: Fault) -> Fault:
    return replace(fault, route=(*route, *fault.route)) if route else fault
