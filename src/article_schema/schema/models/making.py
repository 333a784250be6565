"""Making: a model of a JSON Schema, from a file or from plain data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from article_schema.errors import UsageError
from article_schema.model.fields import Record
from article_schema.model.plain import EndlessError, plain
from article_schema.model.shapes.base import Schema
from article_schema.model.shapes.tables import table_of
from article_schema.schema.effort import Effort, TooMuchError, bounded
from article_schema.schema.models.records import RecordMaker
from article_schema.schema.models.whole import WholeSchema
from article_schema.schema.schema_file import load_schema, require_schema

#: The steps that reading a schema may take, and making a model of it (`effort`): some seconds.
_MOST_STEPS = 500_000


def model_from_schema(schema: str | os.PathLike[str] | Mapping[str, object]) -> type[Record]:
    """Make a model class from a JSON Schema.

    The class takes exactly the mappings that the schema accepts, formats included. Its attributes
    are named as the keys are, where Python can have such a name; one that a file does not have is
    None.

    >>> model = model_from_schema("examples/schemas/author.schema.json")
    >>> load("examples/schemas/authors/ada.yml", model).article.name
    'Ada Quay'
    >>> model_from_schema({"type": "array"})
    Traceback (most recent call last):
    article_schema.errors.UsageError: the schema: it is a schema of 'array', and a record is a \
mapping; name a schema whose type is object

    Args:
        schema: the file, or the schema as plain data.

    Raises:
        UsageError: the file cannot be read or is no JSON Schema, the schema refers to something
            that is not in it, or it is not about mappings; the message names the place.
    """
    if isinstance(schema, Mapping):
        try:
            whole = plain(dict(schema))
        except EndlessError as error:
            raise UsageError(f"the schema: its parts {error.message}") from None
        require_schema(whole, Effort(_MOST_STEPS))
        return _made(whole, "the schema", str(schema.get("title") or "Model"))
    path = Path(schema)
    return _made(load_schema(path, Effort(_MOST_STEPS)), str(path), path.name.partition(".")[0])


def _made(schema: Schema, where: str, name: str) -> type[Record]:
    whole = WholeSchema(schema)
    maker = RecordMaker(whole)
    top = schema if whole.is_one else whole.resolved(schema)
    types = top.get("type", "object")
    if "object" not in ([types] if isinstance(types, str) else types):
        raise UsageError(
            f"{where}: it is a schema of {types!r}, and a record is a mapping; "
            "name a schema whose type is object"
        )
    try:
        with bounded(Effort(_MOST_STEPS)):
            model: type[Record] = maker.made(top, name, schema)
            for each in maker.classes:
                table_of(each)
    except (TooMuchError, RecursionError):
        raise UsageError(
            f"{where}: the schema has too many parts to be a model; "
            "name it under `schema` instead, beside a model"
        ) from None
    return model
