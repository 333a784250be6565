"""The format `sarif`: SARIF 2.1.0, for code scanning and for the viewers of editors."""

from __future__ import annotations

from typing import Any, TextIO

from article_schema.checking.config.settings import Settings
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.document.source import Source
from article_schema.faults import Range, Related
from article_schema.reporting.base import Presentation
from article_schema.reporting.fingerprints import fingerprints
from article_schema.reporting.json_text import json_text
from article_schema.reporting.links import rule_url
from article_schema.reporting.paths import path_uri, relative_path
from article_schema.reporting.replacements import Replacements
from article_schema.reporting.rule_page import rule_page
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.rule import Rule
from article_schema.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: The severities of findings in GitHub's code scanning that are not about security.
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
#: The name of our fingerprint; it changes if its computation changes.
_FINGERPRINT = "articleSchema/v1"


class SarifReporter:
    """Writes one log with one run at the end."""

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.shown = shown
        self.rules = {rule.code: rule for rule in shown.settings.rules}
        self.results: list[dict[str, Any]] = []
        #: The rules that found something, with their places in the log.
        self.used: dict[str, int] = {}

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        path = relative_path(result.filename)
        source = result.source
        settings = self.shown.settings_for(result.filename)
        replacements = Replacements(source, settings) if source is not None else None
        for finding, mark in zip(result.findings, fingerprints(result, path), strict=True):
            item = self._result(finding, _artifact(path), mark)
            if finding.fix is not None and replacements is not None and source is not None:
                change = replacements.of(finding.fix)
                if change is not None:
                    region = _region_of(source, change.span)
                    fix = _fix(finding.fix.title, _artifact(path), region, change.text)
                    item["fixes"] = [fix]
            self.results.append(item)

    def finish(self, _: Report) -> None:
        """Write the log."""
        driver = {
            "name": "article-schema",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [self._rule(code) for code in self.used],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": self.results,
        }
        self.out.write(json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}))

    def _result(self, finding: Finding, artifact: dict[str, Any], mark: str) -> dict[str, Any]:
        text = f"{finding.message}; {finding.help}" if finding.help else finding.message
        others = [
            {
                "id": number,
                "physicalLocation": {"artifactLocation": artifact, "region": _region(place)},
                "message": {"text": _message(place.message)},
            }
            for number, place in enumerate(finding.related, 1)
        ]
        location: dict[str, Any] = {
            "physicalLocation": {"artifactLocation": artifact, "region": _region(finding)}
        }
        if finding.route:
            name = escape_controls(finding.route_text)
            location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
        return {
            "ruleId": finding.code,
            "ruleIndex": self.used.setdefault(finding.code, len(self.used)),
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(text)},
            "locations": [location],
            "partialFingerprints": {_FINGERPRINT: mark},
            **({"relatedLocations": others} if others else {}),
        }

    def _rule(self, code: str) -> dict[str, Any]:
        rule = self.rules.get(code)
        return _descriptor(rule, self.shown.settings) if rule is not None else {"id": code}


def _descriptor(rule: Rule, settings: Settings) -> dict[str, Any]:
    severity = settings.severity_of(rule)
    page = rule_page(rule)
    descriptor = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation or rule.summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [rule.family], "problem.severity": _PROBLEMS[severity]},
    }
    url = rule_url(rule.code)
    if url:
        descriptor["helpUri"] = url
    return descriptor


def _artifact(path: str) -> dict[str, Any]:
    uri = path_uri(path)
    # The reader knows the base: an absolute path would reveal the machine.
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(finding: Finding | Related) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _region_of(source: Source, span: Range) -> dict[str, int]:
    line, column = source.lines.position(span[0])
    end_line, end_column = source.lines.position(span[1])
    return {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    }  # fmt: skip


def _fix(title: str, artifact: dict[str, Any], region: dict[str, int], text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    change = {"artifactLocation": artifact, "replacements": [replacement]}
    return {"description": {"text": _message(title)}, "artifactChanges": [change]}


def _message(text: str) -> str:
    """Return a plain text message, without placeholders and links.

    Braces are doubled (SARIF 2.1.0 section 3.11.5), and a space breaks up a link (3.11.6).
    """
    return escape_controls(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
