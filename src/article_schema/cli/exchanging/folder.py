"""Folder: where an import writes articles, new ones and those that are there already."""

from __future__ import annotations

import os
import sys
from typing import Any, NamedTuple

from article_schema.checking.config.settings import Settings
from article_schema.checking.mending import fix_text
from article_schema.cli.rewriting import Rewriter
from article_schema.collections.documents import Documents, load_all
from article_schema.conversion import structure
from article_schema.document.files.storage import replace_file
from article_schema.documents.document import Document
from article_schema.documents.records import records_in
from article_schema.documents.writing import dumps
from article_schema.errors import SaveError
from article_schema.interop.exchange.mapping import Data
from article_schema.interop.exchange.merging import merged
from article_schema.interop.exchange.naming import address_of, stem_of
from article_schema.model.elsewhere.vocabularies import BodyText
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import ModelTable, table_of
from article_schema.reporting.formats.diff import write_diff

_ENDING = ".md"


class Incoming(NamedTuple):
    """Data of an article that keep the contract of their model, and where they come from."""

    place: str
    data: Data


class Folder:
    """Takes articles in. Every file is written whole or not at all, and none outside of the folder.

    Args:
        path: the folder, which is made if it is not there.
        model: the model of the articles.
        merges: whether new values come into an article that is there already.
        dry_run: whether changes are shown, and not written.
    """

    def __init__(self, path: str, model: type[Record], *, merges: bool, dry_run: bool) -> None:
        self._path = path
        self._model = model
        self._table: ModelTable = table_of(model)
        self._merges = merges
        self._dry_run = dry_run
        self._body_key = next(
            (field.key for field in self._table.fields if field.note(BodyText) is not None), None
        )
        #: What has become of the articles.
        self.counts = {"new": 0, "changed": 0, "as it was": 0, "twice in the source": 0}
        self._taken: set[str] = set()
        self._seen: set[str] = set()
        #: Files of several records, which are left as they are.
        self._together: set[str] = set()
        self._there = self._index() if os.path.isdir(path) else {}

    @property
    def has_changes(self) -> bool:
        """Whether a file was written, or would be."""
        return bool(self.counts["new"] or self.counts["changed"])

    def _index(self) -> dict[str, str]:
        """Return the files of the folder by the addresses of their articles."""
        found: dict[str, str] = {}
        for document in self._open(self._path):
            for route, data in records_in(document):
                address = address_of(data, self._table) if isinstance(data, dict) else None
                if address is not None and found.setdefault(address, document.filename) and route:
                    self._together.add(document.filename)
        return found

    def _open(self, path: str) -> Documents[Record]:
        return load_all([path], self._model, errors="skip", valid=False)

    def take(self, incoming: Incoming) -> None:
        """Write an article, or merge it into the file that has it.

        Raises:
            ArticleSchemaError: that cannot be done; the file is as it was.
        """
        address = address_of(incoming.data, self._table)
        if address is not None and address in self._seen:
            self.counts["twice in the source"] += 1
            return
        if address is not None:
            self._seen.add(address)
        there = self._there.get(address) if address is not None else None
        if there is None:
            self._create(incoming.data)
        elif self._merges and there not in self._together:
            self._merge(incoming.data, there)
        else:
            self.counts["as it was"] += 1

    def _create(self, data: Data) -> None:
        data, body = self._split(data)
        record: Record = structure(data, self._model)
        path = self._free_path(stem_of(record))
        text = dumps(record, body, path)
        text = fix_text(text, path, Settings(model=self._model))
        if self._dry_run:
            write_diff(sys.stdout, path, "", text)
        else:
            try:
                os.makedirs(self._path, exist_ok=True)
            except OSError as error:
                raise SaveError(self._path, error.strerror or str(error)) from error
            replace_file(path, text.encode(), expected=None)
        self.counts["new"] += 1

    def _free_path(self, stem: str) -> str:
        name, number = stem, 1
        path = os.path.join(self._path, name + _ENDING)
        while path in self._taken or os.path.lexists(path):
            number += 1
            path = os.path.join(self._path, f"{stem}-{number}{_ENDING}")
        self._taken.add(path)
        return path

    def _split(self, data: Data) -> tuple[Data, str]:
        """Return the data without the text of the article, and that text."""
        body = data.get(self._body_key) if self._body_key is not None else None
        if not isinstance(body, str):
            return data, ""
        return {key: value for key, value in data.items() if key != self._body_key}, body

    def _merge(self, data: Data, path: str) -> None:
        document = next(iter(self._open(path)), None)
        if document is None:
            raise SaveError(path, "it cannot be read any more")
        old: Any = document.data
        body = ""
        if self._body_key not in old:
            data, body = self._split(data)
        before = document.text
        document.article = structure(merged(old, data, self._table), self._model)
        if body.strip() and body.strip() != document.body.strip():
            document.body = body
        self._save(document, before)

    def _save(self, document: Document[Any], before: str) -> None:
        text = document.text
        if text == before:
            self.counts["as it was"] += 1
            return
        if self._dry_run:
            write_diff(sys.stdout, document.filename, before, text)
        else:
            Rewriter([self._path]).replace_text(document.filename, before, text)
        self.counts["changed"] += 1
