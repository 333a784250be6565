"""Single values: text, numbers, true and false, dates with a time.

Python and file differ in one point: an instant is a `datetime` there and RFC 3339 text here. A
whole number that is written with a fraction (`1.0`) is an integer in a file, because JSON Schema
takes it for one (2020-12 validation, section 6.1.1), and a schema cannot tell the two apart.
Infinity and "not a number" are no numbers here: JSON has neither (RFC 8259 section 6).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from attrs import frozen

from article_schema.faults import Fault
from article_schema.model import plain
from article_schema.model.dates.instants import diagnose_instant, is_instant, keywords, read_instant
from article_schema.model.facets import Facet, NotBlank, Pattern
from article_schema.model.shapes.base import (
    FILE,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    joined,
    located,
    wrong_type,
)
from article_schema.model.shapes.explain import explain_plain
from article_schema.model.shapes.judging import faults_of, keeps, verdict_of
from article_schema.model.showing import show
from article_schema.routes import Route
from article_schema.rules.codes import NO_TIME_ZONE

#: A pattern that is longer than this stands once, in the shared part of the schema.
_LONG = 100


@frozen
class ScalarShape(Shape):
    """A single value of one kind, which a child of this class names."""

    facets: tuple[Facet, ...] = ()

    is_single: ClassVar[bool] = True
    #: The `type` of JSON Schema.
    json_type: ClassVar[str]

    @staticmethod
    def in_file(value: Any) -> bool:
        """Tell whether a value of a file has the kind."""
        raise NotImplementedError

    @staticmethod
    def in_python(value: Any) -> bool:
        """Tell whether a value in Python has the kind, or stands for one (`model.plain`)."""
        raise NotImplementedError

    def _has_kind(self, value: Any, form: Representation) -> bool:
        return self.in_file(value) if form.in_file else self.in_python(value)

    def is_near(self, value: Any, form: Representation) -> bool:
        # A date is text of a form that this one may have missed.
        as_text = form.in_file and self.json_type == "string" and isinstance(value, str)
        return as_text or self._has_kind(value, form)

    def accepts(self, value: Any, form: Representation) -> bool:
        return self._has_kind(value, form) and all(keeps(facet, value) for facet in self.facets)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not self._has_kind(value, form):
            yield self._explain_kind(value, route, form)
            return
        for facet in self.facets:
            found = faults_of(facet, value)
            yield from (located(route, fault) for fault in found)
            if found and found[0].code == NotBlank.code:
                # Where nothing is written, there is nothing more to judge.
                return

    def _explain_kind(self, value: Any, route: Route, form: Representation) -> Fault:
        advice, replacement = self._meant(value, form) if form.in_file else ("", None)
        expected = ", ".join([self.noun, *self.sentences()])
        return wrong_type(route, expected, value, advice, replacement)

    def _meant(self, value: Any, form: Representation) -> tuple[str, float | None]:
        """Guess what a value of the wrong kind was meant to be.

        Returns: advice, and a value if it is sure.
        """
        return "", None

    def builder(self) -> Builder:
        return _checked(self.in_file, self.facets)

    def schema(self, references: References) -> Schema:
        """Return the keywords of the kind and its facets; a long pattern is shared."""
        schema = joined({"type": self.json_type}, [facet.keywords() for facet in self.facets])
        for facet in self.facets:
            pattern = facet.keywords().get("pattern", "")
            if len(str(pattern)) > _LONG and not isinstance(facet, Pattern):
                return references.to_shared(self, type(facet).__name__, schema)
        return schema

    def covers(self, other: Shape) -> bool:
        return type(other) is type(self) and all(facet in other.facets for facet in self.facets)

    def compares_by_value(self, default: Any) -> bool:
        return True


def _checked(accepts: Callable[[Any], bool], facets: tuple[Facet, ...]) -> Builder:
    tests = tuple(map(verdict_of, facets))

    def build(value: Any) -> Any:
        if not accepts(value):
            raise RejectedError
        for test in tests:
            if not test(value):
                raise RejectedError
        return value

    return build


@frozen
class TextShape(ScalarShape):
    """Text."""

    json_type = "string"
    noun = "text"
    sample = ""
    is_text = True

    @staticmethod
    def in_file(value: Any) -> bool:
        return isinstance(value, str)

    in_python = staticmethod(plain.is_text)

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, str)

    def _explain_kind(self, value: Any, route: Route, form: Representation) -> Fault:
        if isinstance(value, str):
            return next(explain_plain(value, route))
        advice = self._advice(value) if form.in_file else ""
        return wrong_type(route, self.noun, value, advice)

    def _advice(self, value: Any) -> str:
        if not isinstance(value, bool | int | float | date | time):
            return ""
        unmet = [facet.sentence for facet in self.facets if not keeps(facet, show(value))]
        if not unmet:
            return "put it in quotes"
        # A format that the noun names already has no sentence.
        return f"write {unmet[0]}" if unmet[0] else ""

    def builder(self) -> Builder:
        """Return the function that judges text; most values are some, so it calls little."""
        tests = tuple(map(verdict_of, self.facets))

        def build(value: Any) -> Any:
            if not isinstance(value, str):
                raise RejectedError
            for test in tests:
                if not test(value):
                    raise RejectedError
            return value

        return build


@frozen
class NumberShape(ScalarShape):
    """A number."""

    json_type = "number"
    noun = "a number"
    sample = 0.0

    @staticmethod
    def in_file(value: Any) -> bool:
        return type(value) is int or (type(value) is float and math.isfinite(value))

    in_python = staticmethod(plain.is_number)

    def _meant(self, value: Any, form: Representation) -> tuple[str, float | None]:
        if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,15}", value.strip()):
            return "write the number without quotes", int(value.strip())
        return "", None


@frozen
class IntegerShape(NumberShape):
    """A whole number; a fraction of zero is taken away from it."""

    json_type = "integer"
    noun = "a whole number"
    sample = 0
    is_integer = True

    @staticmethod
    def in_file(value: Any) -> bool:
        return type(value) is int or (type(value) is float and value.is_integer())

    in_python = staticmethod(plain.is_whole)

    def builder(self) -> Builder:
        check = _checked(self.in_file, self.facets)
        return lambda value: int(check(value))


@frozen
class BooleanShape(ScalarShape):
    """True or false."""

    json_type = "boolean"
    noun = "true or false"
    choices = (True, False)
    sample = False

    @staticmethod
    def in_file(value: Any) -> bool:
        return isinstance(value, bool)

    in_python = in_file

    def _meant(self, value: Any, form: Representation) -> tuple[str, float | None]:
        word = value.strip() if isinstance(value, str) else ""
        if word.lower() in ("yes", "on", "true"):
            return _without_quotes("true", word, form), True
        if word.lower() in ("no", "off", "false"):
            return _without_quotes("false", word, form), False
        return "", None


def _without_quotes(meant: str, word: str, form: Representation) -> str:
    if word.lower() == meant or form.language != FILE.language:
        return f"write `{meant}`, without quotes"
    return f"write `{meant}`; YAML 1.2 reads `{word}` as text"


@frozen
class InstantShape(ScalarShape):
    """A date and time; it has no facets, which would have to judge both text and datetime."""

    json_type = "string"
    noun = "a date and time"
    is_instant = True
    has_two_texts = True

    @staticmethod
    def in_file(value: Any) -> bool:
        # TOML has dates and times of its own; in YAML and JSON they are text.
        return is_instant(value) if isinstance(value, str) else InstantShape.in_python(value)

    @staticmethod
    def in_python(value: Any) -> bool:
        return isinstance(value, datetime) and isinstance(value.utcoffset(), timedelta)

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, str) if form.in_file else hasattr(value, "utcoffset")

    def _explain_kind(self, value: Any, route: Route, form: Representation) -> Fault:
        if form.in_file and isinstance(value, str):
            return located(route, diagnose_instant(value))
        if hasattr(value, "utcoffset") and hasattr(value, "year"):
            if form.in_file:
                return located(route, diagnose_instant(value.isoformat()))
            message = f"has no time zone: {show(str(value))}"
            advice = "pass tzinfo=UTC, or the zone that it is in"
            return located(route, Fault(NO_TIME_ZONE, message, advice))
        if form.in_file and isinstance(value, date):
            return located(route, diagnose_instant(value.isoformat()))
        return wrong_type(route, self.noun, value)

    def builder(self) -> Builder:
        check = _checked(self.in_file, self.facets)

        def build(value: Any) -> Any:
            checked = check(value)
            return read_instant(checked) if isinstance(checked, str) else checked

        return build

    def schema(self, references: References) -> Schema:
        schema = {"type": self.json_type, **keywords()}
        return references.to_shared(self, "Instant", schema)

    def summary(self, link: Callable[[type], str]) -> str:
        return "date and time"
