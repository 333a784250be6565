"""DAT: instants that cannot be read, or cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from article_schema.faults import Fault
from article_schema.model.article import Article, RelatedItem
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import fault_rule, record_rule
from article_schema.rules.naming import named
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import Option, known_fix

#: The day on which the first web site was announced to the public.
FIRST_DAY_OF_THE_WEB = datetime(1991, 8, 6, tzinfo=UTC)

#: Days that a date may lie ahead of now, unless configured otherwise.
_DAYS_AHEAD = 30

_TOLERANCE = Option(
    "tolerance-days",
    _DAYS_AHEAD,
    "days that a date may lie ahead of now",
    old_name="tolerance_days",
)


def is_plausible(instant: datetime, now: datetime) -> bool:
    """Tell whether a date can be meant; rules that compare dates leave the others to DAT."""
    return FIRST_DAY_OF_THE_WEB <= instant <= now + timedelta(days=_DAYS_AHEAD)


@fault_rule("DAT001", "not-rfc-3339", severity=Severity.ERROR, fix="safe")
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
    return known_fix(fault, "write it in the form of RFC 3339")


@fault_rule("DAT002", "no-time-zone", severity=Severity.ERROR)
def no_time_zone(_: Fault) -> None:
    """A date and time has no zone.

    Each machine reads it as another moment, so articles appear hours early or late.

    Bad:
        publishedDateTime: 2020-06-12T19:19:00
        #                  ^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z

    Source: RFC 3339 section 4.4
    """


@fault_rule("DAT003", "impossible-date", severity=Severity.ERROR)
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


def days(number: float) -> timedelta:
    """Return so many days, or the longest stretch of time that there is."""
    try:
        return timedelta(days=number)
    except OverflowError:
        return timedelta.max if number > 0 else timedelta.min


def lies_ahead(record: Article | RelatedItem, at: RuleContext) -> bool:
    """Tell whether a date of a record lies too far in the future."""
    last = record.published_date_time
    updated = getattr(record, "updated_date_time", None)
    if updated is not None and updated > last:
        last = updated
    return last > at.now and last - at.now > days(at.option("tolerance-days", float))


@record_rule(
    "DAT004",
    "future-date",
    severity=Severity.WARNING,
    on=(Article, RelatedItem),
    precheck=Precheck(lies_ahead),
    options=(_TOLERANCE,),
)
def future_date(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """A date is far in the future.

    Usually the year is wrong. Articles are often planned ahead, so a month is allowed.

    Bad:
        publishedDateTime: 3020-06-12T19:19:00Z
        #                  ^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z

    Source: 0 of 192 measured files
    """
    tolerance = days(at.option("tolerance-days", float))
    for key, instant in _dates(record):
        if instant - at.now > tolerance:
            yield at(key).finding(
                f"{named(at, key)} lies {_ahead(instant, at.now)} in the future", "check the year"
            )


def _dates(record: Article | RelatedItem) -> Iterator[tuple[str, datetime]]:
    yield "publishedDateTime", record.published_date_time
    if isinstance(record, Article) and record.updated_date_time is not None:
        yield "updatedDateTime", record.updated_date_time


def _ahead(instant: datetime, now: datetime) -> str:
    days = (instant - now).days
    return f"{days} days" if days < 1000 else f"{days // 365} years"


def is_updated_too_early(record: Article, _: RuleContext) -> bool:
    """Tell whether an article was changed before it was published."""
    updated = record.updated_date_time
    return updated is not None and updated < record.published_date_time


@record_rule(
    "DAT005",
    "updated-before-published",
    severity=Severity.WARNING,
    on=Article,
    precheck=Precheck(is_updated_too_early, needs=("updated_date_time",)),
)
def updated_before_published(article: Article, at: RuleContext) -> Iterator[Finding]:
    """An article was changed before it was published.

    Feeds and search engines treat such dates as mistakes and show neither. Where an article has not
    changed since, leave `updatedDateTime` out.

    Bad:
        publishedDateTime: 2020-06-12T19:19:00Z
        updatedDateTime: 2020-06-11T08:00:00Z
        #                ^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z
        updatedDateTime: 2020-06-13T08:00:00Z

    Source: RFC 4287 sections 4.2.9 and 4.2.15, the meaning of published and updated
    """
    published, updated = article.published_date_time, article.updated_date_time
    if updated is None or updated >= published:
        return
    if is_plausible(published, at.now) and is_plausible(updated, at.now):
        yield at("updatedDateTime").finding(
            "`updatedDateTime` lies before `publishedDateTime`",
            "check both, or remove `updatedDateTime`",
        )


def lies_before_the_web(record: Article | RelatedItem, _: RuleContext) -> bool:
    """Tell whether a date of a record lies before there was a web."""
    updated = getattr(record, "updated_date_time", None)
    return bool(
        record.published_date_time < FIRST_DAY_OF_THE_WEB
        or (updated is not None and updated < FIRST_DAY_OF_THE_WEB)
    )


@record_rule(
    "DAT006",
    "date-before-the-web",
    severity=Severity.WARNING,
    on=(Article, RelatedItem),
    precheck=Precheck(lies_before_the_web),
)
def date_before_the_web(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """A date is before 6 August 1991, when there was no web.

    The year is wrong, or a program read a zero as a date, which gives 1 January 1970. The article
    would be the last of every list.

    Bad:
        publishedDateTime: 1970-01-01T00:00:00Z
        #                  ^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z

    Source: 0 of 192 measured files; CERN, the first web site
    """
    for key, instant in _dates(record):
        if instant < FIRST_DAY_OF_THE_WEB:
            yield at(key).finding(
                f"{named(at, key)} lies in {instant.year}, before the web",
                "write when it was published",
            )


@fault_rule("DAT007", "quoted-instant", severity=Severity.WARNING, fix="safe")
def quoted_instant(fault: Fault) -> Fix | None:
    """A date and time is in quotes.

    Site generators read YAML 1.1, in which an instant is a value of its own and quoted text is
    text. If only some files quote it, sorting by date compares both types, and fails.

    Bad:
        publishedDateTime: "2020-06-12T19:19:00Z"
        #                  ^^^^^^^^^^^^^^^^^^^^^^

    Good:
        publishedDateTime: 2020-06-12T19:19:00Z

    Source: YAML 1.1 type repository, timestamp; 0 of 192 measured files quote it
    """
    return known_fix(fault, "remove the quotes")


RULES = (
    not_rfc_3339,
    no_time_zone,
    impossible_date,
    future_date,
    updated_before_published,
    date_before_the_web,
    quoted_instant,
)
