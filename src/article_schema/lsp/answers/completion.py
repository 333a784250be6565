"""Completion: the keys of the model that are not there yet, and values that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timezone
from typing import Any

from lsprotocol import types

from article_schema.document.formats.yaml_files import YAML
from article_schema.errors import ArticleSchemaError
from article_schema.house_style import HouseStyle
from article_schema.lsp.answers.cursor import Cursor, cursor_at
from article_schema.lsp.answers.hover import Formats, described, shown
from article_schema.lsp.answers.trees import home_of, models_at, shape_at
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.model.dates.instants import read_instant, write_instant
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import Route

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")

#: What is told of a key, the most urgent first.
_NEEDS = ("required", "one of several, of which one is required", "")


def completions(
    choice: Choice, text: Text, at: types.Position, formats: Formats
) -> list[types.CompletionItem]:
    """Return what can be written at a place of a document, the best first.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place.
        formats: the forms of documentation that the client shows.
    """
    places = text.positions
    offset = places.offset(at.line, at.character)
    cursor = cursor_at(text.content, choice.filename, offset)
    if cursor is None:
        return []
    span = range_at(places, cursor.span)
    if not cursor.is_value:
        keys = list(_keys(choice.model, cursor, span, formats))
        if keys or models_at(choice.model, cursor.route):
            return keys
    return _values(choice, cursor.route, text.content, span, formats)


def _keys(
    model: type, cursor: Cursor, span: types.Range, formats: Formats
) -> Iterator[types.CompletionItem]:
    fields: dict[str, Field] = {}
    groups: set[str] = set()
    for table in map(table_of, models_at(model, cursor.route)):
        fields = {**{field.key: field for field in table.fields}, **fields}
        groups.update(*(group for group in table.one_of if cursor.siblings.isdisjoint(group)))
    for number, field in enumerate(fields.values()):
        if field.key in cursor.siblings or field.deprecated is not None:
            continue
        need = 0 if field.required else 1 if field.key in groups else 2
        colon = "" if cursor.has_colon else ":" if field.shape.is_collection else ": "
        yield types.CompletionItem(
            label=field.key,
            kind=types.CompletionItemKind.Field,
            detail=_NEEDS[need] or None,
            documentation=shown("\n\n".join(described(field)), formats),
            sort_text=f"{need}{number:04}",
            text_edit=types.TextEdit(span, field.key + colon),
        )


def _values(
    choice: Choice, route: Route, content: str, span: types.Range, formats: Formats
) -> list[types.CompletionItem]:
    shape, declared = shape_at(choice.model, route), home_of(choice.model, route)
    if shape is None or declared is None:
        return []
    home, field = declared
    found = dict.fromkeys(_fitting(shape, field, content))
    written = [(each, _written(each, home, field)) for each in found]
    return [
        types.CompletionItem(
            label=str(each) if isinstance(each, str) else text,
            kind=types.CompletionItemKind.Value,
            documentation=shown("\n\n".join(described(field)), formats),
            sort_text=f"{number:04}",
            filter_text=text,
            text_edit=types.TextEdit(span, text),
        )
        for number, (each, text) in enumerate(written)
        if text
    ]


def _fitting(shape: Shape, field: Field, content: str) -> Iterator[Any]:
    """Yield values that fit, the likeliest first."""
    if shape.is_collection:
        return
    for part in shape.flat():
        yield from part.choices
        if part.is_instant:
            yield _now(content)
    for example in field.examples:
        parts = example if isinstance(example, list) else [example]
        yield from (part for part in parts if isinstance(part, str))


def _written(value: Any, home: type, field: Field) -> str:
    """Return a value as YAML has it in the style of the house; empty where it has several lines."""
    if field.shape.is_instant:
        return str(value)
    try:
        text = YAML.emit({field.key: value}, HouseStyle(home))
    except ArticleSchemaError:
        return ""
    lines = text.strip().split("\n")
    return lines[0].partition(": ")[2] if len(lines) == 1 else ""


def _now(content: str) -> str:
    """Return the current moment, in the zone of the last one in a text, else in UTC."""
    now = datetime.now(UTC).replace(microsecond=0)
    known = _INSTANT.findall(content)
    if known:
        try:
            offset = read_instant(known[-1]).utcoffset()
        except ValueError:
            offset = None
        if offset:
            return write_instant(now.astimezone(timezone(offset)))
    return write_instant(now)
