"""The tables of models: what a model class declares, field by field.

Everything derived from a model (validation, conversion, JSON Schema, shape rules, the pages of the
docs) reads its table and never the class itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar

import attrs

from article_schema.errors import ModelError
from article_schema.faults import Fault, Route
from article_schema.model.facets import Note
from article_schema.model.plain import in_order, plain
from article_schema.model.shapes.base import Shape
from article_schema.signatures import PlainData

_N = TypeVar("_N", bound=Note)

#: The attribute that keeps the keys of a file that a model does not know.
EXTRA = "extra"
#: The key by which a file names its JSON Schema to editors (JSON Schema core, section 8.1.1).
SCHEMA_KEY = "$schema"
#: The default of a field that has none.
REQUIRED: Any = attrs.NOTHING
#: The attribute of a model class that makes its table.
REFLECT = "__article_schema_reflect__"


def _takes_none(_: str) -> bool:
    return False


@attrs.frozen
class Field:
    """One field of a model.

    >>> from article_schema import Image
    >>> width = table_of(Image).by_name["width"]
    >>> width.key, width.required, width.doc, width.example_text
    ('width', True, 'Width in pixels.', '1200')
    """

    #: The Python name, `published_date_time`.
    name: str
    #: The key in files, `publishedDateTime`.
    key: str
    shape: Shape
    required: bool
    #: Whether an empty value in a file (null) stands for an absent one.
    nullable: bool
    #: Whether the attribute in Python can be None.
    holds_none: bool
    #: Makes the value of an absent attribute; a required field has none.
    make_default: Callable[[], object] | None
    doc: str
    examples: tuple[PlainData, ...] = ()
    #: For an older name: the key to write instead; empty text where there is none.
    deprecated: str | None = None
    #: Whether the house style puts the value in double quotes.
    quoted: bool = False
    #: Whether the house style sets the entry apart by blank lines; collections always are.
    apart: bool = False
    #: The rule code for all faults of this field, where it has one of its own.
    code: str | None = None
    #: What the field says to other rooms.
    notes: tuple[Note, ...] = ()

    def note(self, kind: type[_N]) -> _N | None:
        """Return what the field says to another room, the note that stands nearest to it.

        Args:
            kind: the class of the note.
        """
        return next((note for note in reversed(self.notes) if isinstance(note, kind)), None)

    def is_absent(self, value: object) -> bool:
        """Tell whether a value says as little as an absent key.

        Args:
            value: a value as Python or a file has it: None, and an empty list or mapping, say
                nothing.
        """
        if value:
            return False
        return value is None or (value in ([], {}) and value in self.shape.empty_values)

    @property
    def is_integer(self) -> bool:
        """Whether the value is a whole number."""
        return self.shape.is_integer

    @property
    def example_text(self) -> str:
        """A value as YAML on one line; empty where none is known."""
        example = self.examples[0] if self.examples else None
        if isinstance(example, bool):
            return "true" if example else "false"
        if isinstance(example, str | int | float):
            return str(example)
        if isinstance(example, list) and example and isinstance(example[0], str):
            return f"[{', '.join(map(str, example))}]"
        return self.shape.example_text()


class Judge(Protocol):
    """Says of plain data what shapes cannot say, such as the rest of a JSON Schema."""

    def accepts(self, value: Any) -> bool:
        """Tell whether a value is right; the same verdict as `faults`."""
        ...

    def faults(self, value: Any, route: Route) -> list[Fault]:
        """Return every fault of a value; `route` is its own."""
        ...


#: Returns what a record has under a key: None where it has nothing.
Values: TypeAlias = Callable[[str], object]


class Condition:
    """What several fields of a record have to keep together; `requires` and the like make one.

    >>> from article_schema import Article
    >>> for condition in table_of(Article).conditions:
    ...     print(condition.sentence)
    At least one of `category`, `categories` has a value.
    At least one of `webUrl`, `originalUrl`, `sourceUrl` has a value.
    """

    __slots__ = ()

    #: The word that declares it.
    word: ClassVar[str]

    @property
    def group(self) -> tuple[str, ...]:
        """The keys of which at least one must have a value, if that is the condition."""
        return ()

    @property
    def unwanted(self) -> tuple[str, ...]:
        """The keys that an example leaves out, so that it keeps the condition."""
        return ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it names."""
        raise NotImplementedError

    @property
    def presences(self) -> tuple[str, ...]:
        """The fields of which it asks whether they have a value."""
        raise NotImplementedError

    def problem(self, by_name: dict[str, Field]) -> str:  # noqa: ARG002
        """Say what is wrong with it, given the fields of its class; empty if nothing.

        Args:
            by_name: the fields by their names in Python.
        """
        return ""

    def bound(self, by_name: dict[str, Field]) -> Condition:
        """Return it with the fields of its class.

        Args:
            by_name: the fields by their names in Python.
        """
        raise NotImplementedError

    def holds(self, get: Values) -> bool:
        """Tell quickly whether a record keeps it; the same verdict as `faults`.

        >>> from article_schema import Article
        >>> condition = table_of(Article).conditions[0]
        >>> condition.holds({"category": "news"}.get), condition.holds({}.get)
        (True, False)

        Args:
            get: returns what a record has under a key, None where it has nothing.
        """
        raise NotImplementedError

    def faults(self, get: Values, route: Route) -> Iterator[Fault]:
        """Yield what is wrong with a record; `route` is its own.

        Args:
            get: returns what a record has under a key, None where it has nothing.
            route: the route of the record; `()` for a whole file.
        """
        raise NotImplementedError

    def schema(self, dependencies: str) -> Mapping[str, object]:
        """Return the keywords that say the same.

        Args:
            dependencies: the keyword of the draft for keys that need others.
        """
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        """The condition in words."""
        raise NotImplementedError


