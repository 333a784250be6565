"""Constraints of many kinds of values: bounds, lengths, multiples, lists without twins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from attrs import frozen

from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.model.facets import Facet, anchored
from article_schema.model.showing import show
from article_schema.rules.codes import (
    DUPLICATE_ITEM,
    EMPTY_VALUE,
    OUT_OF_RANGE,
    TOO_LONG,
    TOO_SHORT,
)

_AFTER = {"minimum": "from", "exclusiveMinimum": "after", "maximum": "up to",
          "exclusiveMaximum": "before"}  # fmt: skip


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


@frozen
class DateBound:
    """A date that is not too early or too late."""

    limit: date
    keyword: str
    code: ClassVar[str] = OUT_OF_RANGE

    def accepts(self, value: date) -> bool:
        """Compare with the limit."""
        return Bound(self.limit, self.keyword).accepts(value)  # type: ignore[arg-type]

    def flaw(self, value: date) -> Fault:
        """Name the limit and the value."""
        return Fault(self.code, f"must be {self.sentence}, not {value.isoformat()}")

    def opening(self) -> dict[str, Any]:
        """Return a pattern for how the text of a moment begins: with the day that is written."""
        return {"pattern": self.keywords()["pattern"].removesuffix("$")}

    def keywords(self) -> dict[str, Any]:
        """Return a pattern, since JSON Schema has no bounds for text; digits sort as dates do."""
        text = self.limit.isoformat()
        later = self.keyword in ("minimum", "exclusiveMinimum")
        forms = [text] if self.keyword in ("minimum", "maximum") else []
        for at, digit in enumerate(text):
            if digit not in ("-", "9" if later else "0"):
                other = f"[{int(digit) + 1}-9]" if later else f"[0-{int(digit) - 1}]"
                rest = "".join("-" if sign == "-" else "[0-9]" for sign in text[at + 1 :])
                forms.append(f"{text[:at]}{other}{rest}")
        return anchored("|".join(forms) if forms else "[0-9]{11}")

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return f"{_AFTER[self.keyword]} {self.limit.isoformat()}"


@frozen
class Multiple:
    """A number that another one divides without a rest."""

    divisor: int | float
    code: ClassVar[str] = OUT_OF_RANGE

    def accepts(self, value: float) -> bool:
        """Divide exactly: as fractions, both are what they are in binary."""
        return Fraction(value) % Fraction(self.divisor) == 0

    def flaw(self, value: float) -> Fault:
        """Name the divisor, and the nearest multiples."""
        low = Fraction(value) // Fraction(self.divisor) * Fraction(self.divisor)
        below, above = (float(low), float(low + Fraction(self.divisor)))
        advice = f"write {below:g} or {above:g}"
        return Fault(self.code, f"must be {self.sentence}, not {show(value)}", advice)

    def keywords(self) -> dict[str, Any]:
        """Return the one keyword."""
        return {"multipleOf": self.divisor}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return f"a multiple of {self.divisor}"


def multiple_of(divisor: Any, where: str) -> Iterator[Facet]:
    """Yield the facet for multiples of a number.

    Raises:
        ModelError: validators of JSON Schema would not agree on its multiples; `where` names the
            field in the message.
    """
    exact = isinstance(divisor, int | float) and not isinstance(divisor, bool) and divisor > 0
    if not exact or Fraction(divisor).denominator > 2**10:
        raise ModelError(
            f"{where}: MultipleOf takes a whole number above 0, or a fraction such as 0.5 or 0.25; "
            "readers of JSON Schema do not agree on the multiples of others"
        )
    yield Multiple(divisor)
    # Readers of larger numbers round them, and so find other multiples.
    yield ExactBound(-LARGEST_WHOLE, "minimum")
    yield ExactBound(LARGEST_WHOLE, "maximum")


@frozen
class Unique:
    """A list without two equal items, as `uniqueItems` of JSON Schema compares them.

    With a key it is a list of records no two of which have the same value of the key; records
    without it may be many. JSON Schema has no keyword for that, so a schema says it in a `$comment`
    alone.

    >>> topics = ["Ports", "Ships", "Ports"]
    >>> Unique().accepts(topics), Unique().twins(topics)
    (False, [(0, 2)])
    >>> Unique().flaw(topics).message
    'is the same as item 1'
    >>> Unique("url").accepts([{"url": "/quay.jpg"}, {"url": "/crane.jpg"}, {}])
    True

    Args:
        key: the key, as files have it.
    """

    key: str | None = None

    code: ClassVar[str] = DUPLICATE_ITEM
    #: It judges the data of a file, also where the list is one of Python.
    of_data: ClassVar[bool] = True

    def accepts(self, value: Sequence[object]) -> bool:
        """Tell whether no item equals another."""
        return not self.twins(value)

    def flaw(self, value: Sequence[object]) -> Fault:
        """Name the first item that comes again."""
        return self.flaws(value)[0]

    def flaws(self, value: Sequence[object]) -> list[Fault]:
        """Name each item that was there before, at its own place; with a key that of its value."""
        if self.key is not None:
            key = self.key
            return [
                Fault(self.code, f"is that of item {first + 1}, too",
                      "give each item another one, or keep one of them", (second, key))
                for first, second in self.twins(value)
            ]  # fmt: skip
        return [
            Fault(self.code, f"is the same as item {first + 1}", "keep one of them", (second,))
            for first, second in self.twins(value)
        ]

    def twins(self, value: Sequence[object]) -> list[tuple[int, int]]:
        """Return the index of each item that was there before, after that of the first."""
        seen: dict[Any, int] = {}
        indexes = ((index, _frozen(part)) for index, part in self._compared(value))
        return [(first, index) for index, key in indexes
                if (first := seen.setdefault(key, index)) != index]  # fmt: skip

    def keywords(self) -> Mapping[str, object]:
        """Return the one keyword, or in its place what none can say."""
        if self.key is not None:
            return {"$comment": f"{self.sentence}; no keyword can say that"}
        return {"uniqueItems": True}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "no item twice" if self.key is None else f"no two items with the same `{self.key}`"

    def _compared(self, value: Sequence[object]) -> Iterator[tuple[int, Any]]:
        """Yield what is compared of each item, with its index."""
        if self.key is None:
            yield from enumerate(value)
            return
        for index, item in enumerate(value):
            if isinstance(item, dict) and item.get(self.key) is not None:
                yield index, item[self.key]


def _frozen(value: Any) -> Any:
    """Return what equal values of JSON have in common: `1` equals `1.0`, and `true` does not."""
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, dict):
        return "mapping", frozenset((key, _frozen(item)) for key, item in value.items())
    if isinstance(value, list):
        return "list", tuple(map(_frozen, value))
    return "single", value
