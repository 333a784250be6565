"""Written: keys and single values in the language of a document, in the style of the house."""

from __future__ import annotations

import json

from article_schema.document.source import Format
from article_schema.errors import ArticleSchemaError
from article_schema.house_style import HouseStyle
from article_schema.model.shapes.tables import Field
from article_schema.routes import Route

#: What stands between a key and its value.
_BETWEEN = {"toml": " = "}


def written(value: object, home: type, field: Field, file_format: Format) -> str:
    """Return a value as a file has it; empty where it takes several lines.

    Args:
        value: the value.
        home: the class that has the field.
        field: the field.
        file_format: the format of the file.
    """
    if file_format.language == "json":
        return json.dumps(value, ensure_ascii=False)
    if field.shape.is_instant:
        return str(value)
    try:
        text = file_format.emit({field.key: value}, HouseStyle(home)).strip()
    except ArticleSchemaError:
        return ""
    fence = file_format.fence
    lines = text.removeprefix(fence).removesuffix(fence).strip().split("\n")
    between = _BETWEEN.get(file_format.language, ": ")
    return lines[0].partition(between)[2] if len(lines) == 1 else ""


def written_key(field: Field, route: Route, language: str) -> str:
    """Return a key with what stands between it and its value.

    Args:
        field: the field.
        route: the record that has it.
        language: that of the file.
    """
    if language == "json":
        return f"{json.dumps(field.key)}: "
    if language == "yaml":
        return field.key + (":" if field.shape.is_collection else ": ")
    if field.shape.record_model is None:
        return field.key + _BETWEEN[language]
    name = ".".join([*(step for step in route if isinstance(step, str)), field.key])
    is_list = any(shape.child(0) is not None for shape in field.shape.flat())
    return f"[[{name}]]" if is_list else f"[{name}]"
