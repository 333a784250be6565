"""Checks: the findings of a document, the same as those of the command on the same text."""

from __future__ import annotations

from dataclasses import dataclass

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.formats.registry import split
from article_schema.document.limits import too_large
from article_schema.document.source import Source
from article_schema.errors import ArticleSchemaError, DocumentError
from article_schema.lsp.sites import Choice, Sites
from article_schema.lsp.texts import Text
from article_schema.rules.findings import Finding


@dataclass(frozen=True)
class Checked:
    """What a check of one state of a document came to."""

    text: Text
    #: What counted for it; None where it was passed over, or nothing could be chosen.
    choice: Choice | None = None
    result: CheckedFile | None = None
    #: Why nothing was checked: the configuration cannot be used.
    problem: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""
        return self.result.findings if self.result is not None else ()

    @property
    def source(self) -> Source | None:
        """The text with its data and its body; None where that cannot be told."""
        return self.result.source if self.result is not None else None

    @property
    def shift(self) -> int:
        """How far offsets of findings stand behind those of the document: a byte-order mark."""
        return 1 if self.text.content.startswith("\ufeff") else 0


def check(sites: Sites, text: Text) -> Checked:
    """Check one state of a document."""
    try:
        choice = sites.of(text)
        if choice is None:
            return Checked(text)
        return Checked(text, choice, _result(choice, text))
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
    result = checker.check_text(content, choice.filename, named=choice.named)
    if choice.baseline is not None:
        choice.baseline.begin_again()
        result = choice.baseline.without_known(result)
    return result


def source_of(choice: Choice, text: Text) -> Source:
    """Return a document with its data and its body.

    Raises:
        DocumentError: it has no front matter, or that is not closed.
    """
    return split(text.content, choice.filename)
