"""Articles come from pages of HTML, whatever stands in them; nothing that they name is asked."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from cli.command import Done, run, with_stdin

import article_schema.interop
from article_schema import Article, DocumentError, load_all
from article_schema.interop.exchange.page_reading import articles_in
from article_schema.interop.exchange.sources import Source
from article_schema.testing import make
from interop.formats.samples import hostile_article

PAGES = Path(__file__).parent / "pages"
SCRIPT = b'<script type="application/ld+json">%b</script>'
ARTICLE = SCRIPT % b'{"@type": "NewsArticle", "headline": "Dawn"}'


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("a page was about to be fetched")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.setattr(socket.socket, "connect", fail)


def titles_in(raw: bytes) -> list[object]:
    items = article_schema.interop.newsarticle.items(Source("page", raw), Article)
    return [item.data.get("title") for item in items if item.data is not None]


def imported(folder: Path, name: str) -> Done:
    page = str(PAGES / f"{name}.html")
    return run("import", "newsarticle", page, "-o", "in", "--default", "category=news", cwd=folder)


@pytest.mark.parametrize(
    ("name", "titles", "notes"),
    [
        ("graph", ["Harbour bridge closes"], ["`provider.domain` is mended"]),
        ("images", ["The harbour at dawn"], ["`images[0]` is left out"]),
        ("microdata", ["The bridge from above"], ["`images[0].height` is mended"]),
        ("list", ["../../etc/passwd<script>", "One"], ["`originalUrl` is left out"]),
    ],
)
def test_a_page_becomes_files(
    tmp_path: Path, name: str, titles: list[str], notes: list[str]
) -> None:
    done = imported(tmp_path, name)
    assert done.returncode == 0
    assert all(note in done.stderr for note in notes)
    found = [document.article for document in load_all([tmp_path / "in"])]
    assert [article.title for article in found] == titles
    assert {article.provider.name for article in found} == {"Example Times"}
    assert all(path.parent == tmp_path / "in" for path in tmp_path.rglob("*.md"))


def test_what_an_object_only_names_stands_in_the_graph(tmp_path: Path) -> None:
    imported(tmp_path, "graph")
    (document,) = load_all([tmp_path / "in"])
    assert document.article.provider.domain == "www.example.com"
    assert [author.name for author in document.article.provider.authors] == ["Jo Doe"]


def test_what_a_page_does_not_say_is_not_guessed(tmp_path: Path) -> None:
    done = imported(tmp_path, "posting")
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    for reason in (
        '`webUrl` is left out: `webUrl` is not an absolute URL: "/cafe"',
        '`publishedDateTime` has no time of day: "2020-06-12"',
        "one of `webUrl` or `originalUrl` is missing",
    ):
        assert reason in done.stderr


def test_our_own_export_comes_back_in_a_page() -> None:
    articles = [make(Article, title="Ports & <b>", topics=["Travel"]), hostile_article()]
    text = article_schema.interop.newsarticle.dumps(articles)
    assert titles_in(SCRIPT % text.encode()) == [article.title for article in articles]
    assert titles_in(text.encode()) == [article.title for article in articles]


def test_it_comes_from_standard_input(tmp_path: Path) -> None:
    page = (PAGES / "list.html").read_bytes()
    done = with_stdin(
        page, "import", "newsarticle", "-", "-o", "in", "--default", "category=news", cwd=tmp_path
    )
    assert done.stderr.endswith("2 new\n")


@pytest.mark.parametrize(
    "page",
    [
        ARTICLE,
        b"<div>" * 200 + ARTICLE,
        SCRIPT % b'//<![CDATA[\n{"@type": "NewsArticle", "headline": "Dawn"}\n//]]>',
        SCRIPT % b'[[], null, 1, {"@type": "schema:ReportageNewsArticle", "headline": "Dawn"}]',
        SCRIPT % b"{" + ARTICLE + SCRIPT % (b"[" * 100_000),
        "<meta charset=utf-16>".encode("utf-16") + ARTICLE.decode().encode("utf-16-le"),
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;' + ARTICLE,
        b'<?xml version="1.0" encoding="utf-16"?>' + ARTICLE,
        b"<p itemscope itemtype='https://schema.org/Article'><b itemprop='headline x'>Dawn</b>",
    ],
)
def test_what_an_article_stands_among_does_no_harm(page: bytes) -> None:
    assert titles_in(page) == ["Dawn"]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "this is no page of HTML"),
        (b"\0\0", "no article of schema.org"),
        (b"<p>Dawn", "no article of schema.org"),
        (b'{"@type": "Person"}', "no article of schema.org"),
        (b"[" * 100_000, "nested too deeply"),
        (b"<p>" + bytes(5_000_000), "more than 5,000,000 bytes"),
        (b"[" + b" " * 10_000_000, "more than 10,000,000 bytes"),
        (b"<i itemscope itemprop=a>" * 100, "more than 60 items stand in each other"),
        (
            b"<p itemscope>" + b"<b itemprop=a>" * 200 + b"x" * 200_000,
            "more than 20,000,000 characters",
        ),
    ],
)
def test_what_is_too_much_or_nothing_is_told(page: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        titles_in(page)


def test_names_that_stand_for_very_many_objects_end() -> None:
    many = [{"@id": f"n{at}", "a": [{"@id": f"n{at + 1}"}] * 10} for at in range(30)]
    article = {"@type": "Article", "@id": "n30", "headline": "Dawn", "a": {"@id": "n0"}}
    page = json.dumps({"@graph": [article, *many]}).encode()
    assert titles_in(page) == ["Dawn"]
    chain = [{"@id": f"n{at}", "a": {"@id": f"n{at + 1}"}} for at in range(5_000)]
    assert len(articles_in([*chain, article])) == 1
