from __future__ import annotations

import enum
from collections import OrderedDict, defaultdict, namedtuple
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from strategies import json_values

from article_schema.document.compare import same
from article_schema.model.article import Image
from article_schema.model.plain import EndlessError, is_number, is_whole, odd_parts, plain
from article_schema.model.shapes.scalars import InstantShape


class Word(enum.StrEnum):
    NEWS = "news"


class OldWord(str, enum.Enum):  # noqa: UP042 - as code from before Python 3.11 has it
    NEWS = "news"


class Level(enum.IntEnum):
    HIGH = 7


class Ratio(float):
    def __str__(self) -> str:
        return "a ratio"


Pair = namedtuple("Pair", "left right")

#: What stands for plain data, and the data.
STANDING_FOR = [
    (Word.NEWS, "news"),
    (OldWord.NEWS, "news"),
    (Level.HIGH, 7),
    (Ratio(0.5), 0.5),
    (("a", 1), ["a", 1]),
    (Pair(1, [2]), [1, [2]]),
    (OrderedDict(a=1), {"a": 1}),
    (defaultdict(list, {"a": [1]}), {"a": [1]}),
    ({Word.NEWS: Word.NEWS}, {"news": "news"}),
    (datetime(2020, 6, 12, 19, 19, tzinfo=UTC), "2020-06-12T19:19:00Z"),
    (datetime(2020, 6, 12, 19, 19), "2020-06-12T19:19:00"),
    (date(2020, 6, 12), "2020-06-12"),
    (time(7, 32), "07:32:00"),
]

ODD = [
    {1}, frozenset(), b"a", bytearray(), object(), Decimal(1), Fraction(1, 2), 1j, Path("a"),
    UUID(int=1), range(2), iter(()), int, ..., Image,
]  # fmt: skip


def reasons(value: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(odd.route, odd.reason) for odd in odd_parts(value)]


@pytest.mark.parametrize(("value", "data"), STANDING_FOR)
def test_what_stands_for_plain_data(value: object, data: object) -> None:
    assert same(plain(value), data)
    assert same(plain([{"a": value}]), [{"a": data}])
    assert reasons([value]) == []


@pytest.mark.parametrize("value", ODD)
def test_what_no_file_can_hold_is_named_with_its_type(value: object) -> None:
    assert plain({"a": [value]}) == {"a": [value]}
    ((route, reason),) = reasons({"a": [1, value]})
    assert route == ("a", 1)
    assert type(value).__name__ in reason


@pytest.mark.parametrize(
    ("value", "route", "reason"),
    [
        ({"a": {5: 1}}, ("a",), "has a key that is not text: the number 5"),
        ({None: 1}, (), "has a key that is not text: nothing"),
        ({"a": "x\ud800"}, ("a",), "holds half of a surrogate pair"),
        ({"\udfff": 1}, (), 'has a key with half of a surrogate pair: "\\udfff"'),
        ([10**400], (0,), "is a whole number of more than 400 digits"),
    ],
)
def test_keys_text_and_numbers_that_no_file_can_hold(
    value: object, route: tuple[str | int, ...], reason: str
) -> None:
    assert reasons(value) == [(route, reason)]


def test_numbers_just_short_enough() -> None:
    assert reasons([10**400 - 1, -(10**400) + 1, "\U0001f6a2"]) == []


def test_every_odd_part_is_named_in_the_order_of_the_data() -> None:
    value = {"a": [{1}, 2, b""], "b": {3: 4}, "c": "ok"}
    assert [route for route, _ in reasons(value)] == [("a", 0), ("a", 2), ("b",)]


def endless() -> list[Any]:
    ring: list[Any] = []
    ring.append(ring)
    wide: dict[str, Any] = {}
    wide.update(a=wide, b=wide)
    deep: list[Any] = []
    for _ in range(3_000):
        deep = [deep]
    # Each level holds the one below it ten times, so that there are ten to the power of fifty.
    many: list[Any] = []
    for _ in range(50):
        many = [many] * 10
    return [ring, wide, deep, many]


@pytest.mark.parametrize("value", endless())
def test_data_without_an_end_is_refused_and_takes_no_memory(value: object) -> None:
    with pytest.raises(EndlessError):
        plain(value)
    (odd,) = odd_parts(value)
    assert odd.reason.startswith("has no end: its parts lie deeper than 100 levels")


def containers(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value, *(part for item in value.values() for part in containers(item))]
    if isinstance(value, list):
        return [value, *(part for item in value for part in containers(item))]
    return []


@given(json_values)
def test_a_copy_is_equal_and_shares_no_container(value: object) -> None:
    value = [value, value]
    copy = plain(value)
    assert same(copy, value)
    of_copy = [id(part) for part in containers(copy)]
    assert len(set(of_copy)) == len(of_copy)
    assert not set(of_copy) & {id(part) for part in containers(value)}


def test_numbers_of_other_libraries() -> None:
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    for number in (numpy.int64(5), numpy.uint8(5), numpy.int16(5)):
        assert is_whole(number)
        assert same(plain([number]), [5])
    for number in (numpy.float64(0.5), numpy.float32(0.5), numpy.float16(0.5)):
        assert is_number(number)
        assert same(plain({"a": number}), {"a": 0.5})
    assert not is_number(numpy.float32("inf"))
    assert same(plain([numpy.str_("a")]), ["a"])
    assert reasons(numpy.bool_(True))[0][1].startswith("is of type numpy.bool")
    assert reasons(numpy.arange(2))[0][1].startswith("is of type numpy.ndarray")


class NoTime(datetime):
    """What pandas calls `NaT`: a datetime that is none."""

    def utcoffset(self) -> Any:
        return self

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = datetime.__hash__


def test_a_datetime_that_is_no_moment_is_refused() -> None:
    nothing = NoTime(2020, 6, 12)
    assert reasons([nothing])[0][1].startswith("is of type")
    assert not InstantShape.in_python(nothing)


def test_keys_are_words_of_no_other_class() -> None:
    keys = list(plain({Word.NEWS: 1, "old": 2}))
    assert [(key, type(key)) for key in keys] == [("news", str), ("old", str)]
