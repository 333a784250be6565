"""Changes of a document by route, such as `document.append("topics", "Ports")`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from article_schema.arguments import require
from article_schema.document.tree import Data
from article_schema.errors import EditError, UsageError

# Who only reads waits for nothing that changes a text.
if TYPE_CHECKING:
    from article_schema.document.edits import Edit, TextEdit
    from article_schema.documents.content import Content
    from article_schema.routes import Route
    from article_schema.signatures import PlainData, Sortable


class Operations:
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

    @property
    def _content(self) -> Content:
        raise NotImplementedError

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
        from dataclasses import replace
        from datetime import date

        from article_schema.document.edits import REFUSE
        from article_schema.documents import changes

        # A date is written as the old one is, which is known only where it is written.
        new = value if isinstance(value, date) else self._plain(route, value)
        _require_word(aliases)

        def edits_for(data: Data, steps: Route) -> list[Edit]:
            edits = changes.setting(data, steps, new, parents=parents)
            if aliases == REFUSE:
                return edits
            return [replace(edit, aliases=aliases) for edit in edits]

        self._change(route, edits_for)

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

        _require_word(aliases)
        self._change(route, lambda _, steps: [Delete(steps, which, aliases)])

    def append(self, route: str, value: object) -> None:
        """Put a value behind the last item of a list; a list that is missing or null is made.

        >>> document = loads("title: Dawn", "dawn.yaml")
        >>> document.append("topics", "Ports")
        >>> document.data
        {'title': 'Dawn', 'topics': ['Ports']}

        Args:
            route: the list.
            value: the new item.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no list, or the change cannot be made safely.
        """
        self.extend(route, [value])

    def extend(self, route: str, values: Iterable[object]) -> None:
        """Put values behind the last item of a list; a list that is missing or null is made.

        >>> document = loads("topics: [Ports]", "dawn.yaml")
        >>> document.extend("topics", ["Ships", "Quays"])
        >>> document.text
        'topics: [Ports, Ships, Quays]'

        Args:
            route: the list.
            values: the new items; without any nothing changes.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no list, or the change cannot be made safely.
        """
        from article_schema.documents import changes

        new = self._plain(route, list(values))
        self._change(route, lambda data, steps: changes.appending(data, steps, new) if new else [])

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

    def rename(self, route: str, key: str) -> None:
        """Give an entry another key; it stays where it is, with its value and comments.

        >>> document = loads("titel: Dawn # early", "dawn.yaml")
        >>> document.rename("titel", "title")
        >>> document.text
        'title: Dawn # early'

        Args:
            route: the entry.
            key: its new key, which must be free. It is a key and no route.

        Raises:
            TypeError: the key is not text.
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there is no such entry, or its new key is taken.
        """
        from article_schema.documents import changes

        require(key, str, "a key is text", "write one such as webUrl")
        self._change(route, lambda data, steps: changes.renaming(data, steps, key))

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

        target = self._route(to)
        self._change(route, lambda data, steps: changes.moving(data, steps, target))

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

    def _change(self, route: str, edits_for: Callable[[Data, Route], Sequence[TextEdit]]) -> None:
        """Make the edits that the data of the file and a route in it call for.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there are none, or one of them cannot be made.
        """
        steps, content = self._route(route), self._content
        content.flush()
        try:
            edits = edits_for(content.tree.data, steps)
            if edits:
                content.edit(edits)
        except EditError as error:
            # A comment has no route of its own.
            place = route if error.route.startswith("#") else error.route
            filename = content.source.filename
            raise EditError(place, error.reason, filename, error.advice) from error

    def _route(self, route: str) -> Route:
        from article_schema.routes import parse_route

        return (*self._content.here, *parse_route(route))

    def _plain(self, route: str, value: object) -> Data:
        from article_schema.model.plain import EndlessError, plain

        try:
            return plain(value)
        except EndlessError as error:
            reason = f"the parts of the value {error.message}"
            raise EditError(route, reason, self._content.source.filename) from None


def _require_word(aliases: str) -> None:
    """Make sure that `aliases` is one of its words.

    Raises:
        UsageError: it is not.
    """
    from article_schema.document.edits import SHARING

    if aliases not in SHARING:
        raise UsageError(f"aliases is one of {', '.join(SHARING)}, not {aliases!r}")
