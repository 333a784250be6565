"""What the checker promises as a whole: every fault in one run, each at its own place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from article_schema import Severity, check_paths, check_text

#: A line of `^` marks what the finding below the text underlines; its code follows.
TWENTY_FAULTS = """\
---
^^^ FLD001
category: 2020
          ^^^^ FLD004
tittle: "The harbour at dawn"
^^^^^^ FLD002
excerpt: "  "
         ^^^^ FLD008
publishedDateTime: 2020-06-12T05:40:00
                   ^^^^^^^^^^^^^^^^^^^ DAT002
updatedDateTime: 2020-13-12T05:40:00Z
                 ^^^^^^^^^^^^^^^^^^^^ DAT003
originalUrl: "htp://www.example.com/harbour"
              ^^^^ URL002
webUrl: "https://www.example.com/harbour at dawn"
                                        ^ URL005
type: article
quality: -5
         ^^ FLD005
heat: "72"
      ^^^^ FLD004
published: yes
           ^^^ FLD004
provider:
  name: Example Times
  domain: https://example.com/
          ^^^^^^^^^^^^^^^^^^^^ PRV001
topics:
  - Ports
  -
  ^ FLD004
images:
  - url: "https://localhost/harbour.jpg"
                  ^^^^^^^^^ URL003
    width: wide
           ^^^^ IMG001
    height: 675
related:
  - title: "The bridge"
    excerpt: "It is closed."
    publishedDateTime: 2020-06-13T16:36:00Z
    webUrl: "https://www.example.com/bridge"
    type: article
    provider:
      name: Example Times
      domain: example.com
      images:
        - url: 42
               ^^ FLD004
          width: 50
          height: 50
    images:
      - url: "https://www.example.com:99999/bridge.jpg"
                                      ^^^^^ URL004
        width: 0
               ^ IMG001
        height: -720
                ^^^^ IMG001
secured: "AAAA"
         ^^^^^^ SEC001
---
"""
_MARK = re.compile(r" *(\^+) ([A-Z]{3}[0-9]{3})")


def marked(text: str) -> tuple[str, list[tuple[int, int, int, str]]]:
    """Take the marks out of a text: what remains, and line, column, end column and code of each."""
    lines: list[str] = []
    marks = []
    for line in text.splitlines():
        mark = _MARK.fullmatch(line)
        if mark:
            marks.append((len(lines), mark.start(1) + 1, mark.end(1) + 1, mark[2]))
        else:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines), marks


def places(text: str) -> list[tuple[int, int, int, str]]:
    return [
        (finding.line, finding.column, finding.end_column, finding.code)
        for finding in check_text(text).findings
        if finding.severity is Severity.ERROR
    ]


def test_twenty_faults_are_found_in_one_run_each_at_its_place() -> None:
    text, marks = marked(TWENTY_FAULTS)
    assert len(marks) == 20
    assert places(text) == sorted(marks)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_move_no_place(newline: str, start: str) -> None:
    text, marks = marked(TWENTY_FAULTS)
    assert places(start + text.replace("\n", newline)) == sorted(marks)


def test_eight_faults_of_the_example(root: Path) -> None:
    report = check_paths([root / "examples" / "broken" / "eight-faults.md"])
    assert [
        (finding.line, finding.column, finding.code)
        for finding in report.findings
        if finding.severity is Severity.ERROR
    ] == [
        (1, 1, "FLD001"),
        (3, 1, "FLD002"),
        (5, 20, "DAT002"),
        (6, 10, "URL002"),
        (8, 1, "DOC006"),
        (16, 12, "FLD004"),
        (23, 12, "IMG001"),
        (24, 13, "IMG001"),
    ]


def test_the_good_examples_have_no_finding(root: Path) -> None:
    report = check_paths([root / "examples" / "articles"])
    assert report.findings == []
    assert report.files == 6


def test_a_broken_file_does_not_hide_the_others(root: Path) -> None:
    report = check_paths([root / "examples" / "broken"])
    broken = [finding for finding in report.findings if "syntax-error" in finding.file]
    assert [(f.code, f.line, f.column) for f in broken if f.code == "DOC005"] == [("DOC005", 3, 8)]
    assert len({finding.file for finding in report.findings}) == 4


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "article_schema", *arguments],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_seed_document(shared: Path) -> None:
    seed = shared / "seed" / "article.md"
    done = run("check", "--output-format", "json", "--select", "DOC,FLD,URL,DAT,SEC", str(seed))
    assert done.returncode == 0, done.stderr
    (finding,) = json.loads(done.stdout)["findings"]
    line = seed.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert finding["severity"] == "warning"
    assert finding["route"] == "related[1].images[0].url"
    assert line[finding["column"] - 1 : finding["endColumn"] - 1] == "&#038;"


def test_the_corpus_of_news_has_no_error(shared: Path) -> None:
    done = run("check", "--output-format", "json", str(shared / "corpus" / "news"))
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)["summary"]
    assert (summary["files"], summary["error"]) == (192, 0)


def test_every_kind_of_file_is_checked_without_a_traceback(shared: Path) -> None:
    done = run("check", "--output-format", "json", str(shared / "corpus"))
    assert done.returncode == 1
    assert done.stderr == ""
    findings = json.loads(done.stdout)["findings"]
    assert all(finding["line"] >= 1 and finding["column"] >= 1 for finding in findings)
