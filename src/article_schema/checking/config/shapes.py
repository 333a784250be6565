"""Shapes of configured values: each tells what is wrong with a value and what its schema is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import isfinite
from typing import Any, Protocol, TypeAlias

from article_schema.checking.config.selecting import ALL, matches
from article_schema.model.facets import LARGEST_WHOLE, anchored
from article_schema.model.spelling import closest
from article_schema.rules.base import Option, Rule
from article_schema.rules.findings import OFF, Severity

#: Characters of a key or text that a message shows.
_MOST_SHOWN = 100
#: The keys that lead to a value of a configuration.
KeyPath: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a configuration."""

    path: KeyPath
    message: str


class Shape(Protocol):
    """What a value has to look like."""

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        ...

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        ...

    def settled(self, value: Any) -> Any:
        """Return a value that is right in the one form in which it is used."""
        ...


@dataclass(frozen=True, slots=True)
class Plain:
    """A single value of one kind."""

    kind: type
    #: The least and the greatest number, where it is one.
    minimum: int | None = None
    maximum: int | None = None

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not self._fits(value):
            yield Problem(path, f"must be {_KINDS[self.kind][0]}, not {_shown(value)}")
        elif self.kind is int and abs(value) > LARGEST_WHOLE:
            yield Problem(path, "is beyond 2^53 - 1, where readers of JSON lose digits")
        elif self.minimum is not None and value < self.minimum:
            yield Problem(path, f"must be at least {self.minimum}, not {value}")
        elif self.maximum is not None and value > self.maximum:
            yield Problem(path, f"must be at most {self.maximum:,}, not {value:,}")

    def _fits(self, value: Any) -> bool:
        if self.kind in (int, float) and type(value) is float:
            # A JSON Schema cannot tell 1000000.0 from 1000000 (2020-12 validation, 6.1.1).
            return isfinite(value) and (self.kind is float or value.is_integer())
        return type(value) is self.kind or (self.kind is float and type(value) is int)

    def settled(self, value: Any) -> Any:
        """Return a value that is right in the one form in which it is used."""
        return int(value) if self.kind is int else value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        least, most = (-LARGEST_WHOLE, LARGEST_WHOLE) if self.kind is int else (None, None)
        bounds = {
            "minimum": least if self.minimum is None else self.minimum,
            "maximum": most if self.maximum is None else self.maximum,
        }
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        return {"type": _KINDS[self.kind][1], **given}


@dataclass(frozen=True, slots=True)
class Text:
    """Text of some form."""

    #: A regular expression for the whole of it, in the form that `facets.Pattern` asks for.
    expression: str
    #: What it is, with an article.
    phrase: str

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, str) or re.fullmatch(self.expression, value) is None:
            yield Problem(path, f"must be {self.phrase}, not {_shown(value)}")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        return {"type": "string", **anchored(self.expression)}

    def settled(self, value: Any) -> Any:
        """Return the text."""
        return value


_KINDS: dict[type, tuple[str, str]] = {
    str: ("text in quotes", "string"),
    bool: ("true or false", "boolean"),
    int: ("a whole number", "integer"),
    float: ("a number", "number"),
}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, str) or value not in self.words:
            hint = meant(value, self.words) if isinstance(value, str) else ""
            yield Problem(path, f"must be {' or '.join(self.words)}, not {_shown(value)}{hint}")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        return {"enum": list(self.words)}

    def settled(self, value: Any) -> Any:
        """Return the word."""
        return value


