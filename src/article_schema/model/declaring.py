"""Declaring: what a class with `@record` may not say, with what to write instead.

A record is built in two ways: by its constructor, and from a file. What attrs would do in the first
way only is refused, since a value would be sound in Python and another one in a file.
"""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

#: The class of a field before attrs has made the class that it is in.
_LOOSE: Any = type(attrs.field())

_FACET = "write the constraint into Annotated, such as Ge(1), Pattern(...) or a facet of your own"
_RULE = "what several values say together is for one_of, or for a rule of your own"

#: Methods that attrs or Python would call for a new record, but not for one from a file.
_TAKEN = {
    "__attrs_post_init__": f"runs in Python only, and hides the check of one_of; {_RULE}",
    "__attrs_pre_init__": f"runs in Python only; {_RULE}",
    "__attrs_init__": "is written by attrs; remove it",
    "__init__": "takes the place of the constructor that checks the values; write a class method",
    "__new__": "runs in Python only; write a class method that makes the record",
    "__setattr__": f"takes the place of the check of every value that is set; {_FACET}",
    "__delattr__": "runs in Python only; remove it",
    "__getattribute__": "hides the values from the checks; write a property with another name",
}


def annotations_of(cls: type) -> dict[str, Any]:
    """Return the annotations of a class itself, as they are written where they cannot be read."""
    if sys.version_info >= (3, 14):
        import annotationlib

        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    return inspect.get_annotations(cls)


def hints_of(model: type) -> tuple[dict[str, Any], list[str]]:
    """Return the types of all fields, and a problem for each that cannot be read."""
    try:
        return typing.get_type_hints(model, include_extras=True), []
    except Exception:  # noqa: BLE001 - an annotation may be any expression
        return _hints_one_by_one(model)


def _hints_one_by_one(model: type) -> tuple[dict[str, Any], list[str]]:
    hints: dict[str, Any] = {}
    problems = []
    for cls in reversed(model.__mro__):
        scope = {**vars(cls), model.__name__: model}
        for name, hint in annotations_of(cls).items():
            space = {"__annotations__": {name: hint}, "__module__": cls.__module__}
            try:
                hints |= typing.get_type_hints(type(cls.__name__, (), space), None, scope, True)
            except Exception as error:  # noqa: BLE001
                problems.append(
                    f"{model.__name__}.{name}: its type cannot be read: {error}; "
                    "use names that stand at the top of the module"
                )
    return hints, problems


def class_problems(cls: type, models: Callable[[Any], bool]) -> Iterator[str]:
    """Yield what is wrong with a class before attrs makes it a model.

    Args:
        cls: the class.
        models: tells whether a class is a model.
    """
    parents = cls.__mro__[1:-1]
    if not any(map(models, parents)):
        yield f"{cls.__name__}: a model has a parent; write `class {cls.__name__}(Record):`"
    for parent in parents:
        if not models(parent) and parent.__module__ not in ("abc", "typing", "builtins"):
            yield from _parent_problems(cls.__name__, parent)
    if "__slots__" in vars(cls):
        yield f"{cls.__name__}: __slots__ is written by attrs; remove it"
    for owner in (cls, *(parent for parent in parents if not models(parent))):
        if owner.__module__ in ("abc", "typing", "builtins") or _is_protocol(owner):
            continue
        for method in sorted(vars(owner).keys() & _TAKEN.keys()):
            yield f"{cls.__name__}: {method} {_TAKEN[method]}"


def _parent_problems(name: str, parent: type) -> Iterator[str]:
    if attrs.has(parent) and "__attrs_attrs__" in vars(parent):
        yield f"{name}: its parent {parent.__name__} is a class of attrs; make it a model first"
    elif "__dataclass_fields__" in vars(parent):
        yield f"{name}: its parent {parent.__name__} is a dataclass; make it a model first"
    elif _is_protocol(parent):
        pass
    elif fields := [key for key, hint in annotations_of(parent).items() if not _is_shared(hint)]:
        yield (
            f"{name}: its parent {parent.__name__} is no model, so its fields would be left out "
            f"({', '.join(fields)}); decorate it with @record, or write them into {name}"
        )
    if "__slots__" not in vars(parent):
        yield (
            f"{name}: its parent {parent.__name__} lets attributes with misspelt names pass; "
            "write `__slots__ = ()` into it"
        )


