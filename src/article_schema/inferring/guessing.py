"""Guessing: from what was seen to a model, whose fields take every value that was seen."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from article_schema.inferring.observing import FORMS, Seen
from article_schema.late_pattern import late_pattern
from article_schema.model.fields import KeyStyle, Record, camel_case
from article_schema.model.spelling import closest_key

#: Texts are a choice if they are so few, and each stands there so often on average.
_MOST_CHOICES = 8
_OFTEN = 5
#: A mapping with more different keys than this, few of them common, has keys of any name.
_MOST_FIELDS = 60
_LARGEST = 2**53 - 1
_WORD = late_pattern(r"[\w.+/-]{1,30}")
_TYPES = {"instant": "datetime", "day": "date", "moment": "Moment", "url": "WebAddress",
          "image": "ImageAddress"}  # fmt: skip
#: Types whose optional fields are empty where the key is missing, as those of `Article` are.
EMPTY_WITHOUT = frozenset({"list", "dict"})
#: From this share of texts that are dates on, the others are told.
_MOSTLY = 0.8
#: The share of records up to which a key may be a slip of the pen.
_RARE = 0.02


@dataclass
class Guess:
    """The type of a place, as Python writes it."""

    #: `str`, `int`, … , or the name of a class of this model.
    type: str
    #: The class of a record.
    fields: list[FieldGuess] = field(default_factory=list)
    #: What each item or value is.
    inner: Guess | None = None
    #: Several types that a value may have.
    union: list[Guess] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    least: float | None = None


@dataclass
class FieldGuess:
    """A field of a class."""

    key: str
    name: str
    guess: Guess
    required: bool
    nullable: bool
    #: How many records have it, of how many, and what else there is to say.
    note: str

    @property
    def is_empty_without(self) -> bool:
        """Whether a record without the key has an empty list or mapping there."""
        return not (self.required or self.nullable)


@dataclass
class Model:
    """A guessed model: its classes, the inner ones first, each with its fields."""

    name: str
    records: int
    root: Guess
    classes: list[tuple[str, list[FieldGuess]]]
    #: How names become keys: `camel`, `snake` or `kebab`.
    keys: KeyStyle
    #: Whether records have more keys than were looked at.
    others: bool


def guess_model(seen: Seen, name: str) -> Model:
    """Return a model for records."""
    return guess_models([(name, seen)])[0]


def guess_models(several: Sequence[tuple[str, Seen]]) -> list[Model]:
    """Return models for records of several kinds; no two classes in them have the same name.

    Args:
        several: the name of each class, and what was seen in its records.
    """
    names: set[str] = set()
    roots = [class_name(name, names) for name, _ in several]
    return [_model(seen, root, names) for root, (_, seen) in zip(roots, several, strict=True)]


def _model(seen: Seen, name: str, names: set[str]) -> Model:
    guesser = _Guesser(names)
    root = guesser.record(seen, name)
    every = [each for _, fields in guesser.classes for each in fields]
    styles = {style: sum(make(each.name) == each.key for each in every)
              for style, make in KEY_STYLES.items()}  # fmt: skip
    keys = max(styles, key=lambda style: styles[style])
    return Model(root.type, seen.count, root, guesser.classes, keys, seen.has_other_keys)


class _Guesser:
    def __init__(self, names: set[str]) -> None:
        self.classes: list[tuple[str, list[FieldGuess]]] = []
        self.names = names

    def record(self, seen: Seen, own: str) -> Guess:
        """Return the guess of a class; its own name comes before those of its parts."""
        total = seen.kinds["mapping"]
        taken: set[str] = set()
        fields = [self._field(key, part, total, seen, taken) for key, part in seen.keys.items()]
        self.classes.append((own, fields))
        return Guess(own, fields)

    def _field(self, key: str, part: Seen, total: int, seen: Seen, taken: set[str]) -> FieldGuess:
        guess = self._guess(part, key)
        required = part.count == total
        note = _share(part.count, total)
        if part.count and (len(guess.union) > 1 or guess.type == "Any"):
            note += f"; {_kinds(part)}"
        texts = part.kinds["text"]
        if guess.type == "str" and texts > part.moments >= texts * _MOSTLY:
            note += f"; {part.moments:,} have a date, {texts - part.moments:,} have other text"
        if part.nulls:
            note += f"; {part.nulls:,} without a value"
        if part.count <= max(1, total * _RARE):
            common = [other for other, its in seen.keys.items() if its.count > total / 2]
            twin = closest_key(key, common)
            note += f"; is `{twin}` meant?" if twin else ""
        nullable = bool(part.nulls) or guess.type not in EMPTY_WITHOUT
        name = _name(key, taken)
        return FieldGuess(key, name, guess, required, nullable and not required, note)

    def _guess(self, seen: Seen, name: str) -> Guess:
        kinds = {kind for kind, count in seen.kinds.items() if count}
        if "integer" in kinds and "number" in kinds:
            kinds.discard("integer")
        if kinds == {"text", "date"}:
            kinds = {"date"} if seen.forms & {"instant", "day", "moment"} else kinds
        if not kinds or "other" in kinds or kinds == {"text", "date"}:
            return Guess("Any")
        guesses = [self._of_kind(kind, seen, name) for kind in sorted(kinds)]
        if any(guess.type == "Any" for guess in guesses):
            return Guess("Any")
        return guesses[0] if len(guesses) == 1 else Guess("", union=guesses)

    def _of_kind(self, kind: str, seen: Seen, name: str) -> Guess:
        if kind in ("text", "date"):
            return self._text(seen, alone=len(+seen.kinds) == 1)
        if kind == "boolean":
            return Guess("bool")
        if kind in ("integer", "number"):
            return _number(kind, seen)
        if kind == "list":
            item = seen.items or Seen()
            inner = Guess("Any") if item.nulls else self._guess(item, singular(name))
            return Guess("list", inner=inner)
        return self._mapping(seen, name)

    def _mapping(self, seen: Seen, name: str) -> Guess:
        total = seen.kinds["mapping"]
        common = sum(part.count + part.nulls > total / 10 for part in seen.keys.values())
        if seen.has_other_keys or len(seen.keys) > _MOST_FIELDS or (
            total >= 5 and len(seen.keys) > 10 and not common
        ):  # fmt: skip
            return Guess("dict", inner=Guess("Any"))
        if not seen.keys:
            return Guess("dict", inner=Guess("Any"))
        return self.record(seen, class_name(name, self.names))

    def _text(self, seen: Seen, *, alone: bool) -> Guess:
        texts = seen.kinds["text"] + seen.kinds["date"]
        for form in FORMS:
            # One path alone may be any text.
            if form in seen.forms and (form != "image" or texts > 1):
                return Guess(_TYPES[form])
        if seen.kinds["date"]:
            return Guess("Any")
        few = not seen.has_other_texts and 2 <= len(seen.words) <= _MOST_CHOICES
        often = len(seen.words) * _OFTEN <= texts
        if few and often and alone and all(map(_WORD.fullmatch, seen.words)):
            return Guess("Literal", choices=[word for word, _ in seen.words.most_common()])
        return Guess("str")


def class_name(name: str, taken: set[str]) -> str:
    """Return a name for a class, and take it.

    Args:
        name: what to name it after, such as a key or a folder.
        taken: the names that others have.
    """
    words = re.findall(r"[A-Za-z0-9]+", name)
    plain = "".join(word[0].upper() + word[1:] for word in words) or "Part"
    plain = f"Part{plain}" if plain[0].isdigit() else plain
    plain = f"{plain}Part" if plain in _RESERVED or keyword.iskeyword(plain) else plain
    return untaken(plain, taken)


def untaken(name: str, taken: set[str], between: str = "") -> str:
    """Return a name with a number at its end if it is taken, and take it.

    Args:
        name: the name to begin with.
        taken: the names that others have.
        between: what stands before the number.
    """
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}{between}{number}"
    taken.add(found)
    return found


#: Names of types, which a field of that name would hide in its class, and of the record itself.
_NO_FIELDS = frozenset({"attrs", "bool", "dict", "dt", "float", "int", "list", "self", "str"})
#: Names that the module of a model imports.
_RESERVED = frozenset({
    "Annotated", "Any", "Ge", "ImageAddress", "Key", "Literal", "Moment", "None", "Record", "True",
    "False", "WebAddress",
})  # fmt: skip


def _number(kind: str, seen: Seen) -> Guess:
    numbers = seen.kinds["integer"] + seen.kinds["number"]
    if kind == "integer" and max(abs(seen.least), abs(seen.most)) > _LARGEST:
        return Guess("Any")
    least = None if numbers < 2 * _OFTEN or seen.least < 0 else 1 if seen.least > 0 else 0
    least = None if kind == "number" and least == 1 and seen.least < 1 else least
    return Guess("int" if kind == "integer" else "float", least=least)


def singular(name: str) -> str:
    """Return the name of one of several things, as far as its ending tells."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") and len(name) > 3 else name


