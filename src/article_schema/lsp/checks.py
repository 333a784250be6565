"""Checks: the findings of a document, the same as those of the command on the same text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.formats.registry import split
from article_schema.document.limits import too_large
from article_schema.document.source import Source
from article_schema.errors import ArticleSchemaError, DocumentError
from article_schema.faults import Range
from article_schema.lsp.configurations import Note, is_configuration, notes_on
from article_schema.lsp.links.known import Links
from article_schema.lsp.sites import Choice, Sites
from article_schema.lsp.texts import Text
from article_schema.routes import Route
from article_schema.rules.findings import Finding

#: What tells a finding from the others of its file.
PlacedBy: TypeAlias = tuple[str, Route, str]


class Place(NamedTuple):
    """A place in another file that one has to look at."""

    text: Text
    #: The range, in code points from 0.
    span: Range
    #: What stands there.
    message: str


@dataclass(frozen=True)
class Checked:
    """What a check of one state of a document came to."""

    text: Text
    #: What counted for it; None where it was passed over, or nothing could be chosen.
    choice: Choice | None = None
    result: CheckedFile | None = None
    #: Why nothing was checked: the configuration cannot be used.
    problem: str = ""
    #: What is wrong with it, where it is a configuration.
    notes: tuple[Note, ...] = ()
    #: What a comparison with other files has found, and the places in those.
    compared: CheckedFile | None = None
    #: What is known of its links, by what `verify` has kept.
    linked: CheckedFile | None = None
    places: Mapping[PlacedBy, tuple[Place, ...]] = field(default_factory=dict)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, without what is known."""
        results = [each for each in (self.result, self.compared, self.linked) if each is not None]
        baseline = self.choice.baseline if self.choice is not None else None
        if baseline is not None:
            baseline.begin_again()
            results = [baseline.without_known(each) for each in results]
        return tuple(finding for each in results for finding in each.findings)

    @property
    def source(self) -> Source | None:
        """The text with its data and its body; None where that cannot be told."""
        return self.result.source if self.result is not None else None

    @property
    def shift(self) -> int:
        """How far offsets of findings stand behind those of the document: a byte-order mark."""
        return 1 if self.text.content.startswith("\ufeff") else 0


def check(sites: Sites, text: Text, links: Links) -> Checked:
    """Check one state of a document."""
    try:
        if is_configuration(text):
            return Checked(text, notes=notes_on(sites, text))
        choice = sites.of(text)
        if choice is None:
            return Checked(text)
        result = _result(choice, text)
        return Checked(text, choice, result, linked=links.checked(choice, text))
    except ArticleSchemaError as error:
        return Checked(text, problem=str(error))
    except SystemExit as error:
        # Code of a model or a rule must not end the server.
        return Checked(text, problem=f"a model or a rule ended with SystemExit({error.code})")


def _result(choice: Choice, text: Text) -> CheckedFile:
    checker, content = choice.checker, text.content
    fault = None
    if 4 * len(content) > checker.settings.limits.file_bytes:
        fault = too_large(checker.settings.limits, len(content.encode()))
    if fault is not None:
        return checker.failed(DocumentError(choice.filename, 1, 1, fault), None)
    return checker.check_text(content, choice.filename, named=choice.named)


def placed_by(finding: Finding) -> PlacedBy:
    """Return what tells a finding from the others of its file, before it has a line and after."""
    return finding.code, finding.route, finding.message


def source_of(choice: Choice, text: Text) -> Source:
    """Return a document with its data and its body.

    Raises:
        DocumentError: it has no front matter, or that is not closed.
    """
    return split(text.content, choice.filename)
