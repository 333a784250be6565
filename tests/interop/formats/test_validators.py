"""Programs of others accept what is written: of generated, hostile and real articles.

`ARTICLE_SCHEMA_EXAMPLES` says how many articles are generated; `nox -s exchange` takes 2,000.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pyarrow.parquet
import pytest
from lxml import etree
from node_tools import Tool, modules

import article_schema.interop
from article_schema import Article
from article_schema.interop.batches import from_table, to_table
from article_schema.interop.formats.registry import format_named
from interop.formats.databases import read
from interop.formats.samples import hostile_articles, shared_articles, some_articles

EXAMPLES = int(os.environ.get("ARTICLE_SCHEMA_EXAMPLES", "40"))
ATOM_SCHEMA = Path(__file__).parent / "files" / "atom.rng"
NS = "{http://www.w3.org/2005/Atom}"
#: What the types of schema.org have to refuse, so that their silence on the rest says something.
MISTAKES = (
    '{"@context": "https://schema.org", "@type": "NewsArticle", "headLine": "Dawn"}',
    '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": 3}',
    '{"@context": "https://schema.org", "@type": "NewsArticle", "image": {"width": 3}}',
)


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    """Generated and hostile articles, and the real ones where they are."""
    folder = root.parent / "shared"
    real = list(shared_articles(folder)) if folder.is_dir() else []
    assert not real or len(real) > 190
    return [*some_articles(EXAMPLES), *hostile_articles(), *real]


def test_typescript_accepts_the_types_of_schema_org(
    articles: list[Article], tmp_path: Path
) -> None:
    folder = modules("schema-dts", "typescript")
    (tmp_path / "node_modules").symlink_to(folder)
    objects = json.loads(article_schema.interop.newsarticle.dumps(articles))
    lines = ['import type { NewsArticle, WithContext } from "schema-dts";']
    for number, found in enumerate([*map(json.dumps, objects), *MISTAKES]):
        if number >= len(objects):
            lines.append("// @ts-expect-error")
        lines.append(f"export const a{number}: WithContext<NewsArticle> = {found};")
    (tmp_path / "articles.ts").write_text("\n".join(lines), "utf-8")
    command = ["node", folder / "typescript" / "bin" / "tsc", "--strict", "--noEmit"]
    command += ["--target", "es2022", "--module", "nodenext", "articles.ts"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_schema_of_json_feed_accepts_a_feed(articles: list[Article]) -> None:
    with Tool("jsonfeed.mjs", "jsonfeed-schema", "ajv", "ajv-formats") as tool:
        feed = json.loads(article_schema.interop.jsonfeed.dumps(articles))
        assert len(feed["items"]) == len(articles)
        assert tool.ask(feed) == []
        feed["items"][3]["url"] = "no address"
        del feed["items"][4]["id"]
        assert [fault.partition(" ")[0] for fault in tool.ask(feed)] == [
            "/items/3/url", "/items/4",
        ]  # fmt: skip


def atom_faults(raw: bytes) -> list[str]:
    """Return what is wrong with a feed by RFC 4287: by its schema, and by what that cannot say."""
    root = etree.fromstring(raw)
    schema = etree.RelaxNG(etree.parse(ATOM_SCHEMA))
    faults = [] if schema.validate(root) else [str(schema.error_log.last_error)]
    for entry in root.iter(f"{NS}entry"):
        pages = entry.findall(f"{NS}link[@rel='alternate']") + [
            link for link in entry.findall(f"{NS}link") if "rel" not in link.attrib
        ]
        kinds = [(link.get("type"), link.get("hreflang")) for link in pages]
        if len(kinds) != len(set(kinds)):
            faults.append("4.1.2: alternate links of one type and language")
        if not pages and entry.find(f"{NS}content") is None:
            faults.append("4.1.2: neither a content nor an alternate link")
        if root.find(f"{NS}author") is None and entry.find(f"{NS}author") is None:
            faults.append("4.1.1: an entry without an author")
        if entry.findtext(f"{NS}author/{NS}name") == "":
            faults.append("3.2.1: an author without a name")
    return faults


def test_the_schema_of_atom_accepts_a_feed(articles: list[Article]) -> None:
    raw = article_schema.interop.atom.dumps(articles).encode()
    assert len(etree.fromstring(raw).findall(f"{NS}entry")) == len(articles)
    assert atom_faults(raw) == []


ENTRY = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>x</title>'
    "<updated>2020-06-12T05:40:00Z</updated><entry><id>urn:a</id><title>Dawn</title>"
    '<updated>2020-06-12T05:40:00Z</updated><author><name>Jo</name></author><link href="a"/>'
    "</entry></feed>"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<id>urn:a</id>", ""),
        ("<title>Dawn</title>", "<title>Dawn</title><title>Dusk</title>"),
        ("<title>Dawn</title>", '<title type="markdown">Dawn</title>'),
        ("05:40:00Z</updated><author>", "05:40:00</updated><author>"),
        ("05:40:00Z</updated><author>", "05:40:00+23:59</updated><author>"),
        ("<name>Jo</name>", ""),
        ("<name>Jo</name>", "<name/>"),
        ("<author><name>Jo</name></author>", ""),
        ('<link href="a"/>', ""),
        ('href="a"', 'href="a b"'),
        ('<link href="a"/>', '<link href="a"/><link href="b" rel="alternate"/>'),
        ("<entry>", "<entry><image/>"),
    ],
)
def test_the_schema_of_atom_refuses_mistakes(before: str, after: str) -> None:
    assert atom_faults(ENTRY.encode()) == []
    assert before in ENTRY
    assert atom_faults(ENTRY.replace(before, after).encode())


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_feedparser_finds_nothing_odd(articles: list[Article], name: str) -> None:
    found = feedparser.parse(format_named(name).dumps(articles).encode(), sanitize_html=False)
    assert found.bozo == 0
    assert found.version == {"atom": "atom10", "rss": "rss20"}[name]
    assert len(found.entries) == len(articles)


def test_the_schema_of_ninjs_accepts_items(articles: list[Article], ninjs_faults: Any) -> None:
    for article in articles:
        assert ninjs_faults(json.loads(article_schema.interop.ninjs.dumps(article))) == []


def test_extruct_reads_a_page_back(articles: list[Article]) -> None:
    from extruct.jsonld import JsonLdExtractor

    text = article_schema.interop.newsarticle.dumps(articles)
    page = f'<!DOCTYPE html><script type="application/ld+json">{text}</script><p>Text'
    assert JsonLdExtractor().extract(page) == json.loads(text)


def test_arrow_and_parquet_hold_all(articles: list[Article]) -> None:
    assert from_table(to_table(articles), Article) == articles
    raw = article_schema.interop.parquet.dumps(articles)
    assert from_table(pyarrow.parquet.read_table(io.BytesIO(raw)), Article) == articles


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
def test_databases_hold_all(articles: list[Article], name: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    path.write_bytes(b"".join(format_named(name).raw_parts(articles)))
    assert read(name, path) == articles
