"""A site: what a value of one file may point to, as far as a configuration says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from article_schema.checking.config.collections.declared import OF_FILE, Collection, Collections
from article_schema.errors import UsageError
from article_schema.model.elsewhere.pointers import Pointer, Ref, SiteLink, UniqueInCollection
from article_schema.model.shapes.tables import ModelTable, table_of
from article_schema.model.spelling import closest

#: The keys that lead to a value.
Keys: TypeAlias = tuple[str, ...]
#: A value that names something.
Name: TypeAlias = str | int


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of files of collections that are not on disk, such as rows of archives."""

    #: Under the name of each collection its files in the order of a search: the name that findings
    #: show, and the absolute path that the collection goes by.
    files: Mapping[str, Mapping[str, str]]
    #: The values of files under some keys, by the name that findings show and by the keys.
    values: Mapping[tuple[str, Keys], tuple[Name, ...]]


@dataclass(frozen=True, eq=False)
class Site:
    """The files and folders around the files of a configuration."""

    #: The folder that paths start from.
    folder: str
    collections: Collections
    #: The configuration that declares them, which is made of settings itself.
    whole: Any
    #: The files of collections where they are not on disk; None for those of the folder.
    known: Known | None = None
    #: The folder that names of files start from; empty for the current one.
    here: str = ""


@dataclass(frozen=True)
class Declared:
    """A pointer, and where a model declares it."""

    table: ModelTable
    key: str
    pointer: Pointer

    @property
    def name(self) -> str:
        """The field, for a message."""
        return f"`{self.key}` of {self.table.model.__name__}"


def pointers_of(model: type) -> list[Declared]:
    """Return the pointers that a model declares, at any depth."""
    return list(_pointers(model, set()))


def _pointers(model: type, seen: set[type]) -> Iterator[Declared]:
    seen.add(model)
    table = table_of(model)
    for field in table.fields:
        for shape in field.shape.flat():
            for facet in shape.facets:
                if isinstance(facet, Pointer):
                    yield Declared(table, field.key, facet)
            inner = shape.model
            if inner is not None and inner not in seen:
                yield from _pointers(inner, seen)


def require_targets(
    model: type,
    collections: Collections,
    keys_of: Callable[[Collection], frozenset[str] | None],
) -> None:
    """Make sure that there is what the values of a model point to.

    Args:
        model: the model.
        collections: the collections of its configuration.
        keys_of: returns the keys that the files of one may have; None for any.

    Raises:
        UsageError: a `Ref` names no collection, or no key of its files. Or a value is unique in a
            collection or links to a page, and no collection is declared for that.
    """
    for each in pointers_of(model):
        problem = _problem(each.pointer, collections) or _no_key(each.pointer, collections, keys_of)
        if problem:
            raise UsageError(f"{each.name} {problem}")


def require_addresses(
    collections: Collections, keys_of: Callable[[Collection], frozenset[str] | None]
) -> None:
    """Make sure that the addresses of collections are made of keys that their files may have.

    Args:
        collections: the collections of a configuration.
        keys_of: returns the keys that the files of one may have; None for any.

    Raises:
        UsageError: one is not; it names the line.
    """
    for collection in collections.all:
        for name in collection.placeholders:
            keys = keys_of(collection) if name not in OF_FILE else None
            if keys is None or name.partition(".")[0] in keys:
                continue
            twin = closest(name, [*OF_FILE, *keys])
            advice = f"did you mean {{{twin}}}?" if twin else "name {name}, {path} or a key of it"
            place = collections.place_of(collection, "url")
            raise UsageError(f"{place}: no file of `{collection.name}` has {{{name}}}; {advice}")


def _no_key(
    pointer: Pointer,
    collections: Collections,
    keys_of: Callable[[Collection], frozenset[str] | None],
) -> str:
    if not isinstance(pointer, Ref) or pointer.key is None:
        return ""
    keys = keys_of(collections.named(pointer.collection))
    if keys is None or pointer.key.partition(".")[0] in keys:
        return ""
    twin = closest(pointer.key, keys)
    advice = f"did you mean {twin!r}?" if twin else "name a key of its model"
    return f"refers to {pointer.collection!r} by the key {pointer.key!r}, which is none; {advice}"


def _problem(pointer: Pointer, collections: Collections) -> str:
    names = [each.name for each in collections.all]
    if isinstance(pointer, Ref) and pointer.collection not in names:
        twin = closest(pointer.collection, names)
        known = f"there are {', '.join(names)}" if names else "there is none"
        advice = f"did you mean {twin!r}?" if twin else f"{known}; write [[collections]] for it"
        return f"refers to the collection {pointer.collection!r}, which is not declared; {advice}"
    if isinstance(pointer, UniqueInCollection) and not names:
        return "is unique in its collection, and none is declared; write [[collections]] for it"
    no_pages = all(each.url is None for each in collections.all)
    if isinstance(pointer, SiteLink) and pointer.files is None and no_pages:
        advice = 'write the address of its files into a collection: url = "/news/{name}"'
        return f"links to pages of the site, and no collection has any; {advice}"
    return ""
