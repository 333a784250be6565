"""Traces: what the index keeps of a file, so that others find it.

These are the entries of rules about several files, the pages and references of its records, as
hashes, and the words that many files share: topics, names of providers and the like.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeAlias

from article_schema.checking.corpus.remembering import Remembered
from article_schema.checking.results.checked_file import StoredEntry
from article_schema.model.elsewhere.pointers import Ref
from article_schema.model.shapes.tables import Field, table_of
from article_schema.model.web.normal_form import normal_form

#: The single values that many files share; lists of texts are shared anyway.
_SHARED = frozenset({"author", "category", "domain", "name", "section", "series"})
#: The attributes of a record that name its page.
_PAGES = ("web_url", "source_url", "original_url")
#: Records inside of records are looked into so deep.
_DEEPEST = 4
#: Longer texts are none that somebody picks from a list, and a file is remembered by so many words.
_LONGEST = 100
_MOST_WORDS = 200

#: What a name is to its record: its own page, the page of an item in it, or an entry it refers to.
Role: TypeAlias = Literal["page", "link", "entry"]


class Word(NamedTuple):
    """A text that many files share."""

    #: The field that holds it: its key, in a record of another one after the name of that class.
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Traces:
    """What is kept of a file."""

    #: Three numbers for each entry of a rule: its key, its value, and whether it is a reference.
    entries: array[int]
    #: A hash for each name.
    names: array[int]
    words: tuple[Word, ...]


def flat(entries: tuple[StoredEntry, ...]) -> array[int]:
    """Return entries as they are kept."""
    return array("q", [number for entry in entries for number in entry])


def name_key(role: Role, *parts: str) -> int:
    """Return the hash of a name.

    >>> name_key("page", "https://Example.com") == name_key("page", "https://example.com/")
    True

    Args:
        role: what it is to its record.
        parts: the URL of a page; for an entry, its collection, the key that tells it, and its name.
    """
    return hash((role, normal_form(parts[0]) if role != "entry" else parts))


def traces_of(remembered: Remembered, model: type) -> Traces:
    """Return what is kept of a file.

    Args:
        remembered: the records of the file.
        model: their class.
    """
    names: dict[int, None] = {}
    words: dict[Word, None] = {}
    for record in remembered.records:
        for part, home, depth in _records(record, model):
            for name in _PAGES:
                url = getattr(part, name, None)
                if isinstance(url, str):
                    names[name_key("link" if depth else "page", url)] = None
            for field, told in _told_by(home, inside=depth > 0):
                for text in _texts(part, field):
                    if isinstance(told, Ref):
                        names[name_key("entry", told.collection, told.key or "", text)] = None
                    else:
                        words[Word(told, text)] = None
    kept = tuple(islice(words, _MOST_WORDS))
    return Traces(flat(remembered.entries), array("q", names), kept)


def word_field(home: type, field: Field, *, inside: bool) -> str | None:
    """Return what the words of a field are kept under; None where it has none.

    Args:
        home: the class that has the field.
        field: the field.
        inside: whether records of the class stand inside of others.
    """
    if not _holds_words(field):
        return None
    return f"{home.__name__}.{field.key}" if inside else field.key


def is_page(field: Field) -> bool:
    """Tell whether a field names the page of its record."""
    return field.name in _PAGES


def ref_of(field: Field) -> Ref | None:
    """Return what a field refers to, where its values name entries of a collection."""
    facets = (facet for shape in field.shape.flat() for facet in shape.facets)
    return next((facet for facet in facets if isinstance(facet, Ref)), None)


@cache
def _told_by(model: type, *, inside: bool) -> list[tuple[Field, str | Ref]]:
    """Return the fields of a class that refer to entries, and those that hold words."""
    told = [
        (field, ref_of(field) or word_field(model, field, inside=inside))
        for field in table_of(model).fields
    ]
    return [(field, each) for field, each in told if each is not None]


def _holds_words(field: Field) -> bool:
    shapes = list(field.shape.flat())
    if any(shape.model is not None or shape.is_instant or shape.choices for shape in shapes):
        return False
    is_listed = field.shape.is_collection or field.key in _SHARED
    return is_listed and any(shape.is_text for shape in shapes)


@cache
def _parts_of(model: type) -> list[tuple[str, type]]:
    """Return the attributes of a class that hold records of which something is kept."""
    fields = [(field.name, field.shape.record_model) for field in table_of(model).fields]
    return [(name, inner) for name, inner in fields if inner is not None and _tells(inner)]


def _tells(model: type, depth: int = 0) -> bool:
    """Tell whether something is kept of the records of a class, or of those in them."""
    if depth == _DEEPEST:
        return False
    fields = table_of(model).fields
    return (
        bool(_told_by(model, inside=True))
        or any(map(is_page, fields))
        or any(_tells(inner, depth + 1) for each in fields if (inner := each.shape.record_model))
    )


def _records(record: Any, model: type, depth: int = 0) -> Iterator[tuple[Any, type, int]]:
    """Yield a record and those in it, each with its class and its depth.

    The class is told by the model, since the fast path makes objects of no class of it.
    """
    yield record, model, depth
    if depth == _DEEPEST:
        return
    for name, inner in _parts_of(model):
        value = getattr(record, name, None)
        for part in value if isinstance(value, list) else [value]:
            if hasattr(part, "__dict__") or hasattr(part, "__slots__"):
                yield from _records(part, inner, depth + 1)


def _texts(record: Any, field: Field) -> Iterator[str]:
    value = getattr(record, field.name, None)
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and 0 < len(text) <= _LONGEST and "://" not in text:
            yield text
