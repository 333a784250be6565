"""Models of a site's own go anywhere: their fields or a mapping file say where they stand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from cli.command import run, with_stdin

import article_schema.interop
from article_schema import Record, UsageError, load, record
from article_schema.fields import JsonFeed, Ninjs, OpenGraph, SchemaOrg
from article_schema.interop.formats.registry import FORMATS, format_named

MAPPING = """\
[page]
newsarticle = "url"
ninjs = "uri"
jsonfeed = ["id", {path = "url"}]
opengraph = "og:url"

[title]
newsarticle = "headline"
ninjs = "headlines[].value"
jsonfeed = "title"
opengraph = "og:title"

[starts]
newsarticle = "datePublished"
ninjs = "contentCreated"
jsonfeed = "date_published"

[topics]
newsarticle = "keywords[]"
ninjs = "subjects[].name"
jsonfeed = "tags[]"
opengraph = "article:tag"

[teachers]
newsarticle = "author[](@type=Person)"
ninjs = "people[]"
jsonfeed = "authors[]"

["teachers[].name"]
newsarticle = "name"
ninjs = "name"
jsonfeed = "name"
"""


@record
class Teacher(Record):
    name: str


@record
class Course(Record):
    """A model that says nothing of other formats."""

    page: str
    title: str
    starts: datetime
    topics: list[str] = attrs.field(factory=list)
    teachers: list[Teacher] = attrs.field(factory=list)
    hours: int | None = None


@record
class DeclaredTeacher(Record):
    name: Annotated[str, SchemaOrg("name"), Ninjs("name"), JsonFeed("name")]


@record
class DeclaredCourse(Record):
    """The same model, whose fields say what the mapping file says."""

    page: Annotated[
        str, SchemaOrg("url"), Ninjs("uri"), JsonFeed("id"), JsonFeed("url"),
        OpenGraph("og:url"),
    ]  # fmt: skip
    title: Annotated[
        str, SchemaOrg("headline"), Ninjs("headlines[].value"), JsonFeed("title"),
        OpenGraph("og:title"),
    ]  # fmt: skip
    starts: Annotated[
        datetime, SchemaOrg("datePublished"), Ninjs("contentCreated"), JsonFeed("date_published")
    ]
    topics: Annotated[
        list[str], SchemaOrg("keywords[]"), Ninjs("subjects[].name"), JsonFeed("tags[]"),
        OpenGraph("article:tag"),
    ] = attrs.field(factory=list)  # fmt: skip
    teachers: Annotated[
        list[DeclaredTeacher], SchemaOrg("author[](@type=Person)"), Ninjs("people[]"),
        JsonFeed("authors[]"),
    ] = attrs.field(factory=list)  # fmt: skip
    hours: int | None = None


def course(model: type[Any], teacher: type[Any]) -> Any:
    return model(
        page="https://example.com/knots", title="Knots & bends <b>",
        starts=datetime(2026, 3, 1, 9, 30, tzinfo=UTC), topics=["Ropes", "Boats"],
        teachers=[teacher(name="Jo Doe"), teacher(name="Sam Roe")], hours=3,
    )  # fmt: skip


DECLARED = course(DeclaredCourse, DeclaredTeacher)
MAPPED = course(Course, Teacher)
#: Formats that have no place for what has no term.
WITHOUT_HOURS = ("newsarticle", "ninjs", "atom", "rss")


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.is_read])
def test_an_own_model_comes_back(name: str) -> None:
    found: Any = format_named(name)
    (back,) = found.loads(found.dumps(DECLARED), DeclaredCourse)
    wanted = course(DeclaredCourse, DeclaredTeacher)
    if name in WITHOUT_HOURS:
        wanted.hours = None
    assert back == wanted


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if not entry.is_read])
def test_an_own_model_is_written(name: str) -> None:
    made: Any = b"".join(format_named(name).raw_parts([DECLARED]))
    wanted = b"Knots &amp; bends &lt;b&gt;" if name == "opengraph" else b"Knots & bends <b>"
    assert wanted in made
    assert b"https://example.com/knots" in made


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, "utf-8")
    return path


@pytest.mark.parametrize("name", ["newsarticle", "ninjs", "jsonfeed", "atom", "rss", "opengraph"])
def test_a_file_says_what_fields_could(mapping: Path, name: str) -> None:
    found: Any = format_named(name)
    with pytest.raises(UsageError, match="no field of Course says where it stands"):
        found.dumps(MAPPED)
    with article_schema.interop.mapped(mapping, Course):
        made = found.dumps(MAPPED)
        assert found.losses(MAPPED) == found.losses(DECLARED)
        if FORMATS[name].is_read:
            (back,) = found.loads(made, Course)
            assert (back.title, back.starts, back.topics) == (
                MAPPED.title, MAPPED.starts, MAPPED.topics,
            )  # fmt: skip
    assert made == found.dumps(DECLARED)
    with pytest.raises(UsageError):
        found.dumps(MAPPED)


def test_what_it_says_counts_in_the_place_of_what_a_field_declares(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "title:\n  newsarticle:\n    path: name\n    prefix: 'A '\ntopics: {newsarticle: []}\n"
    )
    with article_schema.interop.mapped(path, DeclaredCourse):
        made = json.loads(article_schema.interop.newsarticle.dumps(DECLARED))
    assert made["name"] == "A Knots & bends <b>"
    assert not {"headline", "keywords"} & made.keys()
    assert made["url"] == DECLARED.page


MODEL = {
    "type": "object",
    "title": "Course",
    "required": ["page", "title", "starts"],
    "properties": {
        "page": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "starts": {"type": "string", "format": "date-time"},
        "topics": {"type": "array", "items": {"type": "string"}},
        "teachers": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": {"type": "string"}}},
        },
    },
}
FILE = """---
page: https://example.com/knots
title: Knots
starts: 2026-03-01T09:30:00Z
topics: [Ropes]
teachers: [{name: Jo Doe}]
---
"""


def test_the_commands_take_a_mapping_of_a_json_schema(mapping: Path) -> None:
    folder = mapping.parent
    (folder / "course.schema.json").write_text(json.dumps(MODEL))
    (folder / "knots.md").write_text(FILE)
    with_mapping = ("--mapping", "mapping.toml", "--model", "course.schema.json")
    done = run("export", "jsonfeed", "knots.md", *with_mapping, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    (item,) = json.loads(done.stdout)["items"]
    assert (item["id"], item["authors"]) == ("https://example.com/knots", [{"name": "Jo Doe"}])
    raw = done.stdout.encode()
    done = with_stdin(raw, "import", "jsonfeed", "-", "-o", "in", *with_mapping, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "1 new\n")
    (path,) = (folder / "in").iterdir()
    assert load(path, model=None).data["title"] == "Knots"


@pytest.fixture
def site(mapping: Path) -> Path:
    """A folder with a file, a model, its mapping, and a configuration that names both."""
    folder = mapping.parent
    (folder / "course.schema.json").write_text(json.dumps(MODEL))
    (folder / "courses").mkdir()
    (folder / "courses" / "knots.md").write_text(FILE)
    return folder


KEYS = 'model = "course.schema.json"\nmapping = "mapping.toml"\n'
COLLECTION = f'[[collections]]\nname = "{{0}}"\nfiles = "{{0}}/**"\n{KEYS}'


@pytest.mark.parametrize("keys", [KEYS, COLLECTION.format("courses")])
def test_a_configuration_names_the_file(site: Path, keys: str) -> None:
    with_options = ("--mapping", "mapping.toml", "--model", "course.schema.json", "--isolated")
    wanted = run("export", "jsonfeed", "courses", *with_options, cwd=site)
    assert "https://example.com/knots" in wanted.stdout
    (site / "article-schema.toml").write_text(keys)
    assert run("export", "jsonfeed", "courses", cwd=site) == wanted
    chosen = ("--collection", "courses") if "collections" in keys else ()
    raw = wanted.stdout.encode()
    done = with_stdin(raw, "import", "jsonfeed", "-", "-o", "in", *chosen, cwd=site)
    assert (done.returncode, done.stderr) == (0, "1 new\n")


def test_each_collection_has_a_file_of_its_own(site: Path) -> None:
    (site / "notes").mkdir()
    (site / "note_model.py").write_text(
        "from article_schema import Record, record\n@record\nclass Note(Record):\n    name: str\n"
    )
    (site / "notes" / "a.md").write_text("---\nname: Ropes\n---\n")
    (site / "note.toml").write_text('[name]\njsonfeed = ["id", "title"]\n')
    note = COLLECTION.format("notes").replace("course.schema.json", "note_model.py:Note")
    collections = COLLECTION.format("courses") + note.replace("mapping.toml", "note.toml")
    (site / "article-schema.toml").write_text(collections)
    done = run("export", "jsonfeed", "courses", "notes", cwd=site)
    assert [each["id"] for each in json.loads(done.stdout)["items"]] == [
        "https://example.com/knots", "Ropes",
    ]  # fmt: skip
    done = run("export", "jsonfeed", "courses", "--mapping", "mapping.toml", cwd=site)
    assert done.returncode == 2
    assert "--mapping is about one model, and the collections have several" in done.stderr


def test_a_model_has_one_file(site: Path) -> None:
    (site / "model_of_two.py").write_text(
        "from article_schema import Record, record\n@record\nclass Note(Record):\n    name: str\n"
    )
    one = COLLECTION.format("courses").replace("course.schema.json", "model_of_two.py:Note")
    two = one.replace("courses", "more").replace("mapping.toml", "other.toml")
    (site / "article-schema.toml").write_text(one + two)
    done = run("export", "jsonfeed", "courses", cwd=site)
    assert done.returncode == 2
    assert (
        "article-schema.toml:10: collections[1].mapping: Note has the mapping file" in done.stderr
    )


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.toml", "titel = {ninjs = 'uri'}", "Course has no field `titel`; did you mean title?"),
        ("a.toml", "title = {ninja = 'uri'}", "no format 'ninja' has paths; did you mean ninjs?"),
        ("a.toml", "title = 'uri'", "say for each format where it stands"),
        ("a.toml", "title = {ninjs = 3}", "write a path, or a table with `path`"),
        ("a.toml", "title = {ninjs = {spare = true}}", "write a path, or a table with `path`"),
        ("a.toml", "title = {ninjs = {path = 'a', spare = 'x'}}", "`spare` must be true or false"),
        ("a.toml", "title = {ninjs = {path = 'a', words = {a = 1}}}", "`words` must be a table"),
        ("a.toml", "title = {ninjs = {path = 'a', colour = 1}}", "there is no 'colour'"),
        ("a.toml", "title = {ninjs = 'a..b'}", "'a..b' is no path"),
        ("a.toml", "title = {ninjs = ''}", "is empty"),
        ("a.toml", "'title.a' = {ninjs = 'uri'}", "`title` is no record"),
        ("a.toml", "'[' = {ninjs = 'uri'}", "not a route"),
        ("a.toml", "'[0]' = {ninjs = 'uri'}", "has no field `0`"),
        ("a.yaml", "teachers.name: {ninjs: a}\nteachers[].name: {ninjs: b}", "the same field as"),
        ("a.yaml", "- a", "it has no routes of fields"),
        ("a.yaml", "a: [", "a.yaml:1"),
        ("a.json", "{", "a.json:1"),
        ("a.toml", "a = ", "a.toml:1"),
        ("a.txt", "", "a mapping file is TOML, YAML or JSON"),
        ("none.toml", None, "No such file"),
    ],
)  # fmt: skip
def test_wrong_files_are_told(tmp_path: Path, name: str, text: str | None, reason: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with (
        pytest.raises(UsageError) as caught,
        article_schema.interop.mapped(tmp_path / name, Course),
    ):
        pass
    assert reason in str(caught.value)
    assert name in str(caught.value)
