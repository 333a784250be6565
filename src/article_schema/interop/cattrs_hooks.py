"""Our models in a converter of cattrs that somebody else has made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from cattrs import BaseConverter, ClassValidationError
from cattrs.errors import AttributeValidationNote

from article_schema.arguments import require
from article_schema.conversion import structure, unstructure
from article_schema.errors import ValidationError
from article_schema.faults import Fault
from article_schema.model.shapes.explain import unknown_keys
from article_schema.model.shapes.tables import is_model, table_of
from article_schema.routes import Route, format_route

C = TypeVar("C", bound=BaseConverter)


class FaultError(TypeError):
    """One fault among those that a converter raises together.

    It is a `TypeError` because `cattrs.transform_error` shows the text of these, and of no
    `ValueError`.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy with the fault and the notes."""
        return FaultError, (self.fault,), self.__dict__


def register_hooks(converter: C) -> C:
    """Make a converter of cattrs read and write our models, and return it.

    It takes any converter, plain or of `cattrs.preconf`. Data have the keys of files, and instants
    are RFC 3339 text. Keys that a model does not know are kept in `extra`, or refused where the
    converter has `forbid_extra_keys=True`.

    The converter raises `cattrs.ClassValidationError` with an error for each fault, which
    `cattrs.transform_error` shows with its message and its route; with
    `detailed_validation=False` it raises `ValidationError`.

    >>> from cattrs import Converter, transform_error
    >>> converter = register_hooks(Converter())
    >>> image = converter.structure({"url": "/assets/logo.png", "width": 50, "height": 50}, Image)
    >>> converter.unstructure(image)
    {'url': '/assets/logo.png', 'width': 50, 'height': 50}
    >>> try:
    ...     converter.structure({"url": "/assets/logo.png", "width": 50}, Image)
    ... except Exception as error:
    ...     print(transform_error(error))
    ['invalid type (`height` is missing; add it, for example `height: 675`) @ $.height']

    Args:
        converter: the converter; it is changed.

    Raises:
        TypeError: it is no converter of cattrs.
    """
    require(converter, BaseConverter, "register_hooks() takes a converter of cattrs")
    converter.register_structure_hook_func(is_model, _Structuring(converter))
    converter.register_unstructure_hook_func(is_model, unstructure)
    return converter


class _Structuring:
    """Structures models as a converter wants them."""

    def __init__(self, converter: BaseConverter) -> None:
        self.detailed = converter.detailed_validation
        self.forbid = getattr(converter, "forbid_extra_keys", False)

    def __call__(self, data: Any, model: type) -> Any:
        if is_model(type(data)) and isinstance(data, model):
            return data
        try:
            found: Any = structure(data, model)
            faults: list[Fault] = []
        except ValidationError as error:
            faults = list(error.faults)
        if self.forbid and isinstance(data, dict):
            told = {fault.route for fault in faults}
            faults += [each for each in _unknown_keys(data, model) if each.route not in told]
        if not faults:
            return found
        if not self.detailed:
            raise ValidationError(faults)
        message = f"While structuring {model.__name__}"
        raise ClassValidationError(message, [_noted(fault) for fault in faults], model) from None


def _noted(fault: Fault) -> FaultError:
    error = FaultError(fault)
    if fault.route:
        place = format_route(fault.route)
        error.add_note(AttributeValidationNote(f"at {place}", place, None))
    return error


def _unknown_keys(data: dict[Any, Any], model: type) -> Iterator[Fault]:
    """Yield a fault for each key that no model in data knows."""
    records: list[tuple[Any, Any, Route]] = [(model, data, ())]
    for field in table_of(model).fields:
        inner = field.shape.walk(data.get(field.key), (field.key,))
        records += [(shape.model, value, route) for shape, value, route in inner]
    for kind, value, route in records:
        if kind is not None and isinstance(value, dict) and not table_of(kind).others:
            yield from unknown_keys(table_of(kind), value, route)
