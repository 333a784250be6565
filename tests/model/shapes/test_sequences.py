from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any

import attrs
import pytest
from annotated_types import Ge, MaxLen

from article_schema import Checker, check_text, dumps, json_schema, loads, structure, unstructure
from article_schema.checking.config.settings import Settings
from article_schema.checking.fixing import fix_file
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


@pytest.mark.parametrize("hint", [set[datetime], Annotated[list[datetime], Unique()]])
def test_moments_that_two_texts_write_are_in_no_set(hint: Any) -> None:
    made = type("Odd", (Record,), {"__annotations__": {"odd": hint}, "__module__": __name__})
    with pytest.raises(ModelError, match="a file can write one moment in two ways"):
        table_of(record(made))
    days = type("Days", (Record,), {"__annotations__": {"at": set[date]}, "__module__": __name__})
    assert table_of(record(days))


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
