"""Required keys: those that a site's articles need besides the required ones of the model.

Each is written as the keys that lead to a value, `provider.images`; of a list every item is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from article_schema.document.tree import Data
from article_schema.faults import Fault
from article_schema.model.shapes.explain import missing
from article_schema.routes import Route
from article_schema.rules.families.field_rules import missing_field

_ADVICE = "add it; the configuration of the site requires it"


def missing_keys(data: Data, route: Route, required: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each required key that a record lacks."""
    if isinstance(data, dict):
        for keys in required:
            for place in _missing(data, (), keys.split(".")):
                yield Fault(missing_field.code, missing(place), _ADVICE, (*route, *place), "key")


def _missing(data: Data, route: Route, keys: list[str]) -> Iterator[Route]:
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _missing(item, (*route, index), keys)
    elif isinstance(data, dict):
        key, *rest = keys
        value = data.get(key)
        place = (*route, key)
        if rest:
            yield from _missing(value, place, rest)
        elif value is None:
            yield place
