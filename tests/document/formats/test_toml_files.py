from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from timing import grows_linearly

from article_schema import Article, DocumentError, check_text, dumps, load, loads
from article_schema.document.formats.json_front_matter import JSON_FRONT_MATTER
from article_schema.document.formats.registry import split
from article_schema.document.formats.toml_files import TOML, TOML_FRONT_MATTER

ARTICLE = """\
+++
category = "news"
title = "A quiet day"
excerpt = "Nothing happened."
publishedDateTime = 2020-06-19T08:00:00Z
webUrl = "https://www.example.com/news/quiet-day"
type = "article"
topics = ["Ports"]

[provider]
name = "Example Times"
domain = "example.com"

[[images]]
url = "https://www.example.com/a.png"
width = 640
height = 480
+++
Body
"""


def test_the_format_follows_from_the_first_line() -> None:
    assert split(ARTICLE, "a.md").format is TOML_FRONT_MATTER
    assert split(ARTICLE, "a.txt").format is TOML_FRONT_MATTER
    assert split('{ "a": 1 }\nx', "a.md").format is JSON_FRONT_MATTER
    assert split("a = 1", "a.toml").format is TOML


def test_data_and_body() -> None:
    source = split("\ufeff" + ARTICLE.replace("\n", "\r\n"), "a.md")
    assert source.body == "Body\r\n"
    assert source.has_bom
    assert loads(ARTICLE).data["publishedDateTime"] == datetime(2020, 6, 19, 8, tzinfo=UTC)


def test_a_right_article_has_no_finding() -> None:
    assert not check_text(ARTICLE, "a.md").findings


@pytest.mark.parametrize(
    ("value", "code", "column"),
    [
        ("2020-06-19", "DAT001", 21),
        ("2020-06-19T08:00:00", "DAT002", 21),
        ("08:00:00", "FLD004", 21),
        ('"x"', "DAT001", 21),
        ("5", "FLD004", 21),
    ],
)
def test_other_dates_are_told(value: str, code: str, column: int) -> None:
    (found,) = check_text(ARTICLE.replace("2020-06-19T08:00:00Z", value), "a.md").findings
    assert (found.code, found.line, found.column) == (code, 5, column)


def test_text_that_is_an_instant_may_stand_in_quotes() -> None:
    text = ARTICLE.replace("2020-06-19T08:00:00Z", '"2020-06-19T08:00:00Z"')
    assert not check_text(text, "a.md").findings


def test_a_date_where_text_belongs() -> None:
    (found,) = check_text(ARTICLE.replace('"A quiet day"', "2020-06-19"), "a.md").findings
    assert found.message == "`title` must be text, not the date 2020-06-19"
    assert found.help == "put it in quotes"


def test_a_suppression_is_a_comment_of_toml() -> None:
    text = ARTICLE.replace("height = 480", 'height = "480" # article-schema: ignore[IMG001]')
    assert not check_text(text, "a.md").findings


def test_an_article_is_changed_by_its_lines(tmp_path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    document = load(path)
    document.article.published_date_time = datetime(2021, 1, 1, tzinfo=UTC)
    document.article.images[0].width = 800
    document.article.topics.append("Sea")
    assert document.save()
    expected = (
        ARTICLE.replace("2020-06-19T08", "2021-01-01T00")
        .replace("width = 640", "width = 800")
        .replace('["Ports"]', '["Ports", "Sea"]')
    )
    assert path.read_text(encoding="utf-8") == expected


def test_times_of_unknown_keys_stay_what_they_are() -> None:
    document = loads(ARTICLE.replace("topics", "opens = 07:32:00\ntopics"))
    assert document.data["opens"] == time(7, 32)
    document.article.title = "Another"
    assert "opens = 07:32:00" in document.text
    document.set("opens", "09:00:00")
    assert "opens = 09:00:00" in document.text


def test_a_new_file_of_toml_reads_back() -> None:
    article = loads(ARTICLE).article
    text = dumps(article, filename="a.toml")
    assert "publishedDateTime = 2020-06-19T08:00:00Z\n" in text
    assert loads(text, "a.toml").article == article
    assert isinstance(loads(text, "a.toml").article, Article)


def test_front_matter_that_is_not_closed() -> None:
    with pytest.raises(DocumentError, match="never closed"):
        loads("+++\na = 1\n")


def test_plus_signs_in_yaml_are_none_of_it() -> None:
    assert split("---\na: 1\n---\n+++\n", "a.md").format.name == "front matter"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('{ "a": "}" }\nbody\n', "body\n"),
        ('{\n  "a": {"b": "\\"}"}\n}\r\n\r\nbody', "\r\nbody"),
        ("{}", ""),
    ],
)
def test_an_object_ends_where_its_brace_is_closed(text: str, body: str) -> None:
    assert split(text, "a.md").body == body


@pytest.mark.parametrize("end", ["", "\\", '"', '"}'])
def test_the_end_of_an_object_is_found_in_linear_time(end: str) -> None:
    def read(size: int) -> None:
        assert split('{ "a": "' + '\\"' * size + end, "a.md").body == ""

    assert grows_linearly(read)


@pytest.mark.parametrize("text", ["{{ page.title }}\n", "{% raw %}\n", "{:.class}\n"])
def test_placeholders_are_no_object(text: str) -> None:
    assert check_text(text, "a.md").findings[0].code == "DOC003"


def test_json_front_matter_is_changed_in_place() -> None:
    document = loads('{\n  "title": "x",\n  "n": 1\n}\nBody\n', "a.md")
    document.set("n", 2)
    assert document.text == '{\n  "title": "x",\n  "n": 2\n}\nBody\n'
    broken = check_text('{ "title": "x", }\nBody\n', "a.md").findings[0]
    assert (broken.code, broken.line) == ("DOC005", 1)
