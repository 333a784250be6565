from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import attrs
import pytest
from annotated_types import Ge, Len

from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.faults import Fault
from article_schema.model.article import Article, Image, Provider
from article_schema.model.facets import Example, Reports
from article_schema.model.fields import Record, record
from article_schema.model.shapes.base import FILE, PYTHON
from article_schema.model.shapes.explain import accepts, explain_record, explain_value
from article_schema.model.shapes.tables import table_of
from article_schema.model.types import Name, WebAddress


@record(one_of=(("name", "names"),))
class Entry(Record):
    name: Annotated[Name | None, Example("a")] = None
    names: Annotated[list[Name], Len(0, 2), Example(["a", "b"])] = attrs.field(factory=list)
    count: Annotated[int, Ge(0), Example(3)]
    ratio: float | None = None
    open: bool | None = None
    when: datetime | None = None
    page: WebAddress | None = None
    kind: Literal["red", "green"] | None = None
    table: dict[str, int] = attrs.field(factory=dict)
    image: Image | None = None
    images: list[Image] = attrs.field(factory=list)
    anything: Any = None
    special: Annotated[int, Ge(0), Reports("XXX001")] = 0


def explain(**data: Any) -> list[Fault]:
    whole = {"name": "a", "count": 1, **data}
    return list(explain_record(table_of(Entry), whole, (), FILE))


def explain_one(**data: Any) -> Fault:
    (fault,) = explain(**data)
    return fault


def test_valid_data() -> None:
    assert explain() == []
    assert explain(ratio=1, when="2020-06-12T19:19:00Z", kind="red", anything=[{"a": None}]) == []


#: What stands behind a message that cannot tell what was meant.
EXAMPLE = "; write, for example, `count: 3`"


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (
            {"count": "3"},
            "FLD004",
            (
                '`count` must be a whole number, at least 0, not the text "3"; '
                "write the number without quotes"
            ),
        ),
        (
            {"count": "--3"},
            "FLD004",
            '`count` must be a whole number, at least 0, not the text "--3"' + EXAMPLE,
        ),
        (
            {"count": 1.5},
            "FLD004",
            "`count` must be a whole number, at least 0, not the number 1.5" + EXAMPLE,
        ),
        (
            {"count": True},
            "FLD004",
            "`count` must be a whole number, at least 0, not true; write, for example, `count: 3`",
        ),
        ({"count": -1}, "FLD005", "`count` must be at least 0, not -1"),
        ({"count": None}, "FLD008", "`count` has no value; add it, for example `count: 3`"),
        ({"ratio": float("nan")}, "FLD004", "`ratio` must be a number, not the number nan"),
        ({"ratio": float("inf")}, "FLD004", "`ratio` must be a number, not an infinite number"),
        (
            {"open": "yes"},
            "FLD004",
            (
                '`open` must be true or false, not the text "yes"; '
                "write `true`; YAML 1.2 reads `yes` as text"
            ),
        ),
        ({"open": 1}, "FLD004", "`open` must be true or false, not the number 1"),
        ({"name": 2020}, "FLD004", "`name` must be text, not the number 2020; put it in quotes"),
        (
            {"name": " "},
            "FLD008",
            (
                "`name` holds nothing but white space; write its text, or remove "
                "the key where it is optional"
            ),
        ),
        ({"when": 2020}, "FLD004", "`when` must be a date and time, not the number 2020"),
        (
            {"when": "2020-02-30"},
            "DAT003",
            ('`when` is not a moment that exists: "2020-02-30"; February has 29 days in 2020'),
        ),
        (
            {"page": "x"},
            "URL001",
            (
                '`page` is not an absolute URL: "x"; write the whole address, '
                "such as https://example.com/page"
            ),
        ),
        ({"kind": "blue"}, "FLD004", '`kind` must be one of red, green, not the text "blue"'),
        ({"table": []}, "FLD004", "`table` must be a mapping, not a list"),
        (
            {"image": "a.png"},
            "FLD004",
            (
                '`image` must be a mapping with `url`, `width`, `height`, not the text "a.png"; '
                "write its keys below it, indented, each on a line of its own"
            ),
        ),
        (
            {"image": [{"url": "a.png"}]},
            "FLD004",
            (
                "`image` must be a mapping with `url`, `width`, `height`, not a list; "
                "remove each `- `, and write the keys below it, indented"
            ),
        ),
        (
            {"names": "a, b"},
            "FLD004",
            ('`names` must be a list, not the text "a, b"; write it as a list: [a, b]'),
        ),
        (
            {"images": {}},
            "FLD004",
            "`images` must be a list, not a mapping; begin each item with `- `",
        ),
        (
            {"names": ["a", "b", "c"]},
            "FLD007",
            ("`names` has 3 items, more than 2; keep those that matter most"),
        ),
        ({"special": -1}, "XXX001", "`special` must be at least 0, not -1"),
        (
            {"special": "x"},
            "XXX001",
            '`special` must be a whole number, at least 0, not the text "x"',
        ),
    ],
)
def test_faults(data: dict[str, Any], code: str, sentence: str) -> None:
    fault = explain_one(**data)
    assert (fault.code, fault.sentence) == (code, sentence)
    assert fault.route == tuple(data)
    assert fault.part == "value"


