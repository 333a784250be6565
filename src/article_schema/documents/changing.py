"""Changing: how the operations of a document become edits of its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from article_schema.document.tree import Data
from article_schema.errors import EditError, UsageError

# Who only reads waits for nothing that changes a text.
if TYPE_CHECKING:
    from article_schema.document.edits import Edit, TextEdit
    from article_schema.documents.content import Content
    from article_schema.routes import Route


class Changing:
    """What makes edits at a route, all of them or none."""

    __slots__ = ()

    @property
    def _content(self) -> Content:
        raise NotImplementedError

    @property
    def _records(self) -> Sequence[Route]:
        """The places of the records that are changed."""
        return (self._content.here,)

    def _change(self, route: str, edits_for: Callable[[Data, Route], Sequence[TextEdit]]) -> None:
        """Make the edits that the data of the file and a route in it call for.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there are none, or one of them cannot be made.
        """
        self._change_all([route], edits_for)

    def _change_all(
        self, routes: Sequence[str], edits_for: Callable[[Data, Route], Sequence[TextEdit]]
    ) -> None:
        """Make the edits at several routes together; each route counts behind the edits before it.

        Raises:
            UsageError: a route cannot be read.
            ValidationError: the article would break its contract.
            EditError: there are none, or one of them cannot be made.
        """
        from article_schema.routes import parse_route

        read, content = [parse_route(route) for route in routes], self._content
        content.flush()
        try:
            data = content.tree.data
            places = ((*record, *own) for record in self._records for own in read)
            edits = [edit for place in places for edit in edits_for(data, place)]
            if edits:
                content.edit(edits)
        except EditError as error:
            # A comment has no route of its own.
            place = routes[0] if error.route.startswith("#") else error.route
            filename = content.source.filename
            raise EditError(place, error.reason, filename, error.advice) from error

    def _plain(self, route: str, value: object) -> Data:
        from article_schema.model.plain import EndlessError, plain

        try:
            return plain(value)
        except EndlessError as error:
            reason = f"the parts of the value {error.message}"
            raise EditError(route, reason, self._content.source.filename) from None


def shared_by(
    aliases: str, edits_for: Callable[[Data, Route], list[Edit]]
) -> Callable[[Data, Route], list[Edit]]:
    """Return a function whose edits do with shared values what a word says.

    Raises:
        UsageError: there is no such word.
    """
    from article_schema.document.edits import REFUSE, SHARING

    if aliases == REFUSE:
        return edits_for
    if aliases not in SHARING:
        raise UsageError(f"aliases is one of {', '.join(SHARING)}, not {aliases!r}")
    from dataclasses import replace

    return lambda data, steps: [replace(edit, aliases=aliases) for edit in edits_for(data, steps)]
