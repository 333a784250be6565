"""Observing: what the values under each key look like, counted over many records."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from article_schema.document.tree import Data
from article_schema.model.shapes.base import FILE, Shape
from article_schema.model.shapes.dates import DateShape, Moment
from article_schema.model.shapes.scalars import InstantShape
from article_schema.model.urls import HttpUrl, ImageUrl

#: Different texts of a key that are counted; with more of them it is no choice.
MOST_WORDS = 40
#: Keys of a mapping that are looked at; with more of them it is a mapping of any keys.
MOST_KEYS = 200
_LONGEST_WORD = 60
_DEEPEST = 12

_INSTANT, _DAY, _MOMENT = InstantShape(), DateShape(), Moment()
_URL, _IMAGE = HttpUrl(), ImageUrl()
#: What a text may be besides text, the narrowest first.
FORMS = ("instant", "day", "moment", "url", "image")


@dataclass
class Seen:
    """What was seen at one place: of a key, of the items of a list, or of a whole record."""

    #: How many values were not null.
    count: int = 0
    nulls: int = 0
    #: `text`, `integer`, `number`, `boolean`, `list`, `mapping`, `other`: how many of each.
    kinds: Counter[str] = field(default_factory=Counter)
    #: The forms that every text so far has.
    forms: set[str] = field(default_factory=lambda: set(FORMS))
    #: The texts that are short, as long as they are few.
    words: Counter[str] = field(default_factory=Counter)
    has_other_texts: bool = False
    #: How many texts are dates in a form of `Moment`.
    moments: int = 0
    least: float = 0
    most: float = 0
    keys: dict[str, Seen] = field(default_factory=dict)
    has_other_keys: bool = False
    items: Seen | None = None

    def add(self, value: Data, depth: int = 0) -> None:
        """Take a value in."""
        if value is None:
            self.nulls += 1
            return
        self.count += 1
        kind = _kind_of(value)
        self.kinds[kind] += 1
        if kind == "mapping":
            self._mapping(value, depth)
        elif kind == "list":
            self._list(value, depth)
        elif kind in ("integer", "number"):
            first = self.kinds["integer"] + self.kinds["number"] == 1
            self.least = value if first else min(self.least, value)
            self.most = value if first else max(self.most, value)
        elif kind in ("text", "date"):
            self._text(value)

    def take(self, other: Seen) -> None:
        """Take in what was seen at the same place of other records."""
        numbers = self.kinds["integer"] + self.kinds["number"]
        if other.kinds["integer"] + other.kinds["number"]:
            self.least = min(self.least, other.least) if numbers else other.least
            self.most = max(self.most, other.most) if numbers else other.most
        self.count += other.count
        self.nulls += other.nulls
        self.kinds += other.kinds
        self.forms &= other.forms
        self.words += other.words
        self.moments += other.moments
        if self.has_other_texts or other.has_other_texts or len(self.words) > MOST_WORDS:
            self.has_other_texts = True
            self.words.clear()
        for key, part in other.keys.items():
            if key not in self.keys and len(self.keys) >= MOST_KEYS:
                self.has_other_keys = True
            else:
                self.keys.setdefault(key, Seen()).take(part)
        self.has_other_keys |= other.has_other_keys
        if other.items is not None:
            self.items = self.items or Seen()
            self.items.take(other.items)

    def _mapping(self, value: dict[str, Data], depth: int) -> None:
        if depth >= _DEEPEST:
            return
        for key, part in value.items():
            # No field can have a key without a name.
            if not key or (key not in self.keys and len(self.keys) >= MOST_KEYS):
                self.has_other_keys = True
                continue
            self.keys.setdefault(key, Seen()).add(part, depth + 1)

    def _list(self, value: list[Data], depth: int) -> None:
        if self.items is None:
            self.items = Seen()
        if depth < _DEEPEST:
            for item in value:
                self.items.add(item, depth + 1)

    def _text(self, value: Any) -> None:
        text = value if isinstance(value, str) else value.isoformat()
        self.forms &= set(_forms_of(value, self.forms))
        if "moment" in self.forms or (text[:1].isdigit() and _MOMENT.accepts(value, FILE)):
            self.moments += 1
        if self.has_other_texts:
            return
        self.words[text] += 1
        if len(text) > _LONGEST_WORD or len(self.words) > MOST_WORDS:
            self.has_other_texts = True
            self.words.clear()


def _kind_of(value: Data) -> str:
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float) and math.isfinite(value):
        return "integer" if value.is_integer() and abs(value) < 2**53 else "number"
    if isinstance(value, list):
        return "list"
    if isinstance(value, dict):
        return "mapping"
    return "date" if isinstance(value, date) else "other"


def _forms_of(value: Any, wanted: set[str]) -> list[str]:
    shapes: dict[str, Shape] = {"instant": _INSTANT, "day": _DAY, "moment": _MOMENT}
    found = [name for name in wanted if name in shapes and shapes[name].accepts(value, FILE)]
    if isinstance(value, str):
        found += [name for name, facet in (("url", _URL), ("image", _IMAGE))
                  if name in wanted and facet.accepts(value)]  # fmt: skip
    return found
