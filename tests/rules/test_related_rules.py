from __future__ import annotations

import json
from typing import Any

import pytest
from checks import article, check, checker, fixed, related, routes


def rated(*qualities: int | None) -> dict[str, Any]:
    items = [
        related(webUrl=f"https://www.example.com/{index}", quality=quality)
        for index, quality in enumerate(qualities)
    ]
    return article(related=items)


@pytest.mark.parametrize(
    ("qualities", "wrong"),
    [
        ((), []),
        ((5,), []),
        ((5, 5, 4, 0), []),
        ((None, None), []),
        ((5, None, 4), []),
        ((4, 5), ["related[1].quality"]),
        ((4, None, 5), ["related[2].quality"]),
        ((1, 2, 3), ["related[1].quality"]),
    ],
)
def test_the_best_stands_first(qualities: tuple[int | None, ...], wrong: list[str]) -> None:
    assert routes("REL001", rated(*qualities)) == wrong


def test_sorting_keeps_the_order_of_equals() -> None:
    items = fixed("REL001", rated(1, 3, 2, 3, 1))["related"]
    assert [(item["quality"], item["webUrl"][-1]) for item in items] == [
        (3, "1"), (3, "3"), (2, "2"), (1, "0"), (1, "4"),
    ]  # fmt: skip


def test_items_without_a_quality_are_not_moved() -> None:
    (finding,) = check("REL001", rated(4, None, 5))
    assert finding.fix is None


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("2020-06-26T19:19:00Z", False),
        ("2020-06-26T19:19:01Z", True),
        ("2020-05-29T19:19:00Z", False),
        ("2020-05-29T19:18:59Z", True),
        ("2020-06-26T21:19:00+02:00", False),
    ],
)
def test_the_window_has_two_ends(date: str, wrong: bool) -> None:
    data = article(related=[related(publishedDateTime=date)])
    assert routes("REL002", data) == ["related[0].publishedDateTime"] * wrong
    assert check("REL002", data, days=15) == []


def test_the_window_says_on_which_side() -> None:
    dates = ["2019-06-12T19:19:00Z", "2021-06-12T19:19:00Z"]
    items = [
        related(publishedDateTime=date, webUrl=f"https://www.example.com/{date[:4]}")
        for date in dates
    ]
    older, newer = check("REL002", article(related=items))
    assert "366 days older" in older.message
    assert "365 days newer" in newer.message


def pages(*urls: str) -> dict[str, Any]:
    return article(related=[related(webUrl=url) for url in urls])


def test_a_page_is_named_once() -> None:
    data = pages(*(f"https://www.example.com/{name}" for name in "abaab"))
    assert routes("REL003", data) == [f"related[{index}].webUrl" for index in (2, 3, 4)]
    left = fixed("REL003", data)["related"]
    assert [item["webUrl"][-1] for item in left] == ["a", "b"]


def test_spelling_makes_no_other_page() -> None:
    found = checker("REL003").check_text(
        'related: [{webUrl: "https://www.example.com/a"}, {webUrl: "https://WWW.example.com/a"}]\n'
        + "\n".join(f"{key}: {value!r}" for key, value in article().items()),
        "article.yaml",
    )
    assert ("REL003", "related[1].webUrl") in [(f.code, f.route_text) for f in found.findings]


def test_removing_a_different_account_of_a_page_is_not_safe() -> None:
    data = article(related=[related(), related(title="Bridge to close")])
    (finding,) = check("REL003", data)
    assert finding.fix is not None
    assert not finding.fix.safe
    (finding,) = check("REL003", article(related=[related(), related()]))
    assert finding.fix is not None
    assert finding.fix.safe


def test_older_names_and_originals_name_a_page_too() -> None:
    item = related(webUrl=None, originalUrl="https://www.example.com/bridge")
    assert routes("REL003", article(related=[related(), item])) == ["related[1].originalUrl"]


def test_items_without_a_page_are_not_the_same() -> None:
    items = [related(webUrl=None, title=title) for title in ("A", "B")]
    text = json.dumps(article(related=items))
    found = checker("REL003").check_text(text, "a.json").findings
    assert {finding.code for finding in found} <= {"FLD001", "FLD009"}
    assert [finding.route for finding in found] == [("related", 0), ("related", 1)]


def test_an_article_is_not_among_its_related_items() -> None:
    own = related(webUrl="https://www.example.com/harbour")
    data = article(related=[own, related(), own])
    assert routes("REL004", data) == ["related[0].webUrl", "related[2].webUrl"]
    assert fixed("REL004", data, unsafe=True)["related"] == [related()]


def test_the_original_of_an_article_is_the_article() -> None:
    original = "https://www.example.com/bridge"
    data = article(originalUrl=original, related=[related()])
    assert routes("REL004", data) == ["related[0].webUrl"]
