"""Model classes: the decorator that makes them, their parent, and what their fields declare."""

from __future__ import annotations

import functools
import importlib
import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar, dataclass_transform, overload

import attrs

from article_schema.errors import ModelError, ValidationError
from article_schema.late_pattern import late_pattern
from article_schema.model.declaring import (
    class_problems,
    field_problems,
    hidden_fields,
    hints_of,
    made_default,
    take_loose_fields,
)
from article_schema.model.facets import (
    BlankLinesAround,
    Deprecated,
    Doc,
    Example,
    Key,
    Note,
    Quoted,
    Reports,
)
from article_schema.model.shapes.declared import CONDITIONS, condition_problems, conditions_of
from article_schema.model.shapes.explain import (
    accepts,
    explain_conditions,
    explain_extra,
    explain_value,
    untold,
)
from article_schema.model.shapes.hints import alias_value, shape_of
from article_schema.model.shapes.tables import (
    EXTRA,
    REFLECT,
    Condition,
    Field,
    ModelTable,
    data_of,
    is_model,
    table_of,
)
from article_schema.model.shapes.telling import Described, represent, written_doc
from article_schema.signatures import PlainData

_C = TypeVar("_C", bound=type)
_N = TypeVar("_N")

_KEYS = "__article_schema_keys__"
_CLOSED = "__article_schema_closed__"
_OTHERS = "__article_schema_others__"


