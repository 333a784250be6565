"""Sources that mean harm, in every format: errors and notes, no file elsewhere, no fetch."""

from __future__ import annotations

import json
import socket
from html import escape
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from article_schema.interop.formats.registry import FORMATS
from cli.command import Done, run

FORMATS_READ = [name for name, entry in FORMATS.items() if entry.is_read]
TITLES = ("../../etc/passwd", "/etc/cron.d/x", "..\\..\\win.ini", "C:\\a", "a\u202efdp.exe", "con")
PAGES = (
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\a\\b",
)
DEFAULTS = (
    "--default", "type=article", "--default", "category=news", "--default", "topics=News",
    "--default", "provider.domain=example.com", "--default", "provider.name=Example",
    "--default", "excerpt=None", "--default", "originalUrl=https://example.com/a",
)  # fmt: skip
MOMENT = "2020-06-12T05:40:00Z"


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("something was about to be fetched")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.setattr(socket.socket, "connect", fail)


def source_of(name: str, title: str, page: str, picture: str) -> bytes:
    """Return a source with one article."""
    record = {"title": title, "webUrl": page, "publishedDateTime": MOMENT}
    picture_record = {"url": picture, "width": 3, "height": 4}
    objects = {
        "newsarticle": {
            "@type": "NewsArticle", "headline": title, "url": page, "datePublished": MOMENT,
            "image": picture,
        },
        "ninjs": {
            "uri": page, "headlines": [{"value": title}], "contentCreated": MOMENT,
            "renditions": [{"name": "image", "href": picture, "width": 3, "height": 4}],
        },
        "jsonfeed": {
            "items": [{"id": page, "title": title, "date_published": MOMENT, "image": picture}]
        },
        "json-page": {"value": [{**record, "images": [picture_record]}]},
        "jsonl": {**record, "images": [picture_record]},
    }  # fmt: skip
    if name in objects:
        return json.dumps(objects[name]).encode()
    if name == "parquet":
        out = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist([{**record, "images": [picture_record]}]), out)
        return out.getvalue().to_pybytes()
    title, page, picture = escape(title), escape(page), escape(picture)
    media = f'<m:content xmlns:m="http://search.yahoo.com/mrss/" url="{picture}"/>'
    if name == "atom":
        return (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{title}</title>'
            f'<link href="{page}"/><published>{MOMENT}</published>{media}</entry></feed>'
        ).encode()
    return (
        f'<rss version="2.0"><channel><item><title>{title}</title><link>{page}</link>'
        f"<pubDate>Fri, 12 Jun 2020 05:40:00 GMT</pubDate>{media}</item></channel></rss>"
    ).encode()


def imported(folder: Path, name: str, raw: bytes) -> Done:
    source = folder / "source"
    source.write_bytes(raw)
    done = run("import", name, "source", "-o", "home/news", *DEFAULTS, cwd=folder)
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert "was about to be fetched" not in done.stderr
    elsewhere = [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder / "home" / "news" and path != source
    ]
    assert elsewhere == []
    return done


@pytest.mark.parametrize("name", FORMATS_READ)
@pytest.mark.parametrize("title", TITLES)
def test_no_title_leads_elsewhere(tmp_path: Path, name: str, title: str) -> None:
    done = imported(tmp_path, name, source_of(name, title, "https://example.com/a", "x"))
    assert done.returncode == 0
    (path,) = (tmp_path / "home" / "news").iterdir()
    assert path.name.startswith("2020-06-12-")
    assert set(path.stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize("name", FORMATS_READ)
@pytest.mark.parametrize("page", PAGES)
def test_no_link_runs_and_none_is_opened(tmp_path: Path, name: str, page: str) -> None:
    done = imported(tmp_path, name, source_of(name, "Dawn", page, page))
    assert "is left out" in done.stderr
    (path,) = (tmp_path / "home" / "news").iterdir()
    text = path.read_text("utf-8")
    assert page not in text
    assert "javascript" not in text


@pytest.mark.parametrize("name", FORMATS_READ)
def test_fifty_megabytes_are_refused_or_read_in_their_time(tmp_path: Path, name: str) -> None:
    raw = source_of(name, "Dawn", "https://example.com/a", "x")
    done = imported(tmp_path, name, raw + b" " * (50_000_001 - len(raw)))
    assert done.returncode == 2
    assert "larger than 50,000,000 bytes" in done.stderr
    assert not (tmp_path / "home").exists()


DEEP = {
    "newsarticle": b'{"@type": "NewsArticle", "a": ' + b"[" * 9_999 + b"]" * 9_999 + b"}",
    "ninjs": b'{"a":' * 9_999 + b"1" + b"}" * 9_999,
    "jsonfeed": b'{"items":' + b"[" * 9_999,
    "json-page": b'{"value":' + b"[" * 9_999 + b"]" * 9_999 + b"}",
    "jsonl": b'{"a":' * 9_999 + b"1" + b"}" * 9_999,
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom">' + b"<a>" * 9_999,
    "rss": b'<rss version="2.0">' + b"<a><b>" * 9_999,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_deeply_is_refused(tmp_path: Path, name: str) -> None:
    done = imported(tmp_path, name, DEEP[name])
    assert done.returncode == 2
    assert "deep" in done.stderr or "more than 200 elements" in done.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", ["atom", "rss"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    ],
)
def test_no_entity_is_read(tmp_path: Path, name: str, doctype: str) -> None:
    raw = source_of(name, "Dawn", "https://example.com/a", "x").replace(b"Dawn", b"&a;")
    done = imported(tmp_path, name, doctype.encode() + raw)
    assert done.returncode == 2
    assert "declares entities of its own" in done.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_no_other_document_is_read(tmp_path: Path, name: str) -> None:
    raw = source_of(name, "Dawn", "https://example.com/a", "x")
    outside = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'
    sheet = b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>'
    done = imported(tmp_path, name, outside + sheet + raw)
    assert (done.returncode, len(list((tmp_path / "home" / "news").iterdir()))) == (0, 1)
