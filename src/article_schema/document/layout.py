"""Layout: what the house style says about the keys of a record.

The document room knows no article, so its callers bring these answers along; they are
derived from the model's fields.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from copy import copy
from typing import Protocol

from article_schema.document.manner import HOUSE, Manner
from article_schema.document.tree import Data
from article_schema.routes import Route


class Layout(Protocol):
    """How records of one model are written. Indexes in routes carry no meaning here."""

    @property
    def manner(self) -> Manner:
        """How files are written, whatever the model."""
        ...

    def with_manner(self, manner: Manner) -> Layout:
        """Return the same for another manner."""
        ...

    def key_order(self, route: Route) -> Sequence[str]:
        """Return the keys of the mapping at a route in house order; empty where unknown."""
        ...

    def is_quoted(self, route: Route) -> bool:
        """Tell whether the text at a route is written in double quotes even if plain is safe."""
        ...

    def is_instant(self, route: Route) -> bool:
        """Tell whether a date and time stands at a route, and not a text that looks like one."""
        ...

    def is_section(self, route: Route) -> bool:
        """Tell whether a blank line sets the entry at a route apart from its neighbours."""
        ...

    def identity(self, route: Route, item: Data) -> Hashable | None:
        """Return what makes an item of the list at a route the same item after a change."""
        ...


class PlainLayout:
    """The layout of data of which nothing is known."""

    manner: Manner = HOUSE

    def with_manner(self, manner: Manner) -> Layout:
        """Return the same for another manner."""
        other = copy(self)
        other.manner = manner
        return other

    def key_order(self, route: Route) -> Sequence[str]:  # noqa: ARG002 - the protocol's form
        """Know no order."""
        return ()

    def is_quoted(self, route: Route) -> bool:  # noqa: ARG002
        """Leave plain what can be plain."""
        return False

    def is_instant(self, route: Route) -> bool:  # noqa: ARG002
        """Take every text for a text."""
        return False

    def is_section(self, route: Route) -> bool:  # noqa: ARG002
        """Set nothing apart."""
        return False

    def identity(self, route: Route, item: Data) -> Hashable | None:  # noqa: ARG002
        """Take scalars as themselves, collections as unknown."""
        return item if isinstance(item, Hashable) else None


def is_known(route: Route, layout: Layout) -> bool:
    """Tell whether a layout knows the key of a value, or that of the list that it is in."""
    while route and isinstance(route[-1], int):
        route = route[:-1]
    return bool(route) and route[-1] in layout.key_order(route[:-1])


def path_of(route: Route) -> str:
    """Return the keys of a route with dots between them, as styles name values."""
    return ".".join(step for step in route if isinstance(step, str))
