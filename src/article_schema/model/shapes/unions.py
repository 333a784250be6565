"""Unions: values of one of several types, such as `str | list[str]`.

The kind of a value, which a glance tells, decides which branch it belongs to: so a value is judged
once however deeply unions lie in each other, and its faults are those of one branch. Records are
told apart by a key whose words differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from typing import Any

from attrs import frozen

from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.model.shapes.base import (
    FILE,
    PYTHON,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    subject,
    wrong_type,
)
from article_schema.model.shapes.choices import WORD_TYPES, ChoiceShape, key_of
from article_schema.model.shapes.containers import AnyShape
from article_schema.model.shapes.explain import missing
from article_schema.model.shapes.tables import Field, table_of
from article_schema.model.spelling import MOST_GUESSES, closest_key
from article_schema.routes import Route
from article_schema.rules.codes import EMPTY_VALUE, IMPOSSIBLE_DATE, MISSING_FIELD


@frozen
class UnionShape(Shape):
    """A value of one of several shapes."""

    branches: tuple[Shape, ...]

    @property
    def noun(self) -> str:
        return self.noun_in(FILE)

    def noun_in(self, form: Representation) -> str:
        records = [branch for branch in self.branches if branch.model is not None]
        kind = kind_key(records) if form.in_file and len(records) > 1 else None
        if kind is None:
            return either([branch.noun_in(form) for branch in self.branches])
        others = [branch.noun_in(form) for branch in self.branches if branch not in records]
        return either([*others, f"a mapping with `{kind.key}`"])

    @property
    def is_collection(self) -> bool:  # type: ignore[override]  # that of the branches
        return all(branch.is_collection for branch in self.branches)

    @property
    def is_instant(self) -> bool:  # type: ignore[override]
        return any(branch.is_instant for branch in self.branches)

    @property
    def empty_values(self) -> tuple[Any, ...]:  # type: ignore[override]
        values = chain.from_iterable(branch.empty_values for branch in self.branches)
        return tuple({repr(value): value for value in values}.values())

    def inner(self) -> tuple[Shape, ...]:
        return self.branches

    def problem(self) -> str:
        mappings = [branch for branch in self.branches if branch.is_near({}, FILE)]
        if len(mappings) < 2 or kind_key(mappings) is not None:
            return ""
        names = [each.noun if each.model is None else each.model.__name__ for each in mappings]
        return (
            f"nothing tells {' and '.join(names)} apart; give each class a required field of the "
            'same name with words of its own, such as `kind: Literal["video"]`'
        )

    def child(self, step: str | int) -> Shape | None:
        found = [branch.child(step) for branch in self.branches]
        children = tuple(dict.fromkeys(shape for shape in found if shape is not None))
        return UnionShape(children) if len(children) > 1 else next(iter(children), None)

    def key_order(self) -> tuple[str, ...]:
        keys = chain.from_iterable(branch.key_order() for branch in self.branches)
        return tuple(dict.fromkeys(keys))

    def quotes(self, key: str) -> bool:
        return any(branch.quotes(key) for branch in self.branches)

    def current_key(self, key: str) -> str:
        found = (branch.current_key(key) for branch in self.branches)
        return next((current for current in found if current != key), key)

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        branch = self.branch_of(value)
        return () if branch is self else branch.entries(value)

    def branch_of(self, value: Any) -> Shape:
        return self._nearest(value, FILE) or self._nearest(value, PYTHON) or self

    def is_near(self, value: Any, form: Representation) -> bool:
        return any(branch.is_near(value, form) for branch in self.branches)

    def _nearest(self, value: Any, form: Representation) -> Shape | None:
        """Return the branch that a value belongs to; None where it is of no known kind."""
        near = [branch for branch in self.branches if branch.is_near(value, form)]
        if len(near) < 2:
            return near[0] if near else None
        if isinstance(value, dict):
            kind = kind_key(near)
            return None if kind is None else kind.branch_of(value)
        # Single values alone are left, and those take no time to judge. Text takes whatever is
        # written for a date or a word, so it comes last.
        near.sort(key=lambda branch: branch.is_text)
        return next((branch for branch in near if branch.accepts(value, form)), None)

    def accepts(self, value: Any, form: Representation) -> bool:
        branch = self._nearest(value, form)
        return branch is not None and branch.accepts(value, form)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        near = [branch for branch in self.branches if branch.is_near(value, form)]
        branch = self._nearest(value, form) if len(near) > 1 else next(iter(near), None)
        if branch is not None:
            yield from branch.explain(value, route, form)
        elif near and isinstance(value, dict) and (kind := kind_key(near)) is not None:
            yield kind.fault(value, route, self.key_order())
        else:
            yield self._of_no_branch(near, value, route, form)

    def _of_no_branch(
        self, near: Sequence[Shape], value: Any, route: Route, form: Representation
    ) -> Fault:
        """Say what a single value should be, with the advice of the branch that knows best."""
        whole = isinstance(value, list | dict)
        helpful = [
            fault
            for branch in near or self.branches
            if branch.is_collection is whole
            for fault in islice(branch.explain(value, route, form), 1)
            if fault.help
        ]
        # What is written like a date is meant as one, also where other text would do.
        for fault in helpful:
            if fault.code == IMPOSSIBLE_DATE:
                return fault
        # A word that is meant is a better guess than another kind of value.
        helpful.sort(key=lambda fault: not fault.help.startswith("did you mean"))
        nouns = [", ".join([each.noun_in(form), *each.sentences()]) for each in near]
        fault = wrong_type(route, either(nouns) if near else self.noun_in(form), value)
        if not form.in_file or not helpful:
            return fault
        return replace(fault, help=helpful[0].help, replacement=helpful[0].replacement)

    def builder(self) -> Builder:
        builders = [(branch, branch.builder()) for branch in self.branches]
        records = [branch for branch in self.branches if branch.model is not None]

        @cache
        def kind_of_records() -> KindKey | None:
            # Asked with the first value: by then all classes are known.
            return kind_key(records)

        def build(value: Any) -> Any:
            near = [pair for pair in builders if pair[0].is_near(value, FILE)]
            if len(near) == 1:
                return near[0][1](value)
            if isinstance(value, dict) and 1 < len(near) == len(records):
                kind = kind_of_records()
                meant = kind and kind.branch_of(value)
            else:
                meant = self._nearest(value, FILE)
            for branch, make in near:
                if branch is meant:
                    return make(value)
            raise RejectedError

        return build

    def recover(self, value: Any) -> Any:
        branch = self._nearest(value, FILE)
        if branch is not None:
            if branch.model is not None:
                return branch.recover(value)
            try:
                return branch.builder()(value)
            except RejectedError:
                return branch.recover(value)
        records = [branch for branch in self.branches if branch.model is not None]
        if not records:
            raise RejectedError
        # A list keeps its length: the item is a record with nothing set.
        return records[0].recover(None)

    def schema(self, references: References) -> Schema:
        return {"anyOf": [branch.schema(references) for branch in self.branches]}

    def example(self, of_record: Callable[[type], Any]) -> Any:
        examples = (branch.example(of_record) for branch in self.branches)
        return next((example for example in examples if example is not None), None)

    def example_text(self) -> str:
        return next(filter(None, (branch.example_text() for branch in self.branches)), "")

    def summary(self, link: Callable[[type], str]) -> str:
        return either([branch.summary(link) for branch in self.branches])

    def sentences(self) -> list[str]:
        return [
            f"{branch.noun}: {', '.join(said)}"
            for branch in self.branches
            if (said := branch.sentences()) and branch.model is None
        ]

    def covers(self, other: Shape) -> bool:
        parts = other.branches if isinstance(other, UnionShape) else (other,)
        return all(any(branch.covers(part) for branch in self.branches) for part in parts)

    def compares_by_value(self, default: Any) -> bool:
        # A number may equal true or false.
        whole = (branch.compares_by_value(default) for branch in self.branches)
        return isinstance(default, str | None) and all(whole)


@frozen
class KindKey:
    """The key that tells records apart: each class requires it, and has words of its own."""

    key: str
    words: tuple[Any, ...]
    #: The branch for each word; in a file 1 and 1.0 are one, and `true` is another.
    branches: dict[Any, Shape]

    def branch_of(self, data: dict[Any, Any]) -> Shape | None:
        """Return the branch that the word of a record names; None where there is no such word."""
        word = data.get(self.key)
        return self.branches.get(key_of(word)) if isinstance(word, WORD_TYPES) else None

    def fault(self, data: dict[Any, Any], route: Route, known: Sequence[str]) -> Fault:
        """Say what is wrong with the word of a record that names no branch."""
        place, words = (*route, self.key), ChoiceShape(self.words)
        word = data.get(self.key)
        if word is not None:
            return next(words.explain(word, place, FILE))
        advice = f"write {words.noun}"
        if self.key in data:
            return Fault(EMPTY_VALUE, f"{subject(place)} has no value", advice, place)
        others = (key for key in data if isinstance(key, str) and key not in known)
        twin = next((key for key in islice(others, MOST_GUESSES)
                     if closest_key(key, [self.key])), None)  # fmt: skip
        advice = f"rename `{twin}` to `{self.key}`" if twin else advice
        return Fault(MISSING_FIELD, missing(place), advice, place, "key")


def kind_key(branches: Sequence[Shape]) -> KindKey | None:
    """Return the key that tells the records of several branches apart, if there is one."""
    models = tuple(branch.model for branch in branches if branch.model is not None)
    found = _kind_of(models) if len(models) == len(branches) else None
    if found is None:
        return None
    key, words, indexes = found
    return KindKey(key, words, {word: branches[index] for word, index in indexes.items()})


@cache
def _kind_of(models: tuple[type, ...]) -> tuple[str, tuple[Any, ...], dict[Any, int]] | None:
    """Return the key that tells the records of models apart, and which of them a word names."""
    tables = [table_of(model) for model in models]
    for field in tables[0].fields:
        words = [_words_of(table.by_key.get(field.key)) for table in tables]
        indexes = {key_of(word): index for index, each in enumerate(words) for word in each}
        if all(words) and len(indexes) == sum(map(len, words)):
            return field.key, tuple(chain.from_iterable(words)), indexes
    return None


def _words_of(field: Field | None) -> tuple[Any, ...]:
    """Return the words of a field that each record has; none for other fields."""
    if field is None or field.nullable or not field.required:
        return ()
    return field.shape.words if isinstance(field.shape, ChoiceShape) else ()


def union_of(branches: Sequence[Shape], where: str) -> Shape:
    """Return the shape of the values of several.

    Raises:
        ModelError: a glance at a value would not tell which of them is meant; `where` names the
            field in the message.
    """
    flat = [
        part
        for branch in branches
        for part in (branch.branches if isinstance(branch, UnionShape) else (branch,))
    ]
    if any(isinstance(branch, AnyShape) for branch in flat):
        raise ModelError(f"{where}: Any has every value already; write Any alone")
    lists = [branch for branch in flat if branch.is_near([], FILE)]
    if len(lists) > 1:
        raise ModelError(
            f"{where}: two types of lists cannot be told apart; write one, such as list[int | str]"
        )
    return UnionShape(tuple(flat))


def either(names: Sequence[str]) -> str:
    """Join names as a choice: `text, a number or a list`."""
    *most, last = dict.fromkeys(names)
    return f"{', '.join(most)} or {last}" if most else last
