"""`article-schema import`: new files, merged ones, and sources that mean harm."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import article_schema.interop
from article_schema import Article, Image, check_paths, dump, load
from article_schema.interop.exchange.sources import MOST_BYTES
from article_schema.interop.formats.registry import format_named
from article_schema.testing import make
from cli.command import Done, run, with_stdin

#: What an item of a feed needs beside that which feeds have.
DEFAULTS = (
    "--default", "type=article", "--default", "category=news", "--default", "topics=Ports",
    "--default", "provider.domain=example.com",
)  # fmt: skip


def item(**values: Any) -> dict[str, Any]:
    return {
        "id": "https://example.com/dawn",
        "title": "Dawn",
        "summary": "It is early.",
        "date_published": "2020-06-12T05:40:00Z",
        "authors": [{"name": "Example Times"}],
        **values,
    }


def feed_of(folder: Path, *items: object) -> Path:
    path = folder / "feed.json"
    path.write_text(json.dumps({"version": "x", "title": "x", "items": items}), "utf-8")
    return path


def imported(folder: Path, *items: object) -> Done:
    feed_of(folder, *items)
    return run("import", "jsonfeed", "feed.json", "-o", "news", *DEFAULTS, cwd=folder)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def test_a_foreign_feed_becomes_files(tmp_path: Path) -> None:
    html = item(content_html="<p>Hello</p>", id="https://example.com/b", title="Dawn: a café")
    done = imported(tmp_path, item(), html)
    assert (done.returncode, done.stderr) == (0, "2 new\n")
    assert files_in(tmp_path) == ["news/2020-06-12-dawn-a-cafe.md", "news/2020-06-12-dawn.md"]
    document = load(tmp_path / "news" / "2020-06-12-dawn-a-cafe.md")
    assert document.body == "<p>Hello</p>"
    assert document.article.web_url == "https://example.com/b"
    assert check_paths(tmp_path / "news").ok


@pytest.mark.parametrize("name", ["jsonfeed", "json-page", "jsonl", "parquet"])
def test_an_export_comes_back_and_then_changes_nothing(tmp_path: Path, name: str) -> None:
    picture = Image(url="https://example.com/a.jpg", width=3, height=4, is_cached=True)
    article = make(Article, web_url="https://example.com/a", heat=3, images=[picture])
    article.extra["seo"] = {"a": None}
    article.content = "Hello"
    (tmp_path / "in").write_bytes(b"".join(format_named(name).raw_parts([article])))
    call = ("import", name, "in", "-o", "news")
    assert run(*call, cwd=tmp_path).stderr == "1 new\n"
    (path,) = (tmp_path / "news").iterdir()
    document = load(path)
    article.content = None
    assert (document.article, document.body) == (article, "Hello")
    before = path.read_bytes()
    assert run(*call, cwd=tmp_path).stderr == "1 as it was\n"
    assert path.read_bytes() == before


def test_new_values_are_merged_and_nothing_else_changes(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    path = tmp_path / "news" / "mine.md"
    text = """---
title: 'Old'   # by hand
excerpt: "It is early."
publishedDateTime: 2020-06-12T07:40:00+02:00
webUrl: "https://EXAMPLE.com/dawn"
type: article
category: news
provider: {name: Example Times, domain: example.com, since: 1999}
topics: [Ports]
images:
  - {url: "https://example.com/a.jpg", width: 3, height: 4}
