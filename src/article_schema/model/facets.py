"""Facets: the constraints that the fields of a model carry.

A field declares its facets once, inside `Annotated`. Ordinary bounds are those of annotated-types
(`Ge(1)`, `MinLen(1)`); what only the field of news needs is defined here and beside it. Validation
in Python, the converter, the JSON Schema, the checker's messages and the docs all ask the facet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Protocol, runtime_checkable

from attrs import frozen

from article_schema.arguments import require
from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.model.showing import show
from article_schema.rules.codes import (
    EMPTY_VALUE,
    OUT_OF_RANGE,
    TOO_LONG,
    TOO_SHORT,
)

#: An older name of `Fault`; write that.
Flaw = Fault


@runtime_checkable
class Facet(Protocol):
    """A constraint on one value whose type is already right.

    It may have a method `flaws` too, which takes a value that is not accepted and returns a list
    with all that is wrong with it, at least one thing.
    """

    def accepts(self, value: Any) -> bool:
        """Tell whether the value keeps the constraint."""
        ...

    def flaw(self, value: Any) -> Fault:
        """Say why a value that is not accepted breaks the constraint."""
        ...

    def keywords(self) -> dict[str, Any]:
        """Return the JSON Schema keywords that say the same."""
        ...

    @property
    def sentence(self) -> str:
        """The constraint in words, as in "at least 1"."""
        ...


class FacetGroup:
    """The parent of what stands for several facets of a field."""

    #: The facets, in the order in which they are asked.
    facets: tuple[Facet, ...] = ()


class Note:
    """The parent of notes of other rooms: what a field says to them, and nothing about values."""

    __slots__ = ()


@frozen
class NullCounts(Note):
    """Says that null is a value of the field, and another thing than no key."""


@frozen
class Doc:
    """What a field means, in a sentence or two."""

    text: str


@frozen(eq=False)
class Example:
    """A value as it stands in a real file; compared by identity, since a list has no hash."""

    value: Any


@frozen
class Key:
    """The key in the file, where it is not the usual form of the Python name."""

    name: str

    def __attrs_post_init__(self) -> None:
        """Refuse what no file has as a key."""
        require(self.name, str, "a Key is text")
        if not self.name:
            raise ModelError("a Key is text with at least one character")


@frozen
class Deprecated:
    """The field is an older name; `instead` is the key to write today."""

    instead: str


@frozen
class Quoted:
    """The house style writes the value in double quotes even where plain text would do."""


@frozen
class BlankLinesAround:
    """The house style sets the entry apart from its neighbours by blank lines."""


@frozen
class Reports:
    """Faults of the field are reported under this rule code instead of the general ones."""

    code: str


@frozen
class Pattern:
    """Text that matches a regular expression as a whole.

    The expression keeps to what Python, ECMA 262 and linear-time engines read alike: no lookaround,
    no back references, no classes such as that of all digits whose meaning differs.
    """

    expression: str
    code: str
    phrase: str
    advice: str = ""

    def accepts(self, value: str) -> bool:
        """Tell whether the whole text matches."""
        return re.fullmatch(self.expression, value) is not None

    def flaw(self, value: str) -> Fault:
        """Say what was expected."""
        return Fault(self.code, f"must be {self.phrase}, not {show(value)}", self.advice)

    def keywords(self) -> dict[str, Any]:
        """Return `pattern`."""
        return anchored(self.expression)

    @property
    def sentence(self) -> str:
        """What the text is."""
        return self.phrase


#: A pattern says nothing about what is no text: without its type this would hold for all of that.
LINE_BREAK_AT_END = {"type": "string", "pattern": "\\n$"}


def anchored(expression: str) -> dict[str, Any]:
    """Return the keywords that make a JSON Schema pattern match a whole text.

    Python's `$` also matches before a final line feed, so that one is excluded by itself.
    """
    return {"pattern": f"^(?:{expression})$", "not": LINE_BREAK_AT_END}


#: White space and invisible marks that leave a reader with nothing to read.
_BLANK = (
    "\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200d\\u2028\\u2029\\u202f\\u205f\\u2060"
    "\\u3000\\ufeff"
)
_NOT_BLANK = re.compile(f"[^{_BLANK}]")


@frozen
class NotBlank:
    """Text that shows something: not empty, not only white space."""

    code: ClassVar[str] = EMPTY_VALUE

    def accepts(self, value: str) -> bool:
        """Tell whether a visible character is there."""
        return _NOT_BLANK.search(value) is not None

    def flaw(self, value: str) -> Fault:
        """Say that nothing can be read."""
        state = "is empty" if not value else "holds nothing but white space"
        return Fault(self.code, state, "write its text, or remove the key where it is optional")

    def keywords(self) -> dict[str, Any]:
        """Return `pattern` and `minLength`, which editors show better."""
        return {"minLength": 1, "pattern": _NOT_BLANK.pattern}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "not blank"


@frozen
class Bound:
    """A number that is not too small or too large."""

    limit: int | float
    keyword: str
    code: ClassVar[str] = OUT_OF_RANGE
    _WORDS: ClassVar[dict[str, str]] = {
        "minimum": "at least",
        "maximum": "at most",
        "exclusiveMinimum": "more than",
        "exclusiveMaximum": "less than",
    }

    def accepts(self, value: float) -> bool:
        """Compare with the limit; NaN is never accepted."""
        if self.keyword == "minimum":
            return value >= self.limit
        if self.keyword == "maximum":
            return value <= self.limit
        return value > self.limit if self.keyword == "exclusiveMinimum" else value < self.limit

    def flaw(self, value: float) -> Fault:
        """Name the limit and the value."""
        return Fault(self.code, f"must be {self.sentence}, not {show(value)}")

    def keywords(self) -> dict[str, Any]:
        """Return the one keyword."""
        return {self.keyword: self.limit}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return f"{self._WORDS[self.keyword]} {self.limit}"


#: The largest whole number that every reader of JSON holds exactly (RFC 7493 section 2.2).
LARGEST_WHOLE = 2**53 - 1


@frozen
class ExactBound(Bound):
    """A whole number that every reader of JSON holds exactly; each field of whole numbers has it.

    Beyond it JavaScript and many others round, and so read another number than the file has.
    """

    def flaw(self, value: float) -> Fault:
        """Name the limit, and say what to write instead."""
        advice = "programs round larger whole numbers; write it as text, or a smaller one"
        return Fault(self.code, f"must be {super().sentence}, not {show(value)}", advice)

    @property
    def sentence(self) -> str:
        """Nothing: what holds for all whole numbers is not told for each."""
        return ""


def whole_bounds(facets: Iterable[Facet], where: str) -> Iterator[Facet]:
    """Yield the bounds of whole numbers, apart from sides on which a field has its own.

    Raises:
        ModelError: a bound of the field lies beyond them; `where` names the field.
    """
    given = [f for f in facets if isinstance(f, Bound) and isinstance(f.limit, int | float)]
    if any(abs(b.limit) > LARGEST_WHOLE + b.keyword.startswith("exclusive") for b in given):
        raise ModelError(
            f"{where}: a whole number lies between -(2^53 - 1) and 2^53 - 1, which all readers of "
            "JSON hold exactly; declare larger ones as text"
        )
    for keyword, limit in (("minimum", -LARGEST_WHOLE), ("maximum", LARGEST_WHOLE)):
        if not any(keyword[:3] in bound.keyword.lower() for bound in given):
            yield ExactBound(limit, keyword)


@frozen
class Length:
    """Text, a list or a mapping that is not too short or too long.

    Text is counted in code points, a mapping in keys.
    """

    minimum: int = 0
    maximum: int | None = None

    def accepts(self, value: str | list[Any]) -> bool:
        """Compare the length with both ends."""
        size = len(value)
        return size >= self.minimum and (self.maximum is None or size <= self.maximum)

    def flaw(self, value: str | list[Any] | dict[str, Any]) -> Fault:
        """Name the length and the limit."""
        noun = {str: "character", dict: "key"}.get(type(value), "item")
        size = len(value)
        if size == 0:
            return Fault(EMPTY_VALUE, "is empty", f"write at least {_count(self.minimum, noun)}")
        if size < self.minimum:
            return Fault(TOO_SHORT, f"has {_count(size, noun)}, fewer than {self.minimum}")
        return Fault(
            TOO_LONG,
            f"has {_count(size, noun)}, more than {self.maximum}",
            "shorten it" if noun == "character" else "keep those that matter most",
        )

    def keywords(self) -> dict[str, Any]:
        """Return the keywords for text; `list_keywords` has those for lists."""
        return self._keywords("Length")

    def list_keywords(self) -> dict[str, Any]:
        """Return the keywords for a list."""
        return self._keywords("Items")

    def key_keywords(self) -> dict[str, Any]:
        """Return the keywords for the number of keys of a mapping."""
        return self._keywords("Properties")

    def _keywords(self, suffix: str) -> dict[str, Any]:
        low = {f"min{suffix}": self.minimum} if self.minimum else {}
        return low if self.maximum is None else {**low, f"max{suffix}": self.maximum}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        if self.maximum is None:
            return f"length at least {self.minimum:,}"
        if not self.minimum:
            return f"length at most {self.maximum:,}"
        return f"length {self.minimum:,} to {self.maximum:,}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def __getattr__(name: str) -> Any:
    # The older name of a class, for one release.
    if name != "Apart":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import warnings

    message = f"{__name__}.Apart is now article_schema.fields.BlankLinesAround"
    warnings.warn(message, DeprecationWarning, stacklevel=2)
    return BlankLinesAround
