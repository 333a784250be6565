from __future__ import annotations

import pytest

from article_schema.checking.engine import Checker

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
