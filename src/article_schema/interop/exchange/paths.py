"""Paths: where the terms of a vocabulary say that a value stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

from article_schema.errors import ModelError
from article_schema.late_pattern import late_pattern
from article_schema.model.elsewhere.vocabularies import Term
from article_schema.model.shapes.tables import Field, ModelTable

_STEP = late_pattern(r"([^.\[\]()]+)(?:\[([^\]]*)\])?(?:\(([^)]*)\))?")
_UP = "../"


class Step(NamedTuple):
    """A level of a path."""

    name: str
    #: Whether a list is there.
    is_list: bool = False
    #: What an item says that is meant; such items are written so.
    selector: tuple[tuple[str, str], ...] = ()
    #: What else is written into the object.
    constants: tuple[tuple[str, str], ...] = ()


class Place(NamedTuple):
    """Where a value stands."""

    steps: tuple[Step, ...]
    #: Whether it stands in the object above.
    is_above: bool = False
    #: Whether the record itself stands as this value.
    is_itself: bool = False


@lru_cache(maxsize=1024)
def place_of(path: str) -> Place:
    """Return the place that a path means.

    Raises:
        ModelError: it cannot be read.
    """
    if path == ".":
        return Place((), is_itself=True)
    rest = path.removeprefix(_UP)
    steps = []
    at = 0
    while match := _STEP.match(rest, at):
        name, selector, constants = match.groups()
        steps.append(Step(name, selector is not None, _pairs(selector), _pairs(constants)))
        at = match.end() + 1
        if rest[match.end() : at] != ".":
            break
    if at != len(rest) + 1:
        raise ModelError(f"{path!r} is no path; write one such as headlines[].value")
    return Place(tuple(steps), is_above=path != rest)


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("=") for pair in (text or "").split(",") if pair)
    return tuple((key.strip(), value.strip()) for key, _, value in pairs)


class Declared(NamedTuple):
    """Terms that are said apart from the fields that they belong to."""

    #: By the identity of a field, and the vocabulary.
    terms: dict[tuple[int, type[Term]], tuple[Term, ...]]
    #: The fields, which live as long as their identities are used.
    fields: tuple[Field, ...]


_ELSEWHERE: ContextVar[Declared | None] = ContextVar("terms declared elsewhere", default=None)


@contextmanager
def declared_elsewhere(declared: Declared) -> Iterator[None]:
    """Let terms count, in the block of a `with`, in the place of those that their fields have.

    What a block around it says of other fields counts too.
    """
    around = _ELSEWHERE.get()
    if around is not None:
        fields = (*around.fields, *declared.fields)
        declared = Declared({**around.terms, **declared.terms}, fields)
    token = _ELSEWHERE.set(declared)
    try:
        yield
    finally:
        _ELSEWHERE.reset(token)


def terms_of(field: Field, vocabulary: type[Term]) -> Iterator[Term]:
    """Yield the terms of a field in a vocabulary, in their order."""
    elsewhere = _ELSEWHERE.get()
    found = elsewhere.terms.get((id(field), vocabulary)) if elsewhere is not None else None
    if found is not None:
        return iter(found)
    return (note for note in field.notes if isinstance(note, vocabulary))


def has_terms(table: ModelTable, vocabulary: type[Term]) -> bool:
    """Tell whether a field of a model has a term in a vocabulary."""
    return any(True for field in table.fields for _ in terms_of(field, vocabulary))
