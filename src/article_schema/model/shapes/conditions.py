"""Conditions: what several keys of a record have to keep together.

A key counts as there if it has a value: neither null nor an empty list or mapping, which say as
little as an absent key. In Python it is the attribute that is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, TypeVar

import attrs
from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.plain import plain
from article_schema.model.shapes.base import FILE, Schema, joined, subject
from article_schema.model.shapes.tables import Condition, Field, Values
from article_schema.model.showing import show
from article_schema.routes import Route
from article_schema.rules.codes import EXCLUDED_KEY, MISSING_FIELD

_C = TypeVar("_C", bound="_Keys")


@frozen
class _Keys(Condition):
    """A condition on whether some fields have a value."""

    names: tuple[str, ...]
    #: The fields, once their class is made, and their keys.
    fields: tuple[Field, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def presences(self) -> tuple[str, ...]:
        return self.names

    def bound(self: _C, by_name: dict[str, Field]) -> _C:
        fields = tuple(by_name[name] for name in self.names)
        return attrs.evolve(self, fields=fields, keys=tuple(each.key for each in fields))


@frozen
class OneOf(_Keys):
    """At least one of some keys has a value."""

    word = "one_of"

    @property
    def group(self) -> tuple[str, ...]:
        return self.keys

    def holds(self, get: Values) -> bool:
        # Each record that is read asks this, so it asks for as little as it can.
        for field in self.fields:  # noqa: SIM110
            if not field.is_absent(get(field.key)):
                return True
        return False

    def faults(self, get: Values, route: Route) -> Iterator[Fault]:
        if not self.holds(get):
            current = [each.key for each in self.fields if each.deprecated is None]
            names = " or ".join(f"`{key}`" for key in current)
            message = f"{subject(route)} needs {names}" if route else f"one of {names} is missing"
            yield Fault(MISSING_FIELD, message, f"write `{self.keys[0]}`", route, "key")

    def schema(self, dependencies: str) -> Schema:
        """Return the keywords that say the same.

        The branches say nothing about values: editors would offer them as snippets, and generators
        of types would take them for other types than those of the fields.
        """
        branches = [{"required": [key], "properties": {key: True}} for key in self.keys]
        empty = {each.key: {"enum": list(each.shape.empty_values)} for each in self.fields}
        return {
            "anyOf": branches,
            # The branches again, so that a record without any of the keys has one fault, not two.
            "not": {"type": "object", "anyOf": branches, "properties": empty},
        }

    @property
    def sentence(self) -> str:
        return f"At least one of {_listed(self.keys)} has a value."


@frozen
class Requires(_Keys):
    """Where the first key has a value, the others have one too."""

    word = "requires"

    def holds(self, get: Values) -> bool:
        first, *others = self.fields
        if first.is_absent(get(first.key)):
            return True
        return not any(field.is_absent(get(field.key)) for field in others)

    def faults(self, get: Values, route: Route) -> Iterator[Fault]:
        first, *others = self.fields
        place = (*route, first.key)
        for field in others if not self.holds(get) else ():
            if field.is_absent(get(field.key)):
                message = f"{subject(place)} needs `{field.key}` beside it"
                advice = f"add `{field.key}`, or remove `{first.key}`"
                yield Fault(MISSING_FIELD, message, advice, place, "key")

    def schema(self, dependencies: str) -> Schema:
        first, *others = self.fields
        if not any(map(_empty_values, self.fields)):
            return {dependencies: {first.key: [each.key for each in others]}}
        return {"if": _present([first]), "then": _present(others)}

    @property
    def sentence(self) -> str:
        first, *others = self.keys
        return f"`{first}` needs {_listed(others)}."


@frozen
class Excludes(_Keys):
    """One of some keys has a value at most."""

    word = "excludes"

    @property
    def unwanted(self) -> tuple[str, ...]:
        return self.keys[1:]

    def holds(self, get: Values) -> bool:
        return sum(not field.is_absent(get(field.key)) for field in self.fields) <= 1

    def faults(self, get: Values, route: Route) -> Iterator[Fault]:
        there = [field.key for field in self.fields if not field.is_absent(get(field.key))]
        first, *others = there or [""]
        for key in others:
            place = (*route, key)
            message = f"{subject(place)} cannot stand beside `{first}`"
            yield Fault(EXCLUDED_KEY, message, "remove one of the two", place, "key")

    def schema(self, dependencies: str) -> Schema:
        parts = [
            {"if": _present([field]), "then": _empty(self.fields[number + 1 :])}
            for number, field in enumerate(self.fields[:-1])
        ]
        return parts[0] if len(parts) == 1 else {"allOf": parts}

    @property
    def sentence(self) -> str:
        return f"At most one of {_listed(self.keys)} has a value."


@frozen
class When(Condition):
    """Where a key has a certain value, some keys have one too, and others have none."""

    name: str
    #: The values, as a file holds them.
    values: tuple[Any, ...]
    needed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    by_name: dict[str, Field] = attrs.field(factory=dict, eq=False)
    #: Whether an absent key stands for one of the values.
    is_default: bool = False

    word = "when"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.presences)

    @property
    def presences(self) -> tuple[str, ...]:
        return (*self.needed, *self.left_out)

    @property
    def key(self) -> str:
        return self.by_name[self.name].key

    def bound(self, by_name: dict[str, Field]) -> When:
        make = by_name[self.name].make_default
        default = in_file(make()) if make is not None else None
        return attrs.evolve(self, by_name=by_name, is_default=self._is_one(default))

    def problem(self, by_name: dict[str, Field]) -> str:
        field = by_name[self.name]
        odd = [value for value in self.values if not field.shape.accepts(value, FILE)]
        return f"{show(odd[0])} is no value of {self.name}" if odd else ""

    def _is_one(self, value: Any) -> bool:
        # True equals 1, and is another value in a file.
        kind = isinstance(value, bool)
        return any(isinstance(one, bool) is kind and one == value for one in self.values)

    def _is_met(self, get: Values) -> bool:
        value = get(self.key)
        return self.is_default if value is None else self._is_one(in_file(value))

    def holds(self, get: Values) -> bool:
        if not self._is_met(get):
            return True
        fields = [self.by_name[name] for name in self.presences]
        there = [not field.is_absent(get(field.key)) for field in fields]
        split = len(self.needed)
        return all(there[:split]) and not any(there[split:])

    def faults(self, get: Values, route: Route) -> Iterator[Fault]:
        if not self._is_met(get):
            return
        value = get(self.key)
        shown = in_file(value) if value is not None else self.values[0]
        beside = f"beside `{self.key}: {shown if isinstance(shown, str) else show(shown)}`"
        here = (*route, self.key) if value is not None else route
        beside += "" if value is not None else ", the default"
        for name in self.needed:
            field = self.by_name[name]
            if field.is_absent(get(field.key)):
                text = field.example_text
                advice = f"add it, with a value such as `{text}`" if text else "add it"
                message = f"{subject((*route, field.key))} is missing {beside}"
                yield Fault(MISSING_FIELD, message, advice, here, "key")
        for name in self.left_out:
            field = self.by_name[name]
            place = (*route, field.key)
            if not field.is_absent(get(field.key)):
                message = f"{subject(place)} cannot stand {beside}"
                advice = f"remove it, or write another `{self.key}`"
                yield Fault(EXCLUDED_KEY, message, advice, place, "key")

    def schema(self, dependencies: str) -> Schema:
        field = self.by_name[self.name]
        values = [*self.values, *([None] if self.is_default and field.nullable else [])]
        met: Schema = {"properties": {field.key: {"enum": values}}}
        needed = [self.by_name[name] for name in self.needed]
        left_out = [self.by_name[name] for name in self.left_out]
        then = [part for part in (_present(needed), _empty(left_out)) if part]
        return {
            "if": met if self.is_default else {"required": [field.key], **met},
            "then": joined(then[0], then[1:]),
        }

    @property
    def sentence(self) -> str:
        values = " or ".join(
            f"`{value if isinstance(value, str) else show(value)}`" for value in self.values
        )
        said = [
            f"{_listed([self.by_name[name].key for name in names], 'and')} {verb}"
            for names, verb in (
                (self.needed, "must have a value"),
                (self.left_out, "must have none"),
            )
            if names
        ]
        return f"Where `{self.key}` is {values}, {', and '.join(said)}."


def in_file(value: Any) -> Any:
    """Return how a file holds a value of an attribute."""
    return plain(value.value if isinstance(value, Enum) else value)


def _empty_values(field: Field) -> list[Any]:
    """Return the values that a file may have in place of an absent key."""
    values = field.shape.empty_values
    return [value for value in values if value is not None or field.nullable]


def _present(fields: Sequence[Field]) -> Schema:
    """Return the schema of records in which all of some keys have a value."""
    if not fields:
        return {}
    listed = {each.key: _empty_values(each) for each in fields}
    # Strict validators want each required key among the properties beside it.
    full = {key: {"not": {"enum": empty}} if empty else True for key, empty in listed.items()}
    return {"required": list(full), "properties": full}


def _empty(fields: Sequence[Field]) -> Schema:
    """Return the schema of records in which none of some keys has a value."""
    listed = {each.key: _empty_values(each) for each in fields}
    empty = {key: {"enum": values} if values else False for key, values in listed.items()}
    return {"properties": empty} if empty else {}


def _listed(keys: Sequence[str], word: str = "") -> str:
    *most, last = [f"`{key}`" for key in keys]
    if not most:
        return last
    return f"{', '.join(most)} {word} {last}" if word else ", ".join([*most, last])
