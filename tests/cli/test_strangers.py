"""Where most files are no articles, a check says that, and shows no thousand findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from article_schema.cli import main

ARTICLE = """\
---
category: news
title: A quiet day
excerpt: Nothing happened in the harbour.
publishedDateTime: 2020-06-19T08:00:00Z
webUrl: https://www.example.com/news/quiet-day-{number}
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        Path(f"{number}.md").write_text(f"---\ntitle: Post {number}\ndate: 2020-06-12\n---\n")
    return tmp_path


def test_a_site_of_another_kind_is_told_so(site: Path, capsys: Any) -> None:
    assert main(["check", "."]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (
        "error: 12 of the first 12 files are no articles, so nothing more was checked\n"
        "  most lack `excerpt`, `publishedDateTime`, `type`\n"
        "  `article-schema infer .` prints a model of their own for `--model`\n"
        "  `--model article_schema:Article` checks them as articles all the same\n"
    )
    assert main(["check", ".", "--exit-zero"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--model", "article_schema:Article", "."],
        ["--output-format", "json", "."],
        ["--statistics", "."],
        ["--select", "FLD001", "."],
        [f"{number}.md" for number in range(12)],
    ],
)
def test_who_asks_for_findings_gets_them(site: Path, capsys: Any, arguments: list[str]) -> None:
    assert main(["check", *arguments]) == 1
    assert "FLD001" in capsys.readouterr().out


def test_a_configuration_says_that_they_are_meant(site: Path, capsys: Any) -> None:
    Path("article-schema.toml").write_text('fail-on = "error"\n')
    assert main(["check", "."]) == 1
    assert "FLD001" in capsys.readouterr().out


def test_few_files_and_few_strangers_are_reported(site: Path, capsys: Any) -> None:
    for number in range(3, 12):
        Path(f"{number}.md").write_text(ARTICLE.format(number=number))
    assert main(["check", "."]) == 1
    assert "FLD001" in capsys.readouterr().out
    for number in range(3, 12):
        Path(f"{number}.md").unlink()
    assert main(["check", "."]) == 1
    assert "FLD001" in capsys.readouterr().out
