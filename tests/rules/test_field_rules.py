"""The edges of the field rules, and those whose fault cannot be shown in an example."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from annotated_types import Len
from checks import NOW, article, check, related, routes

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.model.fields import Record, record
from article_schema.model.types import Name


@record
class Course(Record):
    """A record with bounds of its own."""

    levels: Annotated[list[Name], Len(2, 3)]


@pytest.mark.parametrize(
    ("levels", "code"), [("[A]", "FLD006"), ("[A, B, C, D]", "FLD007"), ("[]", "FLD008")]
)
def test_fld006_and_fld007_report_lists_beyond_the_bounds_of_a_model(
    levels: str, code: str
) -> None:
    result = Checker(Settings(model=Course)).check_text(f"levels: {levels}\n", "course.yaml")
    assert [(f.code, f.line, f.column) for f in result.findings] == [(code, 1, 9)]


@pytest.mark.parametrize(("key", "most"), [("title", 500), ("excerpt", 5000)])
def test_fld007_reports_long_texts(key: str, most: int) -> None:
    assert routes("FLD007", article(**{key: "a" * most})) == []
    assert routes("FLD007", article(**{key: "a" * (most + 1)})) == [key]


@pytest.mark.parametrize(
    ("quality", "heat", "wrong"),
    [
        (59, 58, True),
        (59, 59, False),
        (59, -1, False),
        (0, 0, False),
        (1, 0, True),
        (59, None, False),
    ],
)
def test_heat_is_no_lower_than_quality(quality: int, heat: int | None, wrong: bool) -> None:
    assert routes("FLD012", article(quality=quality, heat=heat)) == ["heat"] * wrong


def test_the_publish_threshold_is_off_until_it_is_named() -> None:
    data = article(heat=12, published=True)
    assert check("FLD013", data) == []
    assert routes("FLD013", data, threshold=70) == ["published"]
    assert routes("FLD013", data, threshold=12) == []
    assert routes("FLD013", article(heat=70, published=False), threshold=70) == ["published"]
    assert routes("FLD013", article(heat=70), threshold=70) == []
    assert routes("FLD013", article(published=True), threshold=70) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"webUrl": None, "originalUrl": "https://video.example.com/1"}, True),
        ({"webUrl": None, "originalUrl": "https://video.example.com/1", "featuredContent": "<p>"},
         False),
        ({}, False),
    ],
)  # fmt: skip
def test_a_video_can_be_watched(changes: dict[str, Any], wrong: bool) -> None:
    assert routes("FLD014", article(type="video", **changes)) == ["type"] * wrong
    assert routes("FLD014", article(**changes)) == []


def test_a_related_video_needs_no_player() -> None:
    item = related(type="video", webUrl=None, originalUrl="https://video.example.com/1")
    assert routes("FLD014", article(related=[item])) == []


def test_what_is_at_fault_itself_is_not_judged() -> None:
    def codes(**changes: Any) -> list[str]:
        text = json.dumps(article(**changes))
        return [
            f.code for f in Checker(Settings(now=NOW)).check_text(text, "article.json").findings
        ]

    assert codes(heat=3, quality=59) == ["FLD012"]
    assert codes(heat="hot", quality=59) == ["FLD004"]
