from __future__ import annotations

from pathlib import Path

import pytest

from article_schema.checking.engine.checker import Checker

TEXT = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
ampWebUrl: "https://www.example.com/amp/harbour"
cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"
type: article
quality: 59
heat: -7
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
  - Ferries
images:
  - url: "https://www.example.com/harbour.jpg"
    width: 1600
    height: 900
---
"""
LINES = TEXT.splitlines()
BREAKS = {
    "colon": "a: b",
    "double quote": '"abc',
    "single quote": "'abc",
    "list": "[a, b",
    "mapping": "{a",
    "alias": "*abc",
    "sign": "@abc",
    "escape": '"a\\qb"',
    "text behind": '"a" b',
    "control": "a\x07b",
}


@pytest.mark.parametrize("how", BREAKS)
@pytest.mark.parametrize("number", [n for n, line in enumerate(LINES) if ": " in line])
def test_a_broken_value_is_the_only_new_finding(number: int, how: str) -> None:
    lines = LINES.copy()
    lines[number] = lines[number].split(": ")[0] + ": " + BREAKS[how]
    result = Checker().check_text("\n".join(lines) + "\n", "a.md")
    others = [finding for finding in result.findings if not finding.code.startswith("DOC")]
    expected = [] if LINES[number].startswith("heat") else [("FLD005", 11)]
    assert [(finding.code, finding.line) for finding in others] == expected
    assert len(result.findings) == len(others) + 1
    assert {f.line for f in result.findings} - {11} <= {number + 1}
    assert all(finding.fix is None for finding in result.findings)


@pytest.mark.parametrize("key", ["category", "webUrl", "ampWebUrl", "type"])
def test_a_missing_colon_does_not_make_a_key_missing(key: str) -> None:
    text = TEXT.replace(f"\n{key}: ", f"\n{key} ")
    codes = [finding.code for finding in Checker().check_text(text, "a.md").findings]
    assert codes == ["DOC005", "FLD005"]


def test_what_cannot_be_rescued_is_reported_all_the_same() -> None:
    text = "---\n" + "".join(f"k{number}: @\n" for number in range(40)) + "---\n"
    findings = Checker().check_text(text, "a.md").findings
    assert {finding.code for finding in findings} == {"DOC005"}
    assert len(findings) == 21


def test_eight_faults_and_a_value_that_is_not_yaml_are_nine(root: Path) -> None:
    text = (root / "examples" / "broken" / "eight-faults.md").read_text(encoding="utf-8")
    eight = [
        ("FLD001", 1, 1), ("FLD002", 3, 1), ("DAT002", 5, 20), ("URL002", 6, 10), ("DOC006", 8, 1),
        ("FLD004", 16, 12), ("IMG001", 23, 12), ("IMG001", 24, 13),
    ]  # fmt: skip
    assert places(text) == eight
    broken = text.replace('excerpt: "A walk along', "excerpt: A walk: along")
    assert broken != text
    assert places(broken) == sorted([*eight, ("DOC005", 4, 16)], key=lambda place: place[1:])
    broken = text.replace("  domain: example.com", '  domain: "example.com')
    assert places(broken) == sorted([*eight, ("DOC005", 11, 11)], key=lambda place: place[1:])


def places(text: str) -> list[tuple[str, int, int]]:
    findings = Checker().check_text(text, "a.md").findings
    return [(finding.code, finding.line, finding.column) for finding in findings]
