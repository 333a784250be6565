"""What the terms of a field mean, both ways, for models of a site's own too."""

from __future__ import annotations

from typing import Annotated, Any

import attrs
import pytest

from article_schema import ModelError, Record, record
from article_schema.fields import Ninjs, SchemaOrg, table_of
from article_schema.interop.exchange.mapping import written
from article_schema.interop.exchange.paths import place_of
from article_schema.interop.exchange.unmapping import read


@record
class Teacher(Record):
    name: Annotated[str, SchemaOrg("name")]
    aliases: Annotated[list[str], SchemaOrg("../alternateName[]")] = attrs.field(factory=list)


@record
class Course(Record):
    title: Annotated[str, SchemaOrg("name")]
    code: Annotated[str | None, SchemaOrg("identifier[role=code].value")] = None
    number: Annotated[str | None, SchemaOrg("identifier[].value")] = None
    hours: Annotated[int | None, SchemaOrg("duration(unit=h).value")] = None
    level: Annotated[str | None, SchemaOrg("level", words={"Beginner": "1"}, other="9")] = None
    host: Annotated[str | None, SchemaOrg("url", prefix="https://")] = None
    picture: Annotated[str | None, SchemaOrg("image", absolute=True)] = None
    short: Annotated[str | None, SchemaOrg("name", spare=True), SchemaOrg("short")] = None
    teachers: Annotated[list[Teacher], SchemaOrg("teacher[](@type=Person)")] = attrs.field(
        factory=list
    )


def both_ways(data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    table = table_of(Course)
    made = written(data, table, SchemaOrg)
    return made, read(made, table, SchemaOrg)


@pytest.mark.parametrize(
    ("data", "made"),
    [
        ({"code": "K1"}, {"identifier": [{"role": "code", "value": "K1"}]}),
        ({"number": "7"}, {"identifier": [{"value": "7"}]}),
        ({"hours": 3}, {"duration": {"unit": "h", "value": 3}}),
        ({"level": "Beginner"}, {"level": "1"}),
        ({"host": "example.com"}, {"url": "https://example.com"}),
        ({"short": "Kn"}, {"short": "Kn", "name": "Kn"}),
        ({"title": "Knots", "short": "Kn"}, {"name": "Knots", "short": "Kn"}),
        (
            {"teachers": [{"name": "Jo"}, {"name": "Di", "aliases": ["Diana"]}]},
            {
                "alternateName": ["Diana"],
                "teacher": [{"@type": "Person", "name": "Jo"}, {"@type": "Person", "name": "Di"}],
            },
        ),
    ],
    ids=", ".join,
)
def test_a_term_says_where_a_value_stands(data: dict[str, Any], made: dict[str, Any]) -> None:
    assert written(data, table_of(Course), SchemaOrg) == made


def test_items_that_belong_to_another_field_are_left_to_it() -> None:
    data = {"title": "Knots", "code": "K1", "number": "7", "hours": 3, "level": "Beginner"}
    assert both_ways(data)[1] == data


def test_a_path_from_the_root_of_a_site_is_left_out_where_it_would_lead_nowhere() -> None:
    assert "image" not in both_ways({"title": "Knots", "picture": "/knots.png"})[0]


def test_a_word_of_a_closed_set_stands_for_all_others() -> None:
    made, back = both_ways({"title": "Knots", "level": "Expert"})
    assert made["level"] == back["level"] == "9"


def test_a_text_may_stand_for_an_object_that_says_no_more() -> None:
    found = {"name": "Knots", "teacher": "Jo", "duration": 3}
    back = read(found, table_of(Course), SchemaOrg)
    assert back == {"title": "Knots", "hours": 3, "teachers": [{"name": "Jo"}]}


@pytest.mark.parametrize("odd", [None, [], 3, "x", {"teacher": [[[]]], "identifier": {}}])
def test_odd_data_tell_nothing(odd: Any) -> None:
    assert set(read(odd, table_of(Course), SchemaOrg)) <= {"title", "number", "host"}


@pytest.mark.parametrize("path", ["a..b", "[]", "a[", "a]b", ".a", "a.", "../"])
def test_a_path_that_cannot_be_read_is_told(path: str) -> None:
    with pytest.raises(ModelError, match="is no path"):
        place_of(path)


def test_a_term_is_text_with_something_in_it() -> None:
    with pytest.raises(ModelError, match=r"the path of Ninjs\(\) is empty"):
        Ninjs("")
    with pytest.raises(TypeError, match=r"Ninjs\(\) takes a path"):
        Ninjs(3)  # type: ignore[arg-type]
