"""The ladder: each rung judges a file, or leaves it to the next one, which takes longer.

1. Files with one valid record: only rules can find something in them.
2. Files that can be read, whatever is wrong with their values.
3. Files whose YAML is broken in places: the rest is judged.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

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
from article_schema.document.reading.ladder import read_quickly
from article_schema.document.source import Source
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError
from article_schema.model.shapes.base import RejectedError, written_in
from article_schema.model.shapes.building import builder_of
from article_schema.model.shapes.tables import needs_nothing
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


class Judge:
    """Judges files, as many as there are, by the same rules."""

    def __init__(self, rules: RecordRules) -> None:
        self.rules = rules
        self.settings = rules.settings
        self.build = builder_of(rules.settings.model)
        self.now = rules.settings.now or datetime.now(UTC)

    def judge(self, source: Source) -> Judgement:
        """Judge a file on the first rung that can.

        Raises:
            DocumentError: it cannot be read, and no part of it either.
        """
        tree = read_quickly(source, self.settings.limits)
        judgement = None if tree is None else self._valid(source, tree)
        if judgement is not None:
            return judgement
        try:
            return self._whole(source, tree or compose(source, self.settings.limits))
        except DocumentError as error:
            return self._broken(source, error)

    def _valid(self, source: Source, tree: Tree) -> Judgement | None:
        data = tree.data
        if tree.faults or source.format.has_pages:
            return None
        try:
            record = self.build(data)
        except RejectedError:
            return None
        if any(missing_keys(data, (), self.settings.required)):
            return None
        judge = RecordJudge(self.rules, self._context(source), self.rules.schemas.for_file())
        found: list[Finding] = []
        judge.run_rules(record, data, found)
        faults = (*byte_faults(source), *judge.schemas.faults(data, ()))
        found += self.rules.faults.of(faults)
        found += judge.missing(data)
        found += judge.hidden(found, data)
        found += self._read_otherwise(source, tree)
        return Judgement(source, tree, found, judge.entries)

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
            found += findings_of(quoted_instants(source, tree, route, data, model))
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

    def _read_otherwise(self, source: Source, tree: Tree) -> Iterator[Finding]:
        if read_otherwise.code in self.rules.faults.active:
            yield from self.rules.faults.of(other_reading_faults(source, tree, self.settings.model))
