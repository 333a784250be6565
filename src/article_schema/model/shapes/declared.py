"""Declaring conditions: what a class says of several of its fields together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from article_schema.errors import ModelError
from article_schema.model.shapes.conditions import Excludes, OneOf, Requires, When, in_file
from article_schema.model.shapes.tables import Condition, Field, is_absent
from article_schema.model.spelling import closest

#: The attribute of a model class that keeps what it says.
CONDITIONS = "__article_schema_conditions__"


def requires(name: str, *others: str) -> Condition:
    """Say that a field needs others: where it has a value, they have one too.

    >>> from article_schema import Record, record
    >>> @record(conditions=[requires("image", "image_alt")])
    ... class Post(Record):
    ...     image: str | None = None
    ...     image_alt: str | None = None
    >>> Post(image="/quay.jpg")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `image` needs `imageAlt` beside it; add `imageAlt`, or \
remove `image`

    Args:
        name: the field, by its name in Python.
        others: the fields that it needs.

    Raises:
        ModelError: no other field is named.
    """
    return Requires(_names("requires", (name, *others), 2))


def excludes(*names: str) -> Condition:
    """Say that one of some fields has a value at most.

    >>> from article_schema import Record, record
    >>> @record(conditions=[excludes("draft", "published")])
    ... class Post(Record):
    ...     draft: bool | None = None
    ...     published: bool | None = None
    >>> Post(draft=True, published=True)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `published` cannot stand beside `draft`; remove one of \
the two

    Args:
        names: the fields, by their names in Python.

    Raises:
        ModelError: fewer than two fields are named.
    """
    return Excludes(_names("excludes", names, 2))


def one_of(*names: str) -> Condition:
    """Say that at least one of some fields has a value.

    >>> from article_schema import Record, record
    >>> @record(conditions=[one_of("author", "authors")])
    ... class Post(Record):
    ...     author: str | None = None
    ...     authors: list[str] | None = None
    >>> Post()
    Traceback (most recent call last):
    article_schema.errors.ValidationError: one of `author` or `authors` is missing; write `author`

    Args:
        names: the fields, by their names in Python.

    Raises:
        ModelError: no field is named.
    """
    return OneOf(_names("one_of", names, 1))


def when(
    name: str, value: object, *, requires: Sequence[str] = (), excludes: Sequence[str] = ()
) -> Condition:
    """Say what goes with a certain value of a field.

    >>> from article_schema import Record, record
    >>> @record(conditions=[when("type", "video", requires=["player"])])
    ... class Post(Record):
    ...     type: str = "article"
    ...     player: str | None = None
    >>> Post(type="video")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `player` is missing beside `type: video`; add it

    Args:
        name: the field.
        value: its value, or a tuple or list of several; each is a single value.
        requires: the fields that have a value then.
        excludes: the fields that have none then.

    Raises:
        ModelError: nothing goes with the value, or it is no single value.
    """
    values = tuple(map(in_file, value if isinstance(value, tuple | list) else (value,)))
    if not values or not all(isinstance(one, str | int | float) for one in values):
        raise ModelError(f"when takes a single value, or a list of some, not {value!r:.80}")
    if isinstance(requires, str) or isinstance(excludes, str) or not (requires or excludes):
        raise ModelError('when names fields in a list: write requires=["date"], or excludes=[…]')
    needed, left_out = tuple(requires), tuple(excludes)
    _names("when", (name, *needed, *left_out), 2)
    return When(name, values, needed, left_out)


def _names(word: str, names: tuple[Any, ...], least: int) -> tuple[str, ...]:
    if len(set(names)) < max(least, len(names)) or not all(isinstance(n, str) for n in names):
        raise ModelError(
            f"{word} takes the names of fields, each once, not {names!r:.80}; "
            f'write {word}("image", "image_alt")'
        )
    return names


def conditions_of(cls: type, one_of: Any, conditions: Any) -> tuple[Condition, ...]:
    """Return the conditions of a class: those of its parents, and its own.

    Groups of its own take the place of the groups of its parents.
    """
    nearest = [
        parent
        for parent in cls.__bases__
        if not any(parent in other.__mro__[1:] for other in cls.__bases__)
    ]
    inherited = [one for parent in nearest for one in getattr(parent, CONDITIONS, ())]
    if one_of is not None:
        inherited = [one for one in inherited if not isinstance(one, OneOf)]
        inherited += _groups(cls, one_of)
    if not isinstance(conditions, tuple | list) or not all(
        isinstance(one, Condition) for one in conditions
    ):
        raise ModelError(
            f"{cls.__name__}: conditions holds what requires, excludes, one_of and when return, "
            f'not {conditions!r:.80}; write conditions=[requires("image", "image_alt")]'
        )
    return tuple(dict.fromkeys([*inherited, *conditions]))


def _groups(cls: type, one_of: Any) -> list[Condition]:
    if not isinstance(one_of, tuple | list) or not all(
        isinstance(group, tuple | list) and group and all(isinstance(name, str) for name in group)
        for group in one_of
    ):
        raise ModelError(
            f"{cls.__name__}: one_of holds groups of names, not {one_of!r}; "
            'write one_of=(("web_url", "original_url"),)'
        )
    return [OneOf(tuple(group)) for group in one_of]


def condition_problems(
    model: type, conditions: Iterable[Condition], by_name: Mapping[str, Field]
) -> Iterator[str]:
    """Yield what is wrong with the conditions of a class, given its fields."""
    told: set[str] = set()
    for condition in conditions:
        word, known = condition.word, True
        for name in condition.names:
            if name not in by_name:
                known = False
                twin = closest(name, by_name)
                hint = f"; did you mean {twin!r}?" if twin else ""
                problem = f"{model.__name__}: {word} names {name!r}, which is not a field{hint}"
            elif name in condition.presences and not _is_empty_by_default(by_name[name]):
                problem = f"{model.__name__}.{name}: a field of {word} is empty by default"
            else:
                continue
            if problem not in told:
                yield problem
            told.add(problem)
        problem = condition.problem(dict(by_name)) if known else ""
        if problem:
            yield f"{model.__name__}: {word}: {problem}"


def _is_empty_by_default(field: Field) -> bool:
    return field.make_default is None or is_absent(field.make_default())
