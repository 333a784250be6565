"""Files: those that a command reads or changes, opened as their configurations say."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import Any

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile, Search, find_files
from article_schema.cli import key_options
from article_schema.cli.editing.options import STDIN
from article_schema.cli.streams import PassedOver, stdin_bytes
from article_schema.collections.items import Failure
from article_schema.collections.opener import Opener
from article_schema.document.formats.registry import format_of
from article_schema.document.limits import too_large
from article_schema.documents.document import Document
from article_schema.errors import ArticleSchemaError, DocumentError, EditError, UsageError
from article_schema.late_pattern import late_pattern
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

_ALIASES = late_pattern(r'aliases="(\w+)"')
#: So many faults of a file are told.
_MOST_TOLD = 10


class Files:
    """The files of a command, opened under the configurations of their folders.

    Args:
        options: the options of the command.
        paths: the files and folders, or the one path that stands for standard input.
    """

    def __init__(self, options: argparse.Namespace, paths: Sequence[str]) -> None:
        # What was loaded lives as long as the process.
        gc.freeze()
        if STDIN in paths and len(paths) > 1:
            raise UsageError("standard input is read alone: give no other paths with `-`")
        given = Given(isolated=options.isolated, options=key_options.keys_set_by(options))
        self.stdin_filename: str = options.stdin_filename
        self.is_stdin = list(paths) == [STDIN]
        #: How many files could not be read or changed.
        self.failed = 0
        self.opener = Opener(given, None, valid=False)
        #: What standard input had.
        self.stdin = b""
        passed_over = PassedOver()
        self.found: list[FoundFile] = []
        for file in self._find(paths):
            if file.passed_over is None:
                self.found.append(file)
            else:
                passed_over.tell(file.path, file.passed_over)
        passed_over.finish()

    @property
    def configurations(self) -> Configurations:
        """The configurations of the run."""
        return self.opener.configurations

    def settings_for(self, file: FoundFile) -> Settings:
        """Return the settings of a file.

        Raises:
            UsageError: its configuration is wrong.
        """
        return self.opener.configuration_for(file.path).settings

    def _find(self, paths: Sequence[str]) -> Sequence[FoundFile]:
        if not self.is_stdin:
            return list(find_files(paths, self.configurations))
        limits = self.configurations.for_file(self.stdin_filename).settings.limits
        self.stdin = stdin_bytes(limits.file_bytes + 1)
        return [Search(self.configurations).named(self.stdin_filename)]

    def open(self, file: FoundFile) -> Document[Any] | None:
        """Return a document; None for a file that nobody meant for an article.

        Raises:
            DocumentError: it cannot be read.
        """
        if self.is_stdin:
            fault = too_large(self.settings_for(file).limits, len(self.stdin))
            if fault is not None:
                raise DocumentError(file.path, 1, 1, fault)
            return self.opener.open_bytes(self.stdin, file._replace(named=True))
        opened = self.opener.open(file)
        if isinstance(opened, Failure):
            raise opened.error
        return opened

    def is_asked_for(self, file: FoundFile) -> bool:
        """Tell whether somebody named a file, or a collection claims it."""
        return file.named or self.is_stdin or self.settings_for(file).collection is not None

    def may_be_changed(self, file: FoundFile) -> bool:
        """Tell whether a command may change a file, which a search may have come upon.

        As for `fmt`: most files of JSON are settings of a tool.
        """
        return format_of(file.path).formats_found or self.is_asked_for(file)

    def tell(self, file: FoundFile, error: ArticleSchemaError) -> None:
        """Say why a file could not be read or changed."""
        self.failed += 1
        lines = _told(error).split("\n")
        for line in lines[:_MOST_TOLD]:
            place = "" if file.path in line else f"{file.path}: "
            sys.stderr.write(f"error: {sanitize(place + line)}\n")
        if len(lines) > _MOST_TOLD:
            more = plural(len(lines) - _MOST_TOLD, "more fault")
            sys.stderr.write(f"error: {sanitize(file.path)}: {more}\n")


def _told(error: ArticleSchemaError) -> str:
    """Return the text of an error, with options of the command where it names those of Python."""
    text = str(error)
    if not isinstance(error, EditError) or not error.advice:
        return text
    advice = _ALIASES.sub(r"--aliases \1", error.advice).replace("parents=True", "--parents")
    return text.replace(error.advice, advice)
