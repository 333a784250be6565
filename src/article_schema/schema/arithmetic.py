"""Arithmetic of schemas: numbers of any size are compared exactly, as they are written.

jsonschema divides floats: a whole number of 400 digits raises an error, and 0.3 is not a multiple
of 0.1. JSON Schema is about numbers, not about floats (2020-12, section 6.2.1).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from article_schema.faults import Fault
from article_schema.routes import Route
from article_schema.rules.codes import SCHEMA_VIOLATION


def exact(validator: Any) -> Any:
    """Return a class of validators with the numbers of JSON (RFC 8259, section 6).

    Infinity and "not a number" are not numbers, and multiples are exact.
    """
    from jsonschema import validators

    def is_number(_checker: Any, value: Any) -> bool:
        number: bool = validator.TYPE_CHECKER.is_type(value, "number")
        return number and (isinstance(value, int) or math.isfinite(value))

    checker = validator.TYPE_CHECKER.redefine("number", is_number)
    extend: Any = validators.extend
    return extend(validator, {"multipleOf": _multiple_of}, type_checker=checker)


def _multiple_of(validator: Any, step: Any, value: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if validator.is_type(value, "number") and not is_multiple(value, step):
        yield ValidationError(f"{value!r} is not a multiple of {step!r}")


def is_multiple(value: float, step: float) -> bool:
    """Tell whether a number is a multiple of another one, both as they are written."""
    return not _written(value) % _written(step)


def _written(number: float) -> Fraction:
    """Return the exact number of the shortest text of a float: 0.1 is a tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def unwritable(data: Any) -> Iterator[Fault]:
    """Yield a fault for each whole number with more digits than Python prints by default."""
    waiting: list[tuple[Route, Any]] = [((), data)]
    while waiting:
        route, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*route, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*route, index), item) for index, item in enumerate(value)]
        elif isinstance(value, int) and not _is_writable(value):
            yield Fault(
                SCHEMA_VIOLATION,
                "is a whole number of thousands of digits",
                "write a smaller one",
                route,
            )


def _is_writable(number: int) -> bool:
    try:
        str(number)
    except ValueError:
        return False
    return True
