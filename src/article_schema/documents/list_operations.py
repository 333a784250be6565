"""Changes of the lists of a document by route, such as `document.append("topics", "Ports")`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from article_schema.document.tree import Data
from article_schema.documents.changing import Changing, shared_by

# Who only reads waits for nothing that changes a text.
if TYPE_CHECKING:
    from article_schema.document.edits import Edit
    from article_schema.routes import Route
    from article_schema.signatures import PlainData, Sortable


class ListOperations(Changing):
    """What can be changed in lists by route."""

    __slots__ = ()

    def append(
        self, route: str, value: object, *, parents: bool = False, aliases: str = "refuse"
    ) -> None:
        """Put a value behind the last item of a list; a list that is missing or null is made.

        >>> document = loads("title: Dawn", "dawn.yaml")
        >>> document.append("topics", "Ports")
        >>> document.data
        {'title': 'Dawn', 'topics': ['Ports']}

        Args:
            route: the list.
            value: the new item.
            parents: whether what leads to the list is made where it is missing, as in `set`.
            aliases: what is done if other places share the list by an alias of YAML, as in `set`.

        Raises:
            UsageError: the route cannot be read, or `aliases` is another word.
            ValidationError: the article would break its contract.
            EditError: there is no list, or the change cannot be made safely.
        """
        self.extend(route, [value], parents=parents, aliases=aliases)

    def extend(
        self,
        route: str,
        values: Iterable[object],
        *,
        parents: bool = False,
        aliases: str = "refuse",
    ) -> None:
        """Put values behind the last item of a list; a list that is missing or null is made.

        >>> document = loads("topics: [Ports]", "dawn.yaml")
        >>> document.extend("topics", ["Ships", "Quays"])
        >>> document.text
        'topics: [Ports, Ships, Quays]'

        Args:
            route: the list.
            values: the new items; without any nothing changes.
            parents: whether what leads to the list is made where it is missing, as in `set`.
            aliases: what is done if other places share the list by an alias of YAML, as in `set`.

        Raises:
            UsageError: the route cannot be read, or `aliases` is another word.
            ValidationError: the article would break its contract.
            EditError: there is no list, or the change cannot be made safely.
        """
        from article_schema.documents import changes

        new = self._plain(route, list(values))

        def edits_for(data: Data, steps: Route) -> list[Edit]:
            return changes.appending(data, steps, new, parents=parents) if new else []

        self._change(route, shared_by(aliases, edits_for))

    def insert(self, route: str, value: object) -> None:
        """Put a value into a list, before the item at a route such as `topics[1]`.

        >>> document = loads("topics: [Ports, Quays]", "dawn.yaml")
        >>> document.insert("topics[1]", "Ships")
        >>> document.text
        'topics: [Ports, Ships, Quays]'

        Args:
            route: the item that it goes before, counted from 0.
            value: the new item.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no such item, or the change cannot be made safely.
        """
        from article_schema.documents import changes

        new = self._plain(route, value)
        self._change(route, lambda _, steps: changes.inserting(steps, new))

    def reorder(self, route: str, order: Sequence[int]) -> None:
        """Bring a list into another order.

        >>> document = loads("topics: [Ports, Quays, Ships]", "dawn.yaml")
        >>> document.reorder("topics", [2, 0, 1])
        >>> document.text
        'topics: [Ships, Ports, Quays]'

        Args:
            route: the list.
            order: the present indexes of its items, each once, in their new order.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no list, or the indexes are not those of its items.
        """
        from article_schema.documents import changes

        self._change(route, lambda _, steps: changes.reordering(steps, order))

    def sort(
        self,
        route: str,
        *,
        key: Callable[[PlainData], Sortable] | None = None,
        reverse: bool = False,
    ) -> None:
        """Sort a list; equal items keep their order, and comments go with their items.

        >>> document = loads("topics: [Ships, Ports]", "dawn.yaml")
        >>> document.sort("topics")
        >>> document.text
        'topics: [Ports, Ships]'

        Args:
            route: the list.
            key: what to compare of an item, as for `sorted`; the item itself if None.
            reverse: whether the greatest comes first.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no list, or its items cannot be compared.
        """
        from article_schema.documents import changes

        self._change(route, lambda data, steps: changes.sorting(data, steps, key, reverse=reverse))
