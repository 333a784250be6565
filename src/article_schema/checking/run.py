"""Runs: check many files, or one text, and report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from article_schema.checking.discovery import FoundFile, find_files
from article_schema.checking.engine import CheckedFile, Checker
from article_schema.checking.report import Report
from article_schema.checking.settings import Settings
from article_schema.document.storage import read_file
from article_schema.errors import DocumentError


def check_text(text: str, filename: str = "article.md", settings: Settings | None = None) -> Report:
    """Check one text.

    Args:
        text: the whole text of a file.
        filename: its name for the report; the ending tells the form: `.yaml`, `.yml`, `.json`, or
            else text with front matter.
        settings: what to check; the defaults where it is None.
    """
    report = Report()
    report.add(Checker(settings).check_text(text, filename))
    return report


def check_paths(
    paths: Iterable[str | os.PathLike[str]], settings: Settings | None = None
) -> Report:
    """Check files, and all articles below folders.

    Args:
        paths: files and folders.
        settings: what to check; the defaults where it is None.

    Raises:
        UsageError: a path does not exist, or a selector matches no rule.
    """
    report = Report()
    for result in check_files(find_files(paths), Checker(settings)):
        report.add(result)
    return report


def check_files(files: Iterable[FoundFile], checker: Checker) -> Iterator[CheckedFile]:
    """Yield the result of each file, in their order; what cannot be read is a finding."""
    for file in files:
        try:
            raw = read_file(file.path, checker.settings.limits)
        except DocumentError as error:
            yield checker.failed(error, None)
            continue
        yield checker.check_bytes(raw, file.path, named=file.named)
