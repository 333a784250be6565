"""Reading: the records of the files from which a model is inferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from article_schema.checking.discovery.search import FoundFile, read_found
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import decode
from article_schema.document.tree import Data
from article_schema.errors import DocumentError
from article_schema.rules.codes import NO_FRONT_MATTER


@dataclass
class Readings:
    """The records of some files, read as they are asked for."""

    files: Iterator[FoundFile]
    #: The files that could not be read, with the reason.
    unread: list[str] = field(default_factory=list)

    def records(self) -> Iterator[tuple[dict[str, Data], bool]]:
        """Yield the records, each with whether it is front matter; other files may hold several."""
        limits = Limits()
        for found in self.files:
            try:
                raw = read_found(found, limits)
                source = split(decode(raw, found.path), found.path)
                data = read(source, limits).data
            except DocumentError as error:
                if found.named or error.code != NO_FRONT_MATTER:
                    self.unread.append(str(error))
                continue
            many = data if isinstance(data, list) and source.format.many_records else [data]
            records = [each for each in many if isinstance(each, dict) and each]
            yield from ((record, source.format.takes_other_endings) for record in records)
