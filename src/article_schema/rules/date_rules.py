"""DAT: instants that cannot be read, or cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.rules.base import At, Kind, Option, better_value, rule
from article_schema.rules.findings import Finding, Fix, Severity


@rule("DAT001", "not-rfc-3339", severity=Severity.ERROR, on=Kind.FAULT, fix="safe")
def not_rfc_3339(fault: Fault) -> Fix | None:
    """A date and time is not written in the form of RFC 3339.

    Programs guess at other forms, and guess differently.

    Bad:
        publishedDateTime: 2020-06-12 19:19:00 +0000
        #                  ^^^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00+00:00

    Source: RFC 3339 section 5.6
    """
    return better_value(fault, "write it in the form of RFC 3339")


@rule("DAT002", "no-time-zone", severity=Severity.ERROR, on=Kind.FAULT)
def no_time_zone(_: Fault) -> None:
    """A date and time has no zone.

    It means another moment on every machine, so that articles appear hours early or late.

    Bad:
        publishedDateTime: 2020-06-12T19:19:00
        #                  ^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z

    Source: RFC 3339 section 4.4
    """


@rule("DAT003", "impossible-date", severity=Severity.ERROR, on=Kind.FAULT)
def impossible_date(_: Fault) -> None:
    """A date or time does not exist.

    Leap seconds count as impossible too, because most programs cannot hold them.

    Bad:
        publishedDateTime: 2021-02-29T19:19:00Z
        #                  ^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2021-02-28T19:19:00Z

    Source: RFC 3339 section 5.7 and appendix C
    """


@rule(
    "DAT004",
    "future-date",
    severity=Severity.WARNING,
    on=Article,
    options=(Option("tolerance_days", 30, "days that a date may lie ahead of now"),),
)
def future_date(article: Article, at: At) -> Iterator[Finding]:
    """A date lies far in the future.

    Most often the year is a slip. Articles planned ahead are usual, so a month is allowed.

    Bad:
        publishedDateTime: 3020-06-12T19:19:00Z
        #                  ^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z

    Source: 0 of 192 measured files
    """
    latest = at.now + timedelta(days=at.options["tolerance_days"])
    for key, instant in (
        ("publishedDateTime", article.published_date_time),
        ("updatedDateTime", article.updated_date_time),
    ):
        if instant is not None and instant > latest:
            yield at(key).finding(
                f"`{key}` lies {_ahead(instant, at.now)} in the future", "check the year"
            )


def _ahead(instant: datetime, now: datetime) -> str:
    days = (instant - now).days
    return f"{days} days" if days < 1000 else f"{days // 365} years"


RULES = (not_rfc_3339, no_time_zone, impossible_date, future_date)
