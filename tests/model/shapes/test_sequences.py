from __future__ import annotations

import re
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any

import attrs
import jsonschema
import pytest
from annotated_types import Ge, MaxLen

from article_schema import Checker, check_text, dumps, json_schema, loads, structure, unstructure
from article_schema.checking.config.settings import Settings
from article_schema.checking.fixing import fix_file
from article_schema.conversion import fits
from article_schema.errors import ModelError, ValidationError
from article_schema.model.constraints import Unique
from article_schema.model.fields import Record, record
from article_schema.model.plain import OrderedSet, in_order
from article_schema.model.shapes.tables import table_of
from article_schema.model.types import WebAddress


@record
class Post(Record):
    words: tuple[str, ...] = ()
    point: tuple[float, Annotated[float, Ge(0)]] | None = None
    names: set[str] = attrs.field(factory=set)
    few: Annotated[frozenset[int], MaxLen(2)] = frozenset()
    links: tuple[str, WebAddress] | None = None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("words: [a, 5]", [("FLD004", 12, "`words[1]` must be text, not the number 5")]),
        ("words: a", [("FLD004", 8, '`words` must be a list, not the text "a"')]),
        ("point: [1, -2]", [("FLD005", 12, "`point[1]` must be at least 0, not -2")]),
        ("point: [1]", [("FLD006", 8, "`point` must be a list of 2 items, not of 1")]),
        ("point: [1, 2, 3]", [("FLD007", 8, "`point` must be a list of 2 items, not of 3")]),
        ("point: 1", [("FLD004", 8, "`point` must be a list of 2 items, not the number 1")]),
        ("names: [b, a, b]", [("FLD016", 15, "`names[2]` is the same as item 1")]),
        ("few: [1, 2, 3]", [("FLD007", 6, "`few` has 3 items, more than 2")]),
        ("links: [x, 'https://example.com/a b']",
         [("URL005", 34, "the URL has a space, which browsers change")]),
    ],
)  # fmt: skip
def test_faults_have_their_places(line: str, found: list[tuple[str, int, str]]) -> None:
    findings = check_text(f"---\n{line}\n---\n", "a.md", Settings(model=Post)).findings
    assert [(each.code, each.column) for each in findings] == [each[:2] for each in found]
    assert line.startswith("links") or [each.message for each in findings] == [
        each[2] for each in found
    ]


def test_python_has_tuples_and_sets() -> None:
    post = structure({"words": ["a"], "point": [1, 2], "names": ["b", "a"], "few": [2, 1]}, Post)
    assert (post.words, post.point, post.names, post.few) == (("a",), (1, 2), {"a", "b"}, {1, 2})
    for name, value, message in [
        ("words", ["a"], "must be a tuple, not a list; make it a tuple"),
        ("names", ["a"], "must be a set, not a list; make it a set"),
        ("point", (1.0,), "must be a tuple of 2 items, not of 1"),
        ("names", {1}, r"`names\[0\]` must be text, not the number 1"),
    ]:
        with pytest.raises(ValidationError, match=message):
            setattr(post, name, value)


def test_a_set_keeps_the_order_of_its_file() -> None:
    text = "---\nnames:\n  - zoe # first\n  - adam\n  - mia\n---\n"
    document = loads(text, "a.md", model=Post)
    document.article.names.add("ben")
    document.article.names.discard("adam")
    assert document.text == "---\nnames:\n  - zoe # first\n  - mia\n  - ben\n---\n"
    assert loads(dumps(document.article), model=Post).article.names == {"zoe", "mia", "ben"}


def test_the_order_of_other_sets_is_that_of_their_texts() -> None:
    assert in_order({"c", "a", "b"}) == ["a", "b", "c"]
    assert in_order(OrderedSet(["c", "a"])) == ["c", "a"]
    grown: set[Any] = OrderedSet(["c", "a"])
    grown |= {"b", "0"}
    assert in_order(grown) == ["c", "a", "0", "b"]


