from __future__ import annotations

from enum import Enum, IntEnum
from typing import Any, Literal

import pytest

from article_schema import check_text, loads, structure, unstructure
from article_schema.checking.config.settings import Settings
from article_schema.errors import ModelError, ValidationError
from article_schema.model.fields import Record, record
from article_schema.model.shapes.choices import problem_of_words
from article_schema.model.shapes.tables import table_of


class Colour(Enum):
    RED = "red"
    GREEN = "green"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


@record
class Post(Record):
    colour: Colour = Colour.RED
    level: Level | None = None
    mixed: Literal["a", 1, True] | None = None
    size: Literal[1, 2] | Literal["large"] | None = None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("colour: rde",
         "`colour` must be one of red, green, not the text \"rde\"; did you mean 'red'?"),
        ("level: 3", "`level` must be one of 1, 2, not the number 3"),
        ("level: '1'",
         '`level` must be one of 1, 2, not the text "1"; write `1` without quotes'),
        ("level: true", "`level` must be one of 1, 2, not true"),
        ("mixed: false", "`mixed` must be one of a, 1, true, not false"),
        ("mixed: [a]", "`mixed` must be one of a, 1, true, not a list"),
    ],
)  # fmt: skip
def test_other_values_are_told_with_those_that_may_be(line: str, sentence: str) -> None:
    (found,) = check_text(f"---\n{line}\n---\n", "a.md", Settings(model=Post)).findings
    assert (found.code, found.sentence) == ("FLD004", sentence)


@pytest.mark.parametrize(
    ("data", "name", "value"),
    [
        ({"colour": "green"}, "colour", Colour.GREEN),
        ({"level": 1}, "level", Level.LOW),
        ({"level": 1.0}, "level", Level.LOW),
        ({"mixed": 1.0}, "mixed", 1),
        ({"mixed": True}, "mixed", True),
        ({"size": "large"}, "size", "large"),
    ],
)
def test_a_value_of_a_file_becomes_that_of_the_class(
    data: dict[str, Any], name: str, value: Any
) -> None:
    made = getattr(structure(data, Post), name)
    assert (type(made), made) == (type(value), value)


def test_members_are_set_and_written_by_their_values() -> None:
    document = loads("---\ncolour: red # c\nlevel: 1\n---\n", "a.md", model=Post)
    document.article.colour = Colour.GREEN
    document.article.level = Level.HIGH
    assert document.text == "---\ncolour: green # c\nlevel: 2\n---\n"
    assert unstructure(document.article) == {"colour": "green", "level": 2}
    with pytest.raises(ValidationError, match="must be a member of Colour, not the text"):
        document.article.colour = "red"


class Odd(Enum):
    PAIR = (1, 2)


class Twins(Enum):
    ONE = 1
    OTHER = 1.0 + 2**-52
    SAME = "1"


@record
class First(Record):
    odd: Odd


def test_what_a_file_cannot_hold_is_no_choice() -> None:
    with pytest.raises(ModelError, match=r"\(1, 2\) is no value of a file"):
        table_of(First)
    assert problem_of_words((1, 1.0)) == "two of its values are one in a file"
    assert problem_of_words(()) == "it has no values"
    assert not problem_of_words(tuple(each.value for each in Twins))


@record
class Absent(Record):
    mixed: Literal["a", None, 1]


def test_none_among_the_words_is_a_key_without_value() -> None:
    assert structure({"mixed": None}, Absent).mixed is None
    assert structure({"mixed": 1.0}, Absent).mixed == 1
    found = check_text("---\nmixed: b\n---\n", "a.md", Settings(model=Absent)).findings
    assert [each.message for each in found] == ['`mixed` must be one of a, 1, not the text "b"']


@record
class InUnion(Record):
    colour: Colour | Literal["blue"] | list[str]


def test_a_member_is_near_to_its_enum_alone() -> None:
    read = structure({"colour": "red"}, InUnion)
    assert read.colour is Colour.RED
    read.colour = Colour.GREEN
    assert unstructure(read) == {"colour": "green"}
    with pytest.raises(ValidationError):
        read.colour = Level.LOW