#: What the severity of a rule may be.
SEVERITIES = OneOf((*(severity.value for severity in Severity), OFF))


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape."""

    item: Shape

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, list):
            yield Problem(path, f"must be a list, not {_shown(value)}")
            return
        for item in value:
            yield from self.item.problems(item, path)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        return {"type": "array", "items": self.item.schema()}

    def settled(self, value: Any) -> Any:
        """Return the list with its items in the form in which they are used."""
        return [self.item.settled(item) for item in value]


@dataclass(frozen=True, slots=True)
class Selector:
    """Text that chooses rules: a code, the start of one, a name, or `ALL`."""

    rules: tuple[Rule, ...]

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, str):
            yield Problem(path, f"must name a rule in quotes, not {_shown(value)}")
        elif not any(matches(value, rule) for rule in self.rules):
            yield Problem(path, f"no rule matches {_shown(value)}{meant(value, self._words())}")

    def _words(self) -> list[str]:
        return [word for rule in self.rules for word in (rule.code, rule.name)]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        families = sorted({rule.family for rule in self.rules})
        words = [ALL, *families, *self._words()]
        starts = {rule.code[:end] for rule in self.rules for end in range(1, len(rule.code))}
        # Editors offer what an `enum` lists, and the start of a code is nothing to offer.
        others = "|".join(sorted(starts.difference(words)))
        return {"type": "string", "anyOf": [{"enum": words}, anchored(others)]}

    def settled(self, value: Any) -> Any:
        """Return the selector."""
        return value


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table whose keys have a shape too."""

    key: Shape
    value: Shape

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, dict):
            yield Problem(path, f"must be a table, not {_shown(value)}")
            return
        for key, item in value.items():
            yield from self.key.problems(key, (*path, key))
            yield from self.value.problems(item, (*path, key))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.value.schema(),
        }

    def settled(self, value: Any) -> Any:
        """Return the table with its values in the form in which they are used."""
        return {key: self.value.settled(item) for key, item in value.items()}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a section, with the shape of its value and what it is for."""

    name: str
    shape: Shape
    doc: str
    #: The value without any configuration, as it is written; None where there is none.
    default: Any = None
    #: Whether it is an older name of another key.
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A table with known keys."""

    keys: tuple[Key, ...]

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, dict):
            yield Problem(path, f"must be a table, not {_shown(value)}")
            return
        known = {key.name: key for key in self.keys}
        for name, item in value.items():
            if name in known:
                yield from known[name].shape.problems(item, (*path, name))
            else:
                yield Problem((*path, name), f"there is no such key{meant(name, known)}")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        return {
            "type": "object",
            "properties": {key.name: _described(key) for key in self.keys},
            "additionalProperties": False,
        }

    def settled(self, value: Any) -> Any:
        """Return the table with its values in the form in which they are used."""
        shapes = {key.name: key.shape for key in self.keys}
        return {name: shapes[name].settled(item) for name, item in value.items()}


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """A table of rules, by code or name, each with a table of its options."""

    rules: tuple[Rule, ...]

    def problems(self, value: Any, path: KeyPath) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, dict):
            yield Problem(path, f"must be a table, not {_shown(value)}")
            return
        sections = self._sections()
        for name, item in value.items():
            if name in sections:
                yield from sections[name].problems(item, (*path, name))
            elif any(name in (rule.code, rule.name) for rule in self.rules):
                yield Problem((*path, name), "this rule has no options")
            else:
                yield Problem((*path, name), f"there is no such rule{meant(name, sections)}")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values that are right."""
        return Section(
            tuple(Key(name, section, "") for name, section in self._sections().items())
        ).schema()

    def settled(self, value: Any) -> Any:
        """Return the table with its values in the form in which they are used."""
        sections = self._sections()
        table = {name: sections[name].settled(item) for name, item in value.items()}
        for name, option in self.old_names(value):
            old = table[name].pop(option.old_name)
            table[name].setdefault(option.name, old)
        return table

    def old_names(self, value: Mapping[str, Any]) -> Iterator[tuple[str, Option]]:
        """Yield each option that stands under an older name, with the name of its rule."""
        for name, table in value.items():
            rule = next(rule for rule in self.rules if name in (rule.code, rule.name))
            for option in rule.options:
                if option.old_name and option.old_name in table:
                    yield name, option

    def _sections(self) -> dict[str, Section]:
        return {
            name: Section(tuple(chain.from_iterable(map(_option_keys, rule.options))))
            for rule in self.rules
            if rule.options
            for name in (rule.code, rule.name)
        }


def _option_keys(option: Option) -> Iterator[Key]:
    shape = _option_shape(option.default)
    yield Key(option.name, shape, option.doc, option.default)
    if option.old_name:
        yield Key(option.old_name, shape, f"an older name of `{option.name}`", deprecated=True)


def _option_shape(default: Any) -> Shape:
    if isinstance(default, tuple | list):
        return ListOf(Plain(str))
    # What has no default so far is a threshold.
    return Plain(int) if default is None else Plain(type(default))


def _described(key: Key) -> dict[str, Any]:
    described = key.shape.schema()
    if key.doc:
        described = {"description": key.doc, **described}
    if key.deprecated:
        # Draft-07 does not define it, but its editors read it.
        described["deprecated"] = True
    if key.default is not None:
        default = list(key.default) if isinstance(key.default, tuple) else key.default
        described["default"] = default
    return described


def meant(word: str, known: Iterable[str] | Mapping[str, Any]) -> str:
    """Ask whether a known word was meant, as the end of a sentence; empty without a likely one."""
    twin = closest(word, known)
    return f"; did you mean {twin!r}?" if twin else ""


def shortened(text: str) -> str:
    """Return a text as far as a message has room for it."""
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(shortened(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        return "a number beyond 2^53 - 1"
    return "a list" if isinstance(value, list) else str(value)