def _name(key: str, taken: set[str]) -> str:
    """Return a name in Python for a key; no two fields of a class have the same."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key)
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    plain = plain if plain and not plain[0].isdigit() else f"key_{plain}".rstrip("_")
    if keyword.iskeyword(plain) or plain in _NO_FIELDS or hasattr(Record, plain):
        plain = f"{plain}_"
    return untaken(plain, taken, "_")


#: How a name becomes a key, by what `@record(keys=…)` calls it.
KEY_STYLES: dict[KeyStyle, Callable[[str], str]] = {
    "camel": camel_case,
    "snake": lambda name: name,
    "kebab": lambda name: name.replace("_", "-"),
}


def _share(count: int, total: int) -> str:
    if count in (0, total):
        return f"{'all' if count else 'none of'} {total:,}"
    percent = count * 100 / total
    shown = f"{percent:.0f}" if 1 <= percent <= 99 else f"{percent:.1f}"
    return f"{shown} % of {total:,}"


def _kinds(seen: Seen) -> str:
    words = {"text": "text", "date": "a date", "integer": "a whole number", "number": "a number",
             "boolean": "true or false", "list": "a list", "mapping": "a mapping",
             "other": "something else"}  # fmt: skip
    told = [f"{count:,} have {words[kind]}" for kind, count in seen.kinds.most_common() if count]
    return ", ".join(told)
