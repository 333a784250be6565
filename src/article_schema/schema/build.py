"""Building: the JSON Schema of a model class, derived from its field table and its facets.

There are two equivalent drafts: 2020-12 is canonical, and draft-07 is for editors without a newer
one. Patterns and bounds decide; `format` only helps editors, which check few formats. A schema
allows unknown keys, as models do, because the library keeps them, unless the model is closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from article_schema.errors import ModelError, UsageError
from article_schema.model.article import Article
from article_schema.model.plain import plain
from article_schema.model.shapes.base import FILE, Schema, Shape
from article_schema.model.shapes.conditions import in_file
from article_schema.model.shapes.explain import explain_record
from article_schema.model.shapes.tables import SCHEMA_KEY, Field, ModelTable, table_of
from article_schema.signatures import PlainData
from article_schema.version import __version__


@dataclass(frozen=True)
class Draft:
    """The differences between the drafts that matter for these schemas."""

    name: str
    uri: str
    #: The keyword that holds shared parts.
    definitions: str
    #: The keyword for keys that need others.
    dependencies: str
    #: The keyword that holds a schema for each item of a list of fixed length.
    items_in_order: str


DRAFT_2020_12 = Draft(
    "2020-12",
    "https://json-schema.org/draft/2020-12/schema",
    "$defs",
    "dependentRequired",
    "prefixItems",
)
DRAFT_07 = Draft(
    "draft-07", "http://json-schema.org/draft-07/schema#", "definitions", "dependencies", "items"
)
DRAFTS = {draft.name: draft for draft in (DRAFT_2020_12, DRAFT_07)}

#: Keywords that accept null, because they apply to text, numbers, lists or mappings only.
_LET_NULL_PASS = frozenset({
    "description", "examples", "type", "format", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "items", "prefixItems", "minItems", "maxItems", "uniqueItems", "additionalProperties",
    "propertyNames", "minProperties", "maxProperties",
})  # fmt: skip


def json_schema(model: type = Article, draft: str = "2020-12") -> dict[str, PlainData]:
    """Return the JSON Schema of a model, by default that of an article.

    It is a new object: changing it changes no other schema and not the model.

    >>> json_schema(Image)["properties"]["width"]["description"]
    'Width in pixels.'
    >>> json_schema(Image)["required"]
    ['url', 'width', 'height']
    >>> json_schema(draft="draft-07")["$schema"]
    'http://json-schema.org/draft-07/schema#'

    Args:
        model: a class made with `@record`, or from a JSON Schema, which is returned as it is.
        draft: "2020-12" or "draft-07".

    Raises:
        UsageError: there is no such draft.
        ModelError: the class is not a model, or that of a part of a JSON Schema.
    """
    if draft not in tuple(DRAFTS):
        raise UsageError(f"no draft {draft!r} of JSON Schema; write {' or '.join(DRAFTS)}")
    source = table_of(model).source
    if source is not None:
        return _source(model, source, draft)
    schema: dict[str, PlainData] = plain(Builder(model, DRAFTS[draft]).build())
    return schema


def _source(model: type, source: Schema, draft: str) -> Schema:
    if not source:
        raise ModelError(f"{model.__name__} is a part of a JSON Schema, which its whole model has")
    written = source.get("$schema", DRAFT_2020_12.uri)
    if draft != DRAFT_2020_12.name and written.rstrip("#") != DRAFTS[draft].uri.rstrip("#"):
        # The default asks for no other draft than the one there is.
        raise UsageError(f"{model.__name__} was made from a JSON Schema of {written}, not {draft}")
    schema: Schema = plain(source)
    return schema


def schema_id(model: type, draft: str) -> str:
    """Return the `$id` of a model's schema: a URN (RFC 8141), because no server has it.

    It contains the version, so that the schema of an id never changes.
    """
    twin = "" if draft == DRAFT_2020_12.name else f":{draft}"
    return f"urn:article-schema:{__version__}:{'-'.join(_words(model.__name__))}{twin}"


def whole_example(table: ModelTable) -> dict[str, Any] | None:
    """Return data with every current field of a model, or None where its fields lack examples."""
    example = _example_of(table, whole=True)
    return None if any(explain_record(table, example, (), FILE)) else example


def required_example(table: ModelTable) -> dict[str, Any]:
    """Return data with the required fields of a model, as far as they have examples."""
    return _example_of(table, whole=False)


class Builder:
    """Builds one schema and collects its shared parts.

    Args:
        model: the class of the records.
        draft: the draft of JSON Schema.
    """

    def __init__(self, model: type, draft: Draft) -> None:
        self.model = model
        self.draft = draft
        self.shared: dict[str, Schema] = {}
        #: The shared parts by name: shapes, and the models of records.
        self.names: dict[Shape | type, str] = {}
        #: The closed records that are being written in place.
        self.within: list[type] = []

    def build(self) -> Schema:
        """Return the whole schema."""
        table = table_of(self.model)
        body = self.record(table)
        example = whole_example(table)
        return {
            "$schema": self.draft.uri,
            "$id": schema_id(self.model, self.draft.name),
            **body,
            **({"examples": [example]} if example else {}),
            **({self.draft.definitions: dict(sorted(self.shared.items()))} if self.shared else {}),
        }

    def record(self, table: ModelTable) -> Schema:
        """Return the schema of the records of a class, with its title."""
        return {
            "title": " ".join(_words(table.model.__name__)).capitalize(),
            **({"description": table.doc} if table.doc else {}),
            **self._keys(table),
        }

    def _keys(self, table: ModelTable) -> Schema:
        required = [field.key for field in table.fields if field.required]
        parts = [each.schema(self.draft.dependencies) for each in table.conditions]
        return {
            "type": "object",
            **({"required": required} if required else {}),
            **(parts[0] if len(parts) == 1 else {"allOf": parts} if parts else {}),
            "properties": {field.key: self.field(field, table.closed) for field in table.fields},
            **({"additionalProperties": False} if table.closed else {}),
        }

    def field(self, field: Field, closed: bool) -> Schema:
        """Return the schema of a field of a record, which may be closed."""
        value = field.shape.schema(self)
        if field.nullable:
            value = _or_null(value)
        doc = field.doc
        if field.deprecated:
            doc = f"{doc} Write `{field.deprecated}` instead.".lstrip()
        notes = {
            **({"description": doc} if doc else {}),
            # Draft-07 does not define it, but editors read it.
            **({"deprecated": True} if field.deprecated is not None else {}),
        }
        examples = {"examples": list(field.examples)} if field.examples else {}
        # Draft-07 ignores what stands beside `$ref` (core, section 8.3), but nothing there decides.
        # Editors read it, and complete no reference that is wrapped in `allOf`.
        default = _default_of(field, closed)
        return {**notes, **value, **({} if default is None else {"default": default}), **examples}

    def to_record(self, model: type) -> Schema:
        """Return a reference to the schema of a model, or the schema itself for a closed model."""
        if model is self.model:
            return {"$ref": "#"}
        table = table_of(model)
        if table.source is not None:
            return self._embedded(model, table.source)
        if table.closed and model not in self.within:
            self.within.append(model)
            keys = self._keys(table)
            self.within.pop()
            return keys
        if model not in self.names:
            # Registered before it is built, because a model may contain itself.
            name = self._name(model, model.__name__)
            self.shared[name] = self.record(table)
        return self._reference(model)

    def _embedded(self, model: type, source: Schema) -> Schema:
        """Return a reference to the schema that a model was made from, which has its own address.

        References in it begin there.
        """
        if model not in self.names:
            name = self._name(model, model.__name__)
            self.shared[name] = {
                "$id": schema_id(model, self.draft.name),
                **_source(model, source, "2020-12"),
            }
        return self._reference(model)

    def to_items(self, items: list[Schema]) -> Schema:
        """Return the schema of a list with these items in their order, and no more."""
        size = len(items)
        return {self.draft.items_in_order: items, "minItems": size, "maxItems": size}

    def to_shared(self, shape: Shape, name: str, schema: Schema) -> Schema:
        """Return a reference to the schema of a shape, which is stored under a name."""
        if shape not in self.names:
            self.shared[self._name(shape, name)] = schema
        return self._reference(shape)

    def _name(self, part: Shape | type, name: str) -> str:
        found, number = name, 1
        while found in self.shared:
            number += 1
            found = f"{name}{number}"
        self.names[part] = found
        self.shared[found] = {}
        return found

    def _reference(self, part: Shape | type) -> Schema:
        return {"$ref": f"#/{self.draft.definitions}/{self.names[part]}"}


def _or_null(value: Schema) -> Schema:
    if not value:
        return value
    if value.keys() == {"enum"}:
        return {"enum": [*value["enum"], None]}
    if "type" in value and value.keys() <= _LET_NULL_PASS:
        return {**value, "type": [value["type"], "null"]}
    branches = value["anyOf"] if value.keys() == {"anyOf"} else [value]
    return {"anyOf": [*branches, {"type": "null"}]}


def _default_of(field: Field, closed: bool) -> Any:
    """Return the default of a field as a file holds it; None where there is nothing to say.

    An empty one says as little as an absent key, but for the writer of a closed record.
    """
    if field.make_default is None or field.shape.model is not None:
        return None
    default = in_file(field.make_default())
    shown = default != {} and (closed or default != [])
    return default if shown and field.shape.accepts(default, FILE) else None


def _example_of(table: ModelTable, *, whole: bool) -> dict[str, Any]:
    """Build data from the examples of fields: all current fields, or only the required ones."""
    firsts = {keys[0] for keys in table.one_of}
    unwanted = {key for condition in table.conditions for key in condition.unwanted}
    example = {}
    for field in table.fields:
        if field.deprecated is not None or not (whole or field.required or field.key in firsts):
            continue
        if field.key == SCHEMA_KEY or (field.key in unwanted and not field.required):
            # One engine takes the key of the schema for that of a schema, wherever it stands.
            continue
        if field.examples:
            example[field.key] = field.examples[0]
        elif field.shape.model is not table.model:
            made = field.shape.example(lambda model: _example_of(table_of(model), whole=False))
            if made is not None:
                example[field.key] = made
    return example


def _words(name: str) -> list[str]:
    """Split a class name into its words in lower case: `RelatedItem` into related, item."""
    return [word.lower() for word in re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name)] or [
        name.lower()
    ]
