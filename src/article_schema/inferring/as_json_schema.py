"""A guessed model as a JSON Schema."""

from __future__ import annotations

import functools
import operator
from datetime import date, datetime
from typing import Annotated, Any, Literal

import attrs
from annotated_types import Ge

from article_schema.inferring.guessing import KEY_STYLES, FieldGuess, Guess, Model
from article_schema.model.facets import Doc, Key
from article_schema.model.fields import KeyStyle, Record, record
from article_schema.model.shapes.dates import Moment
from article_schema.model.types import ImageAddress, WebAddress
from article_schema.schema.build import json_schema

_PLAIN: dict[str, Any] = {
    "str": str, "int": int, "float": float, "bool": bool, "Any": Any, "date": date,
    "datetime": datetime, "WebAddress": WebAddress, "ImageAddress": ImageAddress,
    "Moment": Annotated[date | datetime, Moment()],
}  # fmt: skip


def as_json_schema(model: Model) -> dict[str, Any]:
    """Return the JSON Schema of a guessed model."""
    return json_schema(class_of(model))


def class_of(model: Model) -> type[Record]:
    """Make the class that `as_python` writes."""
    made: dict[str, type[Record]] = {}
    for name, fields in model.classes:
        others = model.others and name == model.name
        made[name] = _class(name, fields, made, model.keys, others=others)
    return made[model.name]


def _class(
    name: str,
    fields: list[FieldGuess],
    made: dict[str, type[Record]],
    keys: KeyStyle,
    *,
    others: bool,
) -> type[Record]:
    space: dict[str, Any] = {"__doc__": f"`{name}`.", "__module__": __name__}
    hints: dict[str, Any] = {}
    for each in fields:
        hint = _hint(each.guess, made)
        if each.nullable and each.guess.type != "Any":
            hint = hint | None
        key = () if KEY_STYLES[keys](each.name) == each.key else (Key(each.key),)
        hints[each.name] = Annotated[(hint, Doc(f"In {each.note}."), *key)]
        if not each.required:
            space[each.name] = _default(each)
    made_class: type[Record] = type(name, (Record,), {**space, "__annotations__": hints})
    return record(keys=keys, others=others or None)(made_class)


def _default(each: FieldGuess) -> Any:
    if each.is_empty_without:
        return attrs.field(factory=list if each.guess.type == "list" else dict)
    return attrs.field(default=None)


def _hint(guess: Guess, made: dict[str, type[Record]]) -> Any:
    if guess.union:
        return functools.reduce(operator.or_, [_hint(part, made) for part in guess.union])
    if guess.type == "Literal":
        return Literal[tuple(guess.choices)]
    if guess.type in ("list", "dict"):
        inner: Any = _hint(guess.inner or Guess("Any"), made)
        whole: Any = list if guess.type == "list" else dict
        return whole[inner] if whole is list else whole[str, inner]
    plain = made.get(guess.type, _PLAIN.get(guess.type))
    return plain if guess.least is None else Annotated[plain, Ge(guess.least)]
