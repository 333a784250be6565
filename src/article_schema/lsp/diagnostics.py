"""Diagnostics: findings in the form of the protocol."""

from __future__ import annotations

from lsprotocol import types

from article_schema.faults import Range
from article_schema.lsp.checks import Checked, placed_by
from article_schema.lsp.configurations import Note
from article_schema.lsp.positions import Positions
from article_schema.reporting.links import rule_url
from article_schema.rules.codes import DEPRECATED_KEY, DUPLICATE_KEY, UNUSED_SUPPRESSION
from article_schema.rules.findings import Finding, Severity

#: The name of what found them, which clients show and filter by.
SOURCE = "article-schema"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
#: What a client may show faded, or struck through.
_TAGS = {
    DEPRECATED_KEY: types.DiagnosticTag.Deprecated,
    DUPLICATE_KEY: types.DiagnosticTag.Unnecessary,
    UNUSED_SUPPRESSION: types.DiagnosticTag.Unnecessary,
}


def diagnostics_of(checked: Checked, *, shows_related: bool) -> list[types.Diagnostic]:
    """Return the diagnostics of a checked document.

    Args:
        checked: the document.
        shows_related: whether the client shows further places of a diagnostic; where it does not,
            the messages tell them.
    """
    places = checked.text.positions
    if checked.problem:
        return [_problem(checked.problem, places)]
    if checked.notes:
        return [_noted(note, places) for note in checked.notes]
    return [
        diagnostic_of(finding, checked, places, shows_related=shows_related)
        for finding in checked.findings
    ]


def range_at(places: Positions, span: Range, shift: int = 0) -> types.Range:
    """Return a range of the text in the form of the protocol.

    Args:
        places: those of the document.
        span: the range, in code points from 0.
        shift: what to add to it: 1 where the document begins with a byte-order mark.
    """
    start, end = (types.Position(*places.position(offset + shift)) for offset in span)
    return types.Range(start, end)


def diagnostic_of(
    finding: Finding, checked: Checked, places: Positions, *, shows_related: bool = True
) -> types.Diagnostic:
    """Return one finding as a diagnostic.

    Args:
        finding: what was found.
        checked: the document.
        places: those of the document.
        shows_related: as for `diagnostics_of`.
    """
    url = rule_url(finding.code)
    tag = _TAGS.get(finding.code)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(checked.text.uri, range_at(places, each.span, checked.shift)),
            each.message,
        )
        for each in finding.related
    ]
    related += [
        types.DiagnosticRelatedInformation(
            types.Location(each.text.uri, range_at(each.text.positions, each.span)), each.message
        )
        for each in checked.places.get(placed_by(finding), ())
    ]
    told = finding.message if shows_related else finding.full_message
    message = f"{told}; {finding.help}" if finding.help else told
    return types.Diagnostic(
        range=range_at(places, finding.span or (0, 0), checked.shift),
        message=message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(url) if url else None,
        source=SOURCE,
        tags=[tag] if tag is not None else None,
        related_information=related or None,
    )


def _noted(note: Note, places: Positions) -> types.Diagnostic:
    return types.Diagnostic(
        range=range_at(places, note.span),
        message=note.message,
        severity=_SEVERITIES[Severity.WARNING if note.is_older else Severity.ERROR],
        source=SOURCE,
        tags=[types.DiagnosticTag.Deprecated] if note.is_older else None,
    )


def _problem(problem: str, places: Positions) -> types.Diagnostic:
    first_line = (0, places.offset(0, len(places.text)))
    return types.Diagnostic(
        range=range_at(places, first_line),
        message=f"not checked: {problem}",
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )
