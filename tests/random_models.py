"""Random models: classes with fields of every type, nested, and with conditions between them.

The class of a seed is always the same, and so are its mutants: a split is found again by its seed.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache, reduce
from operator import or_
from random import Random
from typing import Annotated, Any, Literal, get_args, get_origin

import attrs
from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen, MultipleOf
from hypothesis import strategies as st

from article_schema.errors import ModelError
from article_schema.fields import (
    Condition,
    Host,
    ImageAddress,
    Key,
    Moment,
    Name,
    Pattern,
    Pixels,
    Prose,
    Unique,
    WebAddress,
    excludes,
    one_of,
    requires,
    when,
)
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import table_of

_DEEPEST = 3
_WORDS = ("red", "green", "blue", "auto", "none", "true", "1", "")
#: Of several kinds, two of which look alike in a file.
_VALUES = ("red", "auto", "1", "true", 0, 1, 7, 0.5, True, False)
_NAMES = ("title", "web_url", "tags", "a", "b_c", "max_age", "kindOf", "x1", "class_", "parts")

#: A type for a field; `Random` decides which one.
Hint = Any


def _enum(random: Random) -> Hint:
    values = random.sample(_VALUES, random.randint(1, 4))
    return Enum("Drawn", {f"MEMBER_{number}": value for number, value in enumerate(values)})  # type: ignore[misc]


_SCALARS: tuple[Callable[[Random], Hint], ...] = (
    lambda _: str,
    lambda _: Name,
    lambda _: Prose,
    lambda _: WebAddress,
    lambda _: ImageAddress,
    lambda _: Host,
    lambda _: Pixels,
    lambda _: datetime,
    lambda _: int,
    lambda _: float,
    lambda _: bool,
    lambda random: Annotated[str, MinLen(random.randint(1, 3)), MaxLen(random.randint(3, 20))],
    lambda _: Annotated[str, Pattern("[A-Z]{2}[0-9]*", "SCH002", "two letters")],
    lambda random: Annotated[int, Ge(random.randint(-2, 1)), Le(random.randint(1, 9))],
    lambda random: Annotated[float, Gt(random.randint(-2, 0)), Lt(random.randint(1, 9))],
    lambda random: Literal[tuple(random.sample(_WORDS, random.randint(1, 4)))],
    lambda random: Literal[tuple(random.sample(_VALUES, random.randint(1, 4)))],
    _enum,
    lambda _: date,
    lambda random: Annotated[date, random.choice((Ge, Gt))(_day(random))],
    lambda random: Annotated[date, random.choice((Le, Lt))(_day(random))],
    lambda random: Annotated[date | datetime, _moment(random)],
    lambda random: Annotated[date | datetime, _moment(random), Ge(date(2000, 3, 1))],
    lambda random: Annotated[date | datetime, _moment(random), Lt(_day(random))],
    lambda random: Annotated[int, MultipleOf(random.choice((1, 2, 5, 7)))],
    lambda random: Annotated[float, MultipleOf(random.choice((2, 0.5, 0.25)))],
)


def _day(random: Random) -> date:
    """A day with others on both sides of it that mutants have."""
    return date(2000, 1, 1) + timedelta(days=random.randint(20, 7600))


def _moment(random: Random) -> Moment:
    return Moment(*(random.random() < 0.5 for _ in range(3)))


#: Items of sets: those that Python tells apart as a file does.
_ITEMS: tuple[Callable[[Random], Hint], ...] = (
    lambda _: str,
    lambda _: int,
    lambda _: date,
    lambda _: Name,
    lambda random: Annotated[int, MultipleOf(random.choice((2, 5)))],
    _enum,
    lambda random: Literal[tuple(random.sample(_WORDS, random.randint(1, 4)))],
)


def _scalar(random: Random) -> Hint:
    return random.choice(_SCALARS)(random)


def _any(_: Random) -> Hint:
    return Any


def _list(random: Random, depth: int) -> Hint:
    kind = random.choice(("list", "list", "list", "tuple", "set", "row"))
    if kind == "row":
        items = [_hint(random, depth + 1) for _ in range(random.randint(1, 3))]
        return tuple[*items]  # type: ignore[valid-type]
    if kind == "set":
        container = random.choice((set, frozenset))
        return container[random.choice(_ITEMS)(random)]  # type: ignore[valid-type,misc]
    unique = random.random() < 0.2
    inner = _hint(random, depth + 1)
    item = tuple[inner, ...] if kind == "tuple" else list[inner]  # type: ignore[valid-type]
    # Items that a file can write in two ways are refused, and so are drawn again.
    item = Annotated[item, Unique()] if unique else item
    return Annotated[item, MinLen(1), MaxLen(3)] if random.random() < 0.2 else item


def _mapping(random: Random, depth: int) -> Hint:
    key = Annotated[str, MinLen(1)] if random.random() < 0.3 else str
    mapping = dict[key, _hint(random, depth + 1)]  # type: ignore[valid-type,misc]
    return Annotated[mapping, MinLen(1), MaxLen(2)] if random.random() < 0.2 else mapping


def _records(random: Random, depth: int) -> Hint:
    """A record, or several that a key tells apart."""
    count = random.choice((1, 1, 2, 3))
    if count == 1:
        return _model(random, depth + 1)
    words = random.sample(_WORDS, count + 1)
    name = random.choice(("kind", "type", "which"))
    kinds = [Literal[tuple(words[:2])], *(Literal[word] for word in words[2:])]
    return reduce(or_, [_model(random, depth + 1, {name: kind}) for kind in kinds])


def _union(random: Random, depth: int) -> Hint:
    members = [_scalar(random) for _ in range(random.randint(1, 3))]
    if random.random() < 0.6:
        members.append(_list(random, depth))
    if random.random() < 0.5:
        members.append(random.choice((_mapping, _records))(random, depth))
    random.shuffle(members)
    return reduce(or_, members)


def _hint(random: Random, depth: int) -> Hint:
    if depth >= _DEEPEST:
        return _scalar(random)
    kind = random.choice((_scalar, _scalar, _list, _mapping, _records, _union, _union, None))
    if kind is None:
        # Any has no place in a union.
        return Any if depth else _scalar(random)
    return kind(random) if kind is _scalar else kind(random, depth)  # type: ignore[call-arg]


def _default(hint: Hint, random: Random) -> Any:
    """A default that is neither empty nor a collection, if there is an easy one for the type."""
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(plain) is Literal:
        return random.choice(get_args(plain))
    return {bool: False, int: 1, float: 0.5, str: "AB"}.get(plain) if plain is hint else None


def _conditions(random: Random, empty: list[str], defaults: dict[str, Any]) -> list[Condition]:
    found: list[Condition] = []
    for _ in range(random.choice((0, 0, 1, 2, 3))):
        if len(empty) < 2:
            break
        names = random.sample(empty, min(len(empty), random.choice((2, 2, 3))))
        made = random.choice((requires, excludes, one_of, None))
        if made is not None:
            found.append(made(*names))
        elif defaults:
            name, value = random.choice(list(defaults.items()))
            found.append(when(name, value, requires=names[:1], excludes=names[1:]))
    return found


def _model(random: Random, depth: int, kinds: dict[str, Hint] | None = None) -> type:
    hints: dict[str, Hint] = dict(kinds or {})
    space: dict[str, Any] = {}
    empty: list[str] = []
    defaults: dict[str, Any] = {}
    for name in random.sample(_NAMES, random.randint(1, 5 if depth else 7)):
        hint = _hint(random, depth)
        default = _default(hint, random)
        how = random.choice(("required", "null", "null", "default"))
        hints[name] = hint
        if how == "default" and get_origin(hint) in (list, dict):
            space[name] = attrs.field(factory=get_origin(hint))
            empty.append(name)
        elif how == "default" and default is not None:
            space[name] = defaults[name] = default
        elif how == "null" and hint is not Any:
            hints[name] = hint | None
            # A required key may be null, too.
            if random.random() < 0.8:
                space[name] = None
                empty.append(name)
        if random.random() < 0.1:
            hints[name] = Annotated[hints[name], Key(f"x-{name}")]
    assert not any(map(keyword.iskeyword, hints))
    space |= {"__annotations__": hints, "__module__": __name__, "__doc__": "A random record."}
    keys = random.choice((None, "camel", "kebab", "snake", "as-is"))
    model = type(f"Model{random.randrange(10**6)}", (Record,), space)
    made = record(
        keys=keys,
        closed=random.random() < 0.3,
        conditions=_conditions(random, empty, defaults),
    )(model)
    table_of(made)
    return made


@cache
def random_model(seed: int) -> type:
    """Return the model of a seed."""
    random = Random(seed)
    while True:
        # What nothing tells apart is refused, which has tests of its own.
        with suppress(ModelError):
            return _model(random, 0)


#: Models for hypothesis.
random_models = st.integers(0, 2**32).map(random_model)
