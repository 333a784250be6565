"""The model of a site that lists courses: an article with a price, a length and ratings."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs
from annotated_types import Ge, Le

from article_schema import Article, Doc, Record, record
from article_schema.fields import Example, Instant, Name, Pattern, WebAddress

#: A duration of hours, minutes and seconds (ISO 8601), such as `PT1H21M`.
Duration = Annotated[
    str,
    Pattern(
        "PT([0-9]+H([0-9]+M)?([0-9]+S)?|[0-9]+M([0-9]+S)?|[0-9]+S)",
        "SCH002",
        "a duration such as PT1H21M",
        "write hours, minutes and seconds after PT",
    ),
]


@record
class Ratings(Record):
    """What those who took a course think of it."""

    count: Annotated[int, Ge(0), Doc("How many have rated it."), Example(804)]
    average: Annotated[float, Ge(1), Le(5), Doc("Their average, from 1 to 5."), Example(4.61)]


@record
class Action(Record):
    """Something that a reader can do with a course, such as to download its files."""

    title: Annotated[Name, Doc("The words on the button."), Example("Download the charts")]
    type: Annotated[Name, Doc("The kind of action."), Example("download")]
    url: Annotated[
        WebAddress, Doc("Where it leads."), Example("https://www.example.com/charts.zip")
    ]
    attribution: Annotated[Name | None, Doc("Who offers it."), Example("Example Academy")] = None


@record(one_of=(("web_url", "original_url"),))
class Course(Article):
    """A course, or a video that teaches something."""

    # Courses have no day of publication, and belong to no section of a site.
    published_date_time: Annotated[
        Instant | None,
        Doc("When it was published; a course has no such day."),
        Example("2020-06-12T19:19:00Z"),
    ] = None  # type: ignore[assignment]
    price: Annotated[Name, Doc("What it costs; `Free` if nothing."), Example("Free")]
    length: Annotated[Duration, Doc("How long it takes."), Example("PT1H21M")]
    levels: Annotated[
        list[Literal["Beginner", "Intermediate", "Advanced"]],
        Doc("Whom it is for."),
        Example(["Beginner"]),
    ] = attrs.field(factory=list)
    ratings: Annotated[
        Ratings | None, Doc("How it was rated."), Example({"count": 804, "average": 4.61})
    ] = None
    actions: Annotated[list[Action], Doc("What readers can do with it.")] = attrs.field(
        factory=list
    )
