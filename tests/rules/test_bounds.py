"""What a bound allows: the bound itself, and what lies one step beyond it on either side."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from checks import NOW, article, check, checker, image, related, routes

PUBLISHED = datetime(2020, 6, 12, 19, 19, tzinfo=UTC)


def written(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def is_found(code: str, width: int, height: int, **options: Any) -> bool:
    data = article(images=[image(width=width, height=height)])
    found = checker(code, **options).check_text(json.dumps(data), "a.json").findings
    return code in {finding.code for finding in found}


@pytest.mark.parametrize(("width", "height"), list(product((49, 50, 51, 99, 100, 101), repeat=2)))
def test_a_picture_may_be_as_small_and_as_large_as_the_options_say(width: int, height: int) -> None:
    expected = not (50 <= width <= 100 and 50 <= height <= 100)
    assert is_found("IMG003", width, height, least=50, most=100) is expected


@pytest.mark.parametrize("width", [149, 150, 151, 299, 300, 301, 599, 600, 601])
def test_a_picture_may_be_as_wide_and_as_narrow_as_the_options_say(width: int) -> None:
    expected = not Fraction(1, 2) <= Fraction(width, 300) <= 2
    assert is_found("IMG004", width, 300, narrowest=0.5, widest=2.0) is expected


@pytest.mark.parametrize(("width", "height"), [(99, 100), (100, 100), (101, 100), (100, 99)])
def test_a_picture_may_have_as_few_pixels_as_the_option_says(width: int, height: int) -> None:
    assert is_found("IMG005", width, height, area=10_000) is (width * height < 10_000)


@pytest.mark.parametrize("width", [799, 800, 801])
def test_a_picture_may_be_as_narrow_as_the_option_says(width: int) -> None:
    found = routes("IMG006", article(images=[image(width=width, height=600)]), width=800)
    assert found == (["images[0].width"] if width < 800 else [])


@pytest.mark.parametrize("heat", [-1, 0, 58, 59, 60])
@pytest.mark.parametrize("quality", [0, 59])
def test_heat_may_be_as_low_as_quality(heat: int, quality: int) -> None:
    found = routes("FLD012", article(heat=heat, quality=quality))
    assert found == (["heat"] if heat != -1 and heat < quality else [])


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("heat", [-1, 0, 69, 70, 71])
def test_heat_at_the_threshold_is_enough(heat: int, published: bool) -> None:
    found = check("FLD013", article(heat=heat, published=published), threshold=70)
    if published is (heat >= 70):
        assert found == []
        return
    (finding,) = found
    state = "reaches" if heat >= 70 else "is below"
    assert finding.message == f"heat {heat} {state} the threshold of 70"
    assert finding.help == f"write {str(not published).lower()}"


@pytest.mark.parametrize("seconds", [-1, 0, 1])
@pytest.mark.parametrize("days", [0, 1, 30])
@pytest.mark.parametrize("key", ["publishedDateTime", "updatedDateTime"])
def test_a_date_may_lie_as_far_ahead_as_the_option_says(key: str, days: int, seconds: int) -> None:
    moment = NOW + timedelta(days=days, seconds=seconds)
    found = routes("DAT004", article(**{key: written(moment)}), **{"tolerance-days": days})
    assert found == ([key] if seconds > 0 else [])


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_the_web_begins_at_midnight(seconds: int) -> None:
    moment = datetime(1991, 8, 6, tzinfo=UTC) + timedelta(seconds=seconds)
    found = routes("DAT006", article(publishedDateTime=written(moment)))
    assert found == (["publishedDateTime"] if seconds < 0 else [])


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_an_article_may_be_changed_the_moment_it_is_published(seconds: int) -> None:
    moment = written(PUBLISHED + timedelta(seconds=seconds))
    found = routes("DAT005", article(updatedDateTime=moment))
    assert found == (["updatedDateTime"] if seconds < 0 else [])


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("seconds", [-1, 0, 1])
@pytest.mark.parametrize("days", [1, 14])
def test_a_related_item_may_be_as_far_away_as_the_option_says(
    days: int, seconds: int, side: int
) -> None:
    moment = PUBLISHED + side * timedelta(days=days, seconds=seconds)
    data = article(related=[related(publishedDateTime=written(moment))])
    found = routes("REL002", data, days=days)
    assert found == (["related[0].publishedDateTime"] if seconds > 0 else [])


@pytest.mark.parametrize(
    ("ratings", "wrong"),
    [
        ([59, 20], None),
        ([59, 59], None),
        ([20, 59], 1),
        ([59, 20, 21], 2),
        ([59, None, 60], 2),
        ([300, 200, 200, 201, 202], 3),
        ([0, 0, 0], None),
    ],
)
def test_related_items_of_one_rating_may_stand_in_any_order(
    ratings: list[int | None], wrong: int | None
) -> None:
    items = [
        related(webUrl=f"https://www.example.com/{number}", quality=rating)
        for number, rating in enumerate(ratings)
    ]
    found = routes("REL001", article(related=items))
    assert found == ([] if wrong is None else [f"related[{wrong}].quality"])
