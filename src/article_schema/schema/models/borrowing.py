"""Borrowing: models made of the classes of other libraries, through a JSON Schema or their fields.

None of them is a requirement: a class of pydantic is there only where pydantic is.
"""

from __future__ import annotations

import sys
from dataclasses import is_dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from article_schema.errors import ModelError, UsageError
from article_schema.model.borrowing import is_plain_class, record_of
from article_schema.model.fields import Record
from article_schema.schema.models.making import model_from_schema


def is_borrowed(cls: Any) -> bool:
    """Tell whether a class is one of pydantic, attrs or dataclasses."""
    return isinstance(cls, type) and (_is_of_pydantic(cls) or is_plain_class(cls))


def model_from_class(cls: type) -> type[Record]:
    """Make a model of a class of pydantic, attrs or dataclasses.

    A class of pydantic takes what its JSON Schema accepts, by alias, before validation. Fields of
    attrs and of dataclasses are taken as those of a model, with their names as keys; where one of
    their types is none that models have, and pydantic is installed, it gives the JSON Schema.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Course:
    ...     title: str
    ...     hours: int = 1
    >>> model = model_from_class(Course)
    >>> structure({"title": "Knots"}, model).hours
    1
    >>> structure({"title": "Knots", "hours": "two"}, model)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `hours` must be a whole number, not the text "two"

    Args:
        cls: the class.

    Raises:
        UsageError: no model can be made of the class.
        ModelError: it has a field that cannot be in a file.
    """
    if _is_of_pydantic(cls):
        return _named(cls, _schema_of_pydantic(cls))
    if not is_plain_class(cls):
        raise UsageError(f"{cls!r:.80} is no class of pydantic, attrs or dataclasses")
    try:
        return record_of(cls)
    except ModelError:
        if not is_dataclass(cls) or find_spec("pydantic") is None:
            raise
        return _named(cls, _adapted(cls))


def _is_of_pydantic(cls: type) -> bool:
    pydantic = sys.modules.get("pydantic")
    base = getattr(pydantic, "BaseModel", None)
    return base is not None and issubclass(cls, base)


def _schema_of_pydantic(cls: Any) -> Any:
    if not hasattr(cls, "model_json_schema"):
        raise UsageError(f"{cls.__name__}: models of pydantic 2 give a JSON Schema, not of 1")
    try:
        return cls.model_json_schema(by_alias=True, mode="validation")
    except Exception as error:
        raise UsageError(f"{cls.__name__}: pydantic gives no JSON Schema: {error}") from error


def _adapted(cls: type) -> Any:
    try:
        return (
            import_module("pydantic").TypeAdapter(cls).json_schema(by_alias=True, mode="validation")
        )
    except Exception as error:
        raise UsageError(f"{cls.__name__}: pydantic gives no JSON Schema: {error}") from error


def _named(cls: type, schema: Any) -> type:
    try:
        return model_from_schema(schema)
    except UsageError as error:
        raise UsageError(f"{cls.__name__}: {error}") from error
