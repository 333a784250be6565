"""`article-schema stats`: text, JSON and a page about files."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import html5lib
import pytest

from .command import run

HOSTILE = "\\x1b[31m<script>alert(1)</script> ::error:: ##[x] \\u202e"
ARTICLE = """---
category: "{0}"
title: "A"
excerpt: "x"
publishedDateTime: 2020-06-1{1}T08:00:00Z
webUrl: "https://www.example.com/{1}"
type: article
provider:
  name: "{0}"
  domain: example.com
topics:
  - "{0}"
images:
  - url: "/quay.jpg"
    width: {1}200
    height: 675
---
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(1, 5):
        (tmp_path / f"{number}.md").write_text(ARTICLE.format(HOSTILE, number))
    (tmp_path / "README.md").write_text("# No article\n")
    (tmp_path / "broken.md").write_text("---\ntitle: [\n---\n")
    return tmp_path


def test_text(site: Path) -> None:
    done = run("stats", "--isolated", ".", cwd=site)
    assert done.returncode == 0
    assert done.stderr.startswith("skipped broken.md:")
    assert "Article: 4 records" in done.stdout
    assert "    2020-06-11  1  ████████████████████████\n" in done.stdout
    assert "4 files with records." in done.stdout
    assert not re.search("[\x1b\u202e]|##\\[|^ *::", done.stdout, re.MULTILINE)


def test_json(site: Path) -> None:
    done = run("stats", "--isolated", "--output", "json", ".", cwd=site)
    data = json.loads(done.stdout)
    (kind,) = data["collections"]
    assert (data["files"], data["unread"], kind["name"], kind["records"]) == (4, 1, "Article", 4)
    assert kind["days"]["publishedDateTime"]["2020-06-12"] == 1
    assert kind["values"]["type"] == {"total": 4, "others": 0, "counts": {"article": 4}}
    assert kind["missing"]["tags"]["counts"] == {".": 4}


def test_a_page(site: Path) -> None:
    done = run("stats", "--isolated", "--output", "html:stats.html", ".", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    page = (site / "stats.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    names = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
    assert "script" not in names
    assert "default-src 'none'" in page
    text = "".join(tree.itertext())
    assert "<script>alert(1)</script>" in text
    for words in ("publishedDateTime, by day", "1200 × 675", "Fields that records lack", "100%"):
        assert words in text
    assert not re.search("[\x1b\u202e]|##\\[|^ *::", page, re.MULTILINE)
    again = run("stats", "--isolated", "--output", "html:again.html", ".", cwd=site)
    assert again.returncode == 0
    assert (site / "again.html").read_bytes() == (site / "stats.html").read_bytes()


def test_a_model_of_ones_own(root: Path) -> None:
    folder = root / "examples" / "courses"
    done = run("stats", "--isolated", "--model", "courses.py:Course", "records", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Course: 2 records" in done.stdout


def test_nothing_to_count(tmp_path: Path) -> None:
    done = run("stats", "--isolated", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "warning: no file with records was found\n")


@pytest.mark.parametrize("output", ["xml", "html:", ":a"])
def test_an_output_that_is_none(output: str, tmp_path: Path) -> None:
    done = run("stats", "--output", output, ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "is not FORMAT or FORMAT:FILE; the formats are html, json, text" in done.stderr
    assert os.listdir(tmp_path) == []
