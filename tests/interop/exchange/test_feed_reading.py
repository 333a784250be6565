"""Feeds that keep the texts of their standards become the articles that they tell of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli.command import Done, run

from article_schema import Article, check_paths, load, load_all
from article_schema.interop.exchange.sources import Source
from article_schema.interop.formats.registry import format_named

FEEDS = Path(__file__).parent / "feeds"
DEFAULTS = (
    "--default", "type=article", "--default", "category=news", "--default", "topics=News",
    "--default", "provider.domain=example.com",
)  # fmt: skip


def imported(folder: Path, kind: str, name: str) -> Done:
    return run("import", kind, str(FEEDS / name), "-o", "in", *DEFAULTS, cwd=folder)


def said_of(document: Any) -> dict[str, Any]:
    article: Article = document.article
    return {
        "title": article.title,
        "excerpt": article.excerpt,
        "published": article.published_date_time.isoformat(),
        "page": article.web_url,
        "provider": article.provider.name,
        "topics": article.topics,
        "body": document.body.strip(),
    }


PORTS = {
    "title": "Ports & ferries — a day at the quay",
    "excerpt": "The quay & the ferry.",
    "published": "2020-06-12T08:29:29-04:00",
    "page": "https://www.example.com/news/2020/06/ports",
    "provider": "Jo Doe",
    "topics": ["ports", "travel"],
    "body": '<p><i>A day</i> at the <a href="https://media.example.com/quay">quay</a>.</p>',
}
EXPECTED = {
    ("atom", "atom.xml"): [
        {
            "title": "Café by the sea",
            "excerpt": "It is early.",
            "published": "2020-06-11T05:40:00.250000+02:00",
            "page": "https://www.example.com/news/cafe",
            "provider": "Example Times",
            "topics": ["News"],
            "body": "",
        },
        PORTS,
    ],
    ("atom", "planet.xml"): [
        {
            "title": "Less: <",
            "excerpt": "Some text.",
            "published": "2020-06-13T18:00:00+00:00",
            "page": "https://blog.example.com/less",
            "provider": "Zoë Doe",
            "topics": ["News"],
            "body": "",
        }
    ],
    ("rss", "rss.xml"): [
        {
            "title": "Only an address",
            "excerpt": "No link beside the guid.",
            "published": "2020-06-12T05:40:00+00:00",
            "page": "https://www.example.com/news/only",
            "provider": "Lee Boe",
            "topics": ["Law"],
            "body": "",
        },
        {
            "title": "Ports & ferries",
            "excerpt": "The quay & the ferry.",
            "published": "2020-06-12T05:40:00-04:00",
            "page": "https://www.example.com/news/ports?a=1&b=2",
            "provider": "Jo Doe",
            "topics": ["Ports", "Travel"],
            "body": "<p>A day at the quay.</p>",
        },
    ],
    ("rss", "rdf.xml"): [
        {
            "title": "Ports at dawn",
            "excerpt": "The quay is quiet.",
            "published": "2020-06-12T05:40:00+02:00",
            "page": "https://www.example.com/news/ports",
            "provider": "Jo Doe",
            "topics": ["Ports"],
            "body": "",
        }
    ],
    ("jsonfeed", "feed.json"): [
        {
            "title": "Ports & ferries",
            "excerpt": "The quay and the ferry.",
            "published": "2020-06-12T08:29:29-04:00",
            "page": "https://www.example.com/news/ports",
            "provider": "Jo Doe",
            "topics": ["Ports", "Travel"],
            "body": "A day at the quay.",
        }
    ],
}
#: What each feed has that no article can be made of, or that was read as something else.
TOLD = {
    "atom.xml": ["entry 1: its summary is HTML", "entry 2: it does not say when"],
    "planet.xml": [
        "entry 2: `webUrl` is left out: `webUrl` must start with http:// or https://",
        "error: ",
    ],
    "rss.xml": ["entry 3: `publishedDateTime` is missing", "entry 3: `provider` has no `name`"],
    "rdf.xml": ['entry 2: `publishedDateTime` has no time of day: "2020-06-12"'],
    "feed.json": ["item 2: `title` is missing", "item 2: `excerpt` is missing"],
}


@pytest.mark.parametrize(("kind", "name"), EXPECTED)
def test_a_feed_becomes_articles(tmp_path: Path, kind: str, name: str) -> None:
    done = imported(tmp_path, kind, name)
    documents = load_all([tmp_path / "in"])
    assert [said_of(document) for document in documents] == EXPECTED[kind, name]
    assert [told for told in TOLD[name] if told not in done.stderr] == []
    assert done.returncode == (2 if "error: " in done.stderr else 0)
    assert check_paths(tmp_path / "in").ok
    again = imported(tmp_path, kind, name)
    assert "new" not in again.stderr.splitlines()[-1]


def test_an_entry_keeps_what_it_says_beside(tmp_path: Path) -> None:
    imported(tmp_path, "atom", "atom.xml")
    article = load(next((tmp_path / "in").glob("2020-06-12*"))).article
    assert article.original_url == "https://wire.example.org/1234"
    assert article.provider.domain == "www.example.com"


def authors(kind: str, text: str) -> list[Any]:
    items = format_named(kind).items(Source("feed", text.encode()), Article)
    return [(item.data or {}).get("provider") for item in items]


ENTRY = "<entry><id>urn:a</id><title>a</title>{}</entry>"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>x</title>{}</feed>'
JO, SAM = "<author><name>Jo</name></author>", "<author><name>Sam</name></author>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (JO + ENTRY.format(""), "Jo"),
        (JO + ENTRY.format(SAM), "Sam"),
        (JO + ENTRY.format(f"<source>{SAM}</source>"), "Sam"),
        (ENTRY.format(""), None),
    ],
)
def test_an_author_of_a_feed_is_that_of_its_entries(text: str, expected: str | None) -> None:
    (provider,) = authors("atom", FEED.format(text))
    assert (provider or {}).get("name") == expected


@pytest.mark.parametrize(
    ("feed", "item", "expected"),
    [
        ('"authors": [{"name": "Jo"}]', "", "Jo"),
        ('"authors": [{"name": "Jo"}]', ', "authors": [{"name": "Sam"}]', "Sam"),
        ('"author": {"name": "Jo"}', "", "Jo"),
        ('"author": {"name": "Jo"}', ', "author": {"name": "Sam"}', "Sam"),
        ('"authors": []', "", None),
    ],
)
def test_an_author_of_a_json_feed_is_that_of_its_items(
    feed: str, item: str, expected: str | None
) -> None:
    (provider,) = authors("jsonfeed", f'{{{feed}, "items": [{{"id": "a"{item}}}]}}')
    assert (provider or {}).get("name") == expected


def test_markup_in_the_text_of_an_article_comes_back_from_rss() -> None:
    rss = format_named("rss")
    from article_schema.testing import make

    article = make(Article, excerpt="a <b>b</b> &amp; R&D 1 < 2")
    (item,) = rss.items(Source("x", rss.dumps(article).encode()), Article)
    assert item.data is not None
    assert item.data["excerpt"] == article.excerpt


MEDIA = (
    '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>t</title>'
    "<item><guid>a</guid><title>a</title>{}</item></channel></rss>"
)
URL = "https://media.example.com/"
CONTENT = '<media:content url="' + URL + '{}" {}/>'
SIZED = 'width="640" height="480"'
SIZES = {"width": 640, "height": 480}
ENCLOSURE = '<enclosure url="' + URL + '{}" length="1" type="{}" {}/>'
THUMB = f'<media:thumbnail url="{URL}t.jpg" width="75" height="50"/>'


@pytest.mark.parametrize(
    ("said", "pictures", "note"),
    [
        (CONTENT.format("a.jpg", f'medium="image" {SIZED}'), [{"url": "a.jpg", **SIZES}], ""),
        (CONTENT.format("a", f'type="image/png" {SIZED}'), [{"url": "a", **SIZES}], ""),
        (CONTENT.format("a.mp4", f'medium="video" {SIZED}'), [], ""),
        (CONTENT.format("a.mp4", f'type="video/mp4" {SIZED}'), [], ""),
        (CONTENT.format("a.jpg", SIZED), [], f"it does not say what {URL}a.jpg is"),
        (CONTENT.format("a.jpg", 'medium="image"'), [{"url": "a.jpg"}], ""),
        (
            CONTENT.format("a.jpg", 'medium="image" width="wide" height="4"'),
            [{"url": "a.jpg", "width": "wide", "height": 4}],
            "",
        ),
        (ENCLOSURE.format("a.jpg", "image/jpeg", ""), [{"url": "a.jpg"}], ""),
        (ENCLOSURE.format("a.jpg", "image/jpeg", SIZED), [{"url": "a.jpg", **SIZES}], ""),
        (ENCLOSURE.format("a.mp3", "audio/mpeg", ""), [], ""),
        (THUMB, [{"url": "t.jpg", "width": 75, "height": 50}], "a thumbnail, which is taken"),
        (CONTENT.format("a.jpg", f'medium="image" {SIZED}') + THUMB,
         [{"url": "a.jpg", **SIZES}], ""),
        (
            ENCLOSURE.format("a.jpg", "image/jpeg", "")
            + CONTENT.format("a.jpg", f'medium="image" {SIZED}'),
            [{"url": "a.jpg", **SIZES}],
            "",
        ),
        (
            "".join(CONTENT.format(at, f'medium="image" {SIZED}') for at in range(30)),
            [{"url": str(at), **SIZES} for at in range(20)],
            "it has 30 pictures, of which the first 20 are taken",
        ),
    ],
)  # fmt: skip
def test_pictures_have_the_sizes_that_a_feed_tells(
    said: str, pictures: list[dict[str, Any]], note: str
) -> None:
    (item,) = format_named("rss").items(Source("feed", MEDIA.format(said).encode()), Article)
    assert item.data is not None
    wanted = [{**each, "url": URL + each["url"]} for each in pictures]
    assert item.data.get("images", []) == wanted
    assert [note in told for told in item.notes] == ([True] if note else [])


def test_pictures_are_imported(tmp_path: Path) -> None:
    for kind, name in (("rss", "rss.xml"), ("atom", "planet.xml")):
        imported(tmp_path, kind, name)
    found = {
        image.url: (image.width, image.height)
        for document in load_all([tmp_path / "in"])
        for image in document.article.images
    }
    assert found == {
        "https://media.example.com/ports.jpg": (1200, 675),
        "https://blog.example.com/less.jpg": (640, 480),
    }


def test_a_picture_without_its_size_is_told(tmp_path: Path) -> None:
    feed = MEDIA.format(
        "<link>https://www.example.com/a</link><description>b</description>"
        "<author>jo@example.com (Jo)</author><pubDate>12 Jun 2020 05:40 +0000</pubDate>"
        + ENCLOSURE.format("a.jpg", "image/jpeg", "")
    )
    (tmp_path / "a.xml").write_text(feed)
    done = run("import", "rss", "a.xml", "-o", "in", *DEFAULTS, cwd=tmp_path)
    assert "`images[0]` is left out: `images[0].height` is missing" in done.stderr
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "1 new")
