"""Judges: what jsonschema says of a part of a schema, and constraints of text that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from article_schema.document.limits import Limits
from article_schema.faults import Fault
from article_schema.model.showing import show
from article_schema.routes import Route
from article_schema.rules.codes import OUT_OF_RANGE, OWN_CONSTRAINT
from article_schema.schema.arithmetic import is_multiple
from article_schema.schema.effort import Effort, TooMuchError, bounded, current
from article_schema.schema.matching import search
from article_schema.schema.validate import SchemaChecker, undecided


@contextmanager
def some_effort() -> Iterator[Effort]:
    """Use the effort of the current file, or one of its own where there is no file."""
    effort = current()
    if effort is not None:
        yield effort
        return
    effort = Effort(Limits().schema_steps)
    with bounded(effort):
        yield effort


@dataclass(frozen=True, eq=False)
class SchemaJudge:
    """Judges values with a part of a schema."""

    #: Tells whether a value keeps the part.
    is_valid: Callable[[Any], bool]
    check: SchemaChecker

    def accepts(self, value: Any) -> bool:
        """Tell whether a value is right; what cannot be judged is not."""
        with some_effort() as effort:
            key = id(self), id(value)
            known = effort.verdicts.get(key)
            if known is not None:
                return known[1]
            before = effort.left
            verdict = self._verdict(value)
            if not verdict and effort.left > 0:
                effort.give_back(before - effort.left)
            effort.verdicts[key] = value, verdict
            return verdict

    def _verdict(self, value: Any) -> bool:
        try:
            return self.is_valid(value)
        except (TooMuchError, RecursionError):
            return False
        except ValueError:
            # A number with thousands of digits.
            return not self.check(value, current())

    def faults(self, value: Any, route: Route) -> list[Fault]:
        """Return every fault of a value at a route."""
        if self.accepts(value):
            return []
        with some_effort() as effort:
            return list(_once(self.check(value, effort, route), value, len(route)))


def _once(faults: list[Fault], value: Any, depth: int) -> Iterator[Fault]:
    """Yield one fault of each single value: branches of a schema say the same in other words."""
    told: set[Route] = set()
    for fault in faults:
        if fault.part == "key" or isinstance(_at(value, fault.route[depth:]), dict | list):
            yield fault
        elif fault.route not in told:
            told.add(fault.route)
            yield fault


def _at(value: Any, route: Route) -> Any:
    for step in route:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


@dataclass(frozen=True)
class SchemaMultiple:
    """A number that another one divides, both as they are written: 0.3 is three times 0.1."""

    divisor: float

    def accepts(self, value: float) -> bool:
        """Divide the numbers exactly."""
        return is_multiple(value, self.divisor)

    def flaw(self, value: float) -> Fault:
        """Name the divisor."""
        return Fault(OUT_OF_RANGE, f"must be {self.sentence}, not {show(value)}")

    def keywords(self) -> dict[str, Any]:
        """Return the one keyword."""
        return {"multipleOf": self.divisor}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return f"a multiple of {self.divisor}"


@dataclass(frozen=True)
class SchemaPattern:
    """Text in which a pattern of a schema matches somewhere."""

    pattern: str
    #: What a schema says to people whose text does not match.
    words: str = ""

    def accepts(self, value: str) -> bool:
        """Tell whether the pattern matches; what takes too long does not."""
        try:
            return self.matches(value)
        except TooMuchError:
            return False

    def matches(self, value: str) -> bool:
        """Tell whether the pattern matches.

        Raises:
            TooMuchError: it takes longer than the effort of the file allows.
        """
        if current() is not None:
            return search(self.pattern, value)
        with some_effort():
            return search(self.pattern, value)

    def flaw(self, value: str) -> Fault:
        """Name the pattern."""
        try:
            self.matches(value)
        except TooMuchError as error:
            fault = undecided(error, value)
            return Fault(fault.code, error.reason, error.advice)
        message = f"must match the pattern {self._shown}, not {show(value)}"
        return Fault(OWN_CONSTRAINT, message, self.words)

    def keywords(self) -> dict[str, Any]:
        """Return `pattern`."""
        return {"pattern": self.pattern}

    @property
    def sentence(self) -> str:
        """What the text is."""
        return f"text that matches {self._shown}"

    @property
    def _shown(self) -> str:
        return f"`{show(self.pattern)[1:-1]}`"


@dataclass(frozen=True)
class SchemaFormat:
    """Text of a format that JSON Schema names."""

    name: str
    phrase: str
    check: Callable[[str], bool] = field(compare=False)
    #: The pattern that a schema gives with the format, mostly to say the same again.
    pattern: SchemaPattern | None = None

    def accepts(self, value: str) -> bool:
        """Tell whether a text has the format; what takes too long has not."""
        if current() is None:
            with some_effort():
                return self.accepts(value)
        try:
            return self.check(value) and (self.pattern is None or self.pattern.matches(value))
        except TooMuchError:
            return False

    def flaw(self, value: str) -> Fault:
        """Name the format."""
        try:
            with some_effort():
                if self.check(value) and self.pattern is not None:
                    return self.pattern.flaw(value)
        except TooMuchError as error:
            fault = undecided(error, value)
            return Fault(fault.code, error.reason, error.advice)
        return Fault(OWN_CONSTRAINT, f"must be {self.phrase}, not {show(value)}")

    def keywords(self) -> dict[str, Any]:
        """Return `format`, and `pattern` where there is one."""
        pattern = {} if self.pattern is None else self.pattern.keywords()
        return {"format": self.name, **pattern}

    @property
    def sentence(self) -> str:
        """The format in words; nothing for dates, which are called so already."""
        return "" if self.name.startswith("date") else self.phrase