def test_both_drafts_say_what_stands_at_each_place() -> None:
    items = [{"type": "number"}, {"type": "number", "minimum": 0}]
    assert json_schema(Post)["properties"]["point"]["prefixItems"] == items
    assert json_schema(Post, "draft-07")["properties"]["point"]["items"] == items


def test_only_single_values_are_in_a_set() -> None:
    @record
    class Odd(Record):
        odd: set[tuple[int, ...]]

    with pytest.raises(ModelError, match="only single values can be in a set"):
        table_of(Odd)


class Colour(Enum):
    RED = "red"
    ONE = 1


@record
class Nested(Record):
    deep: dict[str, set[int] | str] | None = None
    colours: set[Colour] = attrs.field(factory=set)
    rows: Annotated[list[set[int]], Unique()] = attrs.field(factory=list)


def test_sets_and_enums_are_written_wherever_they_lie() -> None:
    data = {"deep": {"a": [7, 1]}, "colours": [1, "red"], "rows": [[2, 1], [1, 2]]}
    read = structure(data, Nested)
    assert read.colours == {Colour.RED, Colour.ONE}
    assert unstructure(read) == data
    assert loads(dumps(read), model=Nested).data == data
    assert structure({"colours": [Colour.ONE]}, Nested).colours == {Colour.ONE}


@record
class Picture(Record):
    """A picture."""

    web_url: str
    size: float | None = None
    kind: str = "photo"
    at: datetime | None = None


@record
class Album(Record):
    """An album, with pictures each of which has an address of its own."""

    pictures: Annotated[list[Picture], Unique("webUrl"), Unique("size")] = attrs.field(factory=list)


DOUBLES = """\
pictures:
  - webUrl: https://example.com/a
    size: 1
  - webUrl: https://example.com/b
  - webUrl: https://example.com/a
    kind: drawing
  - webUrl: https://example.com/c
    size: 1.0
"""


def test_records_of_a_list_are_told_apart_by_a_key() -> None:
    checked = Checker(Settings(model=Album)).check_text(f"---\n{DOUBLES}---\n", "a.md")
    assert [(each.code, each.line, each.message, each.fix) for each in checked.findings] == [
        ("FLD016", 6, "`pictures[2].webUrl` is that of item 1, too", None),
        ("FLD016", 9, "`pictures[3].size` is that of item 1, too", None),
    ]
    two = [{"webUrl": "a", "size": 1}, {"webUrl": "b"}, {"webUrl": "c"}]
    album = structure({"pictures": two}, Album)
    with pytest.raises(ValidationError, match=r"pictures\[1\].webUrl` is that of item 1, too"):
        structure({"pictures": [*two[:1], *two[:1]]}, Album)
    with pytest.raises(ValidationError, match="is that of item 1, too"):
        Album(pictures=[Picture(web_url="a"), Picture(web_url="a")])
    album.pictures[1].web_url = "c"
    with pytest.raises(ValidationError, match=r"pictures\[2\].webUrl` is that of item 2, too"):
        dumps(album)


def test_an_edit_that_makes_two_records_alike_is_refused() -> None:
    document = loads("---\npictures:\n  - webUrl: a\n  - webUrl: b\n---\n", model=Album)
    with pytest.raises(ValidationError, match="is that of item 1, too"):
        document.set("pictures[1].webUrl", "a")
    document.set("pictures[1].webUrl", "c")
    document.article.pictures[1].web_url = "a"
    with pytest.raises(ValidationError, match="is that of item 1, too"):
        _ = document.text


def test_a_schema_says_in_a_comment_what_no_keyword_can() -> None:
    schema = json_schema(Album)
    pictures = schema["properties"]["pictures"]
    assert "uniqueItems" not in pictures
    assert "no two items with the same `webUrl`; no keyword can say that" in str(pictures)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert validator.is_valid({"pictures": [{"webUrl": "a"}, {"webUrl": "a"}]})


