"""One of a few values: those of a `Literal`, and the members of an `Enum`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from typing import Any

from attrs import field, frozen

from article_schema.faults import Fault
from article_schema.model.shapes.base import (
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    wrong_type,
)
from article_schema.model.showing import show
from article_schema.model.spelling import closest
from article_schema.routes import Route

#: What a value of a `Literal` or an `Enum` may be.
WORD_TYPES = (str, int, float, bool)


@frozen(slots=False)
class ChoiceShape(Shape):
    """One of a few words or numbers, declared as `Literal`."""

    words: tuple[Any, ...]

    @cached_property
    def _by_key(self) -> dict[Any, Any]:
        return {key_of(word): word for word in self.words}

    @property
    def noun(self) -> str:
        return f"one of {', '.join(map(_written, self.words))}"

    @property
    def choices(self) -> tuple[Any, ...]:
        return self.words

    def is_near(self, value: Any, form: Representation) -> bool:
        kind = _kind(value)
        return kind is not None and any(_kind(word) == kind for word in self.words)

    def accepts(self, value: Any, form: Representation) -> bool:
        return _kind(value) is not None and key_of(value) in self._by_key

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not self.accepts(value, form):
            words = [word for word in self.words if isinstance(word, str)]
            twin = closest(value, words) if isinstance(value, str) else None
            advice = f"did you mean {twin!r}?" if twin else self._in_another_kind(value, form)
            yield wrong_type(route, self.noun_in(form), value, advice)

    def _in_another_kind(self, value: Any, form: Representation) -> str:
        """Say how to write a value that only its quotes keep from being one of the words."""
        if form.in_file and _kind(value) is not None:
            for word in self.words:
                if _kind(word) != _kind(value) and _written(word) == _written(value):
                    quotes = "in quotes" if isinstance(word, str) else "without quotes"
                    return f"write `{_written(word)}` {quotes}"
        return ""

    def builder(self) -> Builder:
        words = self._by_key

        def build(value: Any) -> Any:
            if _kind(value) is None or key_of(value) not in words:
                raise RejectedError
            return words[key_of(value)]

        return build

    def schema(self, references: References) -> Schema:
        return {"enum": list(self.words)}

    def example_text(self) -> str:
        return _written(self.words[0])

    def summary(self, link: Callable[[type], str]) -> str:
        return f"one of {', '.join(f'`{_written(word)}`' for word in self.words)}"

    def compares_by_value(self, default: Any) -> bool:
        return True


@frozen(slots=False)
class EnumShape(ChoiceShape):
    """A member of an `Enum`, which a file has by its value."""

    enum: type[Enum] = field(kw_only=True)

    def is_near(self, value: Any, form: Representation) -> bool:
        return super().is_near(value, form) if form.in_file else isinstance(value, self.enum)

    def accepts(self, value: Any, form: Representation) -> bool:
        if not form.in_file:
            return isinstance(value, self.enum)
        return super().accepts(value, form)

    def noun_in(self, form: Representation) -> str:
        return self.noun if form.in_file else f"a member of {self.enum.__name__}"

    def builder(self) -> Builder:
        member = super().builder()
        return lambda value: self.enum(member(value))


def problem_of_words(words: tuple[Any, ...]) -> str:
    """Say why some values cannot be told apart in a file; empty where they can."""
    odd = [word for word in words if not isinstance(word, WORD_TYPES)]
    if odd or not words:
        return f"{odd[0]!r:.80} is no value of a file" if odd else "it has no values"
    keys = [key_of(word) for word in words]
    if len(set(keys)) < len(keys):
        return "two of its values are one in a file"
    return ""


def _kind(value: Any) -> str | None:
    """Return the kind of a single value; None for any other."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else None


def key_of(value: Any) -> tuple[str | None, Any]:
    """Return what tells words apart: in JSON 1 and 1.0 are one number, and `true` is none."""
    return _kind(value), value


def _written(word: Any) -> str:
    return word if isinstance(word, str) else show(word)
