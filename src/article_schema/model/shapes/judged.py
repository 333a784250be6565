"""Values that a judge looks at too: shapes for what a JSON Schema says and no other shape does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

import attrs
from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.facets import Facet
from article_schema.model.shapes.base import (
    FILE,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    wrong_type,
)
from article_schema.model.shapes.explain import untold
from article_schema.model.shapes.scalars import InstantShape, ScalarShape, TextShape
from article_schema.model.shapes.tables import Judge, data_of
from article_schema.routes import Route


@frozen
class JudgedShape(Shape):
    """Values of another shape that keep more than it can say, which a judge knows."""

    shape: Shape
    judge: Judge = attrs.field(eq=id)
    #: What people call such a value.
    noun: str = "any data"

    @property
    def facets(self) -> tuple[Facet, ...]:
        return self.shape.facets

    @property
    def model(self) -> type | None:
        return self.shape.model

    @property
    def is_collection(self) -> bool:  # type: ignore[override]  # that of the other shape
        return self.shape.is_collection

    def inner(self) -> tuple[Shape, ...]:
        return self.shape.inner()

    def child(self, step: str | int) -> Shape | None:
        return self.shape.child(step)

    def current_key(self, key: str) -> str:
        return self.shape.current_key(key)

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        return self.shape.entries(value)

    def key_order(self) -> tuple[str, ...]:
        return self.shape.key_order()

    def quotes(self, key: str) -> bool:
        return self.shape.quotes(key)

    def branch_of(self, value: Any) -> Shape:
        branch = self.shape.branch_of(value)
        return self if branch is self.shape else branch

    def is_near(self, value: Any, form: Representation) -> bool:
        return self.shape.is_near(value, form)

    def noun_in(self, form: Representation) -> str:
        return self.shape.noun_in(form)

    def accepts(self, value: Any, form: Representation) -> bool:
        if not self.shape.accepts(value, form):
            return False
        return self.judge.accepts(value if form.in_file else data_of(value))

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        told = list(self.shape.explain(value, route, form))
        yield from told
        if form.in_file or not told:
            data = value if form.in_file else data_of(value)
            yield from untold(self.judge.faults(data, route), told)

    def builder(self) -> Builder:
        build_value, judge = self.shape.builder(), self.judge

        def build(value: Any) -> Any:
            built = build_value(value)
            if not judge.accepts(value):
                raise RejectedError
            return built

        return build

    def recover(self, value: Any) -> Any:
        return self.shape.recover(value)

    def schema(self, references: References) -> Schema:
        return self.shape.schema(references)

    def example(self, of_record: Callable[[type], Any]) -> Any:
        example = self.shape.example(of_record)
        return None if example is None or not self.judge.accepts(example) else example

    def summary(self, link: Callable[[type], str]) -> str:
        named = self.shape.summary(link)
        return self.noun if named == Shape.noun.fget(self.shape) else named  # type: ignore[attr-defined]

    def sentences(self) -> list[str]:
        return self.shape.sentences()


@frozen
class DateTextShape(TextShape):
    """Text that stands for a date, so that readers may well take it for one."""

    #: What people call such text.
    noun: str = attrs.field(kw_only=True)
    #: Such text without any further constraint; it says why a text is none.
    dated: ScalarShape = attrs.field(kw_only=True)

    is_text: ClassVar[bool] = False

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        told: list[Fault] = []
        if isinstance(value, str) and not self.accepts(value, form):
            told += self.dated.explain(value, route, FILE)
        yield from told or TextShape.explain(self, value, route, form)

    def _explain_kind(self, value: Any, route: Route, form: Representation) -> Fault:
        if isinstance(value, date):
            # TOML has dates of its own.
            return wrong_type(route, f"{self.noun}, as text", value, "put it in quotes")
        return super()._explain_kind(value, route, form)


@frozen
class AnyCaseInstantShape(InstantShape):
    """A date and time as a JSON Schema has it: text, in which `t` and `z` may be small letters.

    Its type is text, so quotes are as right as none (RFC 3339 section 5.6).
    """

    is_instant: ClassVar[bool] = False

    @staticmethod
    def in_file(value: Any) -> bool:
        return InstantShape.in_file(value.upper() if isinstance(value, str) else value)

    def builder(self) -> Builder:
        build = super().builder()
        return lambda value: build(value.upper() if isinstance(value, str) else value)
