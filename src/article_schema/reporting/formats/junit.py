"""The format `junit`: test results in XML, for the many servers that show them."""

from __future__ import annotations

from typing import TextIO
from xml.etree import ElementTree as ET

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.paths import relative_path
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.findings import Finding


class JunitReporter:
    """Writes one document at the end: a suite for each file with a case for each finding.

    A finding that makes the check fail is a failure. One below the threshold is a case that passes
    and has the finding as its output, so that the server agrees with the exit status.
    """

    def __init__(self, out: TextIO, shown: Presentation) -> None:
        self.out = out
        self.fail_on = shown.fail_on
        self.root = ET.Element("testsuites", name="article-schema")
        self.tests = 0
        self.failures = 0

    def result(self, result: CheckedFile) -> None:
        """Take in the findings of one file."""
        if not result.findings and (result.again or not result.checked):
            return
        path = escape_controls(relative_path(result.filename))
        failures = sum(finding.severity.reaches(self.fail_on) for finding in result.findings)
        tests = max(len(result.findings), 1)
        self.tests += tests
        self.failures += failures
        suite = ET.SubElement(
            self.root, "testsuite", name=path, tests=str(tests), failures=str(failures),
            errors="0", skipped="0",
        )  # fmt: skip
        for finding in result.findings:
            self._add_case(suite, path, finding)
        if not result.findings:
            ET.SubElement(suite, "testcase", name="no findings", classname=path)

    def finish(self, _: Report) -> None:
        """Write the document."""
        self.root.set("tests", str(self.tests))
        self.root.set("failures", str(self.failures))
        self.root.set("errors", "0")
        ET.indent(self.root)
        # In ASCII the document is the same whatever the encoding of the output.
        text = ET.tostring(self.root, encoding="us-ascii", xml_declaration=True).decode("ascii")
        # A runner of GitHub Actions obeys the text after `##[` in its log.
        self.out.write(text.replace("##[", "#&#35;[") + "\n")

    def _add_case(self, suite: ET.Element, path: str, finding: Finding) -> None:
        place = f"{finding.line}:{finding.column}"
        name = f"{finding.code} {finding.name} ({place})"
        case = ET.SubElement(suite, "testcase", name=name, classname=path)
        text = f"{path}:{place}: {escape_controls(finding.full_message)}"
        if finding.help:
            text += f"\nhelp: {escape_controls(finding.help)}"
        if finding.severity.reaches(self.fail_on):
            failure = ET.SubElement(
                case,
                "failure",
                type=finding.severity.value,
                message=escape_controls(finding.message),
            )
            failure.text = text
        else:
            ET.SubElement(case, "system-out").text = f"{finding.severity.value}: {text}"
