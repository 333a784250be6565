"""Groups of keys of which one must have a value, as the schemas of models say it (`build`)."""

from __future__ import annotations

from typing import Any, NamedTuple

from article_schema.model.shapes.base import FILE, Schema
from article_schema.model.shapes.conditions import OneOf
from article_schema.model.shapes.tables import Condition, Field

#: What says as little as an absent key.
_EMPTY: tuple[Any, ...] = (None, [], {})


class Group(NamedTuple):
    """A group, with the part of the schema that says it."""

    keys: tuple[str, ...]
    #: The values of each key that count as none.
    empty: dict[str, list[Any]]
    part: Schema

    def condition(self, fields: dict[str, Field]) -> Condition:
        """Return the condition that says the same of fields."""
        by_name = {field.name: field for field in fields.values()}
        return OneOf(tuple(fields[key].name for key in self.keys)).bound(by_name)

    def is_kept_by(self, fields: dict[str, Field]) -> bool:
        """Tell whether fields know of no empty values but those that the schema names."""
        return all(
            key in fields and (value in self.empty[key] or not _takes(fields[key], value))
            for key in self.keys
            for value in _EMPTY
        )


def _takes(field: Field, value: Any) -> bool:
    return field.nullable if value is None else field.shape.accepts(value, FILE)


def group_of(part: Any) -> Group | None:
    """Return the group that a part of a schema says and nothing else."""
    if not isinstance(part, dict) or part.keys() != {"anyOf", "not"}:
        return None
    branches, empty = part["anyOf"], part["not"]
    keys = [_only_key(branch) for branch in branches]
    if not all(keys) or not isinstance(empty, dict):
        return None
    values = empty.get("properties")
    if empty != {"type": "object", "anyOf": branches, "properties": values}:
        return None
    names = tuple(str(key) for key in keys)
    if not isinstance(values, dict) or values.keys() != set(names):
        return None
    listed = {key: _listed(value) for key, value in values.items()}
    return Group(names, listed, part) if all(listed.values()) else None


def _only_key(branch: Any) -> str:
    required = branch.get("required") if isinstance(branch, dict) else None
    if not isinstance(required, list) or len(required) != 1:
        return ""
    (key,) = required
    # Not `==`: True equals 1, which is no schema.
    properties = branch.get("properties")
    is_all = branch.keys() == {"required", "properties"} and isinstance(properties, dict)
    return key if is_all and list(properties.items()) == [(key, True)] else ""


def _listed(value: Any) -> list[Any]:
    """Return the empty values that an `enum` lists and nothing else; none where it says more."""
    words = value.get("enum") if isinstance(value, dict) and value.keys() == {"enum"} else None
    return words if isinstance(words, list) and all(word in _EMPTY for word in words) else []
