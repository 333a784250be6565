"""Configurations in an editor: what is wrong with one while somebody writes it."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.config.files import FILE_NAMES, is_owners
from article_schema.checking.config.reading import configuration_of
from article_schema.checking.discovery.search import find_files
from article_schema.checking.engine.checker import Checker
from article_schema.checking.filters.baseline import Baseline
from article_schema.document.lines import LineIndex
from article_schema.errors import UsageError
from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.lsp.sites import Sites
from article_schema.lsp.texts import Text

#: What stands before the words about a key: the line, perhaps the column, and the key.
_PLACE = late_pattern(r":(?P<line>\d+)(?::(?P<column>\d+))?: (?P<told>.*)")


@dataclass(frozen=True)
class Note:
    """What is wrong at a place of a configuration."""

    #: The range, in code points from 0.
    span: Range
    message: str
    #: Whether it is an older name of a key, which still counts.
    is_older: bool = False


def is_configuration(text: Text) -> bool:
    """Tell whether a document is a file that may hold a configuration."""
    return text.path is not None and os.path.basename(text.path) in dict(FILE_NAMES)


def notes_on(sites: Sites, text: Text) -> tuple[Note, ...]:
    """Return what is wrong with a configuration, as a check would tell it.

    Code that it names runs only if the workspace is trusted.

    Args:
        sites: those of the workspace.
        text: the document.
    """
    path = text.path or ""
    with sites.lock, warnings.catch_warnings(record=True) as older:
        warnings.simplefilter("always", FutureWarning)
        told: list[str] = []
        try:
            _use(sites, path, text.content)
        except UsageError as error:
            told = str(error).splitlines()
    places = _Places(text)
    notes = [
        Note(places.of(line, path)[0], places.of(line, path)[1], is_older=True)
        for warning in older
        if issubclass(warning.category, FutureWarning)
        for line in str(warning.message).splitlines()
    ]
    return (*notes, *(Note(*places.of(line, path)) for line in told))


def _use(sites: Sites, path: str, content: str) -> None:
    """Do with a configuration what a check does before it comes to the files.

    Raises:
        UsageError: it cannot be used.
    """
    folder = os.path.dirname(path)
    owned = is_owners(folder, sites.root_of(path) or folder)
    found = configuration_of(
        content.encode(), path, required=False, owned=owned, trusted=sites.trusted
    )
    if found is None:
        return
    configurations = Configurations.just(found)
    configurations.require_contracts(found)
    for part in configurations.parts(found):
        Checker(part.settings)
    if found.collections:
        # The search makes sure that each pattern of a collection matches a file.
        next(find_files([folder], configurations), None)
    baseline = found.path_of("baseline")
    if baseline is not None:
        Baseline.read(baseline)


class _Places:
    """Finds what messages speak of."""

    def __init__(self, text: Text) -> None:
        self.content = text.content
        self.lines = LineIndex(text.content)

    def of(self, told: str, path: str) -> tuple[Range, str]:
        """Return the range that a message is about, and its words."""
        place = _PLACE.match(told, len(path)) if told.startswith(path) else None
        if place is None:
            return self._line(1), told
        line = int(place["line"])
        if not self.lines.has_line(line):
            return self._line(1), place["told"]
        start, end = self._line(line)
        if place["column"]:
            start = min(start + int(place["column"]) - 1, end)
            return (start, max(end, start)), place["told"]
        key = place["told"].partition(": ")[0].rpartition(".")[2].partition("[")[0]
        at = self.content.find(key, start, end) if key else -1
        return (start, end) if at < 0 else (at, at + len(key)), place["told"]

    def _line(self, line: int) -> Range:
        start, end = self.lines.line_range(line)
        return start, start + len(self.content[start:end].rstrip())
