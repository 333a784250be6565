from __future__ import annotations

import enum
import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from article_schema import (
    Article,
    Document,
    DocumentError,
    EditError,
    Image,
    Provider,
    SaveError,
    UsageError,
    ValidationError,
    check_text,
    dump,
    dumps,
    load,
    loads,
    structure,
    unstructure,
)

TEXT = """\
---
# A comment that stays.
category: news
title: "The harbour at dawn"
excerpt: 'A walk along the quays.'
publishedDateTime: 2020-06-12T21:19:00+02:00
webUrl: "https://www.example.com/harbour"
type: article   # and this one
quality: 59

provider:
  name: Example Times
  domain: example.com

topics:
  - Ports

images:
  - url: "https://media.example.com/harbour.jpg"
    width: 1200
    height: 675

seo:
  keywords: [harbour, dawn]
---
Body.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.md"
    file.write_bytes(TEXT.encode())
    return file


def changed_lines(new: str, old: str = TEXT) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return (
        [line for line in before if line not in after],
        [line for line in after if line not in before],
    )


def test_a_document_shows_text_data_body_and_article(path: Path) -> None:
    document = load(path)
    assert document.filename == str(path)
    assert document.text == TEXT
    assert document.body == "Body.\n"
    assert document.data["publishedDateTime"] == "2020-06-12T21:19:00+02:00"
    assert isinstance(document.article, Article)
    assert document.article.published_date_time == datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert document.article.extra == {"seo": {"keywords": ["harbour", "dawn"]}}
    assert document.article is document.article


def test_reading_changes_nothing(path: Path) -> None:
    document = load(path)
    assert document.article.title
    assert document.save() is False
    assert path.read_bytes() == TEXT.encode()


def test_a_changed_value_changes_its_line_alone(path: Path) -> None:
    document = load(path)
    document.article.quality = 60
    document.article.images[0].width = 1600
    document.article.excerpt = "A walk."
    assert document.save() is True
    assert changed_lines(path.read_text()) == (
        ["excerpt: 'A walk along the quays.'", "quality: 59", "    width: 1200"],
        ["excerpt: 'A walk.'", "quality: 60", "    width: 1600"],
    )
    assert document.save() is False


def test_an_instant_that_is_not_changed_keeps_its_form() -> None:
    document = loads(TEXT)
    document.article.quality = 1
    assert "2020-06-12T21:19:00+02:00" in document.text
    document.article.published_date_time = datetime(2020, 6, 12, 19, 20, tzinfo=UTC)
    assert "publishedDateTime: 2020-06-12T19:20:00Z" in document.text


def test_lists_can_grow_and_shrink() -> None:
    document = loads(TEXT)
    document.article.topics.append("Travel")
    document.article.images.append(Image(url="/second.jpg", width=1, height=2))
    assert changed_lines(document.text) == (
        [],
        ["  - Travel", '  - url: "/second.jpg"', "    width: 1", "    height: 2"],
    )
    del document.article.topics[1], document.article.images[1]
    assert document.text == TEXT


def test_an_absent_field_can_be_added_and_removed() -> None:
    document = loads(TEXT)
    document.article.heat = 72
    assert changed_lines(document.text) == ([], ["heat: 72"])
    document.article.heat = None
    assert document.text == TEXT


def test_a_whole_article_can_be_put_in_place() -> None:
    document = loads(TEXT)
    other = loads(TEXT).article
    other.title = "Another"
    document.article = other
    assert changed_lines(document.text)[1] == ['title: "Another"']
    with pytest.raises(TypeError, match="expected an instance of Article"):
        document.article = Provider(name="a", domain="b.example")


def test_routes_reach_keys_that_no_model_knows() -> None:
    document = loads(TEXT)
    article = document.article
    document.set("seo.keywords[1]", "dusk")
    document.set("seo.title", "Harbour")
    document.delete("seo.keywords[0]")
    assert article.extra == {"seo": {"keywords": ["dusk"], "title": "Harbour"}}
    assert document.data["seo"] == article.extra["seo"]
    document.delete("seo")
    assert article.extra == {}


def test_routes_and_the_article_see_each_others_changes() -> None:
    document = loads(TEXT)
    image = document.article.images[0]
    document.set("images[0].width", 5)
    assert image.width == 5
    image.height = 6
    assert document.data["images"][0] == {
        "url": "https://media.example.com/harbour.jpg", "width": 5, "height": 6,
    }  # fmt: skip


INVALID = [
    ("quality", "much"),
    ("title", None),
    ("title", ""),
    ("topics", []),
    ("topics[0]", 5),
    ("images[0].width", 0),
    ("images[0]", {"url": "/a.png"}),
    ("provider.domain", "not a host"),
    ("provider", "Example Times"),
    ("publishedDateTime", "2020-06-12"),
    ("webUrl", "https://"),
    ("", {"title": "alone"}),
]


@pytest.mark.parametrize("is_looked_at", [True, False])
@pytest.mark.parametrize(("route", "value"), INVALID)
def test_an_edit_by_route_that_would_break_a_valid_article_is_refused(
    path: Path, route: str, value: object, is_looked_at: bool
) -> None:
    document = load(path)
    if is_looked_at:
        assert document.article.quality == 59
    data = document.data
    with pytest.raises(ValidationError) as caught:
        document.set(route, value)
    assert caught.value.faults
    assert (document.text, document.data) == (TEXT, data)
    assert document.save() is False
    document.article.quality = 60
    document.set("images[0].width", 5)
    assert document.save() is True
    assert path.read_text() == TEXT.replace("59", "60").replace("1200", "5")


@pytest.mark.parametrize("route", ["title", "topics[0]", "webUrl", "provider", "images[0].url"])
def test_a_deletion_by_route_that_would_break_a_valid_article_is_refused(route: str) -> None:
    document = loads(TEXT)
    image = document.article.images[0]
    with pytest.raises(ValidationError, match=r"missing|empty"):
        document.delete(route)
    assert document.text == TEXT
    image.width = 5
    assert "width: 5" in document.text


def test_what_one_edit_would_break_two_can_change() -> None:
    document = loads(TEXT)
    document.set("originalUrl", "https://www.example.org/harbour")
    document.delete("webUrl")
    assert document.article.web_url is None
    document.set("topics", ["Travel"])
    assert changed_lines(document.text)[1] == [
        'originalUrl: "https://www.example.org/harbour"', "  - Travel",
    ]  # fmt: skip


def test_a_faulty_article_is_mended_step_by_step_and_saved_in_between(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(TEXT.replace("59", "much").replace("1200", "0"))
    document = load(file)
    document.set("title", "")
    document.set("quality", "more")
    document.set("title", "The harbour")
    document.set("quality", 7)
    assert document.save() is True
    assert "quality: 7" in file.read_text()
    with pytest.raises(ValidationError, match=r"a\.md:20:12: IMG001"):
        _ = document.article
    document.set("images[0].width", 1)
    assert document.article.images[0].width == 1
    with pytest.raises(ValidationError):
        document.set("images[0].width", 0)


def test_a_change_that_waits_in_a_broken_article_is_told_before_an_edit() -> None:
    document = loads(TEXT)
    document.article.topics.append(5)
    for edit in (lambda: document.set("quality", 1), lambda: document.delete("seo")):
        with pytest.raises(ValidationError, match=r"`topics\[1\]` must be text, not the number 5"):
            edit()
    document.article.topics.pop()
    assert document.text == TEXT


@pytest.mark.parametrize("route", ["seo.", "a b", "[x]", "topics[-1]"])
def test_routes_must_be_routes(route: str) -> None:
    with pytest.raises(UsageError, match="not a route"):
        loads(TEXT).set(route, 1)


def test_an_edit_that_cannot_be_made_changes_nothing() -> None:
    document = loads(TEXT)
    with pytest.raises(EditError) as caught:
        document.set("nothing.below", 1)
    assert caught.value.route
    with pytest.raises(EditError):
        document.delete("nothing")
    assert document.text == TEXT


def test_a_faulty_article_still_has_data_and_tells_every_fault() -> None:
    document = loads(TEXT.replace("59", "-1").replace("1200", "0"))
    assert document.data["quality"] == -1
    with pytest.raises(ValidationError) as caught:
        _ = document.article
    assert [fault.code for fault in caught.value.faults] == ["FLD005", "IMG001"]
    assert caught.value.places == ("article.md:9:10", "article.md:20:12")


def test_an_article_that_was_broken_in_place_is_not_saved(path: Path) -> None:
    document = load(path)
    document.article.topics.clear()
    with pytest.raises(ValidationError):
        document.save()
    assert path.read_bytes() == TEXT.encode()


def test_a_file_that_changed_in_the_meantime_is_not_overwritten(path: Path) -> None:
    document = load(path)
    document.article.quality = 1
    path.write_text(TEXT.replace("dawn", "noon"))
    with pytest.raises(SaveError, match="changed"):
        document.save()
    assert "noon" in path.read_text()


def test_a_text_has_no_file_to_save_to() -> None:
    with pytest.raises(UsageError, match="has no file"):
        loads(TEXT).save()


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding_and_line_ends_are_kept(tmp_path: Path, start: str, newline: str) -> None:
    raw = (start + TEXT.replace("\n", newline)).encode()
    file = tmp_path / "a.md"
    file.write_bytes(raw)
    document = load(file)
    document.article.topics.append("Travel")
    document.save()
    added = f"  - Ports{newline}  - Travel{newline}".encode()
    assert file.read_bytes() == raw.replace(f"  - Ports{newline}".encode(), added)


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_plain_files_are_documents_too(tmp_path: Path, name: str, root: Path) -> None:
    yaml = (root / "examples" / "articles" / "harbour-fees.yaml").read_text(encoding="utf-8")
    json = '{"title": "a", "extra": 1}\n'
    file = tmp_path / name
    file.write_text(yaml if name == "a.yaml" else json)
    document = load(file)
    document.set("title", "New")
    assert document.save()
    assert "New" in file.read_text()


def test_what_cannot_be_read_names_its_place(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        loads("---\ntitle: a: b\n---\n", "b.md")
    assert (caught.value.filename, caught.value.line, caught.value.column) == ("b.md", 2, 9)
    assert str(caught.value).startswith("b.md:2:9: DOC005 ")
    with pytest.raises(DocumentError, match="DOC001"):
        load(tmp_path / "nothing.md")


@pytest.fixture
def article() -> Article:
    return Article(
        category="news",
        title='The "old" harbour: dawn',
        excerpt="Yes.\nNo.",
        published_date_time=datetime(2020, 6, 12, 19, 19, tzinfo=UTC),
        web_url="https://www.example.com/harbour",
        type="article",
        provider=Provider(name="yes", domain="example.com"),
        topics=["10", "null"],
        extra={"seo": {"x": [1, {"y": None}]}},
    )


def test_a_new_file_reads_back_and_has_nothing_to_report(article: Article, tmp_path: Path) -> None:
    text = dumps(article, body="Body.\n")
    assert loads(text).article == article
    assert loads(text).body == "Body.\n"
    assert {finding.code for finding in check_text(text).findings} <= {"FLD003"}
    dump(article, tmp_path / "new.md", body="Body.\n")
    assert (tmp_path / "new.md").read_text() == text
    assert os.listdir(tmp_path) == ["new.md"]


def test_dumping_a_document_gives_its_text() -> None:
    document = loads(TEXT)
    document.article.quality = 60
    assert dumps(document) == TEXT.replace("59", "60")


def test_a_document_is_dumped_with_another_body(tmp_path: Path) -> None:
    document = loads(TEXT)
    document.article.quality = 60
    head = TEXT.replace("59", "60").removesuffix(document.body)
    assert dumps(document, body="New.\n") == f"{head}New.\n"
    assert dumps(document, body="") == head
    dump(document, tmp_path / "a.md", "New.\n")
    assert (tmp_path / "a.md").read_bytes() == f"{head}New.\n".encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_body_begins_on_a_line_of_its_own(newline: str) -> None:
    text = newline.join(["---", "a: 1", "---"])
    assert dumps(loads(text), body="x") == f"{text}{newline}x"
    assert dumps(loads(text), body="") == text


@pytest.mark.parametrize(("name", "text"), [("a.json", '{"a": 1}'), ("a.yaml", "---\na: 1\n")])
def test_plain_data_has_no_place_for_a_body(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"{name} has no front matter, so no body can follow it"):
        dumps(loads(text, name), body="x")
    assert dumps(loads(text, name)) == text


def test_a_page_of_articles_is_not_taken_for_one(tmp_path: Path) -> None:
    file = tmp_path / "page.json"
    file.write_text('{"page": 1, "value": [{"title": "A"}, {"title": "B"}]}')
    document = load(file)
    with pytest.raises(ValidationError) as caught:
        _ = document.article
    assert str(caught.value) == (
        f"{file}:1:2: DOC007 the data is not one record but a page of 2 items; "
        "take the items of its `value` one by one"
    )
    assert document.data["value"][1]["title"] == "B"


def test_errors_of_save_name_the_file(path: Path) -> None:
    document = load(path)
    document.article.images.append(5)
    document.article.topics.append("")
    with pytest.raises(ValidationError) as invalid:
        document.save()
    assert all(place.startswith(f"{path}:") for place in invalid.value.places)
    assert len(invalid.value.places) == 2
    assert str(invalid.value).startswith(f"{path}:")
    with pytest.raises(EditError, match=r"there is no such key|no mapping") as refused:
        load(path).delete("nothing.here")
    assert refused.value.filename == str(path)
    assert str(refused.value).startswith(f"{path}: nothing")


ENDINGS = (".md", ".markdown", ".mdx", ".html", ".yaml", ".yml", ".json", ".jsonl", ".ndjson")


@pytest.mark.parametrize("ending", [*ENDINGS, ".JSON", ".Yaml", ".txt", ""])
def test_what_is_dumped_is_loaded_again_whatever_the_ending(
    article: Article, tmp_path: Path, ending: str
) -> None:
    article.extra["odd key"] = "日本\u2028\U0001f6a2\n---\n"
    file = tmp_path / f"a{ending}"
    body = "" if ending.lower() in (".yaml", ".yml", ".json", ".jsonl", ".ndjson") else "\nBö\r\ndy"
    dump(article, file, body=body)
    document = load(file)
    assert (document.article, document.body) == (article, body)
    assert loads(dumps(article, body, file.name), file.name).article == article
    document.set("title", "New")
    document.article.topics.append("Travel")
    document.delete('["odd key"]')
    assert document.save()
    again = load(file)
    assert (again.article.title, again.article.topics) == ("New", ["10", "null", "Travel"])
    assert again.article == document.article


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json", ".jsonl", ".ndjson"])
def test_a_body_is_refused_where_the_form_has_none(
    article: Article, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"a{ending}"
    with pytest.raises(UsageError, match="so no body can follow it; give it another ending"):
        dump(article, file, body="Body.\n")
    document = loads(TEXT)
    with pytest.raises(UsageError, match="no body can follow"):
        dump(document, file)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("start", ENDINGS)
@pytest.mark.parametrize("end", ENDINGS)
def test_a_document_is_dumped_in_the_form_of_the_ending(
    article: Article, tmp_path: Path, start: str, end: str
) -> None:
    source, file = tmp_path / f"a{start}", tmp_path / f"b{end}"
    dump(article, source)
    document = load(source)
    document.article.title = "Changed"
    dump(document, file)
    assert load(file).article == document.article
    assert load(file).data == document.data


def test_a_document_of_the_same_form_is_dumped_with_its_comments(tmp_path: Path) -> None:
    dump(loads(TEXT), tmp_path / "b.html")
    assert (tmp_path / "b.html").read_text() == TEXT


def test_a_document_that_holds_no_record_is_not_dumped_in_another_form(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.yaml holds no single record to write to .*b\.json"):
        dump(loads("- 1\n", "a.yaml"), tmp_path / "b.json")


@pytest.mark.parametrize("body", ["\ud800", "a\udfffb"])
def test_a_body_that_utf_8_cannot_hold_is_refused(
    article: Article, tmp_path: Path, body: str
) -> None:
    with pytest.raises(EditError, match="half of a surrogate pair"):
        dump(article, tmp_path / "a.md", body=body)
    assert os.listdir(tmp_path) == []


class Word(enum.StrEnum):
    NEWS = "news"


class Level(enum.IntEnum):
    HIGH = 7


def test_values_that_stand_for_plain_data_are_taken_and_written_as_plain_data() -> None:
    document = loads(TEXT)
    article = document.article
    article.category, article.quality, article.topics = Word.NEWS, Level.HIGH, [Word.NEWS]
    when = datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    article.extra = {
        "when": when,
        "day": when.date(),
        "pair": (1, Word.NEWS),
        Word.NEWS: Level.HIGH,
    }
    expected = {
        "category": "news", "quality": 7, "topics": ["news"], "when": "2020-06-12T19:19:00Z",
        "day": "2020-06-12", "pair": [1, "news"], "news": 7,
    }  # fmt: skip
    assert loads(document.text).data.items() >= expected.items()
    assert unstructure(article).items() >= expected.items()
    assert structure(unstructure(article) | {"seen": when}).extra["seen"] == expected["when"]


ODD = [
    ("quality", Decimal(5), "not 5 of type decimal.Decimal"),
    ("quality", 5.0, r"not the number 5\.0"),
    ("topics", ("Ports",), "`topics` must be a list, not a tuple; make it a list"),
    ("topics", {"Ports"}, "of type set"),
    ("title", Path("a"), r"of type pathlib\.PosixPath"),
    ("title", b"a", "of type bytes"),
    ("title", "\ud800", "half of a surrogate pair; write the whole character"),
    ("published_date_time", date(2020, 6, 12), "not the date 2020-06-12"),
    ("images", [{"url": "/a.png", "width": 1, "height": 1}], "an instance of Image, not a mapping"),
    ("extra", {"a": [1, {"b": Decimal(1)}]}, r"b` is of type decimal\.Decimal, which no file can"),
    ("extra", {"a": {5: 1}}, "a` has a key that is not text: the number 5"),
    ("extra", {"a": object()}, "a` is of type object, which no file can hold; make it text"),
    ("extra", {"a": "\ud800"}, "half of a surrogate pair"),
]


@pytest.mark.parametrize(("name", "value", "message"), ODD)
def test_values_that_no_file_can_hold_are_refused_with_their_type(
    name: str, value: object, message: str
) -> None:
    document = loads(TEXT)
    article = document.article
    with pytest.raises(ValidationError, match=message):
        setattr(article, name, value)
    assert document.text == TEXT
    if name == "extra":
        article.extra["x"] = value
        with pytest.raises(ValidationError, match=message):
            _ = document.text
        with pytest.raises(ValidationError, match=message):
            dumps(article)
        del article.extra["x"]
        with pytest.raises(EditError, match=r"plain data|not text|surrogate"):
            document.set("seo", value)
    assert document.text == TEXT


def test_numbers_of_numpy_are_taken_as_numbers() -> None:
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    document = loads(TEXT)
    document.article.quality = numpy.int64(60)
    document.article.extra["a"] = [numpy.float32(0.5), numpy.str_("x")]
    assert document.data["quality"] == 60
    assert document.data["a"] == [0.5, "x"]
    with pytest.raises(ValidationError, match=r"not True of type numpy\.bool"):
        document.article.published = numpy.bool_(True)
    with pytest.raises(ValidationError, match=r"not the number 60\.0 of type numpy\.float64"):
        document.article.quality = numpy.float64(60)


def test_a_deleted_attribute_is_told_before_anything_is_written() -> None:
    document = loads(TEXT)
    article = document.article
    del article.title
    for use in (lambda: document.text, lambda: dumps(article), lambda: document.set("heat", 1)):
        with pytest.raises(ValidationError, match="`title` is missing"):
            use()
    article.title = "Back"
    assert document.data["title"] == "Back"


def endless() -> list[Any]:
    ring: list[Any] = []
    ring.append(ring)
    return ring


def test_values_that_hold_themselves_are_refused() -> None:
    document = loads(TEXT)
    article = document.article
    with pytest.raises(EditError, match="hold themselves"):
        document.set("seo", endless())
    with pytest.raises(ValidationError, match="hold themselves"):
        article.extra = {"x": endless()}
    article.extra["x"] = endless()
    for use in (lambda: document.text, lambda: dumps(article), lambda: unstructure(article)):
        with pytest.raises(ValidationError, match="hold themselves"):
            use()
    with pytest.raises(ValidationError, match="hold themselves"):
        structure({"x": endless()})


def test_a_broken_article_is_not_dumped(article: Article, tmp_path: Path) -> None:
    article.topics.clear()
    with pytest.raises(ValidationError, match="topics"):
        dump(article, tmp_path / "new.md")
    assert os.listdir(tmp_path) == []


def test_documents_are_documents() -> None:
    assert isinstance(loads(TEXT), Document)
