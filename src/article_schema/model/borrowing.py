"""Models that nobody wrote down: made of plain classes, and of fields known at run time.

Of a class of attrs or of dataclasses the keys of a file are the names of the fields as they are, as
other libraries take them.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import attrs

from article_schema.errors import ModelError
from article_schema.model.declaring import hints_of
from article_schema.model.facets import Doc, Key
from article_schema.model.fields import Record, record
from article_schema.model.shapes.hints import alias_value
from article_schema.model.shapes.tables import REFLECT, ModelTable, is_model, table_of


class _Given(NamedTuple):
    """A field of a plain class."""

    name: str
    key: str
    #: Its name among the types of the class.
    typed: str
    #: What stands in the class of a model; nothing for a required field.
    default: Any
    doc: str


def is_plain_class(cls: Any) -> bool:
    """Tell whether a class is one of attrs or of dataclasses, and no model."""
    is_plain = isinstance(cls, type) and (dataclasses.is_dataclass(cls) or attrs.has(cls))
    return is_plain and not is_model(cls)


def record_of(cls: type) -> type[Record]:
    """Return a model with the fields of a class of attrs or of dataclasses.

    Raises:
        ModelError: it has a field that cannot be in a file.
    """
    borrower = _Borrower()
    model = borrower.model(cls)
    for each in borrower.known.values():
        table_of(each)
    return model


class _Borrower:
    """Makes the models of classes that hold each other, each once."""

    def __init__(self) -> None:
        self.known: dict[type, type[Record]] = {}
        self._open: list[type] = []

    def model(self, cls: type) -> type[Record]:
        """Return the model of a class."""
        if cls in self.known:
            return self.known[cls]
        if cls in self._open:
            raise ModelError(f"{cls.__name__}: it holds itself; write a model with @record")
        self._open.append(cls)
        hints, problems = hints_of(cls)
        if problems:
            raise ModelError("\n".join(problems))
        space: dict[str, Any] = {"__module__": cls.__module__, "__doc__": _doc_of(cls)}
        annotations = space["__annotations__"] = {}
        for given in _fields(cls):
            notes = (Key(given.key), *([Doc(given.doc)] if given.doc else []))
            hint = self._hint(hints[given.typed])
            hint = hint | None if given.default is None else hint
            annotations[given.name] = Annotated[hint, *notes]
            if given.default is not attrs.NOTHING:
                space[given.name] = given.default
        self._open.pop()
        self.known[cls] = record(type(cls.__name__, (Record,), space))
        return self.known[cls]

    def _hint(self, hint: Any) -> Any:
        """Return a type with the models of plain classes in their places."""
        hint = alias_value(hint)
        if is_plain_class(hint):
            return self.model(hint)
        origin = get_origin(hint)
        if origin is Annotated:
            return Annotated[self._hint(hint.__origin__), *hint.__metadata__]
        if origin in (Union, types.UnionType):
            return Union[tuple(map(self._hint, get_args(hint)))]  # noqa: UP007 - made of a tuple
        if origin in (None, typing.Literal):
            return hint
        inner = tuple(each if each is ... else self._hint(each) for each in get_args(hint))
        generic: Any = origin
        return generic[inner] if isinstance(origin, type) else hint


def _doc_of(cls: type) -> str | None:
    doc = cls.__doc__
    # A dataclass without one has its signature there.
    return None if doc is None or doc.startswith(f"{cls.__name__}(") else doc


def _fields(cls: type) -> Iterator[_Given]:
    if attrs.has(cls):
        for each in attrs.fields(cls):
            if each.init:
                default: Any = each.default
                if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a function there
                    # What a default makes of the other fields, a file cannot say.
                    default = None if default.takes_self else attrs.field(factory=default.factory)
                key = each.alias or each.name
                yield _Given(key, key, each.name, default, _described(each.metadata))
        return
    for field in dataclasses.fields(cls):
        if field.init:
            default = attrs.NOTHING
            if field.default is not dataclasses.MISSING:
                default = field.default
            elif field.default_factory is not dataclasses.MISSING:
                default = attrs.field(factory=field.default_factory)
            name = field.name
            yield _Given(name, name, name, default, _described(field.metadata))


def _described(metadata: typing.Mapping[Any, Any]) -> str:
    text = metadata.get("description") or metadata.get("doc")
    return text if isinstance(text, str) else ""


def make_record(name: str, fields: Iterable[tuple[str, Any, Any]]) -> type[Record]:
    """Make a closed model whose fields are known at run time.

    Args:
        name: the name of the class.
        fields: the key, the type and the default of each field; lists and mappings are copied.
            A field with `REQUIRED` for a default needs a value.
    """
    hints: dict[str, Any] = {}
    space: dict[str, Any] = {"__annotations__": hints, "__module__": __package__}
    for number, (key, hint, default) in enumerate(fields):
        field = f"field_{number}"
        hints[field] = typing.Annotated[hint, Key(key)]
        space[field] = (
            attrs.field(factory=default.copy) if isinstance(default, list | dict) else default
        )
    return record(closed=True)(type(name, (Record,), space))


def make_open_record(name: str, names: Iterable[str], table: Callable[[type], ModelTable]) -> type:
    """Make a model whose table somebody else makes.

    Args:
        name: the name of the class.
        names: the names of its attributes, each a Python name; None is the value of all.
        table: makes the table when it is first asked for; its fields have these names.
    """
    hints = dict.fromkeys(names, Any)
    space = {**dict.fromkeys(hints), "__annotations__": hints, "__module__": __package__}
    model = record(type(name, (Record,), space))
    setattr(model, REFLECT, classmethod(table))
    return model