@pytest.mark.parametrize(
    ("data", "better"),
    [
        ({"count": " 12 "}, 12),
        ({"count": "twelve"}, None),
        ({"count": "-" * 5}, None),
        ({"open": "No"}, False),
        ({"open": "on"}, True),
        ({"when": "2020-06-12 19:19:00Z"}, "2020-06-12T19:19:00Z"),
        ({"page": "https://example.com/a b"}, "https://example.com/a%20b"),
        ({"page": "https://jo:x@example.com/"}, "https://example.com/"),
    ],
)
def test_better_values(data: dict[str, Any], better: object) -> None:
    assert explain_one(**data).replacement == better


def test_the_faulty_stretch_of_a_text() -> None:
    assert explain_one(page="https://example.com/a b").subspan == (21, 22)
    assert explain_one(page="https://example.com:99999/").subspan == (20, 25)


def test_routes_lead_into_lists_mappings_and_records() -> None:
    faults = explain(
        names=["a", ""],
        table={"a": 1, "b": "2"},
        image={"url": "/a", "width": 0, "height": 1},
        images=[{"url": "/a", "width": 1, "height": 1}, {"url": "/b", "width": 1}, 5],
    )
    assert [(fault.route, fault.part) for fault in faults] == [
        (("names", 1), "value"),
        (("table", "b"), "value"),
        (("image", "width"), "value"),
        (("images", 1, "height"), "key"),
        (("images", 2), "value"),
    ]
    assert faults[0].message == "`names[1]` is empty"
    assert faults[2].code == "IMG001"
    assert faults[3].sentence == "`images[1].height` is missing; add it, for example `height: 675`"


def test_a_missing_key_with_a_likely_twin() -> None:
    data = {"name": "a", "Count": 1}
    (fault,) = explain_record(table_of(Entry), data, ("entries", 3), FILE)
    assert (fault.code, fault.route, fault.part) == ("FLD001", ("entries", 3, "count"), "key")
    assert fault.sentence == "`entries[3].count` is missing; rename `Count` to `count`"


def test_keys_that_are_no_text_do_no_harm() -> None:
    (fault,) = explain_record(table_of(Entry), {"name": "a", 5: 1}, (), FILE)
    assert fault.message == "`count` is missing"


@pytest.mark.parametrize("data", [{"name": None}, {"name": None, "names": []}, {"names": None}])
def test_a_group_of_which_nothing_is_there(data: dict[str, Any]) -> None:
    (fault,) = explain_record(table_of(Entry), {"count": 1, **data}, (), FILE)
    assert (fault.code, fault.route, fault.part) == ("FLD001", (), "key")
    assert fault.sentence == "one of `name` or `names` is missing; write `name`"


#: Everything that an article needs but a provider.
ARTICLE = {
    "category": "news",
    "title": "The harbour at dawn",
    "excerpt": "A walk along the quays.",
    "publishedDateTime": "2020-06-12T19:19:00Z",
    "webUrl": "https://www.example.com/harbour",
    "type": "article",
    "topics": ["Ports"],
}


def test_true_and_false_in_quotes_are_to_be_written_without() -> None:
    sentence = '`open` must be true or false, not the text "true"; write `true`, without quotes'
    assert explain_one(open="true").sentence == sentence


def test_a_missing_key_of_a_record_in_a_record_is_told_with_its_whole_place() -> None:
    provider = {"name": "Example Times", "images": [{"width": 1, "height": 1}]}
    faults = list(explain_record(table_of(Article), {**ARTICLE, "provider": provider}, (), FILE))
    assert [fault.message for fault in faults] == [
        "`provider` has no `domain`",
        "`provider.images[0].url` is missing",
    ]


def test_a_missing_record_is_given_as_a_mapping_to_paste() -> None:
    (fault,) = explain_record(table_of(Article), ARTICLE, (), FILE)
    given = fault.help.removeprefix("add it as `").removesuffix("`")
    pasted = compose(split(given, "a.yaml")).data
    assert pasted == {"provider": {"name": "Example Times", "domain": "example.com"}}
    assert not list(explain_record(table_of(Article), {**ARTICLE, **pasted}, (), FILE))


def test_messages_are_safe_for_terminals() -> None:
    fault = explain_one(open="\x1b[31m\n" + "a" * 100)
    assert fault.message.startswith('`open` must be true or false, not the text "\\x1b[31m\\na')
    assert fault.message.endswith('…"')


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("when", datetime(2020, 6, 12), '`when` has no time zone: "2020-06-12 00:00:00"'),
        (
            "when",
            "2020-06-12T19:19:00Z",
            '`when` must be a date and time, not the text "2020-06-12T19:19:00Z"',
        ),
        ("image", {"url": "/a"}, "`image` must be an instance of Image, not a mapping"),
        ("names", None, "`names` has no value"),
        ("names", ("a",), "`names` must be a list, not a tuple"),
        ("count", 1.0, "`count` must be a whole number, at least 0, not the number 1.0"),
    ],
)
def test_faults_of_attributes(name: str, value: object, message: str) -> None:
    field = table_of(Entry).by_name[name]
    assert not accepts(field, value)
    (fault,) = explain_value(field, value)
    assert fault.message == message


def test_what_attributes_hold() -> None:
    table = table_of(Entry).by_name
    assert accepts(table["when"], datetime(2020, 6, 12, tzinfo=UTC))
    assert accepts(table["image"], Image(url="/a", width=1, height=1))
    assert accepts(table["name"], None)
    entry = Entry(name="a", count=1)
    assert list(explain_record(table_of(Entry), entry, (), PYTHON)) == []


def test_a_required_record_has_an_advice_without_example() -> None:
    field = table_of(Provider).by_name["authors"]
    (fault,) = explain_value(field, [None], form=FILE)
    assert fault.message == "`authors[0]` must be a mapping with `name`, not nothing"
