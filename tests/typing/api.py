"""What type checkers must see of the public face; checked by mypy, never run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, assert_type

from annotated_types import Ge

from article_schema import (
    Article,
    Document,
    Finding,
    Fix,
    Image,
    Provider,
    Record,
    RelatedItem,
    Report,
    Settings,
    Severity,
    check_paths,
    check_text,
    dump,
    dumps,
    json_schema,
    load,
    loads,
    record,
    structure,
    unstructure,
    validate,
)

provider = Provider(name="Example Times", domain="example.com")
article = Article(
    category="news",
    title="The harbour at dawn",
    excerpt="A walk along the quays.",
    published_date_time=datetime(2020, 6, 12, tzinfo=UTC),
    type="article",
    provider=provider,
    topics=["Ports"],
)
assert_type(article.title, str)
assert_type(article.category, str | None)
assert_type(article.published_date_time, datetime)
assert_type(article.images, list[Image])
assert_type(article.related, list[RelatedItem])
assert_type(article.provider.domain, str)
assert_type(article.extra, dict[str, Any])

Image(url="https://media.example.com/a.jpg", width=1, height=1)
Image({}, url="https://media.example.com/a.jpg", width=1, height=1)  # type: ignore[call-arg]
Image(url="https://media.example.com/a.jpg", width="1", height=1)  # type: ignore[arg-type]
article.title = 5  # type: ignore[assignment]
_ = article.nothing  # type: ignore[attr-defined]

document = load("article.md")
assert_type(document, Document)
assert_type(document.text, str)
assert_type(document.save(), bool)
assert_type(loads("text"), Document)
assert_type(dumps(article), str)
dump(article, "article.md")

report = check_paths(["articles"], Settings(select=("URL",)))
assert_type(report, Report)
assert_type(check_text("text"), Report)
assert_type(report.ok, bool)
assert_type(report.findings, list[Finding])
assert_type(report.findings[0].severity, Severity)
assert_type(report.findings[0].fix, Fix | None)

assert_type(structure({}), Article)
assert_type(structure({}, Image), Image)
assert_type(unstructure(article), dict[str, Any])
assert_type(json_schema(), dict[str, Any])
validate({})


@record
class Story(Article):
    """A model of a project of its own."""

    minutes: Annotated[int | None, Ge(1)] = None


@record(one_of=(("name", "title"),))
class Topic(Record):
    """A model that is no article."""

    name: str | None = None
    title: str | None = None


assert_type(structure({}, Story).minutes, int | None)
assert_type(Topic(name="Ports").name, str | None)
Topic(names="Ports")  # type: ignore[call-arg]