def _is_protocol(cls: type) -> bool:
    return bool(getattr(cls, "_is_protocol", False))


def _is_shared(hint: Any) -> bool:
    """Tell whether an annotation says that a name belongs to the class and is no field."""
    return "ClassVar[" in str(hint) or str(hint).endswith("ClassVar")


def take_loose_fields(cls: type) -> Iterator[str]:
    """Take out of a class what attrs would take for its only fields: those without a type."""
    typed = annotations_of(cls)
    for name, value in list(vars(cls).items()):
        if isinstance(value, _LOOSE) and name not in typed:
            delattr(cls, name)
            yield f"{cls.__name__}.{name}: has no type; write `{name}: int = attrs.field(...)`"


def field_problems(cls: type, field: attrs.Attribute[Any], store: str) -> Iterator[str]:
    """Yield what is wrong with a field of a class.

    Args:
        cls: the class.
        field: the field as attrs has read it.
        store: the name of the attribute that keeps unknown keys.
    """
    for problem in _field_problems(field, store):
        yield f"{cls.__name__}.{field.name}: {problem}"


def _field_problems(field: attrs.Attribute[Any], store: str) -> Iterator[str]:
    if field.name == store:
        yield f"keeps the keys that no field has; take another name, with Key({store!r})"
    if field.name.startswith("_") or field.name == "self":
        yield "no field has such a name; write a property, or another name with a Key"
    elif field.alias not in (None, field.name):
        yield "alias= would rename it in Python only; write Key(...) into Annotated"
    if field.validator is not None:
        yield f"a validator would be asked in Python only; {_FACET}"
    if field.converter is not None:
        yield "a converter would run in Python only; declare the type that stands in the file"
    if field.on_setattr is not None:
        yield "on_setattr= would take the place of the check of what is set; remove it"
    if not field.init:
        yield "init=False would keep it from Python, but not from files; write a property"
    if not field.kw_only:
        yield "kw_only=False: fields are given by name; remove it"
    yield from _default_problems(field.default)


def _default_problems(default: Any) -> Iterator[str]:
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # the stubs call it a function
        if default.takes_self:
            yield "its default needs the other fields; write a property"
    elif default is not attrs.NOTHING and _can_change(default):
        maker = type(default).__name__ if not default and default != 0 else "lambda: ..."
        yield (
            f"all records would share one {type(default).__name__} as default; "
            f"write attrs.field(factory={maker})"
        )


def hidden_fields(cls: type, names: Iterable[str]) -> Iterator[str]:
    """Yield a problem for each inherited field that something else hides.

    Args:
        cls: the class, before attrs makes it anew without what hides a field.
        names: the names of the fields that it inherits.
    """
    for name in names:
        owner = next((owner for owner in cls.__mro__ if name in vars(owner)), cls)
        found = vars(owner).get(name)
        if not isinstance(found, types.MemberDescriptorType | None):
            what = "a property" if isinstance(found, property) else f"`{name}` of {owner.__name__}"
            yield (
                f"{cls.__name__}.{name}: {what} hides the field; give it another name, or "
                f"declare the field anew with its type, as in `{name}: str = ...`"
            )


def made_default(make: Callable[[], Any], where: str) -> tuple[Any, str]:
    """Return a default and what is wrong with the way it is made, which may be nothing."""
    try:
        first, second = make(), make()
    except Exception as error:  # noqa: BLE001 - a factory may be any function
        return None, f"{where}: its default cannot be made: {type(error).__name__}: {error}"
    if first is second and _can_change(first):
        return first, f"{where}: its factory makes the same {type(first).__name__} each time"
    return first, ""


def _can_change(value: Any) -> bool:
    # What may change has no hash, unless somebody has broken that rule; dataclasses ask the same.
    return type(value).__hash__ is None
