"""Written: a single value in the language of YAML, in the style of the house."""

from __future__ import annotations

from article_schema.document.formats.yaml_files import YAML
from article_schema.errors import ArticleSchemaError
from article_schema.house_style import HouseStyle
from article_schema.model.shapes.tables import Field


def written(value: object, home: type, field: Field) -> str:
    """Return a value as YAML has it; empty where it takes several lines.

    Args:
        value: the value.
        home: the class that has the field.
        field: the field.
    """
    if field.shape.is_instant:
        return str(value)
    try:
        text = YAML.emit({field.key: value}, HouseStyle(home))
    except ArticleSchemaError:
        return ""
    lines = text.strip().split("\n")
    return lines[0].partition(": ")[2] if len(lines) == 1 else ""
