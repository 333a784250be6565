"""Formats that hold records as they are: JSON lines, pages, tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given

import article_schema.interop
from article_schema import Article, UsageError, ValidationError, structure, unstructure
from article_schema.interop.formats.registry import FORMATS, format_named
from article_schema.testing import make
from interop.formats.samples import ARTICLES, HOSTILE, hostile_article


@given(ARTICLES)
def test_lines_hold_all(article: Article) -> None:
    lines = article_schema.interop.jsonl.dumps([article, article]).split("\n")
    assert [json.loads(line) for line in lines[:2]] == [unstructure(article, mode="json")] * 2
    assert lines[2:] == [""]


@given(ARTICLES)
def test_pages_hold_all(article: Article) -> None:
    (item,) = json.loads(article_schema.interop.json_page.dumps(article))["value"]
    back = structure(item)
    if article.category and not article.categories:
        assert back.categories == [article.category]
        back.category, back.categories = article.category, []
    assert back == article


def test_a_page_has_the_keys_of_real_ones(shared: Path) -> None:
    real = json.loads((shared / "corpus" / "api" / "news.json").read_text("utf-8"))
    ours = json.loads(article_schema.interop.json_page.dumps(make(Article)))
    assert ours.keys() == real.keys()
    assert real["value"][0].keys() <= ours["value"][0].keys() | {"sourceUrl"}
    assert ours["value"][0]["categories"] == ["news"] or ours["value"][0]["categories"]


def test_pages_name_the_next_one() -> None:
    articles = [make(Article, heat=number) for number in range(5)]
    pages = [
        (name, json.loads("".join(parts)))
        for name, parts in format_named("json-page").pages(articles, 2)
    ]
    assert [name for name, _ in pages] == ["page-1.json", "page-2.json", "page-3.json"]
    assert [page["nextPage"] for _, page in pages] == [2, 3, None]
    assert [item["heat"] for _, page in pages for item in page["value"]] == [0, 1, 2, 3, 4]


@given(ARTICLES)
def test_a_table_holds_all(article: Article) -> None:
    text = article_schema.interop.csv.dumps([article, hostile_article()])
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    data = unstructure(article, mode="json")
    for key in ("title", "excerpt", "publishedDateTime", "content"):
        assert rows[0][key].removeprefix("'") == str(data.get(key) or "").removeprefix("'")
    for key in ("topics", "images", "related"):
        assert json.loads(rows[0][key] or "[]") == data.get(key, [])
    assert json.loads(rows[0]["extra"] or "{}") == article.extra
    assert json.loads(rows[0]["provider.extra"] or "{}") == article.provider.extra
    assert rows[1]["title"] == HOSTILE


def test_no_cell_is_a_formula() -> None:
    text = article_schema.interop.csv.dumps(make(Article, title="=cmd()", heat=-1))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["title"], row["heat"]) == ("'=cmd()", "-1")


@pytest.mark.parametrize("name", FORMATS)
def test_what_no_file_can_hold_is_told(name: str) -> None:
    article = make(Article)
    article.extra["seo"] = float("nan")
    with pytest.raises(ValidationError, match="`seo`"):
        format_named(name).dumps(article)
    article.extra["seo"] = "\ud800"
    with pytest.raises(ValidationError, match="`seo`"):
        format_named(name).dumps(article)


def test_a_wrong_name_is_told() -> None:
    with pytest.raises(UsageError, match="there is no format 'ninj'; did you mean ninjs"):
        format_named("ninj")
    with pytest.raises(AttributeError):
        _ = article_schema.interop.ninj  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.is_read])
def test_what_is_no_text_is_told(name: str) -> None:
    wanted = "bytes" if name == "parquet" else "a text"
    for wrong in (3, None, ["x"], "" if name == "parquet" else b"{}"):
        with pytest.raises(TypeError, match=rf"{name}\.loads\(\) takes {wanted}, not "):
            format_named(name).loads(wrong)
