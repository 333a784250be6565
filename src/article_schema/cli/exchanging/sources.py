"""Sources: the articles of files, one by one, for an export."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import Any

from article_schema.cli.editing.choosing import Choice
from article_schema.cli.editing.files import Files
from article_schema.conversion import structure
from article_schema.documents.document import Document
from article_schema.documents.records import records_in
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.model.elsewhere.vocabularies import BodyText
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of


class Sources:
    """The articles of some files and folders; what cannot be read is told and passed over."""

    def __init__(self, options: argparse.Namespace, paths: list[str]) -> None:
        self._choice = Choice(options, whole=False)
        self._files = Files(options, paths)
        #: The file of the article that was yielded last.
        self.filename = ""
        #: How many articles were yielded.
        self.count = 0

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return self._files.failed

    def __iter__(self) -> Iterator[Record]:
        for file in self._files.found:
            try:
                document = self._files.open(file)
                records = iter(()) if document is None else self._records(document, file.path)
                for record in records:
                    self.filename = file.path
                    self.count += 1
                    yield record
            except UsageError:
                raise
            except ArticleSchemaError as error:
                self._files.tell(file, error)

    def _records(self, document: Document[Any], path: str) -> Iterator[Record]:
        model = self._files.configurations.for_file(path).settings.model
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
