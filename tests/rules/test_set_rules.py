"""SET001 to SET005: articles that disagree with each other, or with the names of their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema import check_paths
from article_schema.rules.families.set_rules import RULES, slug_of
from article_schema.testing import RuleCase

ARTICLE = """\
---
category: news
title: "{title}"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: {date}
webUrl: "https://www.example.com/{page}"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""


def article(
    title: str = "The harbour at dawn", date: str = "2020-06-12T19:19:00Z", page: str = "harbour"
) -> str:
    return ARTICLE.format(title=title, date=date, page=page)


def codes(folder: Path) -> list[tuple[str, str, int]]:
    found = check_paths([folder]).findings
    return [(finding.code, Path(finding.file).name, finding.line) for finding in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples(rule) -> None:
    RuleCase(rule).check()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("harbour", "harbour", True),
        ("harbour", "a/../harbour", True),
        ("harbour", "Harbour", False),
        ("harbour?a=1", "harbour?a=2", False),
        ("harbour", "harbour/", False),
    ],
)
def test_pages_are_compared_in_normal_form(
    tmp_path: Path, one: str, other: str, same: bool
) -> None:
    (tmp_path / "a.md").write_text(article(page=one))
    (tmp_path / "b.md").write_text(article("A morning", page=other))
    expected = ("SET001", "b.md", 6)
    assert (expected in codes(tmp_path)) is same


def test_an_original_and_a_page_of_another_article_are_one_page(tmp_path: Path) -> None:
    video = article("A film").replace("webUrl", "originalUrl")
    (tmp_path / "a.md").write_text(article())
    (tmp_path / "b.md").write_text(video)
    assert codes(tmp_path) == [("SET001", "b.md", 6)]


def test_an_article_may_name_one_page_twice(tmp_path: Path) -> None:
    text = article().replace("type:", 'originalUrl: "https://www.example.com/harbour"\ntype:')
    (tmp_path / "a.md").write_text(text)
    assert codes(tmp_path) == []


def test_records_of_one_file_are_compared_too(tmp_path: Path) -> None:
    record = (
        '{"category": "news", "title": "%s", "excerpt": "A walk.", "type": "article",'
        ' "publishedDateTime": "2020-06-12T19:19:00Z", "topics": ["Ports"],'
        ' "webUrl": "https://www.example.com/harbour",'
        ' "provider": {"name": "Example Times", "domain": "example.com"}}'
    )
    text = f'{{"value": [\n{record % "One"},\n{record % "Two"}\n]}}'
    (tmp_path / "page.json").write_text(text)
    report = check_paths([tmp_path])
    assert [(finding.code, finding.line) for finding in report.findings] == [("SET001", 3)]
    assert report.findings[0].message == "the record value[0] names the same page"
    assert report.files == 1


@pytest.mark.parametrize(
    ("title", "date", "same"),
    [
        ("The harbour at dawn", "2020-06-12T08:00:00Z", True),
        ("THE HARBOUR  at dawn", "2020-06-12T08:00:00Z", True),
        ("The harbour at dawn", "2020-06-13T01:00:00+02:00", True),
        ("The harbour at dawn", "2020-06-13T08:00:00Z", False),
        ("The harbour at dusk", "2020-06-12T08:00:00Z", False),
    ],
)
def test_titles_are_compared_within_a_day(
    tmp_path: Path, title: str, date: str, same: bool
) -> None:
    (tmp_path / "a.md").write_text(article())
    (tmp_path / "b.md").write_text(article(title, date, "quay"))
    assert codes(tmp_path) == ([("SET002", "b.md", 3)] if same else [])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2020-06-12-the-harbour-at-dawn.md", []),
        ("2020-06-13-the-harbour-at-dawn.md", []),
        ("2020-06-11-the-harbour-at-dawn.md", ["SET003"]),
        ("2020-06-14-the-harbour-at-dawn.md", ["SET003"]),
        ("2020-13-45-the-harbour-at-dawn.md", ["SET003"]),
        ("2020-06-12-the-harbour-at-d.md", []),
        ("2020-06-12-the-harbour-at-dawn-2.md", ["SET004"]),
        ("2020-06-12-quay.md", ["SET004"]),
        ("2020-06-11-quay.md", ["SET004", "SET003"]),
        ("the-harbour.md", []),
        ("README.md", []),
        ("2020-06-12.md", []),
    ],
)
def test_names_of_files(tmp_path: Path, name: str, found: list[str]) -> None:
    (tmp_path / name).write_text(article())
    assert [code for code, _, _ in codes(tmp_path)] == found


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The harbour at dawn", "the-harbour-at-dawn"),
        ("  Café – “au lait”!  ", "cafe-au-lait"),
        ("10 % more, 2020-2021", "10-more-2020-2021"),
        ("What now?", "what-now"),
        ("Ports & ferries -", "ports-ferries-"),
        ("港の夜明け", ""),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_title_without_latin_letters_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "2020-06-12-harbour.md").write_text(article("港の夜明け"))
    assert codes(tmp_path) == []


