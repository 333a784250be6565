"""The engine: from the bytes of one file to its findings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from article_schema.arguments import require
from article_schema.checking.config.settings import Settings
from article_schema.checking.elsewhere.pointers import Pointers
from article_schema.checking.engine.dispatch import RemainingRules, plan_for
from article_schema.checking.engine.entries import EntryPlan, NamedEntry, stored
from article_schema.checking.engine.extra_schemas import model_bounds
from article_schema.checking.engine.failures import Failures
from article_schema.checking.engine.fault_findings import FaultFindings
from article_schema.checking.engine.glancing import Glances
from article_schema.checking.engine.judging import Judge
from article_schema.checking.engine.placing import Placing
from article_schema.checking.engine.record_judging import RecordRules
from article_schema.checking.fast.compiling import fast_path_for, remaining_rules
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.formats.registry import format_in, format_of, split
from article_schema.document.reading.ladder import GlancedTree, look
from article_schema.document.source import decode
from article_schema.errors import DocumentError
from article_schema.model.shapes.tables import table_of
from article_schema.rules.contexts import FileContext
from article_schema.rules.findings import Finding


class Checker:
    """Checks texts, as many as there are, under one set of settings.

    To build one takes much longer than to check an article, so keep it. It serves one thread.
    Without `Settings.now` the clock is asked for each file.

    >>> from pathlib import Path
    >>> checker = Checker(Settings(select=("URL",)))
    >>> for path in sorted(Path("examples/broken").glob("*.md")):
    ...     print(path.name, len(checker.check_bytes(path.read_bytes(), path.name).findings))
    bad-link.md 1
    eight-faults.md 1
    syntax-error.md 0
    urls-and-dates.md 5

    Args:
        settings: what to check; the defaults where it is None.

    Raises:
        UsageError: when built with a selector that matches no rule.
        TypeError: the settings are not a `Settings`.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        if settings is not None:
            require(settings, Settings, "a check takes Settings")
        self.settings = settings or Settings()
        self.bounded = model_bounds(self.settings)
        self.active = {rule.code: rule for rule in self.settings.active_rules()}
        self.failures = Failures(self.settings)
        self.entries = EntryPlan(self.settings, self.failures)
        faults = FaultFindings(self.settings, self.active, self.failures)
        self.judge = Judge(RecordRules(self.settings, faults, self.entries))
        self.placing = Placing(self.settings, self.active, faults)
        self.pointers = Pointers(self.settings.model, self.judge.rules.following)
        # The short ways; without them every file is read with its places.
        self.glances: Glances | None = Glances(self.judge, self.placing.filters)
        # For the first file, to import what looks takes longer than to look saves.
        self.has_begun = False
        found = fast_path_for(self.settings, self.judge.now)
        self.fast_path = found if self.pointers.are_simple else None
        remaining = plan_for(self.settings, self.failures, remaining_rules(self.settings))
        self.remaining = RemainingRules(remaining, self.settings.limits)

    def check_bytes(self, raw: bytes, filename: str, *, named: bool = True) -> CheckedFile:
        """Check the bytes of a file.

        Args:
            raw: the bytes.
            filename: the name for the report; its ending tells the format of the file.
            named: whether somebody asked for this file; if not, text without front matter is
                skipped.
        """
        try:
            text = decode(raw, filename)
        except DocumentError as error:
            return self.failed(error, None)
        return self.check_text(text, filename, named=named)

    def check_text(self, text: str, filename: str, *, named: bool = True) -> CheckedFile:
        """Check the text of a file; see `check_bytes`.

        Args:
            text: the whole text of the file.
            filename: as for `check_bytes`.
            named: as for `check_bytes`.
        """
        with self.bounded():
            return self._checked(text, filename, named=named)

    def _checked(self, text: str, filename: str, *, named: bool) -> CheckedFile:
        if self.settings.now is None:
            self.judge.now = datetime.now(UTC)
        article = self._accepted(text, filename)
        if article is not None:
            return CheckedFile(filename, (), None, text=text, article=article)
        seen = None
        if self.glances is not None and self.has_begun:
            seen = self.glances.look(text, filename)
        self.has_begun = True
        if seen is not None and seen.is_clean:
            entries = stored(seen.verdict.entries)
            return CheckedFile(filename, (), None, text=text, entries=entries)
        try:
            source = split(text, filename)
        except DocumentError as error:
            return self._unsplit(error, text, named=named)
        try:
            if seen is None:
                return self.placing.result(self.judge.judge(source))
            tree = None
            if source.format.has_house_form:
                limits = self.settings.limits
                tree = GlancedTree(source, limits, seen.data, is_agreed=seen.is_agreed)
            return self.placing.result(self.judge.judge(source, seen.verdict, tree))
        except DocumentError as error:
            return self.failed(error, source.whole_text)

    def _accepted(self, text: str, filename: str) -> Any:
        """Return what the fast path makes of a file in which nothing is found; None of others."""
        if self.fast_path is None:
            return None
        self.fast_path.file.now = now = self.judge.now
        article = self.fast_path.accept(text, filename)
        is_clean = (
            article is not None
            and self.pointers.hold(article, filename)
            and self.remaining.find_nothing(article, text, filename, now)
        )
        return article if is_clean else None

    def _unsplit(self, error: DocumentError, text: str, *, named: bool) -> CheckedFile:
        """Return the result for a text that cannot be taken apart.

        Args:
            error: why it cannot.
            text: the text.
            named: as for `check_bytes`.
        """
        keys = table_of(self.settings.model).by_key.keys()
        if not named and not format_of(error.filename).is_meant(error, text, keys):
            return CheckedFile(error.filename, (), None, checked=False)
        return self.failed(error, text)

    def entries_of(self, raw: bytes, filename: str) -> list[NamedEntry]:
        """Return what rules about several files have to know of a file.

        Args:
            raw: the bytes of the file.
            filename: its name; the ending tells its format.
        """
        with self.bounded():
            try:
                text = decode(raw, filename)
                article = self.fast_path.accept(text, filename) if self.fast_path else None
                if article is not None:
                    context = FileContext(filename, format_in(text, filename), self.judge.now)
                    return list(self.entries.entries_of(article, (), context, []))
                seen = self.glances.entries(text, filename) if self.glances is not None else None
                if seen is not None:
                    return seen
                judgement = self.judge.judge(split(text, filename))
            except DocumentError:
                return []
            for _ in judgement.findings:
                pass
            return judgement.entries

    def placed(self, raw: bytes, filename: str, findings: Iterable[Finding]) -> CheckedFile | None:
        """Return a further result for a file with findings that have no lines and columns yet.

        The answer is None if the file cannot be read any more.

        Args:
            raw: the bytes of the file.
            filename: its name; the ending tells its format.
            findings: what was found, with routes.
        """
        try:
            source = split(decode(raw, filename), filename)
            tree = look(source, self.settings.limits)
        except DocumentError:
            return None
        kept = self.placing.kept(findings, source, tree, complete=False)
        return CheckedFile(filename, kept, source, again=True)

    def failed(self, error: DocumentError, text: str | None) -> CheckedFile:
        """Return the result for a file that cannot be read at all.

        Args:
            error: why it cannot be read.
            text: its text, for the frame of the finding; None where that is not known.
        """
        return self.placing.failure(error, text)
