"""Lists that are something else in Python: tuples, and sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.plain import OrderedSet, in_order
from article_schema.model.shapes.base import (
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    subject,
    wrong_type,
)
from article_schema.model.shapes.containers import ListShape
from article_schema.routes import Route
from article_schema.rules.codes import TOO_LONG, TOO_SHORT


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
