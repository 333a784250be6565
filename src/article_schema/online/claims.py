"""Claims: what the records of a file say that the network can answer.

The facets of a field say what its value is: a page (`HttpUrl`), a picture (`ImageUrl`), a host
(`HostName`) or HTML with frames (`Embeds`), in a model of a site's own too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from article_schema.document.tree import Data
from article_schema.model.elsewhere.online import Embeds
from article_schema.model.facets import Note
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


@dataclass(frozen=True, slots=True)
class Claim:
    """A value of a record, and what it says."""

    question: Question
    #: The value as the file has it.
    value: str
    route: Route
    #: The record around the value, as the file has it.
    record: Mapping[str, Any]
    #: What the field says of the value besides.
    notes: tuple[Note, ...] = ()
    #: Whether the value is HTML, and the question is about a frame in it.
    is_frame: bool = False


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

    def of(self, data: Data, route: Route = ()) -> Iterator[Claim]:
        """Yield the claims of a record, in the order of its values.

        Values that break their facets are left out: `check` tells of them.

        Args:
            data: the data of the record.
            route: its route in the file.
        """
        records: dict[Route, tuple[type, Mapping[str, Any]]] = {}
        for shape, value, place in self._shape.walk(data, route):
            if shape.model is not None and isinstance(value, dict):
                records[place] = shape.model, value
            elif isinstance(value, str):
                question = self._question(shape.facets, value)
                if question is not None:
                    notes, record = _around(records, place)
                    yield Claim(question, value, place, record, notes)
                elif "<" in value:
                    yield from self._frames(value, place, *_around(records, place))

    def _frames(
        self, html: str, place: Route, notes: tuple[Note, ...], record: Mapping[str, Any]
    ) -> Iterator[Claim]:
        if any(isinstance(note, Embeds) for note in notes):
            for url in frames_in(html, self._base):
                yield Claim(Question(Kind.PAGE, url), html, place, record, notes, is_frame=True)

    def _question(self, facets: tuple[Any, ...], value: str) -> Question | None:
        for facet in facets:
            if isinstance(facet, _ASKED) and not facet.accepts(value):
                return None
            if isinstance(facet, HostName):
                return Question(Kind.HOST, value.lower().rstrip("."))
            if isinstance(facet, HttpUrl):
                return Question(Kind.PAGE, without_fragment(value))
            if isinstance(facet, ImageUrl):
                whole = value if value.lower().startswith(_SCHEMES) else self._on_site(value)
                return Question(Kind.PICTURE, without_fragment(whole)) if whole else None
        return None

    def _on_site(self, path: str) -> str | None:
        if not self._base:
            self._paths.add(path)
            return None
        return joined(self._base, path)


def _around(
    records: Mapping[Route, tuple[type, Mapping[str, Any]]], place: Route
) -> tuple[tuple[Note, ...], Mapping[str, Any]]:
    """Return the notes of the field of a value, and the record that holds it."""
    for depth in range(len(place) - 1, -1, -1):
        found = records.get(place[:depth])
        if found is not None:
            model, record = found
            field = table_of(model).by_key.get(str(place[depth]))
            return (field.notes if field is not None else ()), record
    return (), {}
