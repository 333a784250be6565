"""Actions: fixes and suppressions that a client offers beside findings, and formatting."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lsprotocol import types

from article_schema.checking.filters.baseline import Baseline
from article_schema.checking.fixing import fix_file
from article_schema.checking.ignoring import ignore_findings
from article_schema.checking.learned import learned_style
from article_schema.document.source import Source
from article_schema.document.splicing.restyle import format_source
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.faults import Range
from article_schema.house_style import HouseStyle
from article_schema.lsp.answers import FIX_ALL
from article_schema.lsp.answers.editing import Change, DocumentEdit, edits_to, workspace_edit
from article_schema.lsp.answers.missing import edit_with, missing_keys
from article_schema.lsp.answers.verifying import verifying_actions
from article_schema.lsp.checks import Checked, source_of
from article_schema.lsp.diagnostics import diagnostic_of, range_at
from article_schema.lsp.links.known import Links
from article_schema.lsp.positions import Positions
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.lsp.workspace.around import Around
from article_schema.reporting.replacements import Replacements
from article_schema.rules.codes import MISSING_FIELD
from article_schema.rules.findings import Finding, Fix

#: Fixes and suppressions are offered for so many findings. Each is proved on the whole text,
#: and where somebody has selected a file, nobody reads a longer list.
_MOST_FINDINGS = 20


@dataclass(frozen=True)
class Client:
    """What a client can do with edits.

    Args:
        versioned: whether it takes those of one version of a document alone.
        snippets: whether it fills in stops of an edit; only one that takes versions can.
    """

    versioned: bool
    snippets: bool


@dataclass(frozen=True)
class Offers:
    """The actions for a range of a checked document.

    Args:
        checked: the document.
        span: the range that the client asks about, in code points from 0.
        only: the kinds that the client wants; None for all.
        client: what the client can do with edits.
        around: the other files of the workspace.
    """

    checked: Checked
    choice: Choice
    source: Source
    span: Range
    only: Sequence[str] | None
    client: Client
    around: Around

    def all(self) -> Iterator[types.CodeAction]:
        """Yield the actions, the best first."""
        places = self.checked.text.positions
        if self._wants(types.CodeActionKind.QuickFix):
            replacements = Replacements(self.source, self.choice.checker.settings)
            meant = (each for each in self.checked.findings if self._is_meant(each))
            findings = list(islice(meant, _MOST_FINDINGS))
            for finding in findings:
                if finding.fix is not None:
                    yield from self._fix(finding, finding.fix, replacements, places)
            missing = [each for each in findings if each.code == MISSING_FIELD]
            if missing:
                yield from self._add_missing(missing, places)
            for finding in findings:
                yield from self._suppressions(finding, places)
            for finding in findings:
                yield from self._into_baseline(finding, places)
        if self._wants(FIX_ALL):
            yield from self._fix_all()

    def _wants(self, kind: str) -> bool:
        if self.only is None:
            return True
        return any(kind == each or kind.startswith(f"{each}.") or not each for each in self.only)

    def _is_meant(self, finding: Finding) -> bool:
        if finding.span is None:
            return False
        start, end = (offset + self.checked.shift for offset in finding.span)
        return start <= self.span[1] and self.span[0] <= end

    def _fix(
        self, finding: Finding, fix: Fix, replacements: Replacements, places: Positions
    ) -> Iterator[types.CodeAction]:
        change = replacements.of(fix)
        if change is None:
            return
        title = fix.title[:1].upper() + fix.title[1:]
        yield types.CodeAction(
            title=title if fix.safe else f"{title} (unsafe: it may change what a reader gets)",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic_of(finding, self.checked, places)],
            is_preferred=fix.safe,
            edit=self._edit(
                [types.TextEdit(range_at(places, change.span, self.checked.shift), change.text)]
            ),
        )

    def _add_missing(self, meant: list[Finding], places: Positions) -> Iterator[types.CodeAction]:
        """Yield the change that adds all keys of the document that are missing."""
        keys = missing_keys(self.checked, self.choice)
        snippets = self.client.snippets and self.client.versioned
        edit = edit_with(self.choice, self.checked.text, keys, snippets=snippets) if keys else None
        if edit is not None:
            names = f"key `{keys[0][2].key}`" if len(keys) == 1 else f"{len(keys)} keys"
            yield types.CodeAction(
                title=f"Add the missing {names}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic_of(each, self.checked, places) for each in meant],
                edit=self._edit([edit]),
            )

    def _suppressions(self, finding: Finding, places: Positions) -> Iterator[types.CodeAction]:
        for everywhere, where in ((False, "on this line"), (True, "in this file")):
            ignored = ignore_findings(
                self.choice.checker, self.source, [finding], everywhere=everywhere
            )
            if ignored.added:
                yield types.CodeAction(
                    title=f"Suppress {finding.code} {where}",
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[diagnostic_of(finding, self.checked, places)],
                    edit=self._edit(edits_to(self.checked.text, ignored.source.whole_text)),
                )

    def _into_baseline(self, finding: Finding, places: Positions) -> Iterator[types.CodeAction]:
        """Yield the change of the file of known findings after which this one is known."""
        known, result = self.choice.baseline, self.checked.result
        file = self.around.text(known.path) if known is not None else None
        if known is None or file is None or result is None:
            return
        try:
            baseline = Baseline.of_text(known.path, file.content)
        except UsageError:
            return
        baseline.add(result.with_findings((finding,)))
        edits = edits_to(file, baseline.text())
        name = os.path.basename(known.path)
        if edits:
            yield types.CodeAction(
                title=f"Add {finding.code} to the known findings in {name}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic_of(finding, self.checked, places)],
                edit=workspace_edit([Change(file, edits)], versioned=self.client.versioned),
            )

    def _fix_all(self) -> Iterator[types.CodeAction]:
        if not any(each.fix is not None and each.fix.safe for each in self.checked.findings):
            return
        checker, text = self.choice.checker, self.checked.text
        # Without the baseline, as `check --fix` fixes what is known too.
        result = checker.check_text(text.content, self.choice.filename, named=self.choice.named)
        new = fix_file(checker, result).result.source
        edits = edits_to(text, new.whole_text) if new is not None else []
        if edits:
            yield types.CodeAction(
                title="Make all safe fixes in this file", kind=FIX_ALL, edit=self._edit(edits)
            )

    def _edit(self, edits: Sequence[DocumentEdit]) -> types.WorkspaceEdit:
        return workspace_edit([Change(self.checked.text, edits)], versioned=self.client.versioned)


def actions_of(
    checked: Checked,
    asked: types.Range,
    only: Sequence[str] | None,
    around: Around,
    links: Links,
    client: Client,
) -> list[types.CodeAction]:
    """Return what a client can offer for a range of a document.

    Args:
        checked: the document.
        asked: the range.
        only: the kinds of actions that the client wants; None for all.
        around: the other files of the workspace.
        links: what is known of links.
        client: what the client can do with edits.
    """
    if checked.choice is None or checked.source is None:
        return []
    places = checked.text.positions
    start = places.offset(asked.start.line, asked.start.character)
    end = places.offset(asked.end.line, asked.end.character)
    offers = Offers(checked, checked.choice, checked.source, (start, end), only, client, around)
    found = list(offers.all())
    if only is None or types.CodeActionKind.QuickFix in only:
        found += verifying_actions(checked.choice, checked.text, (start, end), links)
    return found


def formatted(choice: Choice, text: Text) -> list[types.TextEdit]:
    """Return the edits that bring a document to its style, as `fmt` does.

    A document with a fault that has to be fixed first gets none.
    """
    try:
        source = source_of(choice, text)
        style = learned_style(choice.configurations, choice.configuration)
        layout = HouseStyle(choice.model, style)
        new = format_source(source, layout, choice.checker.settings.limits)
    except ArticleSchemaError:
        return []
    return edits_to(text, new.whole_text)
