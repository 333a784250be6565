"""Checking of archives: the results of all rows, and then of the rules about several files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from article_schema.checking.corpus.groups import Groups
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.interop.scale.archives import Part, parts_of, rows_of
from article_schema.interop.scale.engines import Engine
from article_schema.interop.scale.shuffle import Contested, Shuffle, entry_of
from article_schema.interop.scale.stores import Row
from article_schema.interop.scale.working import raw_of
from article_schema.rules.findings import Finding

if TYPE_CHECKING:
    from article_schema.checking.config.settings import Settings


class ArchiveCheck:
    """Checks archives, in memory that does not grow with the number of their articles.

    Args:
        sources: the archives.
        settings: what to check.
        engine: where it is done.
    """

    def __init__(self, sources: Sequence[str], settings: Settings, engine: Engine) -> None:
        self._sources = sources
        self._settings = settings
        self._engine = engine
        self.checker = Checker(settings)
        #: How many rows each part has.
        self._sizes: dict[Part, int] = {}

    def results(self) -> Iterator[CheckedFile]:
        """Yield the result of each row, and then further ones of rows that disagree with others.

        Raises:
            UsageError: an archive cannot be read, or the engine is not there.
        """
        with TemporaryDirectory() as folder:
            shuffle = Shuffle(folder)
            row = 0
            for part, some in self._engine.check(parts_of(self._sources), self._settings):
                self._sizes[part] = self._sizes.get(part, 0) + len(some)
                for result, entries in some:
                    shuffle.add(row, entries)
                    row += 1
                    yield CheckedFile(result, (), None) if isinstance(result, str) else result
            contested = shuffle.contested()
        yield from self._compared(contested)

    def _compared(self, contested: Contested) -> Iterator[CheckedFile]:
        """Read rows again, bring their entries together as text, and let the rules judge them."""
        groups = Groups()
        for row in self._again(contested.rows):
            for entry in self.checker.entries_of(raw_of(row) or b"", row.path):
                if entry_of(entry).key in contested.keys:
                    groups.add(entry, row.path, self.checker)
        found: dict[str, list[Finding]] = {}
        for finding, _ in groups.judged(self.checker.failures):
            found.setdefault(finding.file, []).append(finding)
        for row in self._again(contested.rows) if found else ():
            # Of rows with one name the first has all that is found under it.
            findings = found.pop(row.path, ())
            result = self.checker.placed(raw_of(row) or b"", row.path, findings)
            if result is not None and result.findings:
                yield result

    def _again(self, rows: Sequence[int]) -> Iterator[Row]:
        """Yield some rows, by their numbers, which rise."""
        wanted = iter(rows)
        row = next(wanted, None)
        number = 0
        for part, size in self._sizes.items():
            behind = number + size
            for some in rows_of(part) if row is not None and row < behind else ():
                while row is not None and row < number + len(some):
                    yield some[row - number]
                    row = next(wanted, None)
                number += len(some)
            number = behind
