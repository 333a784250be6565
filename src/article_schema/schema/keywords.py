"""Keywords: those of jsonschema, with a count of their steps and a bound.

jsonschema searches texts with `re`, compares all items of a list with each other, and follows each
reference every time. So a schema that is fast for an article can take unlimited time for a hostile
file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import cache
from itertools import count
from typing import Any

from article_schema.schema.arithmetic import exact
from article_schema.schema.effort import current, spend
from article_schema.schema.matching import require_bounded, search

_Keyword = Callable[[Any, Any, Any, Any], "Iterator[Any] | None"]

#: The cost of an error object, without its text.
_STEPS_AN_ERROR = 8
_CHARACTERS_A_STEP = 200


@cache
def bounded_class(validator: Any) -> Any:
    """Return a class of validators whose keywords count the effort of a file."""
    from jsonschema import validators

    base = exact(validator)
    keywords = {
        name: _counted(
            _unevaluated(keyword) if name in _UNEVALUATED else _OWN.get(name, keyword),
            goes_through=name in _GOING_THROUGH,
        )
        for name, keyword in base.VALIDATORS.items()
    }
    # The function that finds the evaluated parts asks only for this in each schema.
    checker = base.TYPE_CHECKER.redefine("boolean", _is_boolean)
    extend: Any = validators.extend
    made = extend(base, keywords, type_checker=checker)
    evolve = made.evolve

    def evolved(self: Any, **changes: Any) -> Any:
        schema = changes.get("schema", self.schema)
        if not isinstance(schema, dict) or "$schema" not in schema:
            return evolve(self, **changes)
        # A nested schema with its own draft would use a class without counting.
        found = validators.validator_for(schema, default=validator)
        given = {
            "format_checker": self.format_checker,
            "registry": self._registry,
            "_resolver": self._resolver,
        }
        return bounded_class(found)(**{**given, "schema": schema, **changes})

    made.evolve = evolved
    return made


def _counted(keyword: _Keyword, *, goes_through: bool) -> _Keyword:
    def judge(validator: Any, value: Any, data: Any, schema: Any) -> Iterator[Any]:
        spend(1 + (len(value) >> 5 if isinstance(value, list | dict) else 0))
        if goes_through and isinstance(data, list | dict):
            # An item costs something even if no keyword checks it.
            spend(len(data) >> 1)
        for error in keyword(validator, value, data, schema) or ():
            spend(_STEPS_AN_ERROR + len(error.message) // _CHARACTERS_A_STEP)
            yield error

    return judge


def _is_boolean(_checker: Any, value: Any) -> bool:
    effort = current()
    if effort is not None and effort.members is not None and isinstance(value, dict):
        spend(1)
        patterns = value.get("patternProperties", {})
        spend(len(effort.members) * (1 + len(patterns)) >> 3)
        for pattern in patterns:
            for key in effort.members:
                require_bounded(pattern, key)
    return isinstance(value, bool)


def _pattern(validator: Any, pattern: str, data: Any, _schema: Any) -> Iterator[Any]:
    if validator.is_type(data, "string") and not search(pattern, data):
        yield _error("the text does not match the pattern")


def _pattern_properties(validator: Any, patterns: Any, data: Any, _schema: Any) -> Iterator[Any]:
    if not validator.is_type(data, "object"):
        return
    for pattern, inner in patterns.items():
        spend(len(data) >> 3)
        for key, value in data.items():
            if search(pattern, key):
                yield from validator.descend(value, inner, path=key, schema_path=pattern)


def additional_keys(data: Any, schema: Any) -> list[Any]:
    """Return the keys of a mapping that a schema has neither properties nor patterns for."""
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    spend(len(data) * (1 + len(patterns)) >> 3)
    unknown = [key for key in data if key not in known]
    return [key for key in unknown if not any(search(pattern, key) for pattern in patterns)]


def _additional_properties(validator: Any, allowed: Any, data: Any, schema: Any) -> Iterator[Any]:
    if not validator.is_type(data, "object"):
        return
    extra = additional_keys(data, schema)
    if isinstance(allowed, dict):
        for key in extra:
            yield from validator.descend(data[key], allowed, path=key)
    elif allowed is False and extra:
        yield _error("there are keys that the schema does not name")


def _unique_items(validator: Any, wanted: Any, data: Any, _schema: Any) -> Iterator[Any]:
    if not wanted or not validator.is_type(data, "array"):
        return
    counter = count()
    keys = {_identity(item, counter) for item in data}
    spend(next(counter) >> 2)
    if len(keys) < len(data):
        yield _error("there are items that are equal")


def _enum(_validator: Any, words: Any, data: Any, _schema: Any) -> Iterator[Any]:
    spend(len(words) >> 6)
    if isinstance(data, str):
        listed = data in words
    else:
        wanted = _identity(data)
        listed = any(_identity(word) == wanted for word in words)
    if not listed:
        yield _error("the value is none of those that are listed")


def _identity(value: Any, counter: Iterator[int] | None = None) -> Hashable:
    """Return the same object for two values exactly if they are equal in JSON Schema."""
    if counter is not None:
        next(counter)
    if isinstance(value, bool):
        return ("truth", value)
    if isinstance(value, list):
        return ("list", *(_identity(item, counter) for item in value))
    if isinstance(value, dict):
        pairs = ((key, _identity(item, counter)) for key, item in value.items())
        return ("mapping", frozenset(pairs))
    return ("value", value)


def _unevaluated(keyword: _Keyword) -> _Keyword:
    """Return a keyword for the parts that no other one has checked, with a bound on its cost.

    The function of jsonschema that collects the checked parts asks whether each schema is a
    boolean; the steps are counted there.
    """

    def judge(validator: Any, value: Any, data: Any, schema: Any) -> Iterator[Any]:
        effort = current()
        if effort is None or not isinstance(data, list | dict):
            return iter(keyword(validator, value, data, schema) or ())
        # Each item is searched for in the list of checked ones.
        spend(len(data) ** 2 // 1000)
        outer, effort.members = effort.members, data
        try:
            return iter(list(keyword(validator, value, data, schema) or ()))
        finally:
            effort.members = outer

    return judge


def _error(message: str) -> Any:
    from jsonschema import ValidationError

    return ValidationError(message)


_OWN: dict[str, _Keyword] = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "uniqueItems": _unique_items,
    "enum": _enum,
}
_GOING_THROUGH = ("items", "additionalItems", "contains", "propertyNames", "additionalProperties")
_UNEVALUATED = ("unevaluatedItems", "unevaluatedProperties")
