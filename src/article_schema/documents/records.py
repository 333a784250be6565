"""Records: the same changes in several records of a document, such as those of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from article_schema.checking.engine.records import records_of
from article_schema.document.places import locate
from article_schema.document.tree import Data, Mapping, Tree, target_of, value_at
from article_schema.documents.content import Content
from article_schema.documents.document import Document
from article_schema.documents.operations import Operations
from article_schema.model.fields import Record
from article_schema.routes import Route, parse_route


class Records(Operations):
    """Some records of a document; each change is made in all of them at once, or in none.

    Routes begin at a record. All edits of a change are proved together, so a list of thousands of
    records takes no more readings than one record does.

    Args:
        document: the document.
        records: the routes of the records in the data of its file.
    """

    __slots__ = ("_document", "_places")

    def __init__(self, document: Document[Record], records: Sequence[Route]) -> None:
        self._document = document
        self._places = records

    @property
    def _content(self) -> Content:
        return self._document._content  # noqa: SLF001 - they are parts of the same room

    @property
    def _records(self) -> Sequence[Route]:
        return self._places

    def having(self, route: str) -> Records:
        """Return those of the records that hold something at a route.

        Raises:
            UsageError: the route cannot be read.
        """
        steps, content = parse_route(route), self._content
        content.flush()
        data, absent = content.tree.data, object()
        held = (value_at(data, (*place, *steps), absent) is not absent for place in self._places)
        return Records(self._document, list(compress(self._places, held)))

    def repeating(self, route: str) -> Records:
        """Return those of the records in which the last key of a route is used more than once.

        Raises:
            UsageError: the route cannot be read.
        """
        steps, content = parse_route(route), self._content
        content.flush()
        repeated = (_is_repeated(content.tree, (*place, *steps)) for place in self._places)
        return Records(self._document, list(compress(self._places, repeated)))


def _is_repeated(tree: Tree, route: Route) -> bool:
    found = tree.find(route[:-1]) if route else None
    parent = None if found is None else target_of(found[1])
    return isinstance(parent, Mapping) and parent.is_repeated(str(route[-1]))


def records_in(document: Document[Record], *, whole: bool = False) -> Iterator[tuple[Route, Data]]:
    """Yield the routes and the data of the records of a document: itself, or the items of a list.

    Args:
        document: the document; the data are its own, not a copy.
        whole: whether all the data of the file count as one record.
    """
    content = document._content  # noqa: SLF001 - as above
    content.flush()
    data = content.tree.data
    return iter([((), data)]) if whole else records_of(data, content.source.format, content.model)


def place_of(document: Document[Record], route: Route) -> tuple[int, int]:
    """Return line and column of what the data of a file hold at a route."""
    content = document._content  # noqa: SLF001 - as above
    start, _ = locate(content.source, content.tree, route)
    return content.source.lines.position(start)
