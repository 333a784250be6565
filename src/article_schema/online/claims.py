"""Claims: what the records of a file say that the network can answer.

The facets of a field say what its value is: a page (`HttpUrl`), a picture (`ImageUrl`), a host
(`HostName`) or HTML with frames (`Embeds`), in a model of a site's own too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from article_schema.document.tree import Data
from article_schema.model.elsewhere.online import Embeds
from article_schema.model.facets import Note
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.tables import table_of
from article_schema.model.urls import HostName, HttpUrl, ImageUrl
from article_schema.online.answers import Kind, Question
from article_schema.online.reading.frames import frames_in
from article_schema.online.urls import joined, without_fragment
from article_schema.routes import Route

_SCHEMES = ("http://", "https://")
#: The facets of values that somebody can be asked about.
_ASKED = (HttpUrl, ImageUrl, HostName)


class Claim(NamedTuple):
    """A value of a record, and what it says."""

    question: Question
    #: The value as the file has it.
    value: str
    route: Route
    #: What the field says of the value besides.
    notes: tuple[Note, ...]
    #: The record around the value, as the file has it.
    record: Mapping[str, Any]
    #: Whether the value is HTML, and the question is about a frame in it.
    is_frame: bool = False


class _Place(NamedTuple):
    """Where a value stands."""

    route: Route
    notes: tuple[Note, ...]
    record: Mapping[str, Any]


class _Field(NamedTuple):
    """What counts of the field of a model."""

    key: str
    shape: Shape
    #: What somebody can be asked about, if the value itself is text.
    asked: HttpUrl | ImageUrl | HostName | None
    notes: tuple[Note, ...]


class Claims:
    """Finds the claims in records of one model.

    Args:
        model: the class of the records.
        base: the address of the site, for what has a path alone; empty where it is unknown.
        paths: gets the paths of pictures that are passed over for lack of it.
    """

    def __init__(self, model: type, base: str = "", paths: set[str] | None = None) -> None:
        self._shape = RecordShape(model)
        self._base = base
        self._paths = set() if paths is None else paths
        self._fields: dict[type, tuple[_Field, ...]] = {}

    def of(self, data: Data, route: Route = ()) -> Iterator[Claim]:
        """Yield the claims of a record, in the order of its fields.

        Values that break their facets are left out: `check` tells of them.

        Args:
            data: the data of the record.
            route: its route in the file.
        """
        found: list[Claim] = []
        self._look(self._shape, data, _Place(route, (), {}), found)
        return iter(found)

    def _look(self, shape: Shape, value: Any, place: _Place, found: list[Claim]) -> None:
        """Add the claims of a value and all that is in it."""
        if not shape.is_single:
            shape = shape.branch_of(value)
        if isinstance(value, str):
            self._ask(self._asked_of(shape), value, place, found)
        elif shape.model is not None and isinstance(value, dict):
            self._look_in_record(shape.model, value, place.route, found)
        elif not shape.is_single:
            route, notes, record = place
            for step, inner, part in shape.entries(value):
                self._look(inner, part, _Place((*route, step), notes, record), found)

    def _look_in_record(
        self, model: type, record: Mapping[str, Any], route: Route, found: list[Claim]
    ) -> None:
        for key, shape, asked, notes in self._fields_of(model):
            value = record.get(key)
            if value is None:
                continue
            place = _Place((*route, key), notes, record)
            if not shape.is_single:
                self._look(shape, value, place, found)
            elif isinstance(value, str):
                self._ask(asked, value, place, found)

    def _ask(
        self, facet: HttpUrl | ImageUrl | HostName | None, value: str, place: _Place,
        found: list[Claim],
    ) -> None:  # fmt: skip
        if facet is not None:
            question = self._question(facet, value) if facet.accepts(value) else None
            if question is not None:
                found.append(Claim(question, value, *place))
                return
        if "<" in value and _may_embed(place.notes):
            found.extend(
                Claim(Question(Kind.PAGE, url), value, *place, is_frame=True)
                for url in frames_in(value, self._base)
            )

    def _fields_of(self, model: type) -> tuple[_Field, ...]:
        """Return the fields of a model in whose values there may be a claim."""
        known = self._fields.get(model)
        if known is None:
            known = self._fields[model] = tuple(
                _Field(each.key, each.shape, self._asked_of(each.shape), each.notes)
                for each in table_of(model).fields
                if not each.shape.is_single
                or self._asked_of(each.shape) is not None
                or _may_embed(each.notes)
            )
        return known

    def _asked_of(self, shape: Shape) -> HttpUrl | ImageUrl | HostName | None:
        return next((facet for facet in shape.facets if isinstance(facet, _ASKED)), None)

    def _question(self, facet: HttpUrl | ImageUrl | HostName, value: str) -> Question | None:
        if isinstance(facet, HostName):
            return Question(Kind.HOST, value.lower().rstrip("."))
        if isinstance(facet, HttpUrl):
            return Question(Kind.PAGE, without_fragment(value))
        whole = value if value.lower().startswith(_SCHEMES) else self._on_site(value)
        return Question(Kind.PICTURE, without_fragment(whole)) if whole else None

    def _on_site(self, path: str) -> str | None:
        if not self._base:
            self._paths.add(path)
            return None
        return joined(self._base, path)


def _may_embed(notes: tuple[Note, ...]) -> bool:
    return any(isinstance(note, Embeds) for note in notes)
