"""The field table: what a model class declares, reflected once per class.

Everything derived from a model (validation, conversion, JSON Schema, shape rules, the pages of the
docs) reads this table and never the class itself.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform, overload

import attrs

from article_schema.errors import ModelError, ValidationError
from article_schema.model.facets import Apart, Deprecated, Doc, Example, Key, Quoted, Reports
from article_schema.model.shapes import AnyShape, Kind, ScalarShape, Shape, shape_of

_C = TypeVar("_C", bound=type)

#: The attribute that keeps the keys of a file that a model does not know.
EXTRA = "extra"
_GROUPS = "__article_schema_one_of__"


@attrs.frozen
class Field:
    """One field of a model."""

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
    make_default: Callable[[], Any] | None
    doc: str
    examples: tuple[Any, ...] = ()
    #: For an older name: the key to write instead.
    deprecated: str | None = None
    #: Whether the house style puts the value in double quotes.
    quoted: bool = False
    #: Whether the house style sets the entry apart by blank lines; collections always are.
    apart: bool = False
    #: The rule code for all faults of this field, where it has one of its own.
    code: str | None = None

    @property
    def is_integer(self) -> bool:
        """Whether the value is a whole number."""
        return isinstance(self.shape, ScalarShape) and self.shape.kind is Kind.INTEGER


@attrs.frozen(eq=False)
class ModelTable:
    """The fields of a model class."""

    model: type
    doc: str
    fields: tuple[Field, ...]
    #: Groups of keys of which at least one must be there.
    one_of: tuple[tuple[str, ...], ...]
    by_key: dict[str, Field]
    by_name: dict[str, Field]
    #: The keys that are older names.
    deprecated: frozenset[str]


def camel_case(name: str) -> str:
    """Turn a Python name into the key of a file: `cdn_amp_web_url` into `cdnAmpWebUrl`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def is_model(cls: Any) -> bool:
    """Tell whether a class is a model class."""
    return isinstance(cls, type) and _GROUPS in cls.__dict__


def is_absent(value: Any) -> bool:
    """Tell whether a value says nothing; in Python an absent list or mapping is an empty one."""
    return value is None or value in ([], {})


_TABLES: dict[type, ModelTable] = {}


def table_of(model: type) -> ModelTable:
    """Return the field table of a model class.

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
        table = _TABLES[model] = _reflect(model)
        return table


def _reflect(model: type) -> ModelTable:
    hints = typing.get_type_hints(model, include_extras=True)
    fields = tuple(
        _field(model, attribute, hints[attribute.name])
        for attribute in attrs.fields(model)
        if attribute.name != EXTRA
    )
    by_key = {field.key: field for field in fields}
    if len(by_key) != len(fields):
        raise ModelError(f"{model.__name__}: two fields have the same key")
    by_name = {field.name: field for field in fields}
    groups = tuple(_group(model, group, by_name) for group in getattr(model, _GROUPS))
    doc = (model.__doc__ or "").strip().partition("\n")[0]
    deprecated = frozenset(field.key for field in fields if field.deprecated)
    return ModelTable(model, doc, fields, groups, by_key, by_name, deprecated)


def _group(model: type, names: tuple[str, ...], by_name: dict[str, Field]) -> tuple[str, ...]:
    for name in names:
        if name not in by_name:
            raise ModelError(f"{model.__name__}: one_of names {name!r}, which is not a field")
        make_default = by_name[name].make_default
        if make_default is not None and not is_absent(make_default()):
            raise ModelError(f"{model.__name__}.{name}: a field of one_of is empty by default")
    return tuple(by_name[name].key for name in names)


def _field(model: type, attribute: attrs.Attribute[Any], hint: Any) -> Field:
    where = f"{model.__name__}.{attribute.name}"
    shape, nullable = shape_of(hint, is_model, where)
    notes = _notes(hint)
    required = attribute.default is attrs.NOTHING
    return Field(
        name=attribute.name,
        key=next((note.name for note in notes if isinstance(note, Key)), None)
        or camel_case(attribute.name),
        shape=shape,
        required=required,
        nullable=nullable or isinstance(shape, AnyShape) or not required,
        holds_none=nullable or isinstance(shape, AnyShape),
        make_default=None if required else _default_maker(attribute.default),
        doc=" ".join(note.text for note in notes if isinstance(note, Doc)),
        examples=tuple(note.value for note in notes if isinstance(note, Example)),
        deprecated=next((note.instead for note in notes if isinstance(note, Deprecated)), None),
        quoted=any(isinstance(note, Quoted) for note in notes),
        apart=any(isinstance(note, Apart) for note in notes),
        code=next((note.code for note in notes if isinstance(note, Reports)), None),
    )


def _default_maker(default: Any) -> Callable[[], Any]:
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # the stubs call it a function
        factory: Callable[[], Any] = default.factory
        return factory
    return lambda: default


def _notes(hint: Any) -> list[Any]:
    """Collect what `Annotated` holds around and directly inside an optional type."""
    if typing.get_origin(hint) is typing.Annotated:
        return [*hint.__metadata__, *_notes(hint.__origin__)]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return [note for member in typing.get_args(hint) for note in _notes(member)]
    return []


class _FieldValidator:
    """Validates one attribute when it is set, through the table of the instance's own class."""

    __slots__ = ()

    def __call__(self, instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        from article_schema.model.explain import accepts, explain_extra, explain_value

        model = type(instance)
        if attribute.name == EXTRA:
            if not isinstance(value, dict):
                raise TypeError(f"{model.__name__}.extra must be a dict")
            if value and (faults := explain_extra(table_of(model), value)):
                raise ValidationError(faults)
            return
        field = table_of(model).by_name[attribute.name]
        if not accepts(field, value):
            raise ValidationError(explain_value(field, value))


def _validated(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    parent = cls.__mro__[1]
    names = [field.name for field in attrs.fields(parent)] if attrs.has(parent) else []
    # A field that a subclass declares anew keeps its place among the keys of a file.
    places = {name: place for place, name in enumerate(names)}
    return [
        # The stubs of attrs do not know `inherited`.
        field if field.inherited else field.evolve(validator=_FieldValidator())  # type: ignore[attr-defined]
        for field in sorted(fields, key=lambda field: places.get(field.name, len(places)))
    ]


@overload
def record(cls: _C, /) -> _C: ...


@overload
def record(*, one_of: tuple[tuple[str, ...], ...]) -> Callable[[_C], _C]: ...


@dataclass_transform(kw_only_default=True, field_specifiers=(attrs.field,))
def record(
    cls: _C | None = None, /, *, one_of: tuple[tuple[str, ...], ...] | None = None
) -> _C | Callable[[_C], _C]:
    """Make a class a model: a slotted, keyword-only attrs class, validated when set.

    Args:
        cls: the class, when the decorator is written without parentheses.
        one_of: groups of field names of which at least one must have a value. A subclass that does
            not say otherwise keeps the groups of its parent.
    """

    def decorate(cls: _C) -> _C:
        groups = one_of if one_of is not None else getattr(cls, _GROUPS, ())
        setattr(cls, _GROUPS, groups)
        return attrs.define(cls, kw_only=True, slots=True, field_transformer=_validated)

    return decorate if cls is None else decorate(cls)


@record
class Record:
    """The parent of all models: keeps what a file holds beyond the fields of its class."""

    #: Keys that the model does not know, with their data; never lost, never checked.
    extra: dict[str, Any] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Check the groups of keys of which one must be there."""
        from article_schema.model.explain import explain_groups

        faults = explain_groups(table_of(type(self)), self)
        if faults:
            raise ValidationError(faults)
