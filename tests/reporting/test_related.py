"""A finding about two places of a file: each format shows the second one too."""

from __future__ import annotations

import io
import json
import os
import re

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.registry import FORMATS

TEXT = "---\nseo:\n  a: 1\n  b: 2\n  a: 3\n---\n"


@pytest.fixture
def result() -> CheckedFile:
    return Checker(Settings(select=("DOC006",))).check_text(TEXT, "a.md")


def written(result: CheckedFile, format_name: str) -> str:
    out, report = io.StringIO(), Report()
    report.add(result)
    reporter = FORMATS[format_name](out, Presentation())
    reporter.result(result)
    reporter.finish(report)
    return out.getvalue()


def test_the_first_of_two_keys_is_known_with_its_place(result: CheckedFile) -> None:
    (finding,) = result.findings
    (first,) = finding.related
    assert first.message == "the first `a`"
    assert (first.line, first.column, first.end_line, first.end_column) == (3, 3, 3, 4)
    assert TEXT[slice(*first.span)] == "a"


def test_every_later_key_names_the_first() -> None:
    result = Checker(Settings(select=("DOC006",))).check_text("a: 1\na: 2\na: 3\n", "a.yaml")
    places = [(finding.line, finding.related[0].line) for finding in result.findings]
    assert places == [(2, 1), (3, 1)]


def test_both_keys_are_framed(result: CheckedFile) -> None:
    text = written(result, "full")
    assert "5 |   a: 3\n  |   ^\n  the first `a`:\n  |\n3 |   a: 1\n  |   ^\n  help: keep" in text


def test_json_has_the_place(result: CheckedFile) -> None:
    place = {"message": "the first `a`", "line": 3, "column": 3, "endLine": 3, "endColumn": 4}
    assert json.loads(written(result, "json"))["findings"][0]["related"] == [place]
    assert json.loads(written(result, "json-lines"))["related"] == [place]


def test_sarif_has_a_related_location(result: CheckedFile) -> None:
    (item,) = json.loads(written(result, "sarif"))["runs"][0]["results"]
    (place,) = item["relatedLocations"]
    assert place["message"]["text"] == "the first `a`"
    assert place["physicalLocation"] == {
        "artifactLocation": item["locations"][0]["physicalLocation"]["artifactLocation"],
        "region": {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 4},
    }


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "junit", "rdjson", "markdown"])
def test_formats_with_one_place_name_the_line_of_the_other(
    result: CheckedFile, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {})
    plain = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), written(result, name))
    assert "twice in this mapping; the first `a` is in line 3" in plain


def test_a_finding_about_one_place_has_no_other() -> None:
    result = Checker(Settings(select=("FLD001",))).check_text("title: a\n", "a.yaml")
    assert all(finding.related == () for finding in result.findings)
    assert "relatedLocations" not in written(result, "sarif")
