"""Pages: the schema of a file of JSON that holds a page of records, as web services return it."""

from __future__ import annotations

from typing import Any

from article_schema.document.source import PAGE_KEY
from article_schema.errors import UsageError
from article_schema.signatures import PlainData


def page_schema(record: dict[str, PlainData]) -> dict[str, PlainData]:
    """Return the JSON Schema of a page of records, which may have more keys beside them.

    >>> from article_schema import json_schema
    >>> page = page_schema(json_schema())
    >>> page["properties"]["value"]["items"]
    {'$ref': '#/$defs/Article'}

    Args:
        record: the schema of a record, as `json_schema` or `editors_schema` returns it.

    Raises:
        UsageError: the schema is not one of a class made with `@record`.
    """
    home = "$defs" if "$defs" in record else "definitions"
    definitions: Any = record.get(home, {})
    name, address = record.get("title"), record.get("$id")
    if not isinstance(name, str) or not isinstance(address, str) or name in definitions:
        raise UsageError(
            "a page holds records of a model: this JSON Schema has no `title` and `$id` of one; "
            "name a class"
        )
    around = {"$schema", "$id", home}
    inner = {key: value for key, value in record.items() if key not in around}
    listed: dict[str, PlainData] = {
        "description": "The records of the page.",
        "type": "array",
        "items": {"$ref": f"#/{home}/{name}"},
    }
    return {
        "$schema": record["$schema"],
        "$id": f"{address}:page",
        "title": f"Page of {name}",
        "description": f"Records under `{PAGE_KEY}`, and what else a service tells of them.",
        "type": "object",
        "required": [PAGE_KEY],
        "properties": {PAGE_KEY: listed},
        home: {name: inner, **definitions},
    }
