"""Required keys of a site, besides those of the model, and keys that the site adds.

It is written as the keys that lead to a value, `provider.images`; of a list every item is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from article_schema.checking.engine.records import PAGE_KEY
from article_schema.document.tree import Data
from article_schema.faults import Fault
from article_schema.model.explain import missing
from article_schema.routes import Route
from article_schema.rules.field_rules import missing_field, misspelt_key, unknown_key
from article_schema.rules.findings import Finding

_ADVICE = "add it; the configuration of the site requires it"
_ABOUT_UNKNOWN_KEYS = frozenset({misspelt_key.code, unknown_key.code})


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


def is_known_key(finding: Finding, known: Collection[str], *, paged: bool) -> bool:
    """Tell whether a finding is about an unknown key that the site knows.

    Args:
        finding: what was found.
        known: the keys that the site adds.
        paged: whether the file is a page of records.
    """
    if finding.code not in _ABOUT_UNKNOWN_KEYS:
        return False
    route = finding.route
    if paged and route[:1] == (PAGE_KEY,):
        route = route[1:]
    return ".".join(step for step in route if isinstance(step, str)) in known
