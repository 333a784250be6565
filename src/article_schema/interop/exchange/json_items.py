"""JSON items: the items of a large text of JSON, made into data one by one.

A few bytes of JSON can stand for objects that take twenty times as much memory, so only one item is
data at a time. The text is looked through before, so that a broken one tells nothing.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import Any

from article_schema.document.formats.json_stream import Piece, Window, pieces
from article_schema.document.limits import Limits
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.sources import Source, parsed
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

#: More items than the largest source has that are articles: the shortest take some 200 bytes.
MOST_ITEMS = 250_000


class JsonItems:
    """The items of a source, and some of what stands beside them.

    Args:
        source: the source.
        key: under which key of an object the list of items stands; None if objects are items. An
            object without a list there is an item, and so is each value of a list.
        beside: further keys of such an object, whose values are kept in `beside`.

    Raises:
        DocumentError: it is too large, not UTF-8 or no JSON.
    """

    def __init__(self, source: Source, key: str | None, beside: Collection[str] = ()) -> None:
        source.require_size()
        self._source = source
        self._key = key
        self._wanted = beside
        #: What an object says under the further keys.
        self.beside: dict[str, Any] = {}
        window = self._window()
        first = window.next()
        if not first:
            raise window.error("this is no JSON: it is empty", "")
        start = window.line, window.column
        is_item = False
        for number, piece in enumerate(pieces(window, key, (), self._note), 1):
            if number > MOST_ITEMS:
                message = f"there are more than {MOST_ITEMS:,} items"
                raise self._error(piece, Fault(OVER_THE_LIMIT, message, "split the source"))
            self._data(piece)
            is_item = is_item or (piece.line, piece.column) == start
        #: Whether a list stands under the key.
        self.is_listed = first == "{" and not is_item

    def __iter__(self) -> Iterator[Any]:
        """Yield the data of each item."""
        return map(self._data, pieces(self._window(), self._key, ()))

    def _window(self) -> Window:
        return Window(io.BytesIO(self._source.raw), self._source.name, Limits())

    def _note(self, name: Piece, value: Piece) -> None:
        key = self._data(name)
        if not isinstance(key, str):
            message = "this is no JSON: a key is no text"
            raise self._error(name, Fault(SYNTAX_ERROR, message, "put it in double quotes"))
        said = self._data(value)
        if key in self._wanted:
            self.beside[key] = said

    def _data(self, piece: Piece) -> Any:
        try:
            return parsed(piece.text, self._source.name)
        except DocumentError as error:
            column = error.column + (piece.column - 1 if error.line == 1 else 0)
            line = error.line + piece.line - 1
            raise DocumentError(self._source.name, line, column, error.fault) from None

    def _error(self, piece: Piece, fault: Fault) -> DocumentError:
        return DocumentError(self._source.name, piece.line, piece.column, fault)
