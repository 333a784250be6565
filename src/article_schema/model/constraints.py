"""Constraints that fewer fields need: bounds of dates, multiples, lists without twins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from attrs import frozen

from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.model.facets import LARGEST_WHOLE, Bound, ExactBound, Facet, anchored
from article_schema.model.showing import show
from article_schema.rules.codes import DUPLICATE_ITEM, OUT_OF_RANGE

_AFTER = {"minimum": "from", "exclusiveMinimum": "after", "maximum": "up to",
          "exclusiveMaximum": "before"}  # fmt: skip


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

    Args:
        key: the key, as files have it.
    """

    key: str | None = None

    code: ClassVar[str] = DUPLICATE_ITEM
    #: It judges the data of a file, also where the list is one of Python.
    of_data: ClassVar[bool] = True

    def accepts(self, value: Any) -> bool:
        """Tell whether no item equals another."""
        return not self.twins(value)

    def flaw(self, value: Any) -> Fault:
        """Name the first item that comes again."""
        return self.flaws(value)[0]

    def flaws(self, value: Any) -> list[Fault]:
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

    def twins(self, value: Any) -> list[tuple[int, int]]:
        """Return the index of each item that was there before, after that of the first."""
        seen: dict[Any, int] = {}
        indexes = ((index, _frozen(part)) for index, part in self._compared(value))
        return [(first, index) for index, key in indexes
                if (first := seen.setdefault(key, index)) != index]  # fmt: skip

    def keywords(self) -> dict[str, Any]:
        """Return the one keyword, or in its place what none can say."""
        if self.key is not None:
            return {"$comment": f"{self.sentence}; no keyword can say that"}
        return {"uniqueItems": True}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "no item twice" if self.key is None else f"no two items with the same `{self.key}`"

    def _compared(self, value: Any) -> Iterator[tuple[int, Any]]:
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
