"""Checking of archives: the results of all rows, and then of the rules about several files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.corpus.groups import Groups
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.files.packed import is_archive
from article_schema.interop.scale.archives import Part, parts_of
from article_schema.interop.scale.engines import Engine, Looked, Workers
from article_schema.interop.scale.kinds import Kinds
from article_schema.interop.scale.pointed import Pointed, note_part, wanted_in
from article_schema.interop.scale.shuffle import Contested, entry_of
from article_schema.interop.scale.stores import Row, tops_of
from article_schema.interop.scale.working import Checked, check_part, raw_of
from article_schema.rules.findings import Finding

#: The endings of archives whose rows may be files of any kind on disk.
_TABLES = (".parquet",)


class ArchiveCheck:
    """Checks archives, in memory that does not grow with the number of their articles.

    What values of others point to is kept in memory: the names of the files of a collection, the
    keys that name them, and the addresses of pages.

    Args:
        sources: the archives.
        configurations: what to check.
        engine: where it is done.

    Raises:
        UsageError: a model or a rule cannot be used, or asks for what archives do not have.
    """

    def __init__(
        self, sources: Sequence[str], configurations: Configurations, engine: Engine
    ) -> None:
        self._sources = sources
        self._engine = engine
        self._kinds = Kinds(configurations, tops=tops_of(sources))
        self._parts: list[Part] = []
        packed = [name for name in sources if is_archive(name) and not name.endswith(_TABLES)]
        if packed:
            self._kinds.require_places(packed)

    def results(self) -> Iterator[tuple[CheckedFile, Checker]]:
        """Yield the result of each row, and then further ones of rows that disagree with others.

        With each comes the checker of the row.

        Raises:
            UsageError: an archive cannot be read, or the engine is not there.
        """
        with self._engine.running() as workers:
            takes = self._kinds.takes if self._kinds.collections else None
            self._parts = list(parts_of(self._sources, takes))
            self._look_around(workers)
            checked = Looked(workers.look(check_part, self._kinds.recipe(), self._parts))
            yield from map(self._told, checked)
            yield from self._compared(workers, checked.contested)

    def _look_around(self, workers: Workers) -> None:
        """Gather what is known of the rows that others point to, if any does."""
        wanted = wanted_in(self._kinds)
        if not wanted:
            return
        pointed = Pointed(self._kinds, wanted)
        noted = Looked(workers.look(note_part, self._kinds.recipe(), self._parts))
        for row in noted:
            pointed.take_in(row)
        pointed.take_in_twins(self._again(workers, noted.contested))
        self._kinds = self._kinds.with_known(pointed.known())

    def _told(self, checked: Checked) -> tuple[CheckedFile, Checker]:
        result, kind = checked.result, checked.kind
        if kind is None:
            reason = self._kinds.reason(checked.place)
            result = CheckedFile(str(result), (), None, checked=False, passed_over=reason)
        elif isinstance(result, str):
            result = CheckedFile(result, (), None)
        return result, self._kinds.checker(kind or 0)

    def _compared(
        self, workers: Workers, contested: Contested
    ) -> Iterator[tuple[CheckedFile, Checker]]:
        """Read rows again, bring their entries together as text, and let the rules judge them."""
        groups = Groups()
        for row in self._again(workers, contested):
            checker = self._kinds.checker_of(row)
            for entry in checker.entries_of(raw_of(row) or b"", row.path):
                if entry_of(entry).key in contested.keys:
                    groups.add(entry, row.path, checker)
        found: dict[str, list[Finding]] = {}
        for finding, _ in groups.judged(self._kinds.checker(0).failures):
            found.setdefault(finding.file, []).append(finding)
        for row in self._again(workers, contested) if found else ():
            # Of rows with one name the first has all that is found under it.
            findings = found.pop(row.path, ())
            checker = self._kinds.checker_of(row)
            result = checker.placed(raw_of(row) or b"", row.path, findings)
            if result is not None and result.findings:
                yield result, checker

    def _again(self, workers: Workers, contested: Contested) -> Iterator[Row]:
        """Yield the contested rows, in their order."""
        wanted: dict[int, list[int]] = {}
        for place in contested.rows:
            wanted.setdefault(place.part, []).append(place.row)
        return workers.rows(self._parts, wanted)
