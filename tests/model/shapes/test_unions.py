"""Unions: the kind of a value decides which branch it is judged by, and told against."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
import pytest
from annotated_types import Ge, Le, MinLen

from article_schema import (
    Article,
    Image,
    ModelError,
    Record,
    Settings,
    ValidationError,
    check_text,
    dumps,
    json_schema,
    loads,
    record,
    structure,
    unstructure,
)
from article_schema.conversion import explain
from article_schema.fields import ImageAddress, Key, Name, Prose, WebAddress
from article_schema.house_style import HouseStyle
from article_schema.model.shapes import hints
from article_schema.model.shapes.tables import table_of
from article_schema.reporting.field_page import field_page
from article_schema.schema.validate import validate


@record
class Video(Record):
    """A video."""

    kind: Literal["video", "clip"]
    url: WebAddress
    seconds: int | None = None


@record
class Gallery(Record):
    """Several pictures and videos."""

    kind: Literal["gallery"]
    title: Prose | None = None
    parts: list[Video | Gallery] = attrs.field(factory=list)


@record
class Post(Record):
    """A post with a union in each field."""

    tags: str | list[Name] | None = None
    order: int | str = 1
    flag: bool | int | str = False
    date: str | datetime | None = None
    size: Annotated[int, Ge(1)] | Literal["auto", "none"] | None = None
    page: WebAddress | list[WebAddress] | None = None
    hero: ImageAddress | Image | None = None
    media: list[Video | Gallery | str] = attrs.field(factory=list)
    links: dict[str, WebAddress | list[WebAddress]] = attrs.field(factory=dict)
    grid: list[list[int | str]] = attrs.field(factory=list)


DATA: dict[str, Any] = {
    "tags": ["a", "b"],
    "order": "first",
    "flag": 0,
    "date": "2020-06-12T19:19:00Z",
    "size": "auto",
    "hero": {"url": "https://example.com/b.jpg", "width": 1200, "height": 800},
    "media": [
        {"kind": "clip", "url": "https://example.com/v"},
        "text",
        {"kind": "gallery", "parts": [{"kind": "video", "url": "https://example.com/w"}]},
    ],
    "links": {"a": "https://example.com/a", "b": ["https://example.com/b"]},
    "grid": [[1, "x"], []],
}


def test_values_are_converted_both_ways() -> None:
    post = structure(DATA, Post)
    assert isinstance(post.hero, Image)
    assert post.date == datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert (post.flag, type(post.flag)) == (0, int)
    assert [type(part) for part in post.media] == [Video, str, Gallery]
    assert unstructure(post) == DATA
    assert loads(dumps(post), model=Post).data == DATA


KINDS = "one of video, clip, gallery"
PICTURE = "a mapping with `url`, `width`, `height`"
PATH = "write an http or https URL, or a path that starts with /"
VIDOE = [{"kind": "vidoe"}]
DEEP = [{"kind": "gallery", "parts": [{"kind": "x"}]}]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"tags": 5}, "`tags` must be text or a list, not the number 5; put it in quotes"),
        ({"tags": {}}, "`tags` must be text or a list, not a mapping; begin each item with `- `"),
        ({"tags": ["a", 5]}, "`tags[1]` must be text, not the number 5; put it in quotes"),
        ({"order": True}, "`order` must be a whole number or text, not true; put it in quotes"),
        ({"size": 0}, "`size` must be at least 1, not 0"),
        (
            {"size": "aut"},
            "`size` must be one of auto, none, not the text \"aut\"; did you mean 'auto'?",
        ),
        ({"size": [1]}, "`size` must be a whole number or one of auto, none, not a list"),
        ({"page": ["https://x y.com/"]}, "`page[0]` holds a space; remove it"),
        (
            {"hero": 5},
            f"`hero` must be text or {PICTURE}, not the number 5; {PATH}",
        ),
        (
            {"media": VIDOE},
            f"`media[0].kind` must be {KINDS}, not the text \"vidoe\"; did you mean 'video'?",
        ),
        ({"media": [{"kind": 5}]}, f"`media[0].kind` must be {KINDS}, not the number 5"),
        ({"media": [{"kind": ["video"]}]}, f"`media[0].kind` must be {KINDS}, not a list"),
        ({"media": [{"kind": None}]}, f"`media[0].kind` has no value; write {KINDS}"),
        ({"media": [{"url": "x"}]}, f"`media[0].kind` is missing; write {KINDS}"),
        ({"media": [{"knid": "video"}]}, "`media[0].kind` is missing; rename `knid` to `kind`"),
        ({"media": [{"kind": "video"}]}, "`media[0].url` is missing; add it"),
        (
            {"media": [5]},
            "`media[0]` must be text or a mapping with `kind`, not the number 5; put it in quotes",
        ),
        ({"media": DEEP}, f'`media[0].parts[0].kind` must be {KINDS}, not the text "x"'),
        (
            {"grid": [[1, 1.5]]},
            "`grid[0][1]` must be a whole number or text, not the number 1.5; put it in quotes",
        ),
    ],
)
def test_a_fault_is_told_against_the_nearest_branch(data: Any, told: str) -> None:
    assert [fault.sentence for fault in explain(data, Post)] == [told]
    with pytest.raises(ValidationError):
        structure(data, Post)


def test_python_is_told_of_classes() -> None:
    post = structure(DATA, Post)
    with pytest.raises(ValidationError, match="`hero` must be text or an instance of Image, not t"):
        post.hero = 5
    with pytest.raises(ValidationError, match="an instance of Video, an instance of Gallery or te"):
        Post(media=[{"kind": "video", "url": "https://example.com/"}])  # type: ignore[list-item]
    post.media[0].url = "https://example.com/x"
    with pytest.raises(ValidationError, match="is not an absolute URL"):
        post.media[0].url = "x"


def test_edits_write_the_right_nodes() -> None:
    document = loads('---\ntags: one # kept\norder: 2\nmedia:\n  - kind: clip\n    url: "https://example.com/v"\n---\n',
                     model=Post)  # fmt: skip
    document.article.tags = ["one", "two"]
    document.article.order = "two"
    document.article.media[0] = Gallery(kind="gallery", title="yes")
    document.article.grid = [[1]]
    document.article.grid[0].append("x")
    text = document.text
    assert text.startswith("---\ntags: # kept\n  - one\n  - two\norder: two\nmedia:\n")
    assert '  - kind: gallery\n    title: "yes"\n' in text
    assert text.endswith("grid:\n  - - 1\n    - x\n---\n")
    document.article.tags = "three"
    document.article.grid[0].append("y")
    document.article.media[0].parts.append(Video(kind="clip", url="https://example.com/v"))
    assert document.data == {
        "tags": "three",
        "order": "two",
        "media": [
            {
                "kind": "gallery",
                "title": "yes",
                "parts": [{"kind": "clip", "url": "https://example.com/v"}],
            }
        ],
        "grid": [[1, "x", "y"]],
    }


def found(text: str) -> list[tuple[str, int, int]]:
    findings = check_text(f"---\n{text}\n---\n", settings=Settings(model=Post)).findings
    return [(finding.code, finding.line, finding.column) for finding in findings]


def test_rules_run_in_the_branch_of_a_value() -> None:
    assert found('order: "a&amp;b"\nhero: "/a.jpg"') == []
    picture = '{url: "http://example.com/a.jpg", width: 1200, height: 800}'
    assert found(f"hero: {picture}") == [("IMG002", 2, 14)]
    page = '"https://example.com/a&amp;b"'
    assert found(f"links:\n  a: [{page}]\n  b: {page}") == [("URL009", 3, 29), ("URL009", 4, 28)]


def test_rules_run_beside_faults() -> None:
    page = '"https://example.com/a&amp;b"'
    text = f"- 5\n- {{kind: video, url: {page}}}\n- {{kind: vidoe, url: {page}}}\n- text"
    assert found(f"media:\n{text}") == [("FLD004", 3, 3), ("URL009", 4, 44), ("FLD004", 5, 10)]


def test_what_readers_take_for_something_else_is_told_of_the_branch() -> None:
    assert found("order: 0777") == [("DOC020", 2, 8)]
    assert found("flag: yes") == [("DOC020", 2, 7)]
    assert found('date: "2020-06-12T19:19:00Z"') == [("DAT007", 2, 7)]
    assert found("date: 2020-06-12T19:19:00Z") == []


def test_values_of_duplicate_keys_are_judged_by_their_branch() -> None:
    gallery = "  - kind: gallery\n    title: 5\n    title: b\n"
    text = f"media:\n{gallery}  - kind: video\n    url: x\n    url: https://example.com/"
    assert ("FLD004", 4, 12) in found(text)
    assert ("URL001", 7, 10) in found(text)


def test_the_schema_has_a_branch_for_each() -> None:
    properties = json_schema(Post)["properties"]
    assert properties["tags"]["anyOf"][0] == {"type": "string"}
    assert properties["tags"]["anyOf"][2] == {"type": "null"}
    assert properties["media"]["items"] == {
        "anyOf": [{"$ref": "#/$defs/Video"}, {"$ref": "#/$defs/Gallery"}, {"type": "string"}]
    }


def test_the_page_names_each_branch() -> None:
    page = field_page(Post)
    assert "| `tags` | text or list: text |" in page
    assert (
        "| `size` | a whole number or one of `auto`, `none` |  | a whole number: at least 1 |"
        in page
    )
    assert "| `media` | list: [Video](#video), [Gallery](#gallery) or text |" in page


def test_the_house_style_knows_the_keys_of_all_branches() -> None:
    style = HouseStyle(Post)
    assert style.key_order(("media", 0)) == ("kind", "url", "seconds", "title", "parts")
    assert style.is_quoted(("media", 0, "title"))
    assert not style.is_quoted(("media", 0, "kind"))
    assert style.is_instant(("date",))
    assert not style.is_section(("tags",))
    assert style.is_section(("media",))


def test_defaults_are_compared_with_care() -> None:
    assert unstructure(Post(flag=0)) == {"flag": 0}
    assert unstructure(Post(flag=False, order=1)) == {}


@record
class Other(Record):
    """A record that nothing tells from a picture."""

    url: WebAddress


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        (Image | Other, "nothing tells Image and Other apart; give each class a required field"),
        (Video | dict[str, int], "nothing tells Video and a mapping apart"),
        (list[int] | list[str], "two types of lists cannot be told apart; write one, such as"),
        (str | Any, "Any has every value already"),
        (Annotated[int | str, Le(5)], "cannot judge text"),
        (Annotated[str | Image, MinLen(1)], "only text, numbers, dates, lists and mappings can"),
        (list[str | None], "the items of a list cannot be None"),
    ],
)
def test_unions_that_no_glance_tells_apart_are_refused(hint: Any, told: str) -> None:
    model = record(type("Odd", (Record,), {"__annotations__": {"value": hint}}))
    with pytest.raises(ModelError, match=told) as caught:
        table_of(model)
    assert str(caught.value).startswith("Odd.value: ")
    with pytest.raises(ModelError):
        table_of(model)


def test_the_key_of_kinds_must_have_a_value_in_each() -> None:
    hint = Literal["a"] | None
    first = record(type("First", (Record,), {"__annotations__": {"kind": hint}}))
    second = record(type("Second", (Record,), {"__annotations__": {"kind": Literal["b"]}}))
    model = record(type("Odd", (Record,), {"__annotations__": {"value": first | second}}))
    with pytest.raises(ModelError, match="nothing tells First and Second apart"):
        table_of(model)


def test_the_key_of_kinds_may_have_any_name() -> None:
    parts = [
        record(type(name, (Record,), {"__annotations__": {
            "name": Name, "type": Annotated[Literal[word], Key("@type")]}}))
        for name, word in (("One", "one"), ("Two", "two"))
    ]  # fmt: skip
    model = record(type("Whole", (Record,), {"__annotations__": {"value": parts[0] | parts[1]}}))
    assert type(structure({"value": {"name": "a", "@type": "two"}}, model).value) is parts[1]


@record
class First(Record):
    """A record whose kind is a number."""

    kind: Literal[1]


@record
class Second(Record):
    """A record whose kind is a number or a word."""

    kind: Literal[2, "two"]


def test_the_words_of_a_key_may_be_numbers() -> None:
    model = record(type("Whole", (Record,), {"__annotations__": {"value": First | Second}}))
    for word, kind in ((1, First), (1.0, First), (2, Second), ("two", Second)):
        assert type(structure({"value": {"kind": word}}, model).value) is kind
        validate({"value": {"kind": word}}, model)
    for odd in (True, "2", 3):
        (fault,) = explain({"value": {"kind": odd}}, model)
        assert fault.message.startswith("`value.kind` must be one of 1, 2, two, not ")
        with pytest.raises(ValidationError):
            validate({"value": {"kind": odd}}, model)


class Level(Enum):
    """A word, as programs name it."""

    HIGH = "high"
    LOW = "low"


@record
class Dated(Record):
    """A record with unions of dates and words."""

    day: date | Literal["never"] | None = None
    level: Level | int | None = None
    since: str | date | None = None


DAY = "a date such as 2020-06-12 or one of never"


def test_dates_and_words_are_told_apart() -> None:
    data = {"day": "2020-06-12", "level": "high", "since": "2020-06-12"}
    dated = structure(data, Dated)
    assert (dated.day, dated.level) == (date(2020, 6, 12), Level.HIGH)
    assert dated.since == date(2020, 6, 12)
    assert unstructure(dated) == data
    assert structure({"since": "soon"}, Dated).since == "soon"
    assert [fault.sentence for fault in explain({"day": "nver", "level": "hihg"}, Dated)] == [
        f"`day` must be {DAY}, not the text \"nver\"; did you mean 'never'?",
        "`level` must be one of high, low, not the text \"hihg\"; did you mean 'high'?",
    ]


def test_deep_unions_take_no_longer_than_others() -> None:
    data: Any = {"kind": "video", "url": "x"}
    for _ in range(45):
        data = {"kind": "gallery", "parts": [data]}
    (fault,) = explain({"media": [data]}, Post)
    assert fault.message.endswith('is not an absolute URL: "x"')


def test_a_type_that_holds_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Alias:
        """What `type Tree = str | list[Tree]` makes in newer versions of Python."""

        __value__: Any

    tree: Any = Alias()
    tree.__value__ = str | list[tree]
    monkeypatch.setattr(hints, "_TYPE_ALIAS", Alias)
    model = record(type("Odd", (Record,), {"__annotations__": {"value": tree}}))
    with pytest.raises(ModelError, match=r"Odd\.value: its type holds itself; make a model class"):
        table_of(model)


@record
class Own(Article):
    """An article whose topics may be one text."""

    topics: Name | list[Name]  # type: ignore[assignment]
    images: list[ImageAddress | Image] = attrs.field(factory=list)  # type: ignore[assignment]


def test_rules_for_articles_skip_values_that_they_do_not_know() -> None:
    text = (Path(__file__).parents[2].parent / "examples/articles").glob("*.md")
    article = next(iter(sorted(text))).read_text("utf-8")
    changed = re.sub(r"^topics:\n(  - .*\n)+", "topics: Ports\n", article, flags=re.MULTILINE)
    assert changed != article
    found = check_text(changed, settings=Settings(model=Own)).findings
    assert [each for each in found if each.severity.value == "error"] == []
    several = re.sub(r"^topics:", "topics:\n  - Twice\n  - Twice", article, flags=re.MULTILINE)
    found = check_text(several, settings=Settings(model=Own)).findings
    assert "TXT006" in [each.code for each in found]


def test_fixes_reach_into_unions() -> None:
    @record
    class Sized(Record):
        size: int | list[int]

    text = '---\nsize: "12"\n---\n'
    (finding,) = check_text(text, settings=Settings(model=Sized)).findings
    assert (finding.code, finding.help) == ("FLD004", "write the number without quotes")
    assert finding.fix is not None
    assert finding.fix.edits[0].value == 12  # type: ignore[union-attr]
