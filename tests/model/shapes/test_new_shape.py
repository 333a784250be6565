"""A new shape is one class: everything derived from a model serves it at once.

Guards against code that asks for the known shapes one by one and forgets the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from attrs import frozen

import article_schema
from article_schema import (
    Article,
    Doc,
    Image,
    Settings,
    ValidationError,
    check_text,
    dumps,
    json_schema,
    loads,
    record,
    structure,
    unstructure,
)  # fmt: skip
from article_schema.model.shapes.base import (
    FILE,
    PYTHON,
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
)  # fmt: skip
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.scalars import TextShape
from article_schema.reporting.field_page import field_page
from article_schema.routes import Route
from article_schema.schema.validate import validate

SOURCES = Path(article_schema.__file__).parent


@frozen
class DateShape(Shape):
    """A day, `2020-06-12` in a file."""

    noun: ClassVar[str] = "a date such as 2020-06-12"
    pattern: ClassVar[str] = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def accepts(self, value: Any, form: Representation) -> bool:
        if not form.in_file:
            return type(value) is date
        return isinstance(value, str) and re.fullmatch(self.pattern, value) is not None

    def builder(self) -> Builder:
        def build(value: Any) -> date:
            if not self.accepts(value, FILE):
                raise RejectedError
            return date.fromisoformat(value)

        return build

    def schema(self, references: References) -> Schema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@frozen
class EitherShape(Shape):
    """A value of one of several shapes."""

    shapes: tuple[Shape, ...]

    @property
    def noun(self) -> str:
        return " or ".join(shape.noun for shape in self.shapes)

    def inner(self) -> tuple[Shape, ...]:
        return self.shapes

    def fitting(self, value: Any, form: Representation) -> Shape | None:
        return next((shape for shape in self.shapes if shape.accepts(value, form)), None)

    def accepts(self, value: Any, form: Representation) -> bool:
        return self.fitting(value, form) is not None

    def walk(self, value: Any, route: Route = ()) -> Iterator[tuple[Shape, Any, Route]]:
        yield self, value, route
        shape = self.fitting(value, FILE) or self.fitting(value, PYTHON)
        if shape is not None:
            yield from shape.walk(value, route)

    def builder(self) -> Builder:
        builders = [(shape, shape.builder()) for shape in self.shapes]

        def build(value: Any) -> Any:
            for shape, make in builders:
                if shape.accepts(value, FILE):
                    return make(value)
            raise RejectedError

        return build

    def schema(self, references: References) -> Schema:
        return {"anyOf": [shape.schema(references) for shape in self.shapes]}

    def summary(self, link: Callable[[type], str]) -> str:
        return " or ".join(shape.summary(link) for shape in self.shapes)


@record
class Page(Article):
    """An article with fields of new shapes."""

    day: Annotated[date, DateShape(), Doc("The day that it is about.")] | None = None
    days: list[Annotated[date, DateShape()]] | None = None
    cover: Annotated[str | Image, EitherShape((TextShape(), RecordShape(Image)))] | None = None


DATA = {
    "type": "article",
    "title": "A title",
    "excerpt": "A walk along the quays.",
    "webUrl": "https://example.com/a",
    "publishedDateTime": "2020-06-12T19:19:00Z",
    "category": "Travel",
    "topics": ["Ports", "Travel"],
    "provider": {
        "name": "Example",
        "domain": "example.com",
        "images": [{"url": "https://example.com/logo.png", "width": 100, "height": 100}],
    },
    "day": "2020-06-12",
    "days": ["2020-06-13"],
    "cover": {"url": "https://example.com/b.jpg", "width": 1200, "height": 800},
}


def test_values_are_converted_both_ways() -> None:
    page = structure(DATA, Page)
    assert (page.day, page.days) == (date(2020, 6, 12), [date(2020, 6, 13)])
    assert isinstance(page.cover, Image)
    assert unstructure(page) == DATA
    assert loads(dumps(page), model=Page).article == page


def test_values_that_do_not_fit_are_named_in_both_forms() -> None:
    with pytest.raises(ValidationError) as caught:
        structure(DATA | {"day": "today", "days": ["x"], "cover": 7}, Page)
    said = "must be a date such as 2020-06-12, not the text"
    assert [fault.sentence for fault in caught.value.faults] == [
        f'`day` {said} "today"',
        f'`days[0]` {said} "x"',
        "`cover` must be text or a mapping with `url`, `width`, `height`, not the number 7",
    ]
    page = structure(DATA, Page)
    with pytest.raises(ValidationError, match="`day` must be a date"):
        page.day = "2020-06-12"


def test_files_are_checked() -> None:
    settings = Settings(model=Page)
    text = dumps(structure(DATA, Page))
    assert check_text(text, settings=settings).ok
    (finding,) = check_text(text.replace("2020-06-13", "soon"), settings=settings).findings
    assert (finding.code, finding.route) == ("FLD004", ("days", 0))


def test_rules_see_the_records_in_values() -> None:
    data = DATA | {"cover": {"url": "http://example.com/b.jpg", "width": 1200, "height": 800}}
    report = check_text(dumps(structure(data, Page)), settings=Settings(model=Page))
    assert ("IMG002", ("cover", "url")) in [(f.code, f.route) for f in report.findings]


def test_the_json_schema_agrees() -> None:
    properties = json_schema(Page)["properties"]
    assert properties["day"]["description"] == "The day that it is about."
    assert properties["days"]["items"] == DateShape().schema(None)  # type: ignore[arg-type]
    validate(DATA, Page)
    with pytest.raises(ValidationError) as caught:
        validate(DATA | {"day": "x", "cover": 7}, Page)
    assert [fault.route for fault in caught.value.faults] == [("day",), ("cover",)]


def test_the_page_of_fields_shows_it() -> None:
    page = field_page(Page)
    assert "| `day` | a date such as 2020-06-12 |  |  | The day that it is about. |  |" in page
    assert "| `days` | list: a date such as 2020-06-12 |" in page
    assert "| `cover` | text or [Image](#image) |" in page


def test_no_code_outside_of_the_model_asks_which_shape_it_has() -> None:
    asked = re.compile(r"isinstance\([^()]*(?:\([^()]*\))?[^()]*\b\w+Shape\b")
    found = [
        f"{path.name}: {match[0]}"
        for path in SOURCES.rglob("*.py")
        if SOURCES / "model" not in path.parents
        for match in asked.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
