"""The schema for editors: the strict one, with keywords that only editors read.

Editors of YAML and JSON (yaml-language-server, vscode-json-languageservice) show a pattern to who
breaks it unless the schema has words for that, and know no deprecated key that has no message. No
validator needs these keywords, so the strict schema has none of them.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from article_schema.late_pattern import late_pattern
from article_schema.model.article import Article
from article_schema.model.plain import plain
from article_schema.model.shapes.base import Schema, Shape
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.model.shapes.telling import told_in_markdown
from article_schema.schema.build import DRAFT_07, DRAFTS, Builder, json_schema
from article_schema.signatures import PlainData

#: Moments by their format.
_MOMENTS = {"date": "2020-06-12", "date-time": "2020-06-12T19:19:00Z"}
#: What has a meaning in a snippet.
_SYNTAX = late_pattern(r"[\\$}]")
#: Records inside of records are written so deep in a snippet.
_DEEPEST = 3


def editors_schema(model: type = Article, draft: str = DRAFT_07.name) -> dict[str, PlainData]:
    """Return the JSON Schema of a model for editors.

    A model that was made from a JSON Schema has the keywords that its author gave it.

    Args:
        model: a class made with `@record`, or from a JSON Schema.
        draft: "2020-12" or "draft-07", which more editors read.

    Raises:
        UsageError: there is no such draft.
        ModelError: the class is not a model, or that of a part of a JSON Schema.
    """
    if draft not in DRAFTS or table_of(model).source is not None:
        return json_schema(model, draft)
    builder = _EditorsBuilder(model, DRAFTS[draft])
    schema: dict[str, PlainData] = plain(builder.build())
    return schema


class _EditorsBuilder(Builder):
    """Adds to a schema what editors show."""

    def record(self, table: ModelTable) -> Schema:
        """Return the schema of the records of a class, with a snippet of a whole one."""
        schema = super().record(table)
        body = _body(table.model, count(1), 0)
        label = f"new {str(schema['title']).lower()}"
        if body:
            description = "With all keys that it needs."
            snippet = {"label": label, "description": description, "body": body}
            schema["defaultSnippets"] = [snippet]
        return schema

    def field(self, field: Field, closed: bool) -> Schema:
        """Return the schema of a field, with its documentation and its words for people."""
        # Parts of a strict schema are shared by all.
        schema = copy.deepcopy(super().field(field, closed))
        told = "\n\n".join(told_in_markdown(field))
        # Of draft 2020-12, yaml-language-server completes no reference beside a keyword of its own.
        if told and ("$ref" not in schema or self.draft is DRAFT_07):
            schema["markdownDescription"] = told
        if field.deprecated is not None:
            instead = f"write `{field.deprecated}` instead" if field.deprecated else "leave it out"
            schema["deprecationMessage"] = f"`{field.key}` is deprecated; {instead}"
            schema["doNotSuggest"] = True
        _add_words(schema, field.shape)
        return schema

    def to_shared(self, shape: Shape, name: str, schema: Schema) -> Schema:
        """Return a reference to the schema of a shape, which has words for its pattern."""
        schema = copy.deepcopy(schema)
        _add_words(schema, shape)
        return super().to_shared(shape, name, schema)


def _add_words(schema: Any, shape: Shape) -> None:
    """Add words for the patterns of a shape, wherever a schema has them."""
    words: dict[str, str] = {}
    for each in shape.flat():
        words |= _patterns(each)
    dated = next((each for each in shape.flat() if each.is_instant), None)
    for part in _parts(schema):
        pattern = part.get("pattern")
        if pattern in words:
            part["patternErrorMessage"] = words[pattern]
        elif isinstance(pattern, str) and dated is not None and part is not schema.get("not"):
            example = _MOMENTS.get(part.get("format", ""))
            such = f", such as {example}" if example else ""
            part["patternErrorMessage"] = f"must be {dated.noun}{such}"


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and those in it; what is shared has its own."""
    if isinstance(schema, dict):
        yield schema
        for key, part in schema.items():
            if key not in ("examples", "defaultSnippets"):
                yield from _parts(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _parts(part)


def _patterns(shape: Shape) -> dict[str, str]:
    """Return the patterns of the facets of a shape, each with what a value has to be."""
    found = ((facet.keywords().get("pattern"), facet.sentence) for facet in shape.facets)
    return {
        pattern: f"must be {sentence}"
        for pattern, sentence in found
        if isinstance(pattern, str) and sentence
    }


def _body(model: type, stops: Iterator[int], depth: int) -> dict[str, Any]:
    """Return the keys that a record needs, with a stop for each value."""
    table = table_of(model)
    first_of_group = {group[0] for group in table.one_of}
    body: dict[str, Any] = {}
    for field in table.fields:
        if field.deprecated is None and (field.required or field.key in first_of_group):
            inner = field.shape.record_model if depth < _DEEPEST else None
            value: Any = _stop(field, stops) if inner is None else _body(inner, stops, depth + 1)
            is_list = any(shape.child(0) is not None for shape in field.shape.flat())
            body[field.key] = [value] if is_list else value
    return body


def _stop(field: Field, stops: Iterator[int]) -> str:
    """Return a stop for a single value, with its example.

    What is no text begins with `^`, which editors take away together with the quotes.
    """
    example: Any = field.examples[0] if field.examples else ""
    if isinstance(example, list):
        example = example[0] if example else ""
    number = next(stops)
    if isinstance(example, str):
        shown = _SYNTAX.sub(r"\\\g<0>", example)
        return f"${{{number}:{shown}}}" if shown else f"${number}"
    return f"^${{{number}:{json.dumps(example)}}}"
