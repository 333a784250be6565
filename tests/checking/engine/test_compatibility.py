"""Rules for articles keep working on models whose fields have other types."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import pytest

from article_schema import (
    Article,
    Doc,
    Image,
    Provider,
    Record,
    RelatedItem,
    Settings,
    check_text,
    record,
)
from article_schema.checking.config.selecting import ALL
from article_schema.checking.engine.compatibility import view_for
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import table_of
from article_schema.rules.families.publication_rules import heat_below_quality

ARTICLE = """\
---
title: "The harbour at &amp; dawn"
excerpt: "Boats leave."
publishedDateTime: "2020-06-12T19:19:00Z"
webUrl: "https://www.example.com/harbour"
type: article
category: News
provider:
  name: Example News
  domain: example.com
{lines}---
"""


@record
class Tag(Record):
    """A topic with a weight."""

    name: Annotated[str, Doc("The topic.")]


#: Types that a site may give to a field, each with a value in a file.
TYPES: dict[str, tuple[Any, str]] = {
    "text": (str, '"x  "'),
    "number": (float, "7.5"),
    "boolean": (bool, "true"),
    "instant": (datetime, '"2020-06-12T19:19:00Z"'),
    "list of numbers": (list[int], "[7, 7, 8]"),
    "list of records": (list[Tag], "[{name: a}, {name: a}]"),
    "record": (Tag, "{name: a}"),
    "mapping": (dict[str, str], "{a: b}"),
    "anything": (Any, "[{a: [7, null]}]"),
}


def changed(name: str, hint: Any, base: Any = Article, default: bool = False) -> Any:
    """Return a class of records with another type for one field."""
    body = {
        "__annotations__": {name: Annotated[hint, Doc("What the site made of it.")]},
        "__doc__": "An article of a site.",
        "__module__": __name__,
        **({name: None} if default else {}),
    }
    return record(type("Changed", (base,), body))


def findings(name: str, kind: str) -> list[tuple[str, str]]:
    hint, value = TYPES[kind]
    key = next(field.key for field in table_of(Article).fields if field.name == name)
    text = ARTICLE.format(lines="").splitlines(keepends=True)
    top = next((n for n, line in enumerate(text) if line.startswith(f"{key}:")), None)
    if top is not None:
        end = next(n for n in range(top + 1, len(text)) if not text[n].startswith(" "))
        del text[top:end]
    text[1:1] = [f"{key}: {value}\n"]
    settings = Settings(model=changed(name, hint), select=(ALL,))
    report = check_text("".join(text), "a.md", settings)
    return [(finding.code, finding.message) for finding in report.findings]


@pytest.mark.parametrize("name", [field.name for field in table_of(Article).fields])
@pytest.mark.parametrize("kind", TYPES)
def test_no_rule_fails_on_a_field_of_another_type(name: str, kind: str) -> None:
    found = findings(name, kind)
    assert [(code, message) for code, message in found if code == "DOC016"] == []
    if name != "title":
        assert "TXT001" in [code for code, _ in found]


#: A valid record of each class of parts.
PARTS: dict[Any, dict[str, Any]] = {
    Image: {"url": "https://www.example.com/a.png", "width": 1200, "height": 675},
    Provider: {"name": "Example News", "domain": "example.com"},
    RelatedItem: {
        "title": "Bridge closes",
        "excerpt": "Ferries run.",
        "publishedDateTime": "2020-06-12T19:19:00Z",
        "webUrl": "https://www.example.com/bridge",
        "type": "article",
        "provider": {"name": "Example News", "domain": "example.com"},
    },
}
#: Articles are parts too, of what stands around them.
WHOLE = PARTS[RelatedItem] | {"category": "News", "topics": ["Ports"]}


@pytest.mark.parametrize("value", [None, 7, "x  ", [{"a": "b"}], {"a": 7}], ids=str)
@pytest.mark.parametrize(
    ("base", "name"), [(base, field.name) for base in PARTS for field in table_of(base).fields]
)
def test_no_rule_fails_on_a_part_whose_field_may_be_anything(
    base: Any, name: str, value: Any
) -> None:
    part = changed(name, Any, base, default=True)
    key = next(field.key for field in table_of(part).fields if field.name == name)
    item = PARTS[base] | {key: value}
    holders = [
        (field, isinstance(field.shape, ListShape))
        for field in table_of(Article).fields
        if RecordShape(base) in (field.shape, getattr(field.shape, "item", None))
    ]
    for field, is_list in holders:
        model = changed(field.name, list[part] if is_list else part)  # type: ignore[valid-type]
        text = json.dumps(WHOLE | {field.key: [item, item] if is_list else item})
        report = check_text(text, "a.json", Settings(model=model, select=(ALL,)))
        assert [found.message for found in report.findings if found.code == "DOC016"] == []


@record
class Box(Record):
    """Holds parts in every way."""

    one: Annotated[Tag, Doc("One.")]
    some: Annotated[list[Tag], Doc("Some.")]
    named: Annotated[dict[str, Tag], Doc("By name.")]
    deep: Annotated[dict[str, list[Tag]], Doc("By name, several.")]


@record
class LooseTag(Tag):
    """A tag whose name may be missing."""

    name: Annotated[str | None, Doc("The topic.")] = None  # type: ignore[assignment]


@record
class LooseBox(Box):
    """Holds loose parts in every way."""

    one: Annotated[LooseTag, Doc("One.")]
    some: Annotated[list[LooseTag], Doc("Some.")]  # type: ignore[assignment]
    named: Annotated[dict[str, LooseTag], Doc("By name.")]  # type: ignore[assignment]
    deep: Annotated[dict[str, list[LooseTag]], Doc("By name.")]  # type: ignore[assignment]


def box(**names: str | None) -> LooseBox:
    """Return a box whose parts have some names."""
    tag = {key: LooseTag(name=names.get(key, "x")) for key in ("one", "some", "named", "deep")}
    return LooseBox(one=tag["one"], some=[LooseTag(name="x"), tag["some"]],
                    named={"a": tag["named"]}, deep={"a": [tag["deep"]]})  # fmt: skip


def view() -> Any:
    about = replace(heat_below_quality, models=(Box,))
    found = view_for(about, LooseBox)
    assert found is not None
    return found


def test_a_record_that_keeps_the_stricter_class_is_seen_as_it_is() -> None:
    whole = box()
    assert view()(whole) is whole


@pytest.mark.parametrize("key", ["one", "some", "named", "deep"])
def test_a_looser_part_is_hidden_wherever_it_lies(key: str) -> None:
    whole = box(**{key: None})
    seen = view()(whole)
    assert seen is not whole
    for name, last in (("one", lambda b: b.one), ("some", lambda b: b.some[1]),
                       ("named", lambda b: b.named["a"]),
                       ("deep", lambda b: b.deep["a"][0])):  # fmt: skip
        assert hasattr(last(seen), "name") is (name != key)
        assert last(whole).name == (None if name == key else "x")


def test_a_class_that_is_no_looser_needs_no_view() -> None:
    assert view_for(replace(heat_below_quality, models=(Box,)), Box) is None
    assert view_for(replace(heat_below_quality, models=(Tag,)), LooseBox) is None
