"""The parent of all shapes: what a value of a field looks like, in Python and in a file.

A new shape is one class. It has to say which values it `accepts` and what people call them, its
`noun`; everything else has a default here. A field takes it from its annotation:
`Annotated[date, DateShape()]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeAlias

from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.facets import Facet
from article_schema.model.showing import kind_of
from article_schema.routes import Route, format_route
from article_schema.rules.codes import WRONG_TYPE

#: A JSON Schema, or a part of one.
Schema: TypeAlias = dict[str, Any]
#: Turns a value of a file into that of an attribute, or raises `RejectedError`.
Builder: TypeAlias = Callable[[Any], Any]


class RejectedError(Exception):
    """The data does not fit the model; `explain` says why."""


@frozen
class Representation:
    """How values are held: as plain data of a file, or as Python attributes."""

    in_file: bool
    #: The language of the file, in which advice shows what to write; empty for none.
    language: str = ""


FILE = Representation(in_file=True, language="yaml")
TOML = Representation(in_file=True, language="toml")
JSON = Representation(in_file=True, language="json")
PYTHON = Representation(in_file=False)


def written_in(language: str) -> Representation:
    """Return how a file in a language holds values; the languages are those of formats."""
    return next((form for form in (TOML, JSON) if form.language == language), FILE)


class References(Protocol):
    """Writes the parts of a JSON Schema that several places share."""

    def to_record(self, model: type) -> Schema:
        """Return a reference to the schema of a model."""
        ...

    def to_items(self, items: list[Schema]) -> Schema:
        """Return the schema of a list with these items in their order, and no more."""
        ...

    def to_shared(self, shape: Shape, name: str, schema: Schema) -> Schema:
        """Return a reference to the schema of a shape, which is kept under a name."""
        ...


class Shape:
    """What a value of a field looks like."""

    __slots__ = ()

    #: Whether the value is a single one: text, a number, true, false or an instant.
    is_single: ClassVar[bool] = False
    is_text: ClassVar[bool] = False
    is_integer: ClassVar[bool] = False
    #: Whether the value is a date, or a date and time.
    is_instant: ClassVar[bool] = False
    #: Whether a file can write one value in two texts, such as one moment in two zones.
    has_two_texts: ClassVar[bool] = False
    #: Whether the house style sets the value apart, since it takes several lines.
    is_collection: ClassVar[bool] = False
    #: Whether None is one of its values.
    takes_none: ClassVar[bool] = False
    #: The values that say as little as an absent key.
    empty_values: ClassVar[tuple[Any, ...]] = (None,)
    #: A value that the facets of a field must be able to judge.
    sample: ClassVar[Any] = None

    @property
    def noun(self) -> str:
        """What people call such a value, with an article: `a list`."""
        return "any data"

    @property
    def choices(self) -> tuple[Any, ...]:
        """All values that it takes, where they are few."""
        return ()

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The constraints on the value itself, not on what is in it."""
        return ()

    def constrained(self, facets: tuple[Facet, ...]) -> Shape:  # noqa: ARG002
        """Return the shape with the constraints that stand beside it; itself if it takes none."""
        return self

    @property
    def model(self) -> type | None:
        """The class of the value, where it is a record."""
        return None

    def inner(self) -> tuple[Shape, ...]:
        """Return the shapes that this one is made of; those of a record are in its table."""
        return ()

    def problem(self) -> str:
        """Say what is wrong with the shape, once all models in it are known; empty if nothing."""
        return ""

    def flat(self) -> Iterator[Shape]:
        """Yield this shape and those that it is made of, at any depth."""
        yield self
        for shape in self.inner():
            yield from shape.flat()

    @property
    def record_model(self) -> type | None:
        """The class of the records in a value, at any depth; None where there are none."""
        return next((shape.model for shape in self.flat() if shape.model is not None), None)

    def child(self, step: str | int) -> Shape | None:  # noqa: ARG002
        """Return the shape under a key or index; None where nothing is known of it."""
        return None

    def current_key(self, key: str) -> str:
        """Return the key to write instead of an older one, or the key itself."""
        return key

    def key_order(self) -> tuple[str, ...]:
        """Return the keys of a record in house order; none where the value is no record."""
        return ()

    def quotes(self, key: str) -> bool:  # noqa: ARG002
        """Tell whether the house style puts text under a key of a record in double quotes."""
        return False

    def entries(self, value: Any) -> Iterable[tuple[str | int, Shape, Any]]:  # noqa: ARG002
        """Return what is directly in a value: its step, its shape and itself."""
        return ()

    def branch_of(self, value: Any) -> Shape:  # noqa: ARG002
        """Return the shape that speaks for a value: of several that it may have, the nearest."""
        return self

    def is_near(self, value: Any, form: Representation) -> bool:
        """Tell at a glance whether a value is of the kind, whatever else is wrong with it."""
        return self.accepts(value, form)

    def noun_in(self, form: Representation) -> str:  # noqa: ARG002
        """Return what people call such a value in a file or in Python."""
        return self.noun

    def walk(self, value: Any, route: Route = ()) -> Iterator[tuple[Shape, Any, Route]]:
        """Yield plain data and all parts of it that the shape knows: shape, value and route."""
        pending: list[tuple[Shape, Any, Route]] = [(self, value, route)]
        while pending:
            shape, whole, above = pending.pop()
            shape = shape if shape.is_single else shape.branch_of(whole)
            yield shape, whole, above
            if not shape.is_single:
                parts = [(kind, part, (*above, step)) for step, kind, part in shape.entries(whole)]
                pending += reversed(parts)

    def accepts(self, value: Any, form: Representation) -> bool:
        """Tell quickly whether a value has the shape; the same verdict as `explain`."""
        raise NotImplementedError

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        """Yield every fault of a value that must have the shape."""
        if not self.accepts(value, form):
            yield wrong_type(route, self.noun, value)

    def builder(self) -> Builder:
        """Return the function that judges and converts a value of a file."""
        accepts = self.accepts

        def build(value: Any) -> Any:
            if not accepts(value, FILE):
                raise RejectedError
            return value

        return build

    def recover(self, value: Any) -> Any:  # noqa: ARG002
        """Build what is sound in a value of a file that has faults.

        Raises:
            RejectedError: nothing of it can be used.
        """
        raise RejectedError

    def schema(self, references: References) -> Schema:  # noqa: ARG002
        """Return the JSON Schema of the values in a file."""
        return {}

    def example(self, of_record: Callable[[type], Any]) -> Any:  # noqa: ARG002
        """Return data of the shape, made of those of a record; None where there are none."""
        return None

    def example_text(self) -> str:
        """Write a value as YAML on one line; empty where none is known."""
        return ""

    def summary(self, link: Callable[[type], str]) -> str:  # noqa: ARG002
        """Name the type for the page of the fields; `link` makes the name of a model."""
        return self.noun

    def sentences(self) -> list[str]:
        """Say the constraints in words, each as a phrase."""
        return [facet.sentence for facet in self.facets if facet.sentence]

    def covers(self, other: Shape) -> bool:
        """Tell whether every value of another shape has this one."""
        return self == other

    def compares_by_value(self, default: Any) -> bool:  # noqa: ARG002
        """Tell whether `==` can say that a value is the default of its field.

        A class may call two records equal that are written otherwise, and `False` equals 0.
        """
        return False


def subject(route: Route) -> str:
    """Name a value by the whole route to it."""
    return f"`{format_route(route)}`" if route else "the data"


def wrong_type(
    route: Route, expected: str, value: Any, advice: str = "", replacement: float | None = None
) -> Fault:
    """Return the fault of a value that is of another kind than its shape."""
    message = f"{subject(route)} must be {expected}, not {kind_of(value)}"
    return Fault(WRONG_TYPE, message, advice, route, replacement=replacement)


def located(route: Route, fault: Fault) -> Fault:
    """Return what a facet says of a value, with the name and the route of the value."""
    # A facet of a list may mean one of its items.
    route = (*route, *fault.route)
    return replace(fault, route=route, message=f"{subject(route)} {fault.message}")


def joined(start: Schema, parts: Iterable[Mapping[str, object]]) -> Schema:
    """Join keywords into one schema; a part that would overwrite another stands in `allOf`."""
    whole = dict(start)
    apart: list[Mapping[str, object]] = []
    for part in parts:
        if whole.keys() & part.keys():
            apart.append(part)
        else:
            whole.update(part)
    return {**whole, "allOf": apart} if apart else whole
