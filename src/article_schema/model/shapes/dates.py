"""Days, and moments in the forms that site generators take beside those of RFC 3339."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.constraints import DateBound
from article_schema.model.dates.instants import (
    CLOCK,
    DAY,
    INSTANT,
    ZONE,
    diagnose_instant,
    write_instant,
)
from article_schema.model.facets import Facet, anchored
from article_schema.model.shapes.base import (
    FILE,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    joined,
    located,
    wrong_type,
)
from article_schema.model.shapes.judging import faults_of, keeps
from article_schema.model.shapes.scalars import ScalarShape
from article_schema.model.showing import show
from article_schema.routes import Route
from article_schema.rules.codes import IMPOSSIBLE_DATE, NOT_RFC_3339

_DAY = late_pattern(DAY)
_LOOKS_LIKE_ONE = late_pattern(r"\s*(\d{4}-\d\d-\d\d)(?:[Tt ].*)?", re.DOTALL)
_NEARLY = late_pattern(
    r"\s*([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[Tt ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?)?\s*"
)
_SPACED = late_pattern(r"(.{10}) (.*?) ?([+-])(\d\d?)(?::?(\d\d))?|(.{10}) (.*?) ?Z", re.DOTALL)


@frozen
class DatedShape(ScalarShape):
    """A value with a day, which its facets judge as it is written, whatever the zone."""

    json_type = "string"
    is_instant = True

    def unbounded_schema(self) -> Schema:
        """Return what the JSON Schema says of all texts of the shape, whatever the bounds."""
        raise NotImplementedError

    def accepts(self, value: Any, form: Representation) -> bool:
        if not self._has_kind(value, form):
            return False
        day = _day(value)
        return all(keeps(facet, day) for facet in self.facets)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not self._has_kind(value, form):
            yield self._explain_kind(value, route, form)
            return
        day = _day(value)
        for facet in self.facets:
            yield from (located(route, fault) for fault in faults_of(facet, day))


@frozen
class DateShape(DatedShape):
    """A day, without a time: `2020-06-12` (RFC 3339 section 5.6, `full-date`)."""

    noun = "a date such as 2020-06-12"
    sample = date(2020, 6, 12)

    @staticmethod
    def in_file(value: Any) -> bool:
        if isinstance(value, str):
            return _DAY.fullmatch(value) is not None
        return DateShape.in_python(value)

    @staticmethod
    def in_python(value: Any) -> bool:
        return isinstance(value, date) and not isinstance(value, datetime)

    def _explain_kind(self, value: Any, route: Route, form: Representation) -> Fault:
        if not form.in_file or not isinstance(value, str | datetime):
            return wrong_type(route, self.noun, value)
        text = value if isinstance(value, str) else value.isoformat()
        looks = _LOOKS_LIKE_ONE.fullmatch(text)
        if looks is None:
            message = f"is not a date: {show(text)}"
            return located(route, Fault(NOT_RFC_3339, message, "write it like 2020-06-12"))
        if not _DAY.fullmatch(looks[1]):
            odd = diagnose_instant(looks[1])
            message = f"is not a day that exists: {show(text)}"
            return located(route, Fault(IMPOSSIBLE_DATE, message, odd.help))
        message = f"has a time of day, which does not belong here: {show(text)}"
        return located(route, Fault(NOT_RFC_3339, message, f"write {looks[1]}"))

    def builder(self) -> Builder:
        accepts, facets = self.in_file, self.facets

        def build(value: Any) -> Any:
            if not accepts(value):
                raise RejectedError
            day = _day(value)
            if not all(keeps(facet, day) for facet in facets):
                raise RejectedError
            return day

        return build

    def unbounded_schema(self) -> Schema:
        return {"type": self.json_type, "format": "date", **anchored(DAY)}

    def schema(self, references: References) -> Schema:
        kind = self.unbounded_schema()
        if self.facets:
            # Draft-07 ignores what stands beside a reference.
            return joined(kind, [facet.keywords() for facet in self.facets])
        return references.to_shared(self, "Date", kind)

    def example_text(self) -> str:
        return "2020-06-12"

    def summary(self, link: Callable[[type], str]) -> str:
        return "date"


@frozen
class Moment(DatedShape):
    """A date and time as site generators take it; say in `Annotated` which forms a field allows.

    A moment with its zone (RFC 3339) is always allowed, and is a `datetime` with a zone in Python.

    >>> from datetime import datetime
    >>> from typing import Annotated
    >>> from article_schema import Record, record, structure
    >>> @record
    ... class Post(Record):
    ...     date: Annotated[datetime, Moment(day=False, no_zone=False)]
    >>> structure({"date": "2022-08-18 09:51:00 -0500"}, Post).date.isoformat()
    '2022-08-18T09:51:00-05:00'
    >>> structure({"date": "2022-08-18T09:51:00"}, Post)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `date` has no time zone: "2022-08-18T09:51:00"; add Z \
