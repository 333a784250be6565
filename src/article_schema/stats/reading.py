"""Reading: the records of files, each to the survey of its model."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile, read_found
from article_schema.checking.engine.records import no_key, records_of
from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import read
from article_schema.document.source import decode
from article_schema.errors import DocumentError
from article_schema.reporting.paths import relative_path
from article_schema.rules.codes import NO_FRONT_MATTER
from article_schema.stats.survey import Survey

#: So many reasons are kept; the rest is counted.
_MOST_REASONS = 1_000


@dataclass
class Inventory:
    """What some files hold: a survey for each collection, and for the files in none."""

    configurations: Configurations
    #: By the names of the collection and of the model.
    surveys: dict[tuple[str, str], Survey] = field(default_factory=dict)
    #: How many files had records.
    files: int = 0
    #: Why files could not be read.
    unread: list[str] = field(default_factory=list)

    def read(self, files: Iterable[FoundFile]) -> None:
        """Take in the records of files. What is no article, or cannot be read, is passed over."""
        for found in files:
            if found.passed_over is None:
                settings = self.configurations.for_file(found.path).settings
                folder = os.path.dirname(relative_path(found.path)) or "."
                read_raw = partial(read_found, found, settings.limits)
                self.take(found, read_raw, settings, folder)

    def take(
        self, found: FoundFile, read_raw: Callable[[], bytes], settings: Settings, folder: str
    ) -> None:
        """Take in the records of a text.

        Args:
            found: its name, and how it was found.
            read_raw: returns its bytes, or raises a DocumentError.
            settings: those that count for it.
            folder: where the survey counts it.
        """
        self.files += self._has_records(found, read_raw, settings, folder)

    def _has_records(
        self, found: FoundFile, read_raw: Callable[[], bytes], settings: Settings, folder: str
    ) -> bool:
        try:
            source = split(decode(read_raw(), found.path), found.path)
            data = read(source, settings.limits).data
        except DocumentError as error:
            if (found.named or error.code != NO_FRONT_MATTER) and len(self.unread) < _MOST_REASONS:
                self.unread.append(str(error))
            return False
        model, collection = settings.model, settings.collection or ""
        has_records = False
        for _, record in records_of(data, source.format, model):
            if isinstance(record, dict) and record and no_key(record, (), model) is None:
                key = (collection, model.__qualname__)
                self.surveys.setdefault(key, Survey(model)).add(record, folder)
                has_records = True
        return has_records

    def ordered(self) -> Iterator[tuple[str, Survey]]:
        """Yield the surveys under their names, the largest first."""
        for (collection, model), survey in sorted(
            self.surveys.items(), key=lambda item: (-item[1].records, item[0])
        ):
            yield f"{collection} ({model})" if collection else model, survey