#: Where a word begins in a name such as `pubDate`.
_HUMP = late_pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def camel_case(name: str) -> str:
    """Turn a Python name into the key of a file: `cdn_amp_web_url` into `cdnAmpWebUrl`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


#: How a Python name becomes the key of a file.
KeyStyle: TypeAlias = Literal["camel", "kebab", "snake", "as-is", "camelCase", "kebab-case"]
_STYLES: dict[KeyStyle, Callable[[str], str]] = {
    "camel": camel_case,
    "kebab": lambda name: name.replace("_", "-"),
    "snake": lambda name: _HUMP.sub("_", name).lower().rstrip("_"),
    "as-is": lambda name: name,
    "camelCase": camel_case,  # an older name, as the next one
    "kebab-case": lambda name: name.replace("_", "-"),
}


def _reflect(model: type) -> ModelTable:
    hints, problems = hints_of(model)
    fields = []
    for attribute in attrs.fields(model):
        if attribute.name != EXTRA and attribute.name in hints:
            try:
                fields.append(_field(model, attribute, hints[attribute.name]))
            except ModelError as error:
                problems.append(str(error))
    by_key = {field.key: field for field in fields}
    by_name = {field.name: field for field in fields}
    problems += _key_problems(model, fields, by_key)
    conditions: tuple[Condition, ...] = getattr(model, CONDITIONS)
    if len(fields) == len(attrs.fields(model)) - 1:
        problems += condition_problems(model, conditions, by_name)
        problems += [
            f"{model.__name__}.{field.name}: Deprecated names {field.deprecated!r}, which is no key"
            for field in fields
            if field.deprecated is not None and field.deprecated not in by_key
        ]
    if problems:
        raise ModelError("\n".join(problems))
    bound = tuple(condition.bound(by_name) for condition in conditions)
    doc = written_doc(model).strip().partition("\n")[0]
    deprecated = frozenset(field.key for field in fields if field.deprecated is not None)
    closed = getattr(model, _CLOSED, False)
    others = not closed and getattr(model, _OTHERS, False)
    table = ModelTable(model, doc, tuple(fields), bound, by_key, by_name, deprecated, closed)
    if callable(others):
        return attrs.evolve(table, others=True, takes=functools.partial(others, by_key))
    return attrs.evolve(table, others=True) if others else table


def _key_problems(model: type, fields: list[Field], by_key: Mapping[str, Field]) -> Iterator[str]:
    for field in fields:
        twin = by_key[field.key]
        if twin is not field:
            names = f"{field.name} and {twin.name}"
            yield f"{model.__name__}: two fields have the same key `{field.key}`: {names}"


def _field(model: type, attribute: attrs.Attribute[Any], hint: Any) -> Field:
    where = f"{model.__name__}.{attribute.name}"
    try:
        shape, nullable = shape_of(hint, where)
    except RecursionError:
        message = f"{where}: its type holds itself; make a model class of it, which may do that"
        raise ModelError(message) from None
    notes = _notes(hint)
    required = attribute.default is attrs.NOTHING
    key = _last(notes, Key)
    deprecated, reports = _last(notes, Deprecated), _last(notes, Reports)
    field = Field(
        name=attribute.name,
        key=key.name if key else _STYLES[getattr(model, _KEYS, "camel")](attribute.name),
        shape=shape,
        required=required,
        nullable=shape.takes_none
        or (not getattr(model, _CLOSED, False) and (nullable or not required)),
        holds_none=nullable or shape.takes_none,
        make_default=None if required else _default_maker(attribute.default),
        doc=" ".join(note.text for note in notes if isinstance(note, Doc)),
        examples=tuple(note.value for note in notes if isinstance(note, Example)),
        deprecated=deprecated.instead if deprecated else None,
        quoted=any(isinstance(note, Quoted) for note in notes),
        apart=any(isinstance(note, BlankLinesAround) for note in notes),
        code=reports.code if reports else None,
        notes=tuple(note for note in notes if isinstance(note, Note)),
    )
    _check_default(field, where)
    return field


def _check_default(field: Field, where: str) -> None:
    """Make sure that the default of a field is one of its values."""
    if field.make_default is None:
        return
    default, problem = made_default(field.make_default, where)
    if problem:
        raise ModelError(problem)
    if not accepts(field, default):
        reasons = "; ".join(fault.message for fault in explain_value(field, default))
        advice = "write another, or `| None` after the type and None as default"
        raise ModelError(f"{where}: its default is not allowed: {reasons}; {advice}")


def _default_maker(default: Any) -> Callable[[], Any]:
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # the stubs call it a function
        factory: Callable[[], Any] = default.factory
        return factory
    return lambda: default


def _notes(hint: Any) -> list[Any]:
    """Collect what `Annotated` holds inside and around an optional type, the innermost first."""
    hint = alias_value(hint)
    if typing.get_origin(hint) is typing.Annotated:
        return [*_notes(hint.__origin__), *hint.__metadata__]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return [note for member in typing.get_args(hint) for note in _notes(member)]
    return []


def _last(notes: list[Any], kind: type[_N]) -> _N | None:
    """Return the note that stands nearest to the field: it knows better than that of a type."""
    return next((note for note in reversed(notes) if isinstance(note, kind)), None)


class _FieldValidator:
    """Validates one attribute when it is set, through the table of the instance's own class."""

    __slots__ = ()

    def __call__(self, instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
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
    parents = [parent for parent in reversed(cls.__mro__[1:]) if attrs.has(parent)]
    names = dict.fromkeys(field.name for parent in parents for field in attrs.fields(parent))
    # A field that a subclass declares anew keeps its place among the keys of a file.
    places = {name: place for place, name in enumerate(names)}
    return [
        # The stubs of attrs do not know `inherited`.
        field if field.inherited else field.evolve(validator=_FieldValidator())  # type: ignore[attr-defined]
        for field in sorted(fields, key=lambda field: places.get(field.name, len(places)))
    ]


def _is_root(cls: type) -> bool:
    """Tell whether a class is `Record`, which may do what its children may not."""
    return cls.__module__ == __name__


def _define(cls: type, conditions: tuple[Condition, ...], problems: list[str]) -> type:
    """Let attrs make a class a model, with slots and of fields that have a type.

    Raises:
        ModelError: it declares what would not hold for files; all of that is named.
    """

    def transform(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
        for field in fields:
            if not field.inherited and not _is_root(cls):  # type: ignore[attr-defined]
                problems.extend(field_problems(cls, field, EXTRA))
        inherited = [field.name for field in fields if field.inherited]  # type: ignore[attr-defined]
        problems.extend(hidden_fields(cls, inherited))
        return _validated(cls, fields)

    setattr(cls, CONDITIONS, conditions)
    setattr(cls, REFLECT, classmethod(_reflect))
    try:
        model = attrs.define(cls, kw_only=True, repr=False, field_transformer=transform)
        setattr(model, "__doc__", Described(written_doc(model)))  # noqa: B010
    except Exception as error:
        if problems:
            raise ModelError("\n".join(problems)) from None
        raise ModelError(f"{cls.__name__}: {error}") from error
    if not problems:
        return model
    told = {problem.partition(": ")[0] for problem in problems}
    try:
        _reflect(model)
    except ModelError as error:
        # What the types tell of a field follows from what is told of it already, as a rule.
        more = str(error).splitlines()
        problems += [line for line in more if line.partition(": ")[0] not in told - {cls.__name__}]
    raise ModelError("\n".join(problems))


@overload
def record(cls: _C, /) -> _C: ...


@overload
def record(
    *,
    one_of: tuple[tuple[str, ...], ...] | None = ...,
    conditions: Sequence[Condition] = ...,
    keys: KeyStyle | None = ...,
    closed: bool | None = ...,
    others: bool | Callable[[Collection[str], str], bool] | None = ...,
) -> Callable[[_C], _C]: ...


@dataclass_transform(kw_only_default=True, field_specifiers=(attrs.field,))
def record(
    cls: _C | None = None,
    /,
    *,
    one_of: tuple[tuple[str, ...], ...] | None = None,
    conditions: Sequence[Condition] = (),
    keys: KeyStyle | None = None,
    closed: bool | None = None,
    others: bool | Callable[[Collection[str], str], bool] | None = None,
) -> _C | Callable[[_C], _C]:
    """Make a class a model: a slotted, keyword-only attrs class, validated when set.

    >>> from typing import Annotated
    >>> from article_schema.fields import Name
    >>> @record(keys="kebab", closed=True)
    ... class Course(Record):
    ...     course_title: Annotated[Name, Doc("What it is called.")]
    ...     hours: int = 1
    >>> structure({"course-title": "Knots"}, Course).course_title
    'Knots'
    >>> structure({"course-title": "Knots", "place": "Quay 3"}, Course)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `place` is not a known key; remove it

    Args:
        cls: the class, when the decorator is written without parentheses.
        one_of: groups of field names of which at least one must have a value. A subclass that does
            not say otherwise keeps the groups of its parent.
        conditions: what several fields have to keep together: `requires`, `excludes`, `one_of` and
            `when` of `article_schema.fields` make them. Those of the parents apply too.
        keys: how the names of fields become keys, unless a field has a `Key`: "camel" makes
            `pubDate` of `pub_date`, "kebab" `pub-date`, "snake" `pub_date`, also of `pubDate`, and
            "as-is" leaves the name as it is. The default is that of the parent, "camel" at first.
        closed: whether a key that no field has is a fault, and a key without a value (null) too,
            since leaving it out says the same. The default is that of the parent, False at first.
        others: whether a key that no field has is the site's own, and nothing to report; one that
            is similar to a field's key is reported as misspelt all the same, but for an `s` at its
            end. A function takes the keys of the fields and a key, and tells whether that is right
            without a question. The default is that of the parent, False at first; a closed record
            has no others.

    Raises:
        ModelError: the class declares what would hold in Python and not for files, such as a
            validator of attrs; all its fields with faults are named. What only the types of fields
            tell is found when the model is first used.
    """

    def decorate(cls: _C) -> _C:
        if not isinstance(cls, type):
            raise ModelError(f"@record makes a class a model; {cls!r:.80} is not a class")
        if "__attrs_attrs__" in vars(cls) or "__dataclass_fields__" in vars(cls):
            raise ModelError(f"{cls.__name__}: decorate it with @record, and with nothing else")
        all_conditions = conditions_of(cls, one_of, conditions)
        if keys is not None and keys not in _STYLES:
            styles = ", ".join(f'"{style}"' for style in list(_STYLES)[:4])
            raise ModelError(f"{cls.__name__}: keys is one of {styles}, not {keys!r:.80}")
        if others is not None:
            setattr(cls, _OTHERS, staticmethod(others) if callable(others) else others)
        for name, value in ((_KEYS, keys), (_CLOSED, closed)):
            if value is not None:
                setattr(cls, name, value)
        problems = (
            [] if _is_root(cls) else [*class_problems(cls, is_model), *take_loose_fields(cls)]
        )
        return _define(cls, all_conditions, problems)  # type: ignore[return-value]

    return decorate if cls is None else decorate(cls)


def _for_pydantic() -> Any:  # by name: what knows pydantic stands above all models
    return importlib.import_module("article_schema.interop.pydantic_types")


if typing.TYPE_CHECKING:
    # mypy lets `attrs.evolve` and its like take the children of what attrs itself has made.
    from attrs import define as _made_by_attrs
else:

    def _made_by_attrs(**_):
        return lambda cls: cls


@record
@_made_by_attrs(kw_only=True)
class Record:
    """The parent of all models: keeps what a file holds beyond the fields of its class.

    >>> @record
    ... class Course(Record):
    ...     title: str
    >>> course = structure({"title": "Knots", "seo": {"keywords": ["rope"]}}, Course)
    >>> course.title, course.extra
    ('Knots', {'seo': {'keywords': ['rope']}})
    """

    #: Keys that the model does not know, with their data, which a file must be able to hold.
    extra: dict[str, PlainData] = attrs.field(factory=dict)

    def __repr__(self) -> str:
        """Return a short line for people."""
        return represent(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> object:
        """Say how pydantic reads and writes a model; it asks for that by this name."""
        return _for_pydantic().core_schema(source)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: object, handler: object) -> object:
        """Say to pydantic, and so to OpenAPI, what the JSON Schema of a model is."""
        return _for_pydantic().openapi_schema(cls)

    def __attrs_post_init__(self) -> None:
        """Check what several keys have to keep together."""
        table = table_of(type(self))
        faults = explain_conditions(table, self)
        if table.rest is not None:
            faults += untold(table.rest.faults(data_of(self), ()), faults)
        if faults:
            raise ValidationError(faults)