@attrs.frozen(eq=False)
class ModelTable:
    """The fields of a model class.

    >>> from article_schema import Article
    >>> table = table_of(Article)
    >>> [field.key for field in table.fields if field.required]
    ['title', 'excerpt', 'publishedDateTime', 'type', 'provider', 'topics']
    >>> table.by_key["webUrl"].name, table.one_of
    ('web_url', (('category', 'categories'), ('webUrl', 'originalUrl', 'sourceUrl')))
    """

    model: type
    doc: str
    fields: tuple[Field, ...]
    #: What several keys have to keep together.
    conditions: tuple[Condition, ...]
    by_key: dict[str, Field]
    by_name: dict[str, Field]
    #: The keys that are older names.
    deprecated: frozenset[str]
    #: Whether a key without a field is a fault.
    closed: bool = False
    #: Whether a key without a field is the site's own.
    others: bool = False
    #: Tells which keys without a field are right.
    takes: Callable[[str], bool] = _takes_none
    #: Whether null is a value as any other, and never stands for an absent key.
    null_counts: bool = False
    #: What else a record has to keep.
    rest: Judge | None = None
    #: The JSON Schema that the model was made from.
    source: dict[str, PlainData] | None = None

    @property
    def one_of(self) -> tuple[tuple[str, ...], ...]:
        """The groups of keys of which at least one must have a value."""
        return tuple(each.group for each in self.conditions if each.group)


def is_model(cls: Any) -> bool:
    """Tell whether a class is a model class."""
    return isinstance(cls, type) and REFLECT in cls.__dict__


def needs_nothing(model: type) -> bool:
    """Tell whether a record without any key keeps the contract of a model."""
    table = table_of(model)
    if any(field.required for field in table.fields):
        return False
    return all(condition.holds(lambda _: None) for condition in table.conditions)


def is_from_schema(model: type) -> bool:
    """Tell whether a model, or one of a part of it, was made from a JSON Schema."""
    return any(table.source is not None for table in tables_in(model))


def tables_in(model: type) -> Iterator[ModelTable]:
    """Yield the table of a model, and that of each model of a part of it, once."""
    seen = {model}
    waiting = [model]
    while waiting:
        table = table_of(waiting.pop())
        yield table
        shapes = (shape for field in table.fields for shape in field.shape.flat())
        inner = {shape.model for shape in shapes if shape.model is not None} - seen
        seen |= inner
        waiting += inner


def is_absent(value: object) -> bool:
    """Tell whether a value says nothing; in Python an absent list or mapping is an empty one."""
    return value is None or value in ([], {})


def data_of(value: Any) -> Any:
    """Return the plain data of a value in Python, in which absent keys are left out.

    Raises:
        EndlessError: the value has no end.
    """
    if is_model(type(value)):
        held = [(field, getattr(value, field.name, None)) for field in table_of(type(value)).fields]
        known = {
            field.key: data_of(part)
            for field, part in held
            if part is not None or (field.required and hasattr(value, field.name))
        }
        return {**known, **data_of(getattr(value, EXTRA, {}))}
    if isinstance(value, dict):
        return {key: data_of(part) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        value = in_order(value)
    return [data_of(part) for part in value] if isinstance(value, list | tuple) else plain(value)


_TABLES: dict[type, ModelTable] = {}


def table_of(model: type) -> ModelTable:
    """Return the field table of a model class.

    >>> from article_schema import Provider
    >>> [(field.name, field.required) for field in table_of(Provider).fields]
    [('name', True), ('domain', True), ('images', False), ('authors', False), ('publishers', False)]
    >>> table_of(dict)
    Traceback (most recent call last):
    article_schema.errors.ModelError: <class 'dict'> is not a model class; decorate it with @record

    Args:
        model: a class made with `@record`.

    Raises:
        ModelError: the class is not a model, or declares a field that no file can hold.
    """
    try:
        return _TABLES[model]
    except (KeyError, TypeError):
        if not is_model(model):
            message = f"{model!r} is not a model class; decorate it with @record"
            if is_model(type(model)):
                name = type(model).__name__
                message = f"an instance of {name} is not a model class; write {name} itself"
            raise ModelError(message) from None
        table: ModelTable = getattr(model, REFLECT)()
        # Before its shapes are judged, since the model may hold itself.
        _TABLES[model] = table
        problems = [
            f"{model.__name__}.{field.name}: {problem}"
            for field in table.fields
            for shape in field.shape.flat()
            if (problem := shape.problem())
        ]
        if problems:
            del _TABLES[model]
            raise ModelError("\n".join(problems)) from None
        return table
