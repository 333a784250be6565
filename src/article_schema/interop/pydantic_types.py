"""Our models as types of pydantic, and so of FastAPI: what its two protocol methods answer.

pydantic takes plain dicts for its core schemas, so that this needs it only when it has called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from article_schema.conversion import structure, unstructure
from article_schema.errors import ValidationError
from article_schema.model.shapes.tables import table_of
from article_schema.schema.build import json_schema

_DEFS = "#/$defs/"


def core_schema(model: type) -> dict[str, Any]:
    """Return how pydantic reads a model, from data or an instance, and writes it."""
    table_of(model)
    return {
        "type": "function-plain",
        "function": {"type": "no-info", "function": _reader(model)},
        "serialization": {
            "type": "function-plain",
            "function": lambda record: unstructure(record, mode="json"),
        },
        "ref": f"{model.__module__}.{model.__qualname__}:{id(model)}",
    }


def _reader(model: type) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if isinstance(data, model):
            return data
        try:
            return structure(data, model)
        except ValidationError as error:
            raise _in_words_of_pydantic(error, data, model) from None

    return read


def _in_words_of_pydantic(error: ValidationError, data: Any, model: type) -> Exception:
    """Return an error of pydantic with one line for each fault, at its own place."""
    from pydantic_core import PydanticCustomError
    from pydantic_core import ValidationError as PydanticError

    lines: list[Any] = []
    for fault in error.faults:
        context = {"sentence": fault.sentence, "code": fault.code, "help": fault.help}
        kind = PydanticCustomError(fault.code, "{sentence}", context)
        lines.append({"type": kind, "loc": fault.route, "input": _at(data, fault.route)})
    return PydanticError.from_exception_data(model.__name__, lines)


def _at(data: Any, route: tuple[str | int, ...]) -> Any:
    """Return the value at a route, or the nearest above where none is there."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return data
    return data


def openapi_schema(model: type) -> dict[str, Any]:
    """Return the JSON Schema of a model with its parts in place.

    OpenAPI keeps definitions elsewhere than JSON Schema, so each stands where it is used. A record
    that may hold its own kind is told one level deep.
    """
    whole: dict[str, Any] = {**json_schema(model)}
    parts = whole.pop("$defs", {})
    for key in ("$schema", "$id"):
        whole.pop(key, None)
    found: dict[str, Any] = _inlined(whole, parts, ())
    return found


def _inlined(schema: Any, parts: dict[str, Any], above: tuple[str, ...]) -> Any:
    if isinstance(schema, list):
        return [_inlined(each, parts, above) for each in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {key: _inlined(each, parts, above) for key, each in schema.items() if key != "$ref"}
    target = schema.get("$ref")
    if not isinstance(target, str):
        return rest if target is None else {"$ref": _inlined(target, parts, above), **rest}
    name = target.removeprefix(_DEFS)
    if target == "#" or name in above or name not in parts:
        return {"type": "object", **rest}
    return {**_inlined(parts[name], parts, (*above, name)), **rest}
