"""Branches: which branch of a union a value was meant for.

The branches of a union usually differ in one key that names the kind, and each branch allows its
own words there. The branch that allows the word of the value is meant, whatever else is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

#: The most references in a row; more are a circle.
_MOST_REFERENCES = 10


class BranchError(Protocol):
    """The attributes of an error of a branch that are used here."""

    validator: Any
    relative_path: Any


class Branches:
    """The branches of one `anyOf` or `oneOf`, with the key that distinguishes them."""

    def __init__(self, schemas: Sequence[Any], root: Any) -> None:
        self._root = root
        words = [dict(self._words(schema)) for schema in schemas]
        found: dict[str, list[list[Any]]] = {}
        for form in words:
            for key, listed in form.items():
                found.setdefault(key, []).append(listed)
        differing = [key for key, lists in found.items() if any(one != lists[0] for one in lists)]
        #: The key that tells the forms apart, if there is one: that of the most forms, and rather
        #: one with a single word for each.
        self.kind = min(
            differing,
            key=lambda key: (-len(found[key]), sum(len(listed) > 1 for listed in found[key])),
            default=None,
        )

    def is_other_kind(self, error: BranchError) -> bool:
        """Tell whether an error shows that its branch was not meant."""
        place = list(error.relative_path)
        if error.validator == "type":
            return not place
        if error.validator not in ("const", "enum"):
            return False
        return not place or (place == [self.kind])

    def _words(self, schema: Any) -> Iterator[tuple[str, list[Any]]]:
        """Yield the keys for which a branch lists the allowed words."""
        for key, value in self._properties(schema, _MOST_REFERENCES):
            found = self._resolved(value, _MOST_REFERENCES)
            if "const" in found:
                yield key, [found["const"]]
            elif isinstance(found.get("enum"), list):
                yield key, found["enum"]

    def _properties(self, schema: Any, most: int) -> Iterator[tuple[str, Any]]:
        found = self._resolved(schema, most)
        properties = found.get("properties")
        if isinstance(properties, dict):
            yield from properties.items()
        parts = found.get("allOf")
        for part in parts if isinstance(parts, list) and most else ():
            yield from self._properties(part, most - 1)

    def _resolved(self, schema: Any, most: int) -> dict[str, Any]:
        """Follow the references of a schema inside its own file."""
        if not isinstance(schema, dict):
            return {}
        reference = schema.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#") or not most:
            return schema
        found = self._root
        for step in reference[1:].split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            found = found.get(name) if isinstance(found, dict) else None
        return {**self._resolved(found, most - 1), **schema}
