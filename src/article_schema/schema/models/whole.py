"""The whole schema that a model is made from: its draft, its references, judges of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from article_schema.model.plain import plain
from article_schema.model.shapes.base import Schema
from article_schema.schema.formats import FormatCheck, format_checks
from article_schema.schema.models.judges import SchemaJudge
from article_schema.schema.validate import checker_of, format_checker, validator_of

_DRAFT_3 = "http://json-schema.org/draft-03/schema"
_DRAFT_4 = "http://json-schema.org/draft-04/schema"
#: Keywords by which what a part means depends on where it is reached from.
_WANDERING = ("$dynamicRef", "$recursiveRef")
_OWN = ("$id", "id", "$schema")
#: The most references in a row.
_MOST_REFERENCES = 30
#: Keywords that only say more about another one.
_COMPANIONS = {
    "contains": ("minContains", "maxContains"),
    "if": ("then", "else"),
    "items": ("prefixItems",),
    "additionalItems": ("items",),
    "additionalProperties": ("properties", "patternProperties"),
    "minimum": ("exclusiveMinimum",),
    "maximum": ("exclusiveMaximum",),
}


class WholeSchema:
    """A schema that can be used (`schema_file.load_schema`), with what its parts share."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.validator = validator_of(schema)
        draft = str(schema.get("$schema", "")).rstrip("#")
        self.is_draft_4 = draft == _DRAFT_4
        #: Whether older drafts ignore everything beside a reference.
        self.ref_is_alone = "/draft-0" in draft
        #: Whether parts mean something only within the whole.
        self.is_one = draft == _DRAFT_3 or _wanders(schema)
        self._judges: dict[int, tuple[Any, SchemaJudge]] = {}

    def keywords(self, schema: Schema) -> set[str]:
        """Return the keywords of a part that have an effect in its draft."""
        if self.ref_is_alone and "$ref" in schema:
            return {"$ref"}
        return schema.keys() & self.validator.VALIDATORS.keys()

    def target(self, schema: Schema) -> Schema | None:
        """Return where the reference of a part leads to; None if that is no part of the schema."""
        reference = schema.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#"):
            return None
        found = self._resolver.lookup(reference).contents
        return found if isinstance(found, dict) else None

    def resolved(self, schema: Schema) -> Schema:
        """Follow the references of a part that says nothing else."""
        for _ in range(_MOST_REFERENCES):
            found = self.target(schema) if self.keywords(schema) == {"$ref"} else None
            if found is None:
                break
            schema = found
        return schema

    @cached_property
    def _resolver(self) -> Any:
        from referencing.jsonschema import specification_with

        from article_schema.schema.validate import registry

        dialect = self.validator.META_SCHEMA.get("$schema", "")
        root = specification_with(dialect).create_resource(self.schema)
        return registry().resolver_with_root(root)

    def part(self, schema: Schema, keywords: set[str]) -> Schema:
        """Return some keywords of a part of the schema, with those that say more about them."""
        more = {each for name in keywords for each in _COMPANIONS.get(name, ())}
        return {key: value for key, value in schema.items() if key in keywords or key in more}

    def judge(self, part: Any) -> SchemaJudge:
        """Return the judge of a part of the schema."""
        known = self._judges.get(id(part))
        if known is None:
            validator = self.validator.evolve(schema=part)
            check = checker_of(validator, self.schema, None)
            # TOML has dates and times of its own, which JSON Schema knows as text.
            judge = SchemaJudge(
                lambda value: validator.is_valid(plain(value)),
                lambda value, effort=None, route=(): check(plain(value), effort, route),
            )
            known = self._judges[id(part)] = part, judge
        return known[1]

    @cached_property
    def formats(self) -> Mapping[str, FormatCheck]:
        """The formats that are checked, each with its function for text."""
        return format_checks(format_checker(type(self.validator)))


def _wanders(schema: Schema) -> bool:
    """Tell whether a part of a schema has a draft or an address of its own, or such references."""
    waiting: list[Any] = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            own = value is not schema and any(isinstance(value.get(key), str) for key in _OWN)
            if own or any(word in value for word in _WANDERING):
                return True
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return False
