"""The format `jsonl`: an article on each line, with the keys of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from article_schema.errors import DocumentError
from article_schema.interop.exchange.format import TextFormat, compact, data_of
from article_schema.interop.exchange.losses import Loss
from article_schema.interop.exchange.sources import Item, Source, items_of, parsed
from article_schema.late_pattern import late_pattern
from article_schema.model.fields import Record

#: A line; one by one, since a list of them takes many times the memory of their text.
_LINE = late_pattern(r"[^\n]*(?:\n|\Z)")


class JsonLines(TextFormat):
    """Writes all that a record holds."""

    name: ClassVar[str] = "jsonl"
    ending: ClassVar[str] = ".jsonl"

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return nothing: a line holds everything."""
        data_of(article)
        return ()

    def items(self, source: Source, model: type) -> Iterator[Item]:  # noqa: ARG002
        """Yield an item for each line that has something."""
        for number, found in enumerate(_LINE.finditer(source.text()), 1):
            line = found[0]
            if not line.strip():
                continue
            try:
                item = next(items_of([parsed(line, source.name, number)], "line"))
            except DocumentError as error:
                item = Item("", None, error.fault.message)
            yield item._replace(place=f"line {number:,}")

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        for article in articles:
            yield f"{compact(data_of(article))}\n"


FORMAT = JsonLines()
