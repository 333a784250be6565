"""Records: the same changes in several records of a document, such as those of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from article_schema.checking.engine.records import records_of
from article_schema.document.edits import Delete, Edit
from article_schema.document.places import locate
from article_schema.document.tree import Data, Mapping, Tree, target_of, value_at
from article_schema.documents.changing import shared_by
from article_schema.documents.content import Content
from article_schema.documents.document import Document
from article_schema.documents.operations import Operations
from article_schema.model.fields import Record
from article_schema.routes import Route


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

    def delete_all(
        self, routes: Sequence[str], *, which: int | None = None, aliases: str = "refuse"
    ) -> None:
        """Remove what there is at several routes; records without it stay as they are.

        Args:
            routes: the entries and items. What is in another one, or behind another item, comes
                before it.
            which: as in `delete`; keys that are used once stay then.
            aliases: as in `set`.

        Raises:
            UsageError: a route cannot be read, or `aliases` is another word.
            ValidationError: the article would break its contract.
            EditError: something cannot be removed safely.
        """
        absent = object()

        def edits_for(data: Data, steps: Route) -> list[Edit]:
            if which is not None and not _is_repeated(self._content.tree, steps):
                return []
            return [] if value_at(data, steps, absent) is absent else [Delete(steps, which)]

        self._change_all(routes, shared_by(aliases, edits_for))


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
