"""Remembering: the records of a file and their entries, without a look at what is wrong with them.

An index of many files needs no more, and gets it in a fraction of the time of a check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.entries import NamedEntry, stored
from article_schema.checking.engine.records import records_of
from article_schema.checking.results.checked_file import StoredEntry
from article_schema.document.formats.registry import format_in, split
from article_schema.document.reading.ladder import read
from article_schema.document.tree import Data
from article_schema.errors import DocumentError
from article_schema.model.shapes.building import recover
from article_schema.rules.contexts import FileContext
from article_schema.rules.findings import Finding


@dataclass(frozen=True)
class Remembered:
    """What is remembered of a file."""

    #: Its records, or what has their attributes; what is at fault in one is not set.
    records: tuple[Any, ...] = ()
    #: What the rules about several files remember.
    entries: tuple[StoredEntry, ...] = ()


def remembered_of(checker: Checker, text: str, filename: str) -> Remembered:
    """Return what is remembered of a file; nothing of one that cannot be read.

    Args:
        checker: the checker of the file.
        text: its whole text.
        filename: its name; the ending tells its format.
    """
    with checker.bounded():
        article = checker.fast_path.accept(text, filename) if checker.fast_path else None
        if article is not None:
            return Remembered((article,), checker.entries.stored_entries_of(article))
        try:
            data = _data_of(checker, text, filename)
        except DocumentError:
            return Remembered()
        return _of_data(checker, data, text, filename)


def _data_of(checker: Checker, text: str, filename: str) -> Data:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    seen = format_in(text, filename).glance(text)
    if seen is not None:
        return seen.data
    return read(split(text, filename), checker.settings.limits).data


def _of_data(checker: Checker, data: Data, text: str, filename: str) -> Remembered:
    model, file_format = checker.settings.model, format_in(text, filename)
    context = FileContext(filename, file_format, checker.judge.now)
    records: list[Any] = []
    entries: list[NamedEntry] = []
    for route, values in records_of(data, file_format, model):
        if isinstance(values, dict):
            record = recover(values, model)
            # Who checks the file tells of rules that fail.
            failed: list[Finding] = []
            records.append(record)
            entries += checker.entries.entries_of(record, route, context, failed)
    return Remembered(tuple(records), stored(entries))
