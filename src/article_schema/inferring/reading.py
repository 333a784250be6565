"""Reading: the records of the files from which a model is inferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from article_schema.checking.discovery.search import FoundFile, read_found
from article_schema.document.formats.registry import formats_of, split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import decode
from article_schema.document.tree import Data
from article_schema.errors import DocumentError
from article_schema.rules.codes import NO_FRONT_MATTER


class ReadRecord(NamedTuple):
    """A record, and where it was read."""

    #: The path of its file, with slashes.
    path: str
    data: dict[str, Data]
    #: Whether it is front matter; other files may hold several records.
    is_front_matter: bool


@dataclass
class Readings:
    """The records of some files, read as they are asked for."""

    files: Iterator[FoundFile]
    #: The files that could not be read, with the reason.
    unread: list[str] = field(default_factory=list)
    #: Those of them that hold front matter by their names, and no data alone.
    unread_fronts: list[str] = field(default_factory=list)
    #: The number of records that were read.
    count: int = 0

    def records(self) -> Iterator[ReadRecord]:
        """Yield the records of the files."""
        limits = Limits()
        for found in self.files:
            try:
                raw = read_found(found, limits)
                source = split(decode(raw, found.path), found.path)
                data = read(source, limits).data
            except DocumentError as error:
                if found.named or error.code != NO_FRONT_MATTER:
                    self.unread.append(str(error))
                    if formats_of(found.path)[0].takes_other_endings:
                        self.unread_fronts.append(str(error))
                continue
            many = data if isinstance(data, list) and source.format.many_records else [data]
            records = [each for each in many if isinstance(each, dict) and each]
            self.count += len(records)
            front = source.format.takes_other_endings
            yield from (ReadRecord(found.path, record, front) for record in records)
