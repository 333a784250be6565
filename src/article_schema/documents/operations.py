"""Changes of a document by route, such as `document.append("topics", "Ports")`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from article_schema.arguments import require
from article_schema.document.tree import Data
from article_schema.documents.changing import shared_by
from article_schema.documents.list_operations import ListOperations

# Who only reads waits for nothing that changes a text.
if TYPE_CHECKING:
    from article_schema.document.edits import Edit
    from article_schema.routes import Route


class Operations(ListOperations):
    """What can be changed by route: keys with their values, items of lists, comments.

    Routes are written like `seo.keywords[0]`. Values are copied. A valid article stays valid: what
    would break its contract is refused, as it is when an attribute is set. If the article is
    faulty, anything may be set, so that it can be fixed step by step.

    Each raises:
        UsageError: a route cannot be read.
        ValidationError: the article would break its contract; nothing is changed then.
        EditError: the change cannot be made safely, or does not fit what is there; nothing is
            changed then.
    """

    __slots__ = ()

    def set(
        self, route: str, value: object, *, parents: bool = False, aliases: str = "refuse"
    ) -> None:
        """Give a route a new value, such as `document.set("seo.keywords[0]", "harbour")`.

        A missing last key is added. The index behind the last item appends. A `date` or `datetime`
        is written as the old value is: with `T` or a blank, with `Z`, an offset or no zone.

        >>> document = loads("topics: [Ports]", "dawn.yaml")
        >>> document.set("topics[1]", "Ships")
        >>> document.set("seo.title", "Dawn", parents=True)
        >>> document.data
        {'topics': ['Ports', 'Ships'], 'seo': {'title': 'Dawn'}}

        Args:
            route: the place.
            value: the new value.
            parents: whether the mappings and lists that lead there are made where they are missing
                or null; otherwise that is an `EditError`.
            aliases: what is done if other places share the value by an alias of YAML: `refuse`;
                `follow` changes all of them, `expand` this place alone.

        Raises:
            UsageError: the route cannot be read, or `aliases` is another word.
            ValidationError: the article would break its contract.
            EditError: nothing can be at the route, or the change cannot be made safely.
        """
        from datetime import date

        from article_schema.documents.changes import setting

        # A date is written as the old one is, which is known only where it is written.
        new = value if isinstance(value, date) else self._plain(route, value)

        def edits_for(data: Data, steps: Route) -> list[Edit]:
            return setting(data, steps, new, parents=parents)

        self._change(route, shared_by(aliases, edits_for))

    def delete(self, route: str, *, which: int | None = None, aliases: str = "refuse") -> None:
        """Remove a key with its value, or a list item.

        Of a key that is there more than once, every entry goes, or the one that `which` names.

        >>> document = loads("topics: [Ports, Ships]", "dawn.yaml")
        >>> document.delete("topics[0]")
        >>> document.text
        'topics: [Ships]'

        Args:
            route: the entry or item.
            which: the number of the entry among those with the same key, counted from 0.
            aliases: as in `set`.

        Raises:
            UsageError: the route cannot be read, or `aliases` is another word.
            ValidationError: the article would break its contract.
            EditError: there is nothing, or it cannot be removed safely.
        """
        from article_schema.document.edits import Delete

        self._change(route, shared_by(aliases, lambda _, steps: [Delete(steps, which)]))

    def rename(self, route: str, key: str, *, aliases: str = "refuse") -> None:
        """Give an entry another key; it stays where it is, with its value and comments.

        >>> document = loads("titel: Dawn # early", "dawn.yaml")
        >>> document.rename("titel", "title")
        >>> document.text
        'title: Dawn # early'

        Args:
            route: the entry.
            key: its new key, which must be free. It is a key and no route.
            aliases: what is done if other places share the entry by an alias of YAML, as in `set`.

        Raises:
            TypeError: the key is not text.
            UsageError: the route cannot be read, or `aliases` is another word.
            ValidationError: the article would break its contract.
            EditError: there is no such entry, or its new key is taken.
        """
        from article_schema.documents import changes

        require(key, str, "a key is text", "write one such as webUrl")

        def edits_for(data: Data, steps: Route) -> list[Edit]:
            return changes.renaming(data, steps, key)

        self._change(route, shared_by(aliases, edits_for))

    def move(self, route: str, to: str) -> None:
        """Take a value away from a route, and put it at another one.

        >>> document = loads("topics: [Ports, Quays, Ships]", "dawn.yaml")
        >>> document.move("topics[2]", "topics[0]")
        >>> document.text
        'topics: [Ships, Ports, Quays]'

        Args:
            route: where the value is.
            to: where it is afterwards: the place in the same list; in another list the item that it
                goes before; or a key that is free.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no such value, or its new place is taken.
        """
        from article_schema.documents import changes
        from article_schema.routes import parse_route

        depth, target = len(parse_route(route)), parse_route(to)

        def edits_for(data: Data, steps: Route) -> list[Edit]:
            return changes.moving(data, steps, (*steps[: len(steps) - depth], *target))

        self._change(route, edits_for)

    def merge(self, values: Mapping[str, object], route: str = "") -> None:
        """Put keys with their values into a mapping.

        Mappings below are merged too; every other value replaces the one that is there.

        >>> document = loads("seo: {title: Dawn}", "dawn.yaml")
        >>> document.merge({"seo": {"keywords": ["harbour"]}, "heat": 3})
        >>> document.data
        {'seo': {'title': 'Dawn', 'keywords': ['harbour']}, 'heat': 3}

        Args:
            values: the keys and values.
            route: the mapping; empty for the front matter itself.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no mapping, or the change cannot be made safely.
        """
        from article_schema.documents import changes

        new = self._plain(route, dict(values))
        self._change(route, lambda data, steps: list(changes.merging(data, steps, new)))

    def comment(self, route: str, text: str) -> None:
        """Put a comment on lines of its own above an entry; each line of the text is one.

        JSON has no comments: that is an `EditError`.

        >>> document = loads("title: Dawn", "dawn.yaml")
        >>> document.comment("title", "Ask Jo")
        >>> print(document.text)
        # Ask Jo
        title: Dawn

        Args:
            route: the entry.
            text: the lines of the comment, without `#`.

        Raises:
            TypeError: the comment is not text.
            UsageError: the route cannot be read.
            EditError: there is no such entry, or the format has no comments.
        """
        from article_schema.documents import commenting

        require(text, str, "a comment is text", 'write one such as "Ask Jo"')
        content = self._content
        self._change(
            route, lambda _, steps: commenting.commenting(content.source, content.tree, steps, text)
        )

    def uncomment(self, route: str) -> None:
        """Remove the comments directly above an entry, and the one behind its first line.

        >>> document = loads("title: Dawn # Ask Jo", "dawn.yaml")
        >>> document.uncomment("title")
        >>> document.text
        'title: Dawn'

        Args:
            route: the entry.

        Raises:
            UsageError: the route cannot be read.
            EditError: there is no such entry, or the format has no comments.
        """
        from article_schema.documents import commenting

        content = self._content
        self._change(
            route, lambda _, steps: commenting.uncommenting(content.source, content.tree, steps)
        )
