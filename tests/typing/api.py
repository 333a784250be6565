"""What type checkers must see of the public face; checked by mypy and pyright, never run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, assert_type

import attrs
from annotated_types import Ge

from article_schema import (
    Article,
    Collection,
    Document,
    Documents,
    Failure,
    Finding,
    Fix,
    Image,
    Provider,
    Record,
    Records,
    RelatedItem,
    Report,
    SaveReport,
    Settings,
    Severity,
    check_paths,
    check_text,
    dump,
    dumps,
    from_json,
    json_schema,
    load,
    load_all,
    loads,
    model_from_class,
    model_from_schema,
    read_records,
    record,
    save_all,
    structure,
    to_json,
    to_records,
    unstructure,
    validate,
    write_records,
)
from article_schema.fields import PlainData

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
assert_type(article.extra, dict[str, PlainData])

Image(url="https://media.example.com/a.jpg", width=1, height=1)
Image({}, url="https://media.example.com/a.jpg", width=1, height=1)  # type: ignore[call-arg]
Image(url="https://media.example.com/a.jpg", width="1", height=1)  # type: ignore[arg-type]
article.title = 5  # type: ignore[assignment]
_ = article.nothing  # type: ignore[attr-defined]

document = load("article.md")
assert_type(document, Document)
assert_type(document, Document[Article])
assert_type(document.article, Article)
assert_type(document.article.images[0].width, int)
document.article = article
document.article = provider  # type: ignore[assignment]
document.article.title = None  # type: ignore[assignment]
assert_type(document.text, str)
assert_type(document.save(), bool)
assert_type(loads("text"), Document)
assert_type(dumps(article), str)
dump(article, "article.md")
assert_type(dumps(document), str)
dump(document, "article.md")
dumps({"title": "The harbour at dawn"})  # type: ignore[arg-type]

report = check_paths(["articles"], Settings(select=("URL",)))
assert_type(report, Report)
assert_type(check_text("text"), Report)
assert_type(report.ok, bool)
assert_type(report.findings, list[Finding])
assert_type(report.findings[0].severity, Severity)
assert_type(report.findings[0].fix, Fix | None)

assert_type(structure({}), Article)
assert_type(structure({}, Image), Image)
assert_type(unstructure(article), dict[str, PlainData])
assert_type(json_schema(), dict[str, PlainData])
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
story = load("story.md", model=Story)
assert_type(story, Document[Story])
assert_type(story.article, Story)
assert_type(story.article.minutes, int | None)
assert_type(story.article.title, str)
story.article = article  # type: ignore[assignment]
story.article = structure({}, Story)
assert_type(load("story.md", Story).article, Story)
assert_type(load("story.md", Story, config="site.toml").article, Story)
assert_type(load("story.md", config="site.toml").article, Record)
assert_type(loads("text", model=Story).article, Story)
assert_type(loads("text", "story.json", Story).article, Story)
assert_type(from_json("{}"), Article)
assert_type(from_json(b"{}", Story), Story)
assert_type(to_json(story.article), str)
assert_type(dumps(story), str)
load("story.md", model=int)  # type: ignore[type-var]
structure({}, dict)  # type: ignore[type-var]


def title_of(opened: Document[Story]) -> str:
    return opened.article.title


title_of(story)
title_of(document)  # type: ignore[arg-type]

attrs.fields(Story)
assert_type(attrs.has(Story), bool)
attrs.asdict(article)
attrs.astuple(story.article)
assert_type(attrs.evolve(article, title="Another title"), Article)
assert_type(attrs.evolve(provider, name="Example Post"), Provider)
assert_type(attrs.evolve(structure({}, Story), minutes=3), Story)

assert_type(model_from_class(dict), type[Record])
assert_type(model_from_schema({}), type[Record])
assert_type(load("any.md", model_from_schema({})).article, Record)
assert_type(Topic(name="Ports").name, str | None)
Topic(names="Ports")  # type: ignore[call-arg]


stories = load_all(["stories"], Story, errors="collect", jobs=2)
assert_type(load_all("articles"), Documents[Article])
assert_type(stories, Documents[Story])
assert_type(load_all("articles", config="site.toml"), Documents[Record])
assert_type([each.article.minutes for each in stories], list[int | None])
assert_type(stories.where(minutes=5), Documents[Story])
assert_type(stories.where(lambda each: each.minutes), Documents[Story])
assert_type(stories.sorted_by("minutes", lambda each: each.title), list[Document[Story]])
assert_type(stories.failures, tuple[Failure, ...])
stories.where(lambda each: each.nothing)  # type: ignore[attr-defined]
stories.sorted_by(lambda each: each.extra)  # type: ignore[arg-type, return-value]
load_all("articles", errors="stop")  # type: ignore[call-overload]
assert_type(Collection("site.toml", "stories", model=Story), Collection[Story])
for each in Collection("site.toml", "stories", model=Story).where(type="video"):
    assert_type(each, Document[Story])
assert_type(save_all(stories), SaveReport)
rows = list(to_records(stories, ["title", "minutes"]))
assert_type(rows, list[dict[str, object]])
to_records([article])
to_records([5])  # type: ignore[arg-type]

assert_type(read_records("news.jsonl"), Records[Article])
assert_type(list(read_records("news.jsonl", Story).where(minutes=5)), list[Story])
assert_type(write_records(read_records("news.json", Story), "news.jsonl"), int)
write_records(stories, "news.json", page=True)

assert_type(document.data, dict[str, PlainData])
assert_type(document.data["title"] == "The harbour at dawn", bool)
title = document.data["title"]
if isinstance(title, str):
    assert_type(title.upper(), str)
match document.data:
    case {"seo": {"keywords": [str(first), *_]}}:
        assert_type(first, str)
    case _:
        pass
seo = document.data.get("seo")
if isinstance(seo, dict):
    words = seo["keywords"]
    assert_type([str(word) for word in words] if isinstance(words, list) else [], list[str])
article.extra["seo"] = {"keywords": ["harbour", "quay"], "rank": 5}
article.extra = {"seo": {"keywords": ["harbour"]}}
document.set("seo", {"keywords": ["harbour"]})
document.sort("topics", key=lambda topic: str(topic).casefold())
document.sort("topics", key=lambda topic: topic)  # type: ignore[arg-type, return-value]
Settings(options={"IMG002": {"least": 50}})