if it is UTC, or an offset such as +02:00

    Args:
        day: `2022-08-18`, a `date` in Python. Zola and js-yaml take it for midnight in UTC, Hugo
            and Jekyll for midnight in the zone of the site.
        no_zone: `2022-08-18T09:51:00`, also with a space: a `datetime` without a zone. Zola,
            js-yaml and Jekyll take it for UTC, Hugo for the zone of the site.
        spaced: `2022-08-18 09:51:00 -0500`, as Jekyll writes it, or `-5` for the whole hours.
    """

    has_two_texts = True

    day: bool = True
    no_zone: bool = True
    spaced: bool = True
    facets: tuple[Facet, ...] = ()

    sample = date(2020, 6, 12)

    def constrained(self, facets: tuple[Facet, ...]) -> Moment:
        return attrs.evolve(self, facets=facets)

    @property
    def noun(self) -> str:
        return "a date and time" + (", or a date" if self.day else "")

    @property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern_of(self.day, self.no_zone, self.spaced)

    def _has_kind(self, value: Any, form: Representation) -> bool:
        if form.in_file and isinstance(value, str):
            return self._pattern.fullmatch(value) is not None
        if isinstance(value, datetime):
            return self.no_zone or value.utcoffset() is not None
        return self.day and isinstance(value, date)

    def _explain_kind(self, value: Any, route: Route, form: Representation) -> Fault:
        if isinstance(value, str) and form.in_file:
            return located(route, self._slip(value) or diagnose_instant(value))
        if isinstance(value, datetime):
            return located(route, diagnose_instant(value.isoformat()))
        return wrong_type(route, self.noun, value)

    def _slip(self, text: str) -> Fault | None:
        """Say how to write a text that is nearly a moment in one of the forms of the field."""
        slip = _NEARLY.fullmatch(text)
        if slip is None:
            return None
        year, month, day, clock, seconds = slip.groups()
        meant = f"{year}-{month:0>2}-{day:0>2}" + (f"T{clock}{seconds or ':00'}" if clock else "")
        if not self.accepts(meant, FILE):
            return None
        message = f"is not in a form that the field takes: {show(text)}"
        return Fault(NOT_RFC_3339, message, f"write {meant}")

    def builder(self) -> Builder:
        pattern, has_kind, facets = self._pattern, self._has_kind, self.facets

        def build(value: Any) -> Any:
            if isinstance(value, str):
                if pattern.fullmatch(value) is None:
                    raise RejectedError
            elif not has_kind(value, FILE):
                raise RejectedError
            if not all(keeps(facet, _day(value)) for facet in facets):
                raise RejectedError
            return read_moment(value) if isinstance(value, str) else value

        return build

    def unbounded_schema(self) -> Schema:
        return {"type": self.json_type, **anchored(self._pattern.pattern)}

    def schema(self, references: References) -> Schema:
        name = (
            "Moment"
            if self.day and self.no_zone and self.spaced
            else ("Moment" + "Day" * self.day + "NoZone" * self.no_zone + "Spaced" * self.spaced)
        )
        kind = self.unbounded_schema()
        bounds = [
            facet.opening() if isinstance(facet, DateBound) else facet.keywords()
            for facet in self.facets
        ]
        if bounds:
            return joined(kind, bounds)
        return references.to_shared(self, name, kind)

    def example_text(self) -> str:
        return "2020-06-12T19:19:00Z"

    def summary(self, link: Callable[[type], str]) -> str:
        return self.noun.removeprefix("a ")


@cache
def _pattern_of(day: bool, no_zone: bool, spaced: bool) -> re.Pattern[str]:
    forms = [INSTANT]
    if day:
        forms.append(DAY)
    if no_zone:
        forms.append(f"{DAY}[T ]{CLOCK}")
    if spaced:
        hours = "(?:[01][0-9]|2[0-3])"
        forms.append(rf"{DAY} {CLOCK} ?(?:{ZONE}|[+-]{hours}[0-5][0-9])")
        # Whole hours may be short; without a space their sign would be that of a day.
        forms.append(rf"{DAY} {CLOCK} [+-](?:{hours}|[0-9])")
    return re.compile("|".join(forms))


def read_moment(text: str) -> date | datetime:
    """Read a text in one of the forms of `Moment`: a day is a `date`, the others are `datetime`."""
    if len(text) == len("2020-06-12"):
        return date.fromisoformat(text)
    spaced = _SPACED.fullmatch(text)
    if spaced is not None:
        day, clock, sign, hours, minutes, utc_day, utc_clock = spaced.groups()
        offset = f"{sign}{hours:0>2}:{minutes or '00'}" if sign else "Z"
        text = f"{utc_day or day}T{utc_clock or clock}{offset}"
    return datetime.fromisoformat(text)


def _day(value: Any) -> Any:
    """Return the day of a value as a file has it."""
    if isinstance(value, datetime) and value.utcoffset() is not None:
        # A file may have another zone, as offsets of files have no seconds.
        value = write_instant(value)
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value
