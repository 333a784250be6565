"""Values with others in them under keys: mappings and records; and any data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar

import attrs
from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.constraints import Length
from article_schema.model.facets import Facet
from article_schema.model.plain import is_text
from article_schema.model.shapes.base import (
    FILE,
    TOML,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    located,
    wrong_type,
)
from article_schema.model.shapes.building import builder_of, recover
from article_schema.model.shapes.explain import explain_plain, explain_record, record_in_braces
from article_schema.model.shapes.judging import faults_of, keeps
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.routes import Route


@frozen
class MappingShape(Shape):
    """A mapping from keys to values of one shape."""

    value: Shape
    #: What keys look like; None for any text.
    key: Shape | None = None
    #: How many keys there may be.
    facets: tuple[Facet, ...] = ()

    noun: ClassVar[str] = "a mapping"
    is_collection: ClassVar[bool] = True
    empty_values: ClassVar[tuple[Any, ...]] = (None, {})
    sample: ClassVar[Any] = {}

    def inner(self) -> tuple[Shape, ...]:
        return (self.value,)

    def child(self, step: str | int) -> Shape | None:
        return self.value if isinstance(step, str) else None

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        items = value.items() if isinstance(value, dict) else ()
        return (
            (key, self.child(key) or self.value, item)
            for key, item in items
            if isinstance(key, str)
        )

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, dict)

    def accepts(self, value: Any, form: Representation) -> bool:
        return (
            isinstance(value, dict)
            and all(keeps(facet, value) for facet in self.facets)
            and (form.in_file or all(map(is_text, value)))
            and (self.key is None or all(self.key.accepts(key, form) for key in value))
            and all(shape.accepts(item, form) for _, shape, item in self.entries(value))
        )

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield wrong_type(route, self.noun, value)
            return
        for facet in self.facets:
            yield from (located(route, fault) for fault in faults_of(facet, value))
        if not form.in_file:
            # Their values are judged below, by the shape that they must have.
            yield from explain_plain(dict.fromkeys(value), route)
        for key, shape, item in self.entries(value):
            place = (*route, key)
            if self.key is not None:
                faults = self.key.explain(key, place, form)
                yield from (replace(fault, part="key", replacement=None) for fault in faults)
            yield from shape.explain(item, place, form)

    def builder(self) -> Builder:
        build_value = self.value.builder()
        build_key = self.key.builder() if self.key is not None else lambda key: key
        facets = self.facets

        def build(value: Any) -> Any:
            if not isinstance(value, dict) or not all(keeps(facet, value) for facet in facets):
                raise RejectedError
            return {build_key(key): build_value(item) for key, item in value.items()}

        return build

    def recover(self, value: Any) -> Any:
        if not isinstance(value, dict) or self.record_model is None:
            raise RejectedError
        return {key: self.value.recover(item) for key, item in value.items()}

    def schema(self, references: References) -> Schema:
        keys: Schema = {} if self.key is None else {"propertyNames": self.key.schema(references)}
        for facet in self.facets:
            keys |= facet.key_keywords() if isinstance(facet, Length) else facet.keywords()
        return {"type": "object", **keys, "additionalProperties": self.value.schema(references)}

    def summary(self, link: Callable[[type], str]) -> str:
        return f"mapping: {self.value.summary(link)}"

    def sentences(self) -> list[str]:
        keys = self.key.sentences() if self.key is not None else []
        values = self.value.sentences()
        whole = super().sentences()
        return (
            whole
            + [f"each key {said}" for said in keys]
            + [f"each value {said}" for said in values]
        )

    def covers(self, other: Shape) -> bool:
        if not isinstance(other, MappingShape) or not self.value.covers(other.value):
            return False
        if not all(facet in other.facets for facet in self.facets):
            return False
        return self.key is None or (other.key is not None and self.key.covers(other.key))

    def compares_by_value(self, default: Any) -> bool:
        return not default


@frozen
class RecordShape(Shape):
    """A mapping that is itself an instance of a model class."""

    model: type = attrs.field(repr=lambda model: str(model.__name__))

    is_collection: ClassVar[bool] = True

    @property
    def table(self) -> ModelTable:
        return table_of(self.model)

    @property
    def noun(self) -> str:
        required = [f"`{field.key}`" for field in self.table.fields if field.required]
        return f"a mapping with {', '.join(required)}" if required else "a mapping"

    def child(self, step: str | int) -> Shape | None:
        field = self.table.by_key.get(step) if isinstance(step, str) else None
        return field.shape if field is not None else None

    def key_order(self) -> tuple[str, ...]:
        return tuple(self.table.by_key)

    def quotes(self, key: str) -> bool:
        field = self.table.by_key.get(key)
        return field is not None and field.quoted

    def current_key(self, key: str) -> str:
        field = self.table.by_key.get(key)
        return field.deprecated or key if field is not None else key

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:
        data = value if isinstance(value, dict) else {}
        fields = self.table.fields
        return ((each.key, each.shape, data[each.key]) for each in fields if each.key in data)

    def is_near(self, value: Any, form: Representation) -> bool:
        return isinstance(value, dict if form.in_file else self.model)

    def noun_in(self, form: Representation) -> str:
        return self.noun if form.in_file else f"an instance of {self.model.__name__}"

    def accepts(self, value: Any, form: Representation) -> bool:
        if form.in_file:
            return isinstance(value, dict) and not any(self.explain(value, (), form))
        # An instance was validated when it was built; a mapping of a file was not.
        return isinstance(value, self.model)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if isinstance(value, dict if form.in_file else self.model):
            table = self.table if form.in_file else table_of(type(value))
            yield from explain_record(table, value, route, form)
        elif form.in_file:
            yield wrong_type(route, self.noun, value, self._advice(value, form))
        else:
            yield wrong_type(route, self.noun_in(form), value)

    def _advice(self, value: Any, form: Representation) -> str:
        if form.language == TOML.language:
            return "write its keys in a table of its own, or in braces"
        if form.language != FILE.language:
            return "write its keys in braces"
        if isinstance(value, list):
            return "remove each `- `, and write the keys below it, indented"
        return "write its keys below it, indented, each on a line of its own"

    def builder(self) -> Builder:
        model = self.model

        def build(value: Any) -> Any:
            # A class may contain itself, so its builder is looked up when it is needed.
            return builder_of(model)(value)

        return build

    def recover(self, value: Any) -> Any:
        return recover(value, self.model)

    def schema(self, references: References) -> Schema:
        return references.to_record(self.model)

    def example(self, of_record: Callable[[type], Any]) -> Any:
        return of_record(self.model)

    def example_text(self) -> str:
        return record_in_braces(self.model, _entry)

    def summary(self, link: Callable[[type], str]) -> str:
        return link(self.model)

    def covers(self, other: Shape) -> bool:
        return other.model is not None and issubclass(other.model, self.model)


class LateRecordShape(RecordShape):
    """A mapping that is an instance of a model class which is made when a value is first judged.

    Types are compared and hashed where they are declared, long before. So this shape is compared
    by the function that makes its class, which must return the same class each time.
    """

    __slots__ = ("_make",)
    _make: Callable[[], type]

    def __init__(self, make: Callable[[], type]) -> None:
        object.__setattr__(self, "_make", make)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LateRecordShape) and other._make is self._make

    def __hash__(self) -> int:
        return hash(self._make)

    @property
    def model(self) -> type:
        """The model class."""
        return self._make()


@frozen
class AnyShape(Shape):
    """Any data at all."""

    takes_none: ClassVar[bool] = True
    empty_values: ClassVar[tuple[Any, ...]] = (None, [], {})

    def accepts(self, value: Any, form: Representation) -> bool:
        return form.in_file or not any(explain_plain(value, ()))

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        if not form.in_file:
            yield from explain_plain(value, route)

    def builder(self) -> Builder:
        return lambda value: value


def _entry(field: Field) -> str:
    text = field.example_text
    return text and f"{field.key}: {text}"
