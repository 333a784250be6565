"""Sources: the articles of files, one by one, for an export."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import Any

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.discovery.search import FoundFile
from article_schema.cli.editing.choosing import Choice
from article_schema.cli.editing.files import Files
from article_schema.cli.exchanging import archives
from article_schema.conversion import structure
from article_schema.documents.document import Document
from article_schema.documents.records import records_in
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.model.elsewhere.vocabularies import BodyText
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of

#: What a name of a file cannot have on some system.
_NO_NAME = dict.fromkeys((*range(32), *map(ord, '\\/:*?"<>|')), "-")
_LONGEST_STEM = 150


class Sources:
    """The articles of files, folders and archives; what cannot be read is told and passed over."""

    def __init__(self, options: argparse.Namespace, paths: list[str]) -> None:
        self._choice = Choice(options, whole=False)
        self._archives = paths if archives.are_archives(options, paths) else []
        self._files = Files(options, [] if self._archives else paths)
        #: The file of the article that was yielded last.
        self.filename = ""
        #: How many articles were yielded.
        self.count = 0

    @property
    def configurations(self) -> list[Configuration]:
        """What counts in the current folder, in each collection if there are any."""
        found = self._files.configurations
        return found.parts(found.for_run())

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return self._files.failed

    def __iter__(self) -> Iterator[Record]:
        for file, text in self._found():
            try:
                for record in self._records(file, text):
                    self.filename = file.path
                    self.count += 1
                    yield record
            except UsageError:
                raise
            except ArticleSchemaError as error:
                self._files.tell(file, error)

    def _found(self) -> Iterator[tuple[FoundFile, archives.Text | None]]:
        if not self._archives:
            yield from ((file, None) for file in self._files.found)
            return
        for text in archives.texts_in(self._archives, self._files.configurations):
            yield text.file, text

    def _records(self, file: FoundFile, text: archives.Text | None) -> Iterator[Record]:
        if text is None:
            document, settings = self._files.open(file), self._files.settings_for(file)
        else:
            document = self._files.opener.open_bytes(text.raw(), file, text.configuration)
            settings = text.configuration.settings
        return iter(()) if document is None else self._records_in(document, settings.model)

    def _records_in(self, document: Document[Any], model: type[Record]) -> Iterator[Record]:
        is_wanted = self._choice.condition(model)
        for route, data in list(records_in(document)):
            if not is_wanted(data):
                continue
            # The faults of a document name its lines.
            record = structure(data, model) if route else document.article
            if not route:
                _give_body(record, document.body)
            yield record

    def stem(self, taken: set[str]) -> str:
        """Return a name for the file of the article that was yielded last, and note it as taken."""
        stem = os.path.splitext(os.path.basename(self.filename))[0]
        # An archive gives its files any names.
        stem = stem.translate(_NO_NAME)[:_LONGEST_STEM] or "article"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        return name


def _give_body(record: Record, body: str) -> None:
    """Put the text behind a front matter into the field that has such a text."""
    if not body.strip():
        return
    for field in table_of(type(record)).fields:
        if field.note(BodyText) is not None and not getattr(record, field.name):
            setattr(record, field.name, body)
