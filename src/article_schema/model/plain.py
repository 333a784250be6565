"""Plain data: what a file can hold, and how values of Python become it.

Plain are dicts with keys of text, lists, text, numbers, true, false and None, each of exactly that
type. Some values of Python say the same: subclasses of these types (enums of text, for one), whole
and real numbers of other libraries, tuples, dates and instants.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from enum import Enum
from numbers import Integral, Rational, Real
from typing import Any, NamedTuple

from article_schema.model.dates.instants import write_instant
from article_schema.model.showing import kind_of, show, type_name
from article_schema.routes import Route

_SCALARS = frozenset((str, int, float, bool, type(None)))
#: The deepest limit that may be set for a file; no data of a file lies deeper.
_DEEPEST = 100
#: More parts than a file has; data that hold themselves, or much of them twice, soon have as many.
_MOST = 1_000_000
#: What YAML and JSON readers take for a number at all.
_MOST_DIGITS = 400

#: What to do about values that no file can hold.
ENDED = "give every list and dict an end"
_WHOLE = "write the whole character"
_PLAIN = "make it text, a number, true, false, a list or a dict"


class EndlessError(Exception):
    """Data lie deeper than those of any file, are more, or hold themselves."""

    message = f"lie deeper than {_DEEPEST} levels, are too many, or hold themselves"


def plain(value: Any) -> Any:
    """Return the plain data that a value stands for, as a copy that shares nothing with it.

    What is not plain and does not stand for it is left in place; `odd_parts` names it.

    Raises:
        EndlessError: the value has no end.
    """
    return _copied(value, _DEEPEST, [_MOST])


class OrderedSet(set[Any]):
    """A set that remembers in which order a file has its items."""

    def __init__(self, items: Iterable[Any] = ()) -> None:
        ordered = list(items)
        super().__init__(ordered)
        self.places = {item: at for at, item in enumerate(ordered)}


def in_order(items: set[Any] | frozenset[Any]) -> list[Any]:
    """Return the items of a set as a list: those of its file as they stood there, then others."""
    places = items.places if isinstance(items, OrderedSet) else {}
    last = len(places)
    return sorted(items, key=lambda item: (places.get(item, last), str(item)))


def _copied(value: Any, levels: int, left: list[int]) -> Any:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if not isinstance(value, dict | list | tuple):
        return _single(value)
    left[0] -= len(value)
    if levels < 0 or left[0] < 0:
        raise EndlessError
    levels -= 1
    if isinstance(value, dict):
        return {
            key if type(key) is str else _key(key): item
            if type(item) in _SCALARS
            else _copied(item, levels, left)
            for key, item in value.items()
        }
    return [item if type(item) in _SCALARS else _copied(item, levels, left) for item in value]


def _single(value: Any) -> Any:
    """Return the plain scalar that a value stands for, or the value itself."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Integral):
        return operator.index(value)
    if is_real(value):
        return float(value)
    if isinstance(value, datetime):
        return write_instant(value)
    return value.isoformat() if isinstance(value, date | time) else value


def _key(key: Any) -> Any:
    return str.__str__(key) if isinstance(key, str) else key


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number, of Python or of another library."""
    return isinstance(value, int | Integral) and not isinstance(value, bool)


def is_real(value: object) -> bool:
    """Tell whether a value is a real number in floating point, infinity and NaN included."""
    return isinstance(value, float) or (isinstance(value, Real) and not isinstance(value, Rational))


def is_number(value: object) -> bool:
    """Tell whether a value is a number that every file can hold."""
    return is_whole(value) or (is_real(value) and math.isfinite(value))  # type: ignore[arg-type]


def is_text(value: object) -> bool:
    """Tell whether a value is text that every file can hold: no half of a surrogate pair."""
    if not isinstance(value, str):
        return False
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class Odd(NamedTuple):
    """A part of a value that no file can hold."""

    route: Route
    value: Any
    #: Why, as a phrase that follows the name of the value.
    reason: str
    #: What to do.
    help: str


def odd_parts(value: Any, route: Route = ()) -> Iterator[Odd]:
    """Yield the parts of a value that are not plain and do not stand for plain data."""
    left = _MOST
    waiting: list[tuple[Any, Route]] = [(value, route)]
    deepest = len(route) + _DEEPEST
    while waiting:
        part, here = waiting.pop()
        if not isinstance(part, dict | list | tuple):
            odd = _oddity(part)
            if odd is not None:
                yield Odd(here, part, *odd)
            continue
        left -= len(part)
        if left < 0 or len(here) > deepest:
            yield Odd(route, value, f"has no end: its parts {EndlessError.message}", ENDED)
            return
        if isinstance(part, dict):
            for key in part:
                if not is_text(key):
                    yield Odd(here, key, *_odd_key(key))
        entries = part.items() if isinstance(part, dict) else enumerate(part)
        steps = [(step, item) for step, item in entries if isinstance(step, int) or is_text(step)]
        waiting += [(item, (*here, step)) for step, item in reversed(steps)]


def _odd_key(key: Any) -> tuple[str, str]:
    if isinstance(key, str):
        return f"has a key with half of a surrogate pair: {show(key)}", _WHOLE
    return f"has a key that is not text: {kind_of(key)}", "use text as key"


def _oddity(value: Any) -> tuple[str, str] | None:
    """Say why a single value is not plain and what to do, or return None."""
    if type(value) in (bool, float, type(None)) or is_real(value):
        return None
    if isinstance(value, date | time) and value == value:  # noqa: PLR0124 - pandas has a date that is none
        return None
    if isinstance(value, str):
        return None if is_text(value) else ("holds half of a surrogate pair", _WHOLE)
    if is_whole(value):
        if abs(operator.index(value)) < 10**_MOST_DIGITS:
            return None
        return f"is a whole number of more than {_MOST_DIGITS} digits", "write it as text"
    return f"is of type {type_name(value)}, which no file can hold", _PLAIN
