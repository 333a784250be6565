"""Steps: what a command does with each record, made anew for each model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from article_schema.document.tree import Data, value_at
from article_schema.documents.records import Records
from article_schema.errors import UsageError
from article_schema.routes import Route

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with the records of a model."""

    #: Tells whether there is anything to do in a record, by its data.
    concerns: Callable[[Data], bool]
    #: Makes the change.
    make: Callable[[Records], None]
    #: Whether it makes keys where none of its keys is yet.
    adds: bool = False


#: Returns what is done with the records of a model.
StepFor: TypeAlias = Callable[[type], Step]


def are_whole(routes: Iterable[Route]) -> bool:
    """Tell whether routes begin at the whole data of a file: with the index of a record.

    Raises:
        UsageError: one does, and another one does not.
    """
    found = {bool(route) and isinstance(route[0], int) for route in routes}
    if len(found) > 1:
        raise UsageError("all routes begin with the index of a record, such as [0].title, or none")
    return found == {True}


def has(data: Data, route: Route) -> bool:
    """Tell whether plain data hold something at a route, null too."""
    return value_at(data, route, _ABSENT) is not _ABSENT