@pytest.mark.parametrize(("hint", "told"), [
    (list[str], r"Unique\('webUrl'\) is for a list of records"),
    (list[Album], "Album has no key 'webUrl'; it has pictures"),
])  # fmt: skip
def test_records_that_have_no_such_key(hint: Any, told: str) -> None:
    made = {"odd": Annotated[hint, Unique("webUrl")]}
    odd = type("Odd", (Record,), {"__annotations__": made, "__module__": __name__})
    with pytest.raises(ModelError, match=told):
        table_of(record(odd))


@pytest.mark.parametrize(("key", "told"), [
    ("webUrI", "Picture has no key 'webUrI'; did you mean 'webUrl'?"),
    ("kind", "is for a key without a default"),
    ("at", "is for a key whose values are texts, numbers or words"),
])  # fmt: skip
def test_keys_that_tell_no_records_apart(key: str, told: str) -> None:
    made = {"odd": Annotated[list[Picture], Unique(key)]}
    odd = type("Odd", (Record,), {"__annotations__": made, "__module__": __name__})
    with pytest.raises(ModelError, match=re.escape(told)):
        table_of(record(odd))


@record
class Branch(Record):
    """A branch with branches."""

    name: str
    below: Annotated[list[Branch], Unique("name")] = attrs.field(factory=list)


def test_a_record_may_hold_a_list_of_its_own_kind() -> None:
    data = {"name": "a", "below": [{"name": "a", "below": [{"name": "b"}]}]}
    assert structure(data, Branch).below[0].below[0].name == "b"
    data["below"] = [{"name": "a"}, {"name": "a"}]
    with pytest.raises(ValidationError, match="is that of item 1, too"):
        structure(data, Branch)


@pytest.mark.parametrize("hint", [set[datetime], Annotated[list[datetime], Unique()]])
def test_moments_that_two_texts_write_are_in_no_set(hint: Any) -> None:
    made = type("Odd", (Record,), {"__annotations__": {"odd": hint}, "__module__": __name__})
    with pytest.raises(ModelError, match="a file can write one moment in two ways"):
        table_of(record(made))
    days = type("Days", (Record,), {"__annotations__": {"at": set[date]}, "__module__": __name__})
    assert table_of(record(days))


@record
class Loose(Record):
    """A record that a file can write with `alt: null` and without it."""

    url: str
    alt: str | None = None


@record
class Timed(Record):
    """A record whose moment a file can write in two zones."""

    at: datetime


@record
class Tight(Record):
    """A record that a file can write in one way."""

    url: str
    size: int | None


@record
class Deep(Record):
    """A record whose parts are loose."""

    parts: dict[str, list[Loose]]


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (Loose, "one Loose without `alt`, and with its default"),
        (dict[str, Loose], "one Loose without `alt`"),
        (Deep, "one Loose without `alt`"),
        (Timed, "one Timed with one moment of `at` in two forms"),
        (Loose | str, "one Loose without `alt`"),
    ],
)
def test_records_that_two_texts_write_are_not_compared(item: Any, why: str) -> None:
    hint = Annotated[list[item], Unique()]
    made = type("Odd", (Record,), {"__annotations__": {"odd": hint}, "__module__": __name__})
    with pytest.raises(ModelError, match=why):
        table_of(record(made))


def test_records_that_one_text_writes_are_compared() -> None:
    hint = Annotated[list[Tight], Unique()]
    made = type("Even", (Record,), {"__annotations__": {"even": hint}, "__module__": __name__})
    even = record(made)
    assert fits({"even": [{"url": "/a", "size": 1}, {"url": "/a", "size": None}]}, even)
    assert not fits({"even": [{"url": "/a", "size": 1}, {"url": "/a", "size": 1}]}, even)


def test_each_item_that_was_there_before_is_removed_as_an_unsafe_fix() -> None:
    text = "---\nnames: [b, a, b, c, a]\n---\n"
    checker = Checker(Settings(model=Post))
    checked = checker.check_text(text, "a.md")
    assert [(each.route, each.fix is not None and each.fix.safe) for each in checked.findings] == [
        (("names", 2), False),
        (("names", 4), False),
    ]
    fixed = fix_file(checker, checked, unsafe=True).result
    assert fixed.source is not None
    assert fixed.source.text == "---\nnames: [b, a, c]\n---\n"
