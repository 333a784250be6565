"""The output formats: every form in which a report can be written, by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from article_schema.reporting.base import Presentation, Reporter


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """An output format. Calling it makes its reporter, which is imported only then."""

    #: The module beside this one and the class in it, such as `junit:JunitReporter`.
    reporter: str
    #: What the format is, in a few words.
    what: str
    #: Who reads it.
    readers: str
    #: Whether people read it, so that colours and hyperlinks are for it.
    for_people: bool = False
    #: Whether its end is about all findings, so that the report has to keep them.
    is_about_all: bool = False

    def __call__(self, out: TextIO, shown: Presentation) -> Reporter:
        """Return a reporter that writes to a stream."""
        module, name = self.reporter.split(":")
        factory = getattr(import_module(f"article_schema.reporting.formats.{module}"), name)
        reporter: Reporter = factory(out, shown)
        return reporter


#: The options, the completion and the pages of the docs are made from this table.
FORMATS: dict[str, OutputFormat] = {
    "full": OutputFormat(
        "full:FullReporter", "findings with the lines they are about", "people", for_people=True
    ),
    "concise": OutputFormat(
        "concise:ConciseReporter", "one line for each finding", "people, editors", for_people=True
    ),
    "json": OutputFormat(
        "json_report:JsonReporter",
        "one object with findings and counts",
        "programs",
    ),
    "json-lines": OutputFormat(
        "json_lines:JsonLinesReporter", "one object for each finding, as it is found", "pipes"
    ),
    "github": OutputFormat(
        "github:GithubReporter", "workflow commands", "annotations of GitHub Actions"
    ),
    "gitlab": OutputFormat(
        "gitlab:GitlabReporter", "a Code Quality report", "merge requests of GitLab"
    ),
    "junit": OutputFormat("junit:JunitReporter", "JUnit XML", "Jenkins and most other servers"),
    "sarif": OutputFormat(
        "sarif:SarifReporter", "SARIF 2.1.0", "code scanning, viewers in editors"
    ),
    "rdjson": OutputFormat(
        "rdjson:RdjsonReporter", "reviewdog's diagnostics", "review comments with suggestions"
    ),
    "markdown": OutputFormat(
        "markdown:MarkdownReporter", "tables", "summaries, comments", is_about_all=True
    ),
    "html": OutputFormat(
        "html_report:HtmlReporter",
        "a page with charts and a list to filter",
        "editors, readers",
        is_about_all=True,
    ),
}
