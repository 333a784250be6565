"""The survey: what the records of one model hold, counted while they are read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeGuard

from article_schema.document.tree import Data
from article_schema.faults import Route, format_route
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.tables import Field, table_of
from article_schema.model.urls import HttpUrl, ImageUrl
from article_schema.model.web.normal_form import host_of
from article_schema.selecting.kinds import moment_of
from article_schema.stats.tally import Tally

#: So many different values of a field are told apart; a field with more is none of few words.
MOST_VALUES = 2_000
MOST_DAYS = 40_000
MOST_SIZES = 5_000
MOST_FOLDERS = 1_000
#: The longest text that can be a word of a small set, in code points.
_LONGEST = 100
_WEB = ("http://", "https://")
#: A related record is stale if it is so many days older or newer than the record that names it.
STALE_DAYS = 14


@dataclass(slots=True)
class Related:
    """How far the dates of records inside of records are from those around them."""

    near: int = 0
    older: int = 0
    newer: int = 0


@dataclass
class Survey:
    """What the records of a model hold. Memory does not grow with the number of records."""

    model: type
    records: int = 0
    #: The folders of the records.
    folders: Tally[str] = field(default_factory=lambda: Tally(MOST_FOLDERS))
    #: How many records of a folder lack a field, by the key of the field.
    missing: dict[str, Tally[str]] = field(default_factory=dict)
    #: The days of each date of a record, by its key.
    days: dict[str, Tally[str]] = field(default_factory=dict)
    #: The texts of each field that have few, by its route.
    values: dict[str, Tally[str]] = field(default_factory=dict)
    #: The hosts of the URLs of each field.
    hosts: dict[str, Tally[str]] = field(default_factory=dict)
    #: Widths and heights of what has both, by its route.
    sizes: dict[str, Tally[tuple[int, int]]] = field(default_factory=dict)
    #: The ages of the records inside of records, by their route.
    related: dict[str, Related] = field(default_factory=lambda: defaultdict(Related))

    def __post_init__(self) -> None:
        self._shape = RecordShape(self.model)
        self.fields: tuple[Field, ...] = tuple(
            each for each in table_of(self.model).fields if each.deprecated is None
        )
        #: The date by which records are told from older ones; None where they have none.
        self.main_date: Field | None = next(
            (each for each in self.fields if each.shape.is_instant), None
        )

    def add(self, record: dict[str, Data], folder: str) -> None:
        """Take in a record.

        Args:
            record: its data.
            folder: the folder of its file.
        """
        self.records += 1
        self.folders.add(folder)
        for each in self.fields:
            if each.is_absent(record.get(each.key)):
                self.missing.setdefault(each.key, Tally(MOST_FOLDERS)).add(folder)
        key = self.main_date.key if self.main_date is not None else ""
        published = moment_of(record.get(key)) if key else None
        for shape, value, route in self._shape.walk(record):
            self._take(shape, value, route)
            if published is not None and route and isinstance(value, dict) and key in value:
                self._compare(published, moment_of(value[key]), route)

    def _take(self, shape: Shape, value: Any, route: Route) -> None:
        if shape.is_instant:
            moment = moment_of(value)
            if moment is not None and len(route) == 1:
                day = moment.date().isoformat()
                self.days.setdefault(_named(route), Tally(MOST_DAYS)).add(day)
        elif isinstance(value, str):
            self._take_text(shape, value, route)
        elif isinstance(value, dict):
            width, height = value.get("width"), value.get("height")
            if _is_size(width) and _is_size(height):
                name = _named(route)
                self.sizes.setdefault(name, Tally(MOST_SIZES)).add((int(width), int(height)))

    def _take_text(self, shape: Shape, value: str, route: Route) -> None:
        name = _named(route)
        if value.startswith(_WEB) or any(isinstance(each, _URLS) for each in shape.facets):
            host = host_of(value)[:_LONGEST] if value.startswith(_WEB) else "(this site)"
            self.hosts.setdefault(name, Tally(MOST_VALUES)).add(host or "(none)")
        elif len(value) <= _LONGEST:
            self.values.setdefault(name, Tally(MOST_VALUES)).add(value)

    def _compare(self, published: datetime, other: datetime | None, route: Route) -> None:
        if other is None:
            return
        related = self.related[_named(route)]
        days = (other - published).total_seconds() / 86_400
        if days < -STALE_DAYS:
            related.older += 1
        elif days > STALE_DAYS:
            related.newer += 1
        else:
            related.near += 1

    def words(self) -> dict[str, Tally[str]]:
        """Return the fields whose texts come from a small set: most come more than once."""
        return {
            name: tally
            for name, tally in self.values.items()
            if not tally.others and 2 * len(tally.counts) <= tally.total
        }


_URLS = (HttpUrl, ImageUrl)


def _named(route: Route) -> str:
    """Return a route for all items of lists: `images[].url`."""
    return format_route(tuple("[]" if isinstance(step, int) else step for step in route)).replace(
        '["[]"]', "[]"
    )


def shown_word(value: str) -> str:
    """Return a text as people see it: in quotes where nobody could tell its ends."""
    return value if value and value == value.strip() else f'"{value}"'


def _is_size(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6