def test_a_title_that_begins_with_punctuation_and_a_space_gives_a_name_without_a_hyphen(
    tmp_path: Path,
) -> None:
    (tmp_path / "2020-06-12-harbour-closed.md").write_text(article("« Harbour » closed"))
    (tmp_path / "2020-06-13-bridge-closed.md").write_text(article("« Harbour » closed"))
    names = [name for code, name, _ in codes(tmp_path) if code == "SET004"]
    assert names == ["2020-06-13-bridge-closed.md"]


def test_a_related_item_agrees_with_one_of_two_articles(tmp_path: Path) -> None:
    item = """\
related:
  - title: "{title}"
    excerpt: "Ferries run instead."
    publishedDateTime: {date}
    webUrl: "https://www.example.com/bridge"
    type: article
    provider:
      name: Example Times
      domain: example.com
---
"""
    (tmp_path / "bridge.md").write_text(article("Bridge &amp; quay", page="bridge"))
    for name, title, date in [
        ("a", "Bridge & quay", "2020-06-12T21:19:00+02:00"),
        ("b", "Bridge", "2020-06-12T19:19:00Z"),
        ("c", "Bridge", "2020-06-13T19:19:00Z"),
    ]:
        text = article(name, page=name).removesuffix("---\n") + item.format(title=title, date=date)
        (tmp_path / f"{name}.md").write_text(text)
    found = [found for found in codes(tmp_path) if found[0] == "SET005"]
    assert found == [("SET005", "b.md", 14), ("SET005", "c.md", 14), ("SET005", "c.md", 16)]


def test_real_articles(shared: Path) -> None:
    report = check_paths([shared / "corpus" / "news"])
    assert [finding.code for finding in report.findings if finding.code.startswith("SET")] == [
        "SET001"
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("Øl på Öland", "Øl pa\u030a O\u0308land"), ("ÖLAND", "o\u0308land")]
)
def test_titles_in_two_normal_forms_are_one_title(tmp_path: Path, one: str, other: str) -> None:
    (tmp_path / "a.md").write_text(article(one), encoding="utf-8")
    (tmp_path / "b.md").write_text(article(other, page="quay"), encoding="utf-8")
    assert [code for code, *_ in codes(tmp_path)] == ["SET002"]


def test_an_item_may_spell_a_title_in_another_normal_form(tmp_path: Path) -> None:
    item = (
        'related:\n  - title: "O\u0308land"\n    excerpt: "Ferries run."\n'
        "    publishedDateTime: 2020-06-12T19:19:00Z\n"
        '    webUrl: "https://www.example.com/harbour"\n    type: article\n'
        "    provider:\n      name: Example Times\n      domain: example.com\n---\n"
    )
    text = article("A morning", page="quay").removesuffix("---\n") + item
    (tmp_path / "a.md").write_text(article("Öland"), encoding="utf-8")
    (tmp_path / "b.md").write_text(text, encoding="utf-8")
    assert codes(tmp_path) == []
    (tmp_path / "a.md").write_text(article("Oland"), encoding="utf-8")
    assert [code for code, *_ in codes(tmp_path)] == ["SET005"]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("9999-12-31T23:59:59-05:00", "9999-12-31"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01"),
        ("2020-06-12T23:30:00-05:00", "2020-06-13 in UTC"),
    ],
)
def test_a_day_that_utc_does_not_have_is_not_told_as_one_in_utc(
    tmp_path: Path, date: str, told: str
) -> None:
    (tmp_path / "2019-01-01-the-harbour-at-dawn.md").write_text(article(date=date))
    messages = [f.message for f in check_paths([tmp_path]).findings if f.code == "SET003"]
    assert messages == [f"the file name says 2019-01-01, but the article was published on {told}"]
