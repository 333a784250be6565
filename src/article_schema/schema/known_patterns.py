"""The patterns of models, with the facets that express them in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from article_schema.model.facets import Facet
from article_schema.model.shapes.tables import table_of

#: Facets by their pattern in a schema.
Patterns = Mapping[str, Facet]


@cache
def patterns_of(model: type) -> Patterns:
    """Return the facets of a model, and of the models that it is made from, that have a pattern."""
    found: dict[str, Facet] = {}
    seen: set[type] = set()
    waiting = [model]
    while waiting:
        table = table_of(waiting.pop())
        if table.model in seen:
            continue
        seen.add(table.model)
        for shape in (inner for field in table.fields for inner in field.shape.flat()):
            if shape.model is not None:
                waiting.append(shape.model)
            for facet in shape.facets:
                pattern = facet.keywords().get("pattern")
                if isinstance(pattern, str):
                    found[pattern] = facet
    return found
