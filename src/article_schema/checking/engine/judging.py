"""The ladder: each rung judges a file, or leaves it to the next one, which takes longer.

1. Files with one valid record: only rules can find something in them.
2. Files that can be read, whatever is wrong with their values.
3. Files whose YAML is broken in places: the rest is judged.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from article_schema.checking.engine.entries import NamedEntry
from article_schema.checking.engine.record_judging import RecordJudge, RecordRules
from article_schema.checking.engine.records import records_of
from article_schema.checking.engine.required_keys import missing_keys
from article_schema.checking.text_checks.duplicate_keys import duplicate_key_values
from article_schema.checking.text_checks.other_readings import other_reading_faults
from article_schema.checking.text_checks.quoted_instants import quoted_instants
from article_schema.checking.text_checks.tabs import tab_faults
from article_schema.document.byte_faults import byte_faults
from article_schema.document.places import locate
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import GlancedTree, read_quickly
from article_schema.document.source import Format, Source
from article_schema.document.tree import Data, Tree
from article_schema.errors import DocumentError
from article_schema.model.shapes.base import RejectedError, written_in
from article_schema.model.shapes.building import builder_of
from article_schema.model.shapes.tables import needs_nothing
from article_schema.routes import Route
from article_schema.rules.contexts import FileContext
from article_schema.rules.families.reader_rules import read_otherwise
from article_schema.rules.findings import Finding


@dataclass(slots=True)
class Judgement:
    """What a rung found in a file: findings without lines and columns, nothing suppressed yet."""

    source: Source
    tree: Tree
    #: They are found while they are asked for.
    findings: Iterable[Finding]
    #: What rules about several files remember, as far as the findings were asked for.
    entries: list[NamedEntry]
    #: Whether the whole file was read. If not, unused suppressions cannot be told.
    complete: bool = True


@dataclass(slots=True)
class Verdict:
    """What is known of the data of a file before anybody looks at how they are written."""

    #: What is found in them if they are valid, without what is asked of valid and others alike.
    found: list[Finding] = field(default_factory=list)
    entries: list[NamedEntry] = field(default_factory=list)
    #: Whether they are a record of the model with all keys that the site requires.
    is_valid: bool = True


class Judge:
    """Judges files, as many as there are, by the same rules."""

    def __init__(self, rules: RecordRules) -> None:
        self.rules = rules
        self.settings = rules.settings
        self.build = builder_of(rules.settings.model)
        self.now = rules.settings.now or datetime.now(UTC)

    def judge(
        self, source: Source, known: Verdict | None = None, tree: Tree | None = None
    ) -> Judgement:
        """Judge a file on the first rung that can.

        Args:
            source: the file.
            known: the verdict about its data, if somebody has looked at them.
            tree: its tree, if it is known.

        Raises:
            DocumentError: it cannot be read, and no part of it either.
        """
        tree = tree or read_quickly(source, self.settings.limits)
        try:
            if tree is None:
                tree = compose(source, self.settings.limits)
            elif known is None and not (tree.faults or source.format.has_pages):
                known = self.verdict(tree.data, source.filename, source.format)
            if known is None or not known.is_valid:
                return self._whole(source, tree)
        except DocumentError as error:
            return self._broken(source, error)
        found = known.found
        found += self.rules.faults.of(byte_faults(source))
        found += self._read_otherwise(source, tree)
        found += self._quoted_instants(source, tree, (), tree.data)
        return Judgement(source, tree, found, known.entries)

    def verdict(self, data: Data, filename: str, file_format: Format) -> Verdict:
        """Return the verdict about the data of the only record of a file."""
        record = self._valid(data)
        if record is None:
            return Verdict(is_valid=False)
        context = FileContext(filename, file_format, self.now)
        judge = RecordJudge(self.rules, context, self.rules.schemas.for_file())
        found: list[Finding] = []
        judge.run_rules(record, data, found)
        found += self.rules.faults.of(judge.schemas.faults(data, ()))
        found += judge.missing(data)
        found += judge.hidden(found, data)
        return Verdict(found, judge.entries)

    def entries(self, data: Data, filename: str, file_format: Format) -> list[NamedEntry] | None:
        """Return the entries that `verdict` has, without what the rules find.

        The answer is None for data that are no valid record.
        """
        record = self._valid(data)
        if record is None:
            return None
        context = FileContext(filename, file_format, self.now)
        return list(self.rules.entries.entries_of(record, (), context, []))

    def _valid(self, data: Data) -> Any:
        """Return the record that data are, if they have all keys that the site requires."""
        try:
            record = self.build(data)
        except RejectedError:
            return None
        return None if any(missing_keys(data, (), self.settings.required)) else record

    def _whole(self, source: Source, tree: Tree) -> Judgement:
        entries: list[NamedEntry] = []
        tabs = self.rules.faults.of(tab_faults(source, tree))
        return Judgement(source, tree, chain(tabs, self._all(source, tree, entries)), entries)

    def _broken(self, source: Source, error: DocumentError) -> Judgement:
        from article_schema.checking.engine.recovery import surviving
        from article_schema.document.reading.recovery import recover

        recovered = recover(source, error, self.settings.limits)
        if recovered is None:
            raise error
        found = self._all(source, recovered.tree, [], recovered.starts)
        return Judgement(source, recovered.tree, surviving(found, recovered), [], complete=False)

    def _all(
        self,
        source: Source,
        tree: Tree,
        entries: list[NamedEntry],
        unread: Container[int] = (),
    ) -> Iterator[Finding]:
        """Yield all findings of a file.

        Args:
            source: the file.
            tree: what was read of it.
            entries: takes what rules about several files remember.
            unread: where values begin that could not be read.
        """
        findings_of = self.rules.faults.of
        yield from findings_of((*byte_faults(source), *tree.faults))
        yield from self._read_otherwise(source, tree)
        model = self.settings.model
        # Front matter without a key is a record where no key is required.
        whole = {} if tree.is_blank and needs_nothing(model) else tree.data
        records = list(records_of(whole, source.format, model))
        schemas = self.rules.schemas.for_file()
        for route, data in records:
            judge = RecordJudge(self.rules, self._context(source), schemas, route, whole)
            found = judge.findings(data)
            found += self._quoted_instants(source, tree, route, data)
            found += judge.hidden(found, data)
            entries += judge.entries
            yield from found
        form = written_in(source.format.language)
        for node, route, faults in duplicate_key_values(tree, records, model, form):
            for finding in findings_of(faults) if node.start not in unread else ():
                span = locate(source, tree, finding.route[len(route) :], finding.part,
                              finding.subspan, node)  # fmt: skip
                # Edits reach the last of the repeated keys, never a value that it hides.
                yield replace(finding, span=span, fix=None)

    def _context(self, source: Source) -> FileContext:
        return FileContext(source.filename, source.format, self.now)

    def _quoted_instants(
        self, source: Source, tree: Tree, route: Route, data: Data
    ) -> Iterator[Finding]:
        faults = quoted_instants(source, tree, route, data, self.settings.model)
        return self.rules.faults.of(faults)

    def _read_otherwise(self, source: Source, tree: Tree) -> Iterator[Finding]:
        is_agreed = isinstance(tree, GlancedTree) and tree.is_agreed
        if read_otherwise.code in self.rules.faults.active and not is_agreed:
            yield from self.rules.faults.of(other_reading_faults(source, tree, self.settings.model))
