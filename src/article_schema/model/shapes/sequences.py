"""Lists, and those that are something else in Python: tuples, and sets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.constraints import Length, Unique
from article_schema.model.facets import Facet
from article_schema.model.plain import OrderedSet, in_order
from article_schema.model.shapes.base import (
    FILE,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    joined,
    located,
    subject,
    wrong_type,
)
from article_schema.model.shapes.judging import faults_of, keeps, verdict_of
from article_schema.model.shapes.tables import ModelTable, data_of
from article_schema.model.spelling import closest
from article_schema.routes import Route
from article_schema.rules.codes import TOO_LONG, TOO_SHORT


@frozen
class ListShape(Shape):
    """A list of values of one shape; its facets speak about the list itself."""

    item: Shape
    facets: tuple[Facet, ...] = ()

    noun: ClassVar[str] = "a list"
    is_collection: ClassVar[bool] = True
    empty_values: ClassVar[tuple[Any, ...]] = (None, [])
    sample: ClassVar[Any] = []
    #: What holds the items in Python.
    kind: ClassVar[type] = list

    def inner(self) -> tuple[Shape, ...]:
        return (self.item,)

    def problem(self) -> str:
        unique = [facet for facet in self.facets if isinstance(facet, Unique)]
        found = (_problem_of_key(each.key, self.item) if each.key is not None
                 else _problem_of_records(self.item) for each in unique)  # fmt: skip
        return next(filter(None, found), "")

    def noun_in(self, form: Representation) -> str:
        return self.noun if form.in_file else f"a {self.kind.__name__}"

    def child(self, step: str | int) -> Shape | None:
        return self.item if isinstance(step, int) else None

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        if not isinstance(value, (list, self.kind)):
            return ()
        items: Any = value
        return ((index, self.item, item) for index, item in enumerate(items))

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, list if form.in_file else self.kind)

    def accepts(self, value: Any, form: Representation) -> bool:
        return (
            self.is_near(value, form)
            and all(keeps(facet, _judged(facet, value, form)) for facet in self.facets)
            and all(self.item.accepts(item, form) for item in value)
        )

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not self.is_near(value, form):
            yield wrong_type(route, self.noun_in(form), value, self._advice(value, form))
            return
        for facet in self.facets:
            found = faults_of(facet, _judged(facet, value, form))
            yield from (located(route, fault) for fault in found)
        for index, item in enumerate(value):
            yield from self.item.explain(item, (*route, index), form)

    def _advice(self, value: Any, form: Representation) -> str:
        if not form.in_file:
            return f"make it {self.noun_in(form)}"
        if form.language != FILE.language:
            inside = json.dumps(value[:40]) if isinstance(value, str) else "…"
            return f"write it as a list: [{inside if self.item.is_single else '{…}, …'}]"
        if isinstance(value, str) and re.match(r"-[^\s-]", value):
            return "put a space after each `-`"
        if self.item.is_single and isinstance(value, str):
            return f"write it as a list: [{value[:40]}]"
        return "begin each item with `- `"

    def builder(self) -> Builder:
        build_item = self.item.builder()
        tests = tuple(map(verdict_of, self.facets))

        def build(value: Any) -> Any:
            if not isinstance(value, list):
                raise RejectedError
            for test in tests:
                if not test(value):
                    raise RejectedError
            return [build_item(item) for item in value]

        return build

    def recover(self, value: Any) -> Any:
        if not isinstance(value, list) or self.record_model is None:
            raise RejectedError
        return [self.item.recover(item) for item in value]

    def schema(self, references: References) -> Schema:
        return joined(self._whole_schema(), [{"items": self.item.schema(references)}])

    def _whole_schema(self) -> Schema:
        """Return what the schema says of the list, apart from its items."""
        parts = [
            facet.list_keywords() if isinstance(facet, Length) else facet.keywords()
            for facet in self.facets
        ]
        return joined({"type": "array"}, parts)

    def example(self, of_record: Callable[[type], Any]) -> Any:
        item = self.item.example(of_record)
        return None if item is None else [item]

    def summary(self, link: Callable[[type], str]) -> str:
        return f"list: {self.item.summary(link)}"

    def sentences(self) -> list[str]:
        return [*super().sentences(), *(f"each {said}" for said in self.item.sentences())]

    def covers(self, other: Shape) -> bool:
        return (
            type(other) is type(self)
            and all(facet in other.facets for facet in self.facets)
            and self.item.covers(other.item)
        )

    def compares_by_value(self, default: Any) -> bool:
        # An item may equal another that is written otherwise.
        return not default


def _judged(facet: Facet, value: Any, form: Representation) -> Any:
    """Return what a facet of a list judges: some compare what a file would have of the items."""
    return value if form.in_file or not getattr(facet, "of_data", False) else data_of(value)


@frozen
class TupleShape(ListShape):
    """A list of any length that is a tuple in Python: `tuple[str, ...]`."""

    kind: ClassVar[type] = tuple

    def builder(self) -> Builder:
        build = super().builder()
        return lambda value: tuple(build(value))


@frozen
class SetShape(ListShape):
    """A list without twins that is a set in Python."""

    kind: ClassVar[type] = set

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, list if form.in_file else set | frozenset)

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        items = in_order(value) if isinstance(value, set | frozenset) else value
        return super().entries(items)

    def accepts(self, value: Any, form: Representation) -> bool:
        if isinstance(value, set | frozenset) and not form.in_file:
            return all(self.item.accepts(item, form) for item in value)
        return super().accepts(value, form)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if isinstance(value, set | frozenset) and not form.in_file:
            for index, item in enumerate(in_order(value)):
                yield from self.item.explain(item, (*route, index), form)
            return
        yield from super().explain(value, route, form)

    def builder(self) -> Builder:
        build = super().builder()
        return lambda value: OrderedSet(build(value))


@frozen
class RowShape(Shape):
    """A list with a value of its own kind at each place: `tuple[float, float]`."""

    items: tuple[Shape, ...]

    is_collection: ClassVar[bool] = True
    empty_values: ClassVar[tuple[Any, ...]] = (None,)

    @property
    def noun(self) -> str:
        count = len(self.items)
        return f"a list of {count} {'item' if count == 1 else 'items'}"

    def noun_in(self, form: Representation) -> str:
        return self.noun if form.in_file else self.noun.replace("list", "tuple")

    def inner(self) -> tuple[Shape, ...]:
        return self.items

    def child(self, step: str | int) -> Shape | None:
        inside = isinstance(step, int) and 0 <= step < len(self.items)
        return self.items[int(step)] if inside else None

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        found = value if isinstance(value, list | tuple) else ()
        pairs = zip(self.items, found, strict=False)
        return ((index, shape, item) for index, (shape, item) in enumerate(pairs))

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, list if form.in_file else tuple)

    def accepts(self, value: Any, form: Representation) -> bool:
        return (
            self.is_near(value, form)
            and len(value) == len(self.items)
            and all(shape.accepts(item, form) for _, shape, item in self.entries(value))
        )

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not self.is_near(value, form):
            yield wrong_type(route, self.noun_in(form), value)
            return
        if len(value) != len(self.items):
            code = TOO_SHORT if len(value) < len(self.items) else TOO_LONG
            message = f"{subject(route)} must be {self.noun_in(form)}, not of {len(value):,}"
            yield Fault(code, message, f"write {self._written()}", route)
        for index, shape, item in self.entries(value):
            yield from shape.explain(item, (*route, index), form)

    def _written(self) -> str:
        return f"[{', '.join(shape.noun for shape in self.items)}]"

    def builder(self) -> Builder:
        builders = [shape.builder() for shape in self.items]

        def build(value: Any) -> Any:
            if not isinstance(value, list) or len(value) != len(builders):
                raise RejectedError
            return tuple(make(item) for make, item in zip(builders, value, strict=True))

        return build

    def schema(self, references: References) -> Schema:
        items = [shape.schema(references) for shape in self.items]
        return {"type": "array", **references.to_items(items)}

    def summary(self, link: Callable[[type], str]) -> str:
        return f"list of {', '.join(shape.summary(link) for shape in self.items)}"

    def covers(self, other: Shape) -> bool:
        return (
            isinstance(other, RowShape)
            and len(other.items) == len(self.items)
            and all(mine.covers(its) for mine, its in zip(self.items, other.items, strict=True))
        )


def _problem_of_key(key: str, item: Shape) -> str:
    """Say why a key cannot tell the items of a list apart; empty where it can."""
    name = f"Unique({key!r})"
    table: ModelTable | None = getattr(item, "table", None)
    if table is None:
        return f"{name} is for a list of records"
    field = table.by_key.get(key)
    if field is None:
        known = closest(key, table.by_key)
        hint = f"did you mean {known!r}?" if known else f"it has {', '.join(table.by_key)}"
        return f"{table.model.__name__} has no key {key!r}; {hint}"
    if any(part.is_instant or part.is_collection for part in field.shape.flat()):
        # A file can write one moment or one record in two ways.
        return f"{name} is for a key whose values are texts, numbers or words"
    if field.make_default is not None and field.make_default() is not None:
        return f"{name} is for a key without a default, which several items could leave out"
    return ""


def _problem_of_records(item: Shape) -> str:
    """Say why records in the items of a list cannot be compared; empty where they can.

    Two texts that are one record in Python are two items for JSON Schema, and whoever writes the
    record writes only one of them.
    """
    seen: set[type] = set()
    waiting = [item]
    while waiting:
        for part in waiting.pop().flat():
            table: ModelTable | None = getattr(part, "table", None)
            # Records of a JSON Schema have no class, and so no other form than that of the file.
            if table is None or table.null_counts or table.model in seen:
                continue
            seen.add(table.model)
            name = table.model.__name__
            for field in table.fields:
                twice = "" if field.required else f"without `{field.key}`, and with its default"
                if any(inner.has_two_texts for inner in field.shape.flat()):
                    twice = f"with one moment of `{field.key}` in two forms"
                if twice:
                    return (
                        f"a file can write one {name} {twice}, so nobody can tell whether it is "
                        'there twice; name the key that tells them apart, such as Unique("id")'
                    )
                waiting.append(field.shape)
    return ""
