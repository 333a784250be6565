"""The page of a model for `article-schema fields` and for the docs, from its field tables."""

from __future__ import annotations

import json
from typing import Any

from article_schema.model.shapes import (
    AnyShape,
    ChoiceShape,
    Kind,
    ListShape,
    MappingShape,
    RecordShape,
    ScalarShape,
    Shape,
)
from article_schema.model.tables import Field, ModelTable, table_of

_INTRODUCTION = """\
# Fields

What a file may hold, in the order in which the library writes it. A field that is not
required may be left out, or stand without a value (`locale:`); an empty text (`locale: ""`) is
reported. A key that is not listed here is kept, and its value is not checked; but the key itself is
reported: as a slip of the pen for one of these, or as unknown, unless `known-keys` in the
[configuration](configuration.md) names it.

Text is text: `1024` in quotes is not a number, and `yes` is a word, since YAML 1.2 knows only
`true` and `false`. A whole number may be written with a fraction of zero, such as `1.0`; JSON
Schema makes no difference between the two. A date and time follows RFC 3339, with its zone, as in
`2020-06-12T19:19:00Z`.
"""
_HEADER = "| key | type | required | constraints | meaning | example |\n|---|---|---|---|---|---|"


def field_page(model: type) -> str:
    """Return the Markdown page of a model: a section with a table for it and each model in it."""
    sections = [_section(table_of(part)) for part in _models(model)]
    return "\n".join([_INTRODUCTION, *sections])


def _models(root: type) -> list[type]:
    """List a model and those inside it, each once, as a reader meets them."""
    found = [root]
    for model in found:
        for field in table_of(model).fields:
            shape = field.shape
            while isinstance(shape, ListShape | MappingShape):
                shape = shape.item if isinstance(shape, ListShape) else shape.value
            if isinstance(shape, RecordShape) and shape.model not in found:
                found.append(shape.model)
    return found


def _section(table: ModelTable) -> str:
    groups = [f"At least one of {_keys(keys)} has a value.\n" for keys in table.one_of]
    rows = [_row(field) for field in table.fields]
    return "\n".join(
        [f"## {table.model.__name__}\n", f"{table.doc}\n", *groups, _HEADER, *rows, ""]
    )


def _keys(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _row(field: Field) -> str:
    name = f"`{field.key}`"
    if field.deprecated is not None:
        name += f" (deprecated: write `{field.deprecated}`)"
    cells = (
        name,
        _type_in_words(field.shape),
        "yes" if field.required else "",
        "; ".join(_constraints(field.shape)),
        field.doc,
        _example(field.examples[0]) if field.examples else "",
    )
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _type_in_words(shape: Shape) -> str:
    if isinstance(shape, ScalarShape):
        return "date and time" if shape.kind is Kind.INSTANT else shape.kind.value
    if isinstance(shape, RecordShape):
        name = shape.model.__name__
        return f"[{name}](#{name.lower()})"
    if isinstance(shape, ListShape):
        return f"list: {_type_in_words(shape.item)}"
    if isinstance(shape, MappingShape):
        return f"mapping: {_type_in_words(shape.value)}"
    if isinstance(shape, ChoiceShape):
        return f"one of {_keys(shape.words)}"
    assert isinstance(shape, AnyShape)  # noqa: S101 - the union is complete
    return "any data"


def _constraints(shape: Shape) -> list[str]:
    own = (
        [facet.sentence for facet in shape.facets if facet.sentence]
        if isinstance(shape, ScalarShape | ListShape)
        else []
    )
    if isinstance(shape, ListShape):
        own += [f"each {sentence}" for sentence in _constraints(shape.item)]
    elif isinstance(shape, MappingShape):
        own += [f"each value {sentence}" for sentence in _constraints(shape.value)]
    return own


def _example(value: Any) -> str:
    return f"`{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}`"
