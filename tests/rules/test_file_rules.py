"""The file rules whose fault cannot be shown in an example: DOC001, 2, 11, 12, 16."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.engine.checker import Checker
from article_schema.checking.run import check_files
from article_schema.document.limits import Limits
from article_schema.model.article import Article
from article_schema.rules.catalogue import RULES
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule

ARTICLE = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""


def found(path: Path, settings: Settings | None = None) -> list[tuple[str, int, int]]:
    results = check_files([FoundFile(str(path), named=True)], Checker(settings))
    return [(f.code, f.line, f.column) for result in results for f in result.findings]


def test_a_sound_file_has_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE)
    assert found(path) == []


@pytest.mark.parametrize("name", ["missing.md", "folder.md"])
def test_doc001_reports_what_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.md").mkdir()
    assert found(tmp_path / name) == [("DOC001", 1, 1)]


def test_doc002_reports_the_first_byte_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(ARTICLE.replace("dawn", "café").encode("latin-1"))
    assert found(path) == [("DOC002", 3, 27)]


@pytest.mark.parametrize("key", ["2020", "true", "null", "1.5"])
def test_doc011_reports_keys_that_are_not_text(tmp_path: Path, key: str) -> None:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE.replace("topics:", f"{key}: odd\ntopics:"))
    assert ("DOC011", 11, 1) in found(path)


@pytest.mark.parametrize(
    "limits",
    [Limits(file_bytes=100), Limits(data_characters=100), Limits(depth=1), Limits(nodes=5)],
)
def test_doc012_reports_what_is_beyond_a_limit(tmp_path: Path, limits: Limits) -> None:
    path = tmp_path / "article.md"
    # An anchor keeps the file from the quick way, which needs no limits but that of its size.
    path.write_text(ARTICLE.replace("topics:", "topics: &words"))
    assert [code for code, _, _ in found(path, Settings(limits=limits))] == ["DOC012"]


@record_rule("XXX001", "failing", severity=Severity.ERROR, on=Article)
def failing(article: Article, at: RuleContext) -> Iterator[Finding]:
    """Divide by a quality of nothing.

    Bad:
        quality: 0

    Good:
        quality: 1

    Source: none
    """
    if article.quality is not None and 1 / article.quality > 1:
        yield at("quality").finding("never")


def test_doc016_reports_a_rule_that_fails_and_lets_the_others_run(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    settings = Settings(rules=(*RULES, failing))
    path.write_text(ARTICLE.replace("dawn", "dawn ").replace("type:", "quality: 1\ntype:"))
    assert found(path, settings) == [("TXT003", 3, 28)]
    path.write_text(path.read_text().replace("quality: 1", "quality: 0"))
    assert [code for code, _, _ in found(path, settings)] == ["DOC016", "TXT003"]
