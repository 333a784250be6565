"""Pointed: the rows that values of others point to, found by a look before the check.

A value may name an entry of a collection, be unique in one, or link to a page. Whether it is right,
a worker can tell only if it knows the rows of the whole archive: their names, some of their values,
and of unique values those that stand twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from article_schema.checking.config.collections.declared import OF_FILE
from article_schema.checking.config.collections.site import Keys, Known, Name, pointers_of
from article_schema.checking.discovery.collected import files_of
from article_schema.checking.elsewhere.values import data_of, values_in
from article_schema.document.tree import Data
from article_schema.errors import DocumentError, UsageError
from article_schema.interop.scale.archives import Part, rows_of
from article_schema.interop.scale.kinds import Kinds, Recipe, kinds_of
from article_schema.interop.scale.shuffle import Entry, key_of
from article_schema.interop.scale.stores import Row
from article_schema.interop.scale.working import Seen, raw_of
from article_schema.model.elsewhere.pointers import Ref, SiteLink, UniqueInCollection
from article_schema.model.shapes.tables import Field, table_of


class Wanted(NamedTuple):
    """What others ask about the files of a collection."""

    #: Whether their names count.
    names: bool
    #: The keys whose values count.
    keys: frozenset[Keys]
    #: The keys whose values are unique.
    unique: frozenset[Keys]


class Noted(NamedTuple):
    """What is remembered of a row."""

    #: Its name, and what its collection goes by.
    path: str
    place: str
    kind: int
    values: dict[Keys, tuple[Name, ...]]


def wanted_in(kinds: Kinds) -> dict[int, Wanted]:
    """Return what values ask about the collections of a run, by their numbers.

    Raises:
        UsageError: it cannot be told which values are unique.
    """
    numbers = {each.name: each.index for each in kinds.collections.all}
    keys: dict[int, set[Keys]] = {}
    unique: dict[int, frozenset[Keys]] = {}
    for kind, settings in enumerate(kinds.settings if kinds.collections else ()):
        for each in pointers_of(settings.model) if settings.site is not None else ():
            if isinstance(each.pointer, Ref):
                inner = each.pointer.key
                asked = {tuple(inner.split("."))} if inner is not None else set()
                keys.setdefault(numbers[each.pointer.collection], set()).update(asked)
            elif isinstance(each.pointer, UniqueInCollection):
                unique[kind] = frozenset(_unique_in(settings.model))
            elif isinstance(each.pointer, SiteLink):
                for page in kinds.collections.all:
                    names = [name for name in page.placeholders if name not in OF_FILE]
                    if page.url is not None:
                        keys.setdefault(page.index, set()).update(
                            tuple(name.split(".")) for name in names
                        )
    return {
        number: Wanted(
            number in keys, frozenset(keys.get(number, ())), unique.get(number, frozenset())
        )
        for number in sorted({*keys, *unique})
    }


def _unique_in(model: type, above: Keys = (), seen: tuple[type, ...] = ()) -> Iterator[Keys]:
    """Yield the keys of the unique values of a model.

    Raises:
        UsageError: such a value stands at any depth, or below keys that nobody knows.
    """
    for field in table_of(model).fields:
        keys = (*above, field.key)
        for shape in field.shape.flat():
            inner = shape.model
            if shape.is_collection and shape.child("") is not None and _has_unique(field):
                raise UsageError(_untold(keys))
            if any(isinstance(facet, UniqueInCollection) for facet in shape.facets):
                yield keys
            if inner in seen or inner is model:
                if _has_unique(field):
                    raise UsageError(_untold(keys))
            elif inner is not None:
                yield from _unique_in(inner, keys, (*seen, model))


def _has_unique(field: Field) -> bool:
    found: list[object] = []
    for shape in field.shape.flat():
        found += shape.facets
        if shape.model is not None:
            found += [each.pointer for each in pointers_of(shape.model)]
    return any(isinstance(each, UniqueInCollection) for each in found)


def _untold(keys: Keys) -> str:
    return (
        f"`{'.'.join(keys)}` holds unique values below keys that the model does not name, which "
        "cannot be compared in an archive; unpack it and check the files"
    )


def note_part(recipe: Recipe, part: Part) -> Iterator[list[Seen]]:
    """Yield what others have to know of the rows of a part, some at once.

    Raises:
        UsageError: it cannot be read, or the configuration cannot be used.
    """
    kinds = kinds_of(recipe)
    wanted = wanted_in(kinds)
    for rows in rows_of(part):
        yield [_noted(kinds, wanted, row) for row in rows]


def _noted(kinds: Kinds, wanted: dict[int, Wanted], row: Row) -> Seen:
    kind = kinds.number_of(row.place)
    asked = wanted.get(kind) if kind is not None else None
    if kind is None or asked is None:
        return Seen(None, ())
    data = _data_of(row) if asked.keys or asked.unique else None
    values = {keys: tuple(values_in(data, keys)) for keys in asked.keys}
    entries = tuple(
        Entry(key_of(kind, keys, value), b"", is_reference=False)
        for keys in asked.unique
        for value in values_in(data, keys)
    )
    return Seen(Noted(row.path, row.place, kind, values) if asked.names else None, entries)


def _data_of(row: Row) -> Data:
    try:
        return data_of(raw_of(row) or b"", row.path)
    except DocumentError:
        # The check of the row tells what is wrong with it.
        return None


class Pointed:
    """Gathers what is known of the rows that others point to.

    Args:
        kinds: the kinds of the run.
        wanted: what is asked about them.
    """

    def __init__(self, kinds: Kinds, wanted: dict[int, Wanted]) -> None:
        self._kinds = kinds
        self._wanted = wanted
        self._places: dict[int, dict[str, str]] = {}
        self._values: dict[tuple[str, Keys], tuple[Name, ...]] = {}

    def take_in(self, noted: Noted | None) -> None:
        """Take in what was noted of a row, if anything was."""
        if noted is not None:
            self._add(noted.path, noted.place, noted.kind)
            for keys, values in noted.values.items():
                self._put(noted.path, keys, values)

    def take_in_twins(self, rows: Iterable[Row]) -> None:
        """Take in rows with a value that another row has too."""
        twins: dict[tuple[str, Keys], list[Name]] = {}
        for row in rows:
            kind = self._kinds.number_of(row.place) or 0
            self._add(row.path, row.place, kind)
            data = _data_of(row)
            # What others ask for as well is known already.
            for keys in self._wanted[kind].unique - self._wanted[kind].keys:
                twins.setdefault((row.path, keys), []).extend(values_in(data, keys))
        for (path, keys), values in twins.items():
            self._put(path, keys, tuple(values))

    def _add(self, path: str, place: str, kind: int) -> None:
        self._places.setdefault(kind, {})[self._kinds.where(place)] = path

    def _put(self, path: str, keys: Keys, values: tuple[Name, ...]) -> None:
        known = self._values.get((path, keys), ())
        self._values[path, keys] = (*known, *values)

    def known(self) -> Known:
        """Return all of it, the files in the order in which a search comes upon them."""
        files = {}
        for collection in self._kinds.collections.all:
            places = self._places.get(collection.index, {})
            below = partial(_below, sorted(places, key=_walked))
            files[collection.name] = {places[where]: where for where in files_of(collection, below)}
        return Known(files, self._values)


def _below(places: Iterable[str], start: str) -> Iterator[str]:
    inside = os.path.join(start, "")
    return (place for place in places if place.startswith(inside))


def _walked(place: str) -> list[tuple[bool, str]]:
    """Return what sorts paths as a search does: the files of a folder before its folders."""
    *folders, name = place.split(os.sep)
    return [*((True, folder) for folder in folders), (False, name)]
