"""The page of a model for `article-schema fields` and for the docs, from its field tables."""

from __future__ import annotations

import json
from typing import Any

from article_schema.model.shapes.tables import Field, ModelTable, table_of

_INTRODUCTION = """\
# Fields

%s
A number in quotes (`"1024"`) is text, and so is `yes`, because YAML 1.2 has only `true` and
`false`. A whole number may have a fraction of zero, such as `1.0`, as in JSON Schema. A date and
time has the form of RFC 3339, with its zone, as in `2020-06-12T19:19:00Z`.
"""
_OPEN = """\
The keys of a file, in the order in which the library writes them. An optional key may be missing or
have no value (`locale:`); an empty text (`locale: ""`) is reported. A key that is not listed here
is kept, and its value is not checked. The key itself is reported, as misspelt if it is similar to
one of these and as unknown otherwise, unless `known-keys` in the [configuration](configuration.md)
names it.
"""
_CLOSED = """\
The keys of a file, in the order in which the library writes them. An optional key may be missing.
What another key or a key without a value (`locale:`) is, each section says.
"""
_OF_CLOSED = "Every other key is an error, and so is a key without a value.\n"
_OF_OPEN = "Another key is kept and reported, and an optional key may have no value.\n"
_OF_OTHERS = (
    "Another key is the site's own, unless it is similar to one of these, and an optional key may "
    "have no value.\n"
)
_OF_SCHEMA = """\
# Fields

The keys of a file, in the order of the JSON Schema that says what they hold. A key without a value
(`locale:`) holds null, which is another thing than a key that is missing.

A number in quotes (`"1024"`) is text, and so is `yes`, because YAML 1.2 has only `true` and
`false`.
"""
_HEADER = "| key | type | required | constraints | meaning | example |\n|---|---|---|---|---|---|"


def field_page(model: type) -> str:
    """Return the Markdown page of a model: a section with a table for it and each model in it."""
    tables = [table_of(part) for part in _models(model)]
    introduction, notes = _OF_SCHEMA, {}
    if tables[0].source is None:
        introduction = _INTRODUCTION % _OPEN
        if any(table.closed or table.others for table in tables):
            introduction = _INTRODUCTION % _CLOSED
            notes = {table.model: _note(table) for table in tables}
    return "\n".join([introduction, *(_section(each, notes.get(each.model)) for each in tables)])


def _note(table: ModelTable) -> str:
    """Return what another key is in a record."""
    if table.closed:
        return _OF_CLOSED
    return _OF_OTHERS if table.others else _OF_OPEN


def _models(root: type) -> list[type]:
    """List a model and the models inside it, each once, in the order of the page."""
    found = [root]
    for model in found:
        for field in table_of(model).fields:
            for shape in field.shape.flat():
                if shape.model is not None and shape.model not in found:
                    found.append(shape.model)
    return found


def _section(table: ModelTable, note: str | None) -> str:
    conditions = [f"{condition.sentence}\n" for condition in table.conditions]
    rows = [_row(field) for field in table.fields]
    doc = [f"{table.doc}\n"] if table.doc else []
    doc += [note] if note else []
    return "\n".join([f"## {table.model.__name__}\n", *doc, *conditions, _HEADER, *rows, ""])


def _row(field: Field) -> str:
    name = f"`{field.key}`"
    if field.deprecated is not None:
        instead = f": write `{field.deprecated}`" if field.deprecated else ""
        name += f" (deprecated{instead})"
    cells = (
        name,
        field.shape.summary(_link),
        "yes" if field.required else "",
        "; ".join(field.shape.sentences()),
        field.doc,
        _example(field.examples[0]) if field.examples else "",
    )
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _link(model: type) -> str:
    return f"[{model.__name__}](#{model.__name__.lower()})"


def _example(value: Any) -> str:
    return f"`{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}`"
