"""The last rung: findings get their lines and columns, and what is suppressed is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.entries import stored
from article_schema.checking.engine.fault_findings import FaultFindings
from article_schema.checking.engine.judging import Judgement
from article_schema.checking.engine.records import start_of_records
from article_schema.checking.fast.fast_path import MARK
from article_schema.checking.filters.filtering import Filters
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.formats.registry import unsplit
from article_schema.document.limits import too_many_findings
from article_schema.document.places import locate
from article_schema.document.source import Source
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError
from article_schema.faults import Fault, Range, Related
from article_schema.rules.findings import Finding
from article_schema.rules.rule import Rule


class Placing:
    """Makes results of judgements."""

    def __init__(
        self, settings: Settings, active: Mapping[str, Rule], faults: FaultFindings
    ) -> None:
        self.settings = settings
        self.faults = faults
        self.filters = Filters(settings, active)

    def result(self, judgement: Judgement) -> CheckedFile:
        """Return the result for a file that was judged."""
        source, found = judgement.source, judgement.findings
        findings: tuple[Finding, ...] = ()
        if found != [] or MARK in source.text:
            findings = self.kept(found, source, judgement.tree, complete=judgement.complete)
        return CheckedFile(source.filename, findings, source, entries=stored(judgement.entries))

    def failure(self, error: DocumentError, text: str | None) -> CheckedFile:
        """Return the result for a file that cannot be read; the text may be unknown."""
        source = None
        if text is not None:
            source = unsplit(text.removeprefix("\ufeff"), error.filename)
        finding = self.faults.of_one(error.fault)
        if finding is None:
            return CheckedFile(error.filename, (), source)
        if source is not None and finding.span is not None:
            finding = _at(finding, source, finding.span)
        else:
            finding = replace(finding, file=error.filename, line=error.line, column=error.column,
                              end_line=error.line, end_column=error.column + 1)  # fmt: skip
        kept = self.filters.by_file([finding], error.filename)
        return CheckedFile(error.filename, tuple(kept), source)

    def kept(
        self, found: Iterable[Finding], source: Source, tree: Tree, *, complete: bool
    ) -> tuple[Finding, ...]:
        """Return findings with their places, in order, without those that are suppressed.

        Args:
            found: findings without places.
            source: their file.
            tree: what was read of it.
            complete: whether these are all findings, so that a suppression without one is unused.
        """
        start = start_of_records(tree.data, source.format, self.settings.model)
        wanted = self.filters.by_known_keys(found, start)
        wanted = self.filters.by_file(wanted, source.filename)
        limits = self.settings.limits
        placed = list(self._placed(islice(wanted, limits.findings + 1), source, tree))
        if len(placed) > limits.findings:
            # A comment may be about what was not looked for.
            complete = False
            placed[-1:] = self.at_faults([too_many_findings(limits)], source)
        kept, wrong = self.filters.by_comments(placed, source, tree)
        kept += self.at_faults(wrong, source) if complete else ()
        return _in_order(self.filters.by_file(kept, source.filename))

    def at_faults(self, faults: Iterable[Fault], source: Source) -> list[Finding]:
        """Return the findings of faults; those that know their spans get lines and columns."""
        return [
            found if found.span is None else _at(found, source, found.span)
            for found in map(self.faults.of_one, faults)
            if found is not None
        ]

    def _placed(self, findings: Iterable[Finding], source: Source, tree: Tree) -> Iterator[Finding]:
        promises = None
        for finding in findings:
            span = finding.span
            if span is None:
                span = locate(source, tree, finding.route, finding.part, finding.subspan)
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
                   finding.route, finding.part, finding.subspan, span, finding.fix,
                   source.filename, line, column, end_line, end_column, related)  # fmt: skip