heat: 3
---
My text.
"""
    path.write_text(text, "utf-8")
    done = imported(tmp_path, item(title="New", image="https://example.com/a.jpg"))
    assert done.stderr.endswith("1 changed\n")
    assert path.read_text("utf-8") == text.replace("'Old' ", "'New' ").replace(
        "EXAMPLE.com", "example.com"
    )
    assert files_in(tmp_path) == ["news/mine.md"]


def test_what_is_there_may_be_left(tmp_path: Path) -> None:
    imported(tmp_path, item())
    (path,) = (tmp_path / "news").iterdir()
    before = path.read_bytes()
    feed_of(tmp_path, item(title="New"))
    call = ("import", "jsonfeed", "feed.json", "-o", "news", "--on-conflict", "leave", *DEFAULTS)
    assert run(*call, cwd=tmp_path).stderr == "1 as it was\n"
    assert path.read_bytes() == before


def test_a_dry_run_shows_a_diff_and_writes_nothing(tmp_path: Path) -> None:
    feed_of(tmp_path, item())
    call = ("import", "jsonfeed", "feed.json", "-o", "news", "--dry-run", *DEFAULTS)
    done = run(*call, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "1 new\n")
    assert '+title: "Dawn"\n' in done.stdout
    assert not (tmp_path / "news").exists()


def test_what_breaks_the_contract_is_left_out_and_told(tmp_path: Path) -> None:
    done = imported(tmp_path, item(external_url="/relative"), item(url="javascript:alert(1)"))
    assert done.returncode == 2
    assert "note: feed.json: item 1: `originalUrl` is left out: `originalUrl` is" in done.stderr
    assert "note: feed.json: item 2: `webUrl` is left out: `webUrl` " in done.stderr
    assert "error: feed.json: item 2: one of `webUrl` or `originalUrl` is missing" in done.stderr
    (path,) = (tmp_path / "news").iterdir()
    assert "relative" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"date_published": "2020-06-12T05:40:00"}, "`publishedDateTime` has no time zone"),
        ({"date_published": "yesterday"}, "`publishedDateTime` is not an RFC 3339"),
        ({"title": ["a", {"b": 1}]}, "`title` must be text"),
        ({"title": "\ud800"}, "`title`"),
        ({"authors": 3}, "`provider.name` must be text"),
    ],
)
def test_what_cannot_be_known_is_reported(
    tmp_path: Path, values: dict[str, Any], reason: str
) -> None:
    done = imported(tmp_path, item(**values), item(id="https://example.com/b"))
    assert done.returncode == 2
    assert reason in done.stderr
    assert done.stderr.endswith("1 new; 1 item could not be imported\n")
    assert len(files_in(tmp_path)) == 1


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "/etc", "..", "a/b\\c", "con", "日本", "\x00", "a" * 500, "~/.ssh", "-rf"],
)
def test_no_title_leads_out_of_the_folder(tmp_path: Path, title: str) -> None:
    done = imported(tmp_path, item(title=title))
    assert "Traceback" not in done.stderr
    for path in tmp_path.rglob("*"):
        assert path.parent in (tmp_path, tmp_path / "news")
        assert len(path.name) < 130
    assert all(path.name.startswith("2020-06-12-") for path in (tmp_path / "news").glob("*"))


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    imported(tmp_path, item(), item(id="https://example.com/other"), item())
    assert files_in(tmp_path) == ["news/2020-06-12-dawn-2.md", "news/2020-06-12-dawn.md"]


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    outside = tmp_path / "outside.md"
    dump(make(Article, web_url="https://example.com/dawn"), outside)
    before = outside.read_bytes()
    os.symlink(outside, tmp_path / "news" / "2020-06-12-dawn.md")
    imported(tmp_path, item())
    assert outside.read_bytes() == before


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "this is no JSON"),
        (b"{", "feed.json:1:2: DOC005 a JSON value is missing here"),
        (b"\xff", "DOC002"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"items": [' + b"[" * 70 + b"]" * 70 + b"]}", "nested too deeply"),
        (b'{"items": [' + b"9" * 100_000 + b"]}", "a number has too many digits"),
        (b'{"items": [NaN]}', "NaN is no value of JSON"),
        (b'{"items": 3}', "has a list of `items`"),
        (b'{"items": [3]}', "item 1: it is no object"),
        (b"null", "has a list of `items`"),
    ],
    ids=range(10),
)
def test_hostile_sources_end_with_an_error(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "feed.json").write_bytes(raw)
    done = run("import", "jsonfeed", "feed.json", "-o", "news", cwd=tmp_path)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert not (tmp_path / "news").exists()


def test_a_source_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "feed.json").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    done = run("import", "jsonfeed", "feed.json", "-o", "news", cwd=tmp_path)
    assert done.returncode == 2
    assert "larger than 50,000,000 bytes" in done.stderr


def test_a_bad_line_is_told_and_the_others_are_imported(tmp_path: Path) -> None:
    lines = article_schema.interop.jsonl.dumps(make(Article)) + "{\n\n[]\n"
    done = with_stdin(lines.encode(), "import", "jsonl", "-", "-o", "news", cwd=tmp_path)
    assert done.returncode == 2
    assert "standard input: line 2: this is no JSON" in done.stderr
    assert "standard input: line 4: it is no object" in done.stderr
    assert done.stderr.endswith("1 new; 2 items could not be imported\n")


def test_the_examples_of_the_iptc_are_read(tmp_path: Path, shared: Path) -> None:
    more = ("--default", "publishedDateTime=2020-06-12T05:40:00Z", "--default", "excerpt=None",
            "--default", "title=None", "--default", "provider.name=AP")  # fmt: skip
    told = ""
    for path in sorted((shared / "standards" / "ninjs-examples").iterdir()):
        call = ("import", "ninjs", str(path), "-o", "news", *DEFAULTS, *more)
        told += run(*call, cwd=tmp_path).stderr
    assert (told.count("1 new\n"), told.count("1 as it was\n")) == (3, 1)
    # One of them has a name for an address.
    assert '`webUrl` is not an absolute URL: "renditions-example"' in told
    assert len([load(path).article for path in (tmp_path / "news").iterdir()]) == 3


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("csv", "feed.json"), "csv is written, and not read"),
        (("jsonfeed", "nowhere.json"), "nowhere.json: No such file"),
        (("jsonfeed", "feed.json", "--default", "colour=red"), "Article has no `colour`"),
        (("jsonfeed", "feed.json", "--default", "type"), "write ROUTE=TEXT"),
        (("jsonfeed", "feed.json", "--default", "title.a=b"), "`title` is no record"),
    ],
)
def test_wrong_calls_are_told(tmp_path: Path, arguments: tuple[str, ...], reason: str) -> None:
    feed_of(tmp_path)
    done = run("import", *arguments, "-o", "news", cwd=tmp_path)
    assert done.returncode == 2
    assert reason in done.stderr


def test_an_output_that_is_a_file_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    feed = feed_of(tmp_path, item(), item())
    before = feed.read_bytes()
    done = run("import", "jsonfeed", str(feed), "-o", str(feed), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("it is a file; name a folder to write into\n")
    assert done.stderr.count("\n") == 1
    assert feed.read_bytes() == before
