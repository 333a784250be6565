"""Unions and conditions on the fast path: what it takes has no finding on the long way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

import pytest
from annotated_types import Ge, MinLen
from attrs import field

from article_schema import Record, record
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.fields import (
    Instant,
    Name,
    Prose,
    WebAddress,
    excludes,
    one_of,
    requires,
    when,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@record
class Part(Record):
    """A part."""

    label: Name


@record(
    conditions=[
        one_of("title", "name"),
        requires("page", "tags"),
        excludes("parts", "day"),
        when("state", "live", requires=["day"], excludes=["note"]),
        when("order", 1, requires=["note"]),
    ]
)
class Thing(Record):
    """Every kind of union."""

    title: Prose | None = None
    name: Literal["none"] | Name | None = None
    tags: str | list[Name] | None = None
    page: WebAddress | list[WebAddress] | None = None
    order: int | str = 3
    flag: bool | str | None = None
    ratio: int | float | Literal["auto"] | None = None
    day: str | Instant | None = None
    days: list[str | Instant] = field(factory=list)
    kinds: list[Literal["a", "b"] | Annotated[str, MinLen(3)]] = field(factory=list)
    size: Annotated[int, Ge(1)] | Literal["big"] | None = None
    part: str | Part | None = None
    parts: list[str] = field(factory=list)
    state: Literal["live", "old"] = "old"
    note: Name | None = None
    more: dict[str, int] | str | None = None


FAST = Checker(Settings(model=Thing, now=NOW))
LONG = Checker(Settings(model=Thing, now=NOW))
LONG.fast_path = LONG.glances = None
MOMENT = "2020-06-12T19:19:00Z"


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        (["tags: one"], True),
        (["tags:\n  - one\n  - two"], True),
        (["tags: 5"], False),
        (["tags: 2020-01-01"], False),
        (['tags: "2020-01-01"'], True),
        (['page: "https://example.com/a"', "tags: a"], True),
        (['page: "https://example.com/a"'], False),
        (['page:\n  - "https://example.com/a"', "tags:\n  - a"], False),
        (['page: "https://example.com/a&amp;b"', "tags: a"], False),
        (['page:\n  - "https://example.com/a&amp;b"', "tags: a"], False),
        (['page: "example"', "tags: a"], False),
        (["order: 5"], True),
        (["order: five"], True),
        (['order: "5"'], True),
        (["order: 1"], False),
        (["order: 1", "note: a"], True),
        (["order: 5.5"], False),
        (["order: true"], False),
        (["flag: true"], True),
        (["flag: maybe"], True),
        (['flag: "true"'], True),
        (["flag: yes"], False),
        (["flag: 5"], False),
        (["ratio: 5"], True),
        (["ratio: auto"], True),
        (["ratio: auot"], False),
        ([f"day: {MOMENT}"], True),
        ([f'day: "{MOMENT}"'], False),
        (["day: today"], True),
        (["day: 2020-06-12"], False),
        (["days:\n  - today"], True),
        ([f'days:\n  - "{MOMENT}"'], False),
        (["kinds:\n  - a\n  - abc"], True),
        (["kinds:\n  - a\n  - ab"], False),
        (["size: 5"], True),
        (["size: 0"], False),
        (["size: big"], True),
        (["size: bgi"], False),
        (["part: a"], True),
        (["part:\n  label: a"], False),
        (["part:\n  - label"], False),
        (["parts:\n  - a"], True),
        (["parts:\n  - a", "day: today"], False),
        (["state: live"], False),
        (["state: live", "day: today"], True),
        (["state: live", "day: today", "note: a"], False),
        (["more: a"], True),
        (["more:\n  a: 1"], False),
        (["name: none"], True),
        (['name: "a &amp; b"'], False),
    ],
)
def test_what_the_fast_path_takes(lines: list[str], taken: bool) -> None:
    text = "\n".join(["---", "title: A title", *lines, "---", ""])
    assert FAST.fast_path is not None
    accepted = FAST.fast_path.accept(text, "a.md")
    assert (accepted is not None) is taken
    if taken:
        assert LONG.check_text(text, "a.md").findings == ()
    assert FAST.check_text(text, "a.md").findings == LONG.check_text(text, "a.md").findings


def test_values_are_those_of_the_long_way() -> None:
    assert FAST.fast_path is not None
    text = f"---\ntitle: A\ntags:\n  - one\norder: 5\nflag: true\nday: {MOMENT}\nsize: big\n---\n"
    thing = FAST.fast_path.accept(text, "a.md")
    assert (thing.tags, thing.order, thing.flag, thing.size) == (["one"], 5, True, "big")
    assert thing.day == datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert FAST.fast_path.accept("---\ntags: one\n---\n", "a.md") is None


def test_a_condition_on_an_instant_goes_the_long_way() -> None:
    @record(conditions=[when("day", "2020-06-12T19:19:00.0Z", requires=["name"])])
    class Dated(Record):
        day: Instant | None = None
        name: Name | None = None

    checker = Checker(Settings(model=Dated, now=NOW))
    assert checker.fast_path is None
    found = checker.check_text("---\nday: 2020-06-12T19:19:00.0Z\n---\n", "a.md").findings
    assert [each.code for each in found] == ["FLD001"]


@record
class Log(Record):
    """A date with a bound beside other text."""

    day: Annotated[date, Ge(date(2007, 1, 1))] | Name


@pytest.mark.parametrize(
    ("line", "codes"),
    [("day: 2000-02-29", ["DOC020"]), ("day: 2020-02-29", []), ("day: today", [])],
)
def test_a_date_out_of_its_bounds_is_text_on_either_way(line: str, codes: list[str]) -> None:
    text = f"---\n{line}\n---\n"
    fast, long = (Checker(Settings(model=Log, now=NOW)) for _ in range(2))
    long.fast_path = long.glances = None
    assert [each.code for each in long.check_text(text, "a.md").findings] == codes
    assert fast.check_text(text, "a.md").findings == long.check_text(text, "a.md").findings
