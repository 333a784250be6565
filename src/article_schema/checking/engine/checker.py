"""The engine: from the bytes of one file to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

from article_schema.arguments import require
from article_schema.checking.config.settings import Settings
from article_schema.checking.corpus.entries import FactPlan, NamedFact, stored
from article_schema.checking.engine.dispatch import plan_for
from article_schema.checking.engine.duplicate_keys import duplicate_key_values
from article_schema.checking.engine.extra_schemas import FileSchemas, schemas_of
from article_schema.checking.engine.fixed_values import hidden_findings
from article_schema.checking.engine.other_readings import other_reading_faults
from article_schema.checking.engine.quoted_instants import quoted_instants
from article_schema.checking.engine.records import is_misread, no_mapping, records_of
from article_schema.checking.engine.required_keys import missing_keys
from article_schema.checking.engine.results import CheckedFile
from article_schema.checking.engine.tabs import tab_faults
from article_schema.checking.fast.compiling import fast_path_for
from article_schema.checking.fast.fast_path import MARK
from article_schema.checking.filters.filtering import Excuses
from article_schema.document.byte_faults import byte_faults
from article_schema.document.formats.registry import format_of, split, unsplit
from article_schema.document.limits import too_many_findings
from article_schema.document.places import locate
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import read, read_quickly
from article_schema.document.source import Source, decode
from article_schema.document.tree import Data, Node, Tree
from article_schema.errors import DocumentError
from article_schema.faults import Fault, Range, Related
from article_schema.model.building import builder_of, salvage
from article_schema.model.explain import explain_record
from article_schema.model.shapes.base import FILE, RejectedError
from article_schema.model.tables import needs_nothing, table_of
from article_schema.routes import Route
from article_schema.rules.base import At, Kind, Situation
from article_schema.rules.file_rules import not_an_article
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.reader_rules import read_otherwise
from article_schema.rules.schema_rules import own_constraint

#: So many times the findings that are shown are explained: some may be taken back.
_TIMES_EXPLAINED = 10


class Checker:
    """Checks texts, as many as there are, under one set of settings.

    To build one takes much longer than to check an article, so keep it. It serves one thread.
    Without `Settings.now` the clock is asked for each file.

    Raises:
        UsageError: when built with a selector that matches no rule.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        if settings is not None:
            require(settings, Settings, "a check takes Settings")
        self.settings = settings or Settings()
        self.active = {rule.code: rule for rule in self.settings.active_rules()}
        self.plan = plan_for(self.settings)
        self.facts = FactPlan(self.settings)
        self.schemas = schemas_of(self.settings)
        self.known = frozenset(rule.code for rule in self.settings.rules)
        self.excuses = Excuses(self.settings, self.active)
        self.build = builder_of(self.settings.model)
        self.now = self.settings.now or datetime.now(UTC)
        self.fast_path = fast_path_for(self.settings, self.now)

    def check_bytes(self, raw: bytes, filename: str, *, named: bool = True) -> CheckedFile:
        """Check the bytes of a file.

        Args:
            raw: the bytes.
            filename: the name for the report; its ending tells the form of the file.
            named: whether somebody asked for this very file; if not, text without front matter is
                passed over.
        """
        try:
            text = decode(raw, filename)
        except DocumentError as error:
            return self.failed(error, None)
        return self.check_text(text, filename, named=named)

    def check_text(self, text: str, filename: str, *, named: bool = True) -> CheckedFile:
        """Check the text of a file; see `check_bytes`."""
        if self.settings.now is None:
            self.now = datetime.now(UTC)
        if self.fast_path is not None:
            self.fast_path.file.now = self.now
            article = self.fast_path.accept(text, filename)
            if article is not None:
                return CheckedFile(filename, (), None, text=text, article=article)
        try:
            source = split(text, filename)
        except DocumentError as error:
            keys = table_of(self.settings.model).by_key.keys()
            if not named and not format_of(filename).is_meant(error, text, keys):
                return CheckedFile(filename, (), None, checked=False)
            return self.failed(error, text)
        facts: list[NamedFact] = []
        tree = read_quickly(source, self.settings.limits)
        quick = None if tree is None else self._check_quickly(source, tree, facts)
        if quick is not None and not quick and MARK not in text:
            return CheckedFile(filename, (), source, facts=stored(facts))
        try:
            tree = tree or compose(source, self.settings.limits)
        except DocumentError as error:
            return self._rescued(source, error)
        pairs = chain(self._from_faults(tab_faults(source, tree)), self._find(source, tree, facts))
        found = (finding for finding, _ in pairs)
        wanted = found if quick is None else quick
        findings = self._excused(wanted, source, tree, self._place_fault(source))
        return CheckedFile(filename, findings, source, facts=stored(facts))

    def _rescued(self, source: Source, error: DocumentError) -> CheckedFile:
        """Check what can be read of a file that is broken in places."""
        from article_schema.checking.engine.recovery import surviving
        from article_schema.document.reading.recovery import rescue

        rescued = rescue(source, error, self.settings.limits)
        if rescued is None:
            return self.failed(error, source.whole_text)
        found = surviving(self._find(source, rescued.tree, []), rescued)
        # A suppression may be about what could not be read, so none is called unused.
        findings = self._excused((finding for finding, _ in found), source, rescued.tree, None)
        return CheckedFile(source.filename, findings, source)

    def _excused(
        self,
        found: Iterable[Finding],
        source: Source,
        tree: Tree,
        report: Callable[[Fault], Finding | None] | None,
    ) -> tuple[Finding, ...]:
        """Return findings with their places, in order, without those that are taken back."""
        wanted = self.excuses.by_known_keys(found, source, tree)
        wanted = self.excuses.by_file(wanted, source.filename)
        limits = self.settings.limits
        placed = list(self._placed(islice(wanted, limits.findings + 1), source, tree))
        if len(placed) > limits.findings:
            # A comment may be about what was not looked for, so none is called unused.
            report = None
            more = self._place_fault(source)(too_many_findings(limits))
            placed[-1:] = [more] if more else []
        kept = self.excuses.by_comments(placed, source, tree, report)
        return _in_order(self.excuses.by_file(kept, source.filename))

    def _place_fault(self, source: Source) -> Callable[[Fault], Finding | None]:
        def place(fault: Fault) -> Finding | None:
            finding = self._from_fault(fault)
            return _at(finding, source, finding.span) if finding and finding.span else finding

        return place

    def facts_of(self, raw: bytes, filename: str) -> list[NamedFact]:
        """Return what the rules about several files together have to know of a file."""
        facts: list[NamedFact] = []
        try:
            source = split(decode(raw, filename), filename)
            tree = read(source, self.settings.limits)
            if self._check_quickly(source, tree, facts) is None:
                for _ in self._find(source, tree, facts):
                    pass
        except DocumentError:
            return []
        return facts

    def placed(self, raw: bytes, filename: str, findings: Iterable[Finding]) -> CheckedFile | None:
        """Return a further result for a file with findings that have no lines and columns yet.

        The answer is None if the file cannot be read any more.
        """
        try:
            source = split(decode(raw, filename), filename)
            tree = read(source, self.settings.limits)
        except DocumentError:
            return None
        kept = self._excused(findings, source, tree, None)
        return CheckedFile(filename, kept, source, again=True)

    def _check_quickly(
        self, source: Source, tree: Tree, facts: list[NamedFact]
    ) -> list[Finding] | None:
        """Return the findings, without their places, of a file with one record that is valid.

        None says that the file has to take the long way.
        """
        data = tree.data
        if tree.faults or source.format.has_pages:
            return None
        try:
            record = self.build(data)
        except RejectedError:
            return None
        if any(missing_keys(data, (), self.settings.required)):
            return None
        situation = Situation(source.filename, source.format, self.now)
        found: list[Finding] = []
        schemas = self.schemas.for_file()
        judge = self._judge(situation, (), facts, schemas)
        self.plan.run(record, data, (), situation, found)
        facts += self.facts.facts_of(record, (), situation, found)
        faults = (*byte_faults(source), *schemas.faults(data, ()))
        found += (finding for finding, _ in self._from_faults(faults))
        found += hidden_findings(found, data, (), judge) if found else ()
        found += (finding for finding, _ in self._read_otherwise(source, tree))
        return found

    def failed(self, error: DocumentError, text: str | None) -> CheckedFile:
        """Return the result for a file that cannot be read at all."""
        source = None
        if text is not None:
            text = text.removeprefix("\ufeff")
            source = unsplit(text, error.filename)
        findings: tuple[Finding, ...] = ()
        finding = self._from_fault(error.fault)
        if finding is not None:
            place = replace(finding, file=error.filename, line=error.line, column=error.column,
                            end_line=error.line, end_column=error.column + 1)  # fmt: skip
            if source is not None and finding.span is not None:
                place = _at(place, source, finding.span)
            findings = tuple(self.excuses.by_file([place], error.filename))
        return CheckedFile(error.filename, findings, source)

    def _find(
        self, source: Source, tree: Tree, facts: list[NamedFact]
    ) -> Iterator[tuple[Finding, Node | None]]:
        """Yield all findings of a file, with the node of a value that a repeated key hides."""
        yield from self._from_faults((*byte_faults(source), *tree.faults))
        yield from self._read_otherwise(source, tree)
        model = self.settings.model
        # Front matter without a key is a record where no key is required.
        whole = {} if tree.is_blank and needs_nothing(model) else tree.data
        records = list(records_of(whole, source.format, model))
        situation = Situation(source.filename, source.format, self.now)
        schemas = self.schemas.for_file()
        for route, data in records:
            judge = self._judge(situation, route, facts, schemas, whole)
            found = judge(data)
            quoted = self._from_faults(quoted_instants(source, tree, route, data, model))
            found += (finding for finding, _ in quoted)
            if isinstance(data, dict):
                found += hidden_findings(found, data, route, judge)
            yield from ((finding, None) for finding in found)
        for node, route, faults in duplicate_key_values(tree, records, model):
            for finding, _ in self._from_faults(faults):
                span = locate(source, tree, finding.route[len(route) :], finding.part,
                              finding.within, node)  # fmt: skip
                # Edits reach the last of the repeated keys, never a value that it hides.
                yield replace(finding, span=span, fix=None), node

    def _read_otherwise(self, source: Source, tree: Tree) -> Iterator[tuple[Finding, None]]:
        if read_otherwise.code in self.active:
            faults = other_reading_faults(source, tree, self.settings.model)
            yield from self._from_faults(faults)

    def judge_of(self, filename: str) -> Callable[[Data], list[Finding]]:
        """Return what finds the faults of one record's data, wherever they are from."""
        situation = Situation(filename, now=self.now)

        def thorough(data: Data) -> list[Finding]:
            judge = self._judge(situation, (), [], self.schemas.for_file())
            found = judge(data)
            return found + hidden_findings(found, data, (), judge)

        return thorough

    def _judge(
        self,
        situation: Situation,
        route: Route,
        facts: list[NamedFact],
        schemas: FileSchemas,
        whole: Data = None,
    ) -> Callable[[Data], list[Finding]]:
        """Return what finds the faults of a record's data; the facts are those of its last call."""
        start = len(facts)

        def judge(data: Data) -> list[Finding]:
            del facts[start:]
            faults, record = self._structured(data, route)
            told = {fault.route for fault in faults}
            missing = missing_keys(data, route, self.settings.required)
            faults += (fault for fault in missing if fault.route not in told)
            faults += schemas.faults(data, route)
            faults = [fault for fault in faults if not is_misread(whole, fault.route)]
            found = [finding for finding, _ in self._from_faults(faults)]
            if record is not None:
                self.plan.run(record, data, route, situation, found)
                facts.extend(self.facts.facts_of(record, route, situation, found))
            return found

        return judge

    def _structured(self, data: Data, route: Route) -> tuple[list[Fault], Any]:
        """Return the faults of a record's data, and the record as far as it can be built."""
        if not isinstance(data, dict):
            return [no_mapping(data, route)], None
        model = self.settings.model
        rejected: set[str] = set()
        record = salvage(data, model, rejected)
        most = _TIMES_EXPLAINED * self.settings.limits.findings
        explained = explain_record(table_of(model), data, (), FILE, rejected)
        faults = list(islice(explained, most))
        if not faults:
            return [], record
        if route:
            faults = [replace(fault, route=(*route, *fault.route)) for fault in faults]
        if len(faults) == most:
            return [*faults, too_many_findings(self.settings.limits)], None
        required = [field.key for field in table_of(model).fields if field.required]
        if required and not any(key in data for key in required):
            names = ", ".join(f"`{key}`" for key in required[:3])
            message = f"the record has no key that every article has ({names}, …)"
            advice = "leave the file out of the check, or check it with a model of its own"
            return [Fault(not_an_article.code, message, advice, route)], None
        return faults, record

    def _from_faults(self, faults: Iterable[Fault]) -> Iterator[tuple[Finding, None]]:
        for fault in faults:
            failures: list[Finding] = []
            finding = self._from_fault(fault, failures)
            if finding is not None:
                yield finding, None
            yield from ((failure, None) for failure in failures)

    def _from_fault(self, fault: Fault, failures: list[Finding] | None = None) -> Finding | None:
        """Return the finding of a fault; `failures` takes one more if no fix can be made of it."""
        # A facet of a project's own may name a code that no rule has.
        rule = self.active.get(fault.code if fault.code in self.known else own_constraint.code)
        if rule is None:
            return None
        fix = None
        try:
            fix = rule.fix_of(fault)
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
            if failures is not None:
                failures += self.facts.failures.finding(rule, error, At(Situation(), fault.route))
        severity = self.settings.severity_of(rule)
        if rule.on != Kind.FAULT and rule.code not in self.settings.severity:
            # Elsewhere the rule is about values that keep their contract.
            severity = Severity.ERROR
        return Finding(rule.code, rule.name, severity, fault.message, fault.help, fault.route,
                       fault.part, fault.within, fault.span, fix,
                       related=fault.related)  # fmt: skip

    def _placed(self, findings: Iterable[Finding], source: Source, tree: Tree) -> Iterator[Finding]:
        promises = None
        for finding in findings:
            span = finding.span
            if span is None:
                span = locate(source, tree, finding.route, finding.part, finding.within)
            if finding.fix is None:
                yield _at(finding, source, span)
                continue
            if promises is None:
                from article_schema.checking.engine.promises import Promises

                promises = Promises(source, tree, self.settings.model, self.settings.limits)
            yield _at(promises.kept(finding), source, span)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.line, found.column, found.code)))


def _at(finding: Finding, source: Source, span: Range) -> Finding:
    line, column = source.lines.position(span[0])
    end_line, end_column = source.lines.position(span[1])
    related = tuple(
        Related(place.message, place.span, *source.lines.position(place.span[0]),
                *source.lines.position(place.span[1]))
        for place in finding.related
    )  # fmt: skip
    # What dataclasses.replace() does in three times as long.
    return Finding(finding.code, finding.name, finding.severity, finding.message, finding.help,
                   finding.route, finding.part, finding.within, span, finding.fix,
                   source.filename, line, column, end_line, end_column, related)  # fmt: skip
