"""Fixes of generated articles, judged by readers from outside: `tests/quality/fix_harm.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file

HEAD = """\
category: news
title: "The harbour at dawn"
excerpt: "A walk."
publishedDateTime: 2020-06-12T19:19:00Z
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
"""


@pytest.mark.parametrize("arguments", [["3000", "1"], ["150", "2", "text"]])
def test_no_fix_harms_is_broken_or_uncovers_a_fault(root: Path, arguments: list[str]) -> None:
    command = [sys.executable, root / "tests" / "quality" / "fix_harm.py", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def check(lines: str, name: str = "a.yaml") -> tuple[list[tuple[str, bool, str]], str]:
    """Return what is found, with whether it can be fixed and the help, and the fixed text."""
    checker = Checker(Settings())
    result = checker.check_text(HEAD + lines, name)
    told = [(finding.code, finding.fixable, finding.help) for finding in result.findings]
    source = fix_file(checker, result).result.source
    assert source is not None
    return told, source.whole_text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (
            ">-\n  https://www.example.com/a\n  b",
            "the address runs over several lines, which are joined by a space",
        ),
        (
            '"https://www.example.com/a\n  b"',
            "the address runs over several lines, which are joined by a space",
        ),
    ],
)
def test_what_cannot_be_fixed_is_not_promised_and_says_why(value: str, reason: str) -> None:
    lines = f"webUrl: {value}\n"
    told, fixed = check(lines)
    assert told == [
        ("URL005", False, f"replace the space with `%20`; --fix leaves it to you: {reason}")
    ]
    assert fixed == lines


@pytest.mark.parametrize("before", ["&u ", "!!str "])
def test_an_anchor_and_a_tag_stay_where_a_value_is_fixed(before: str) -> None:
    told, fixed = check(f'webUrl: {before}"https://www.example.com/a b"\n')
    assert told == [("URL005", True, "replace the space with `%20`")]
    assert fixed == f'webUrl: {before}"https://www.example.com/a%20b"\n'


def test_a_value_that_an_alias_shares_is_not_promised_and_the_alias_is() -> None:
    lines = "originalUrl: &a https://www.example.com/a|b\nwebUrl: *a\n"
    told, fixed = check(lines)
    assert [(code, fixable) for code, fixable, _ in told] == [("URL007", False), ("URL007", True)]
    # Not how a program would edit it.
    assert told[0][2].endswith("its anchor `&a` is used elsewhere; change it where it is written")
    assert fixed.splitlines()[1] == "webUrl: https://www.example.com/a%7Cb"


def test_a_list_that_an_alias_shares_is_not_promised() -> None:
    lines = (
        "images: &i\n  - {url: 'https://www.example.com/a b', width: 1200, height: 675}\n"
        "related:\n  - {title: A, excerpt: A, publishedDateTime: 2020-06-12T19:19:00Z,\n"
        "     webUrl: 'https://www.example.com/b', type: article,\n"
        "     provider: {name: Example Times, domain: example.com}, images: *i}\n"
        "webUrl: https://www.example.com/a\n"
    )
    told, fixed = check(lines)
    assert {(code, fixable) for code, fixable, _ in told} == {("URL005", False)}
    assert fixed == lines


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://www.example.com/a b?utm_source=x", ["URL005", "URL010"]),
        ("https://www.example.org/a b", ["PRV002", "URL005"]),
        ("https://WWW.example.com/a|b", ["URL007", "URL011"]),
    ],
)
def test_what_a_fix_would_uncover_is_told_at_once(url: str, codes: list[str]) -> None:
    told, _ = check(f"webUrl: {url!r}\n")
    assert sorted(code for code, _, _ in told) == codes


def test_what_a_row_of_fixes_would_uncover_is_told_at_once() -> None:
    title = '" \\u200e\\x0c\\u2069TODO"'
    text = HEAD.replace('"The harbour at dawn"', title) + "webUrl: https://www.example.com/a\n"
    findings = Checker(Settings()).check_text(text, "a.yaml").findings
    codes = sorted(finding.code for finding in findings)
    assert codes == ["TXT003", "TXT005", "TXT007", "TXT008", "TXT010"]


def test_a_date_in_a_wrong_form_does_not_hide_what_is_wrong_with_the_date() -> None:
    told, _ = check("webUrl: https://www.example.com/a\nupdatedDateTime: '2019-06-12 19:19:00 Z'\n")
    assert [code for code, _, _ in told] == ["DAT001", "DAT005"]


def test_an_entity_that_breaks_a_url_is_an_error() -> None:
    checker = Checker(Settings())
    text = f"{HEAD}webUrl: 'https://www.example.com/?a&#038;b&#038;c'\n"
    (finding,) = checker.check_text(text, "a.yaml").findings
    assert (finding.code, finding.severity.value) == ("URL009", "error")
