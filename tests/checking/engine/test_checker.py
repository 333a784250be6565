from __future__ import annotations

import random
import time
from dataclasses import fields
from typing import Annotated, Any

import pytest
from annotated_types import Ge
from fuzz.fast_path import SEEDS, mutated

from article_schema import Article, Record, check_text, record
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine import placing
from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.entries import stored
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.faults import Fault
from article_schema.model.shapes import explain
from article_schema.rules.findings import Finding, Fix, Severity

ARTICLE = """\
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
"""


def found(text: str, filename: str = "a.md") -> list[tuple[str, int, int, str]]:
    return [
        (finding.code, finding.line, finding.column, finding.route_text)
        for finding in check_text(text, filename).findings
    ]


def test_a_valid_article_has_no_finding() -> None:
    assert found(f"---\n{ARTICLE}---\n") == []
    assert found(ARTICLE, "a.yaml") == []


def test_findings_stand_in_the_order_of_the_file() -> None:
    text = f"---\n{ARTICLE}quality: -1\nheat: -2\n---\n".replace("type: article", "type:")
    places = [(line, column) for _, line, column, _ in found(text)]
    assert len(places) >= 3
    assert places == sorted(places)


def test_bytes_that_are_no_utf_8() -> None:
    result = Checker().check_bytes(b"---\ntitle: \xe9\n---\n", "a.md")
    assert [(f.code, f.line, f.column) for f in result.findings] == [("DOC002", 2, 8)]
    assert result.source is None


def test_text_without_front_matter_is_passed_over_unless_it_was_named() -> None:
    checker = Checker()
    assert checker.check_bytes(b"# Title\n", "README.md", named=True).findings[0].code == "DOC003"
    result = checker.check_bytes(b"# Title\n", "README.md", named=False)
    assert (result.findings, result.checked) == ((), False)


@pytest.mark.parametrize(
    ("text", "line"),
    [("---\n---\n", 1), ("---\n- a\n---\n", 2), ("---\n\nword\n---\n", 3), ("---\n~\n---\n", 2)],
)
def test_data_that_is_no_mapping(text: str, line: int) -> None:
    assert found(text) == [("DOC007", line, 1, "")]


def test_a_record_of_another_kind_is_one_finding() -> None:
    assert found("---\ntaxonomy: topic\nkeywords: [a]\n---\n") == [("DOC015", 1, 1, "")]


def test_both_values_of_a_repeated_key_are_checked() -> None:
    text = f"---\n{ARTICLE}quality: -1\nquality: -2\n---\n"
    assert found(text) == [
        ("FLD005", 13, 10, "quality"),
        ("DOC006", 14, 1, ""),
        ("FLD005", 14, 10, "quality"),
    ]


def test_a_repeated_key_hides_no_fault_below_it() -> None:
    text = f"---\nprovider:\n  domain: a b\n  name: '  '\n{ARTICLE}---\n"
    assert [(code, line, route) for code, line, _, route in found(text)] == [
        ("PRV001", 3, "provider.domain"),
        ("FLD008", 4, "provider.name"),
        ("DOC006", 11, ""),
    ]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("provider: {name: 5, name: A}", [("FLD004", 18, "provider.name")]),
        ("images: [{url: x y, url: /a.png, width: 640, height: 480}]",
         [("URL001", 16, "images[0].url")]),
        ("images: [x, [{a: 1, a: 2}]]", [("FLD004", 10, "images[0]"), ("FLD004", 13, "images[1]")]),
        ("extra: {a: [1], a: 2}", []),
        ("type: {a: 1, a: 2}", [("FLD004", 7, "type")]),
        ("provider: [{a: 1, a: 2}]", [("FLD004", 11, "provider")]),
        ("topics: {a: 1, a: 2}", [("FLD004", 9, "topics")]),
        ("topics: [{a: 1, a: 2}]", [("FLD004", 10, "topics[0]")]),
    ],
)  # fmt: skip
def test_what_a_repeated_key_hides_is_judged_by_its_place_in_the_model(
    line: str, places: list[tuple[str, int, str]]
) -> None:
    text = f"title: a\n{line}\n"
    below = [(code, column, route) for code, at, column, route in found(text, "a.yaml")
             if at == 2 and column > 1 and code != "DOC006"]  # fmt: skip
    assert below == places


def test_a_hidden_value_may_lie_in_a_mapping_of_any_keys() -> None:
    @record
    class Shelf(Record):
        books: dict[str, list[Annotated[int, Ge(1)]]]

    text = "books: {a: [0], a: [1], b: [0, {c: 1, c: 2}]}\n"
    report = check_text(text, "a.yaml", Settings(model=Shelf))
    found = [(f.code, f.column) for f in report.findings if f.code != "DOC006"]
    assert found == [("FLD005", 13), ("FLD005", 29), ("FLD004", 32)]


@pytest.mark.parametrize(
    "text", ["- a: 1\n  a: 2\n", "a: 1\na: 2\nb: [{c: 1, c: 2}\n", "x: {a: 1, a: {b: 1, b: 2}}\n"]
)
def test_repeated_keys_outside_of_any_record(text: str) -> None:
    assert "DOC006" in [code for code, *_ in found(text, "a.yaml")]


def test_a_related_item_without_a_page_is_no_failure_of_rules() -> None:
    item = "{title: The tide, webUrl: null, originalUrl: 3}"
    data = f"{ARTICLE}related: [{item}, {item}]\n"
    below = [(code, route) for code, _, _, route in found(f"---\n{data}---\n")]
    assert [each for each in below if each[0] != "FLD001"] == [
        (code, f"related[{index}].{key}")
        for index in (0, 1)
        for code, key in (("FLD010", "webUrl"), ("FLD004", "originalUrl"))
    ]


def test_many_repeated_keys_take_no_time() -> None:
    items = "- {title: a, title: b}\n" * 1000
    text = f"---\n{ARTICLE}related:\n{items}---\n"
    started = time.process_time()
    assert len(found(text)) >= 1000
    assert time.process_time() - started < 5


def test_of_endless_faults_not_all_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    explained = []

    def counted(*parts: Any) -> Fault:
        explained.append(parts)
        return Fault(*parts)

    monkeypatch.setattr(explain, "Fault", counted)
    checker = Checker(Settings(limits=Limits(findings=10)))
    items = "  - {}\n" * 3_000
    found = checker.check_text(f"---\ntitle: x\nimages:\n{items}---\n", "a.md").findings
    assert len(found) == 11
    assert found[0].code == "DOC012"
    assert len(explained) <= 101


def test_a_fix_never_writes_what_a_repeated_key_hides() -> None:
    text = f"---\nprovider:\n  name: A\n  domain: https://example.com/\n{ARTICLE}---\n"
    hidden = next(f for f in check_text(text).findings if f.code == "PRV001")
    assert (hidden.line, hidden.fix) == (4, None)


PAGE = """\
{"page": 1, "value": [
  {"title": "", "type": "article"},
  7,
  {"topics": [1]}
], "nextPage": null}
"""


def test_the_records_of_a_json_page_are_checked_one_by_one() -> None:
    routes = {route for _, _, _, route in found(PAGE, "page.json")}
    assert {"value[0].title", "value[0].excerpt", "value[1]", "value[2].topics[0]"} <= routes
    assert ("DOC007", 3, 3, "value[1]") in found(PAGE, "page.json")
    assert ("FLD004", 4, 15, "value[2].topics[0]") in found(PAGE, "page.json")


def test_the_records_of_a_json_list_are_checked_one_by_one() -> None:
    assert [route for *_, route in found('[{"title": 1}, 2]', "list.json")][-1] == "[1]"


def test_null_in_json_is_absence() -> None:
    told = {route: code for code, _, _, route in found('{"title": "a", "heat": null}', "a.json")}
    assert "heat" not in told
    assert told["excerpt"] == "FLD001"
    told = {route: code for code, _, _, route in found('{"title": null, "topics": []}', "a.json")}
    assert told["title"] == "FLD008"


@record
class Story(Article):
    """An article with a reading time."""

    minutes: Annotated[int | None, Ge(1)] = None


def test_a_model_of_a_project_is_checked_like_the_others() -> None:
    text = f"---\n{ARTICLE}minutes: 0\n---\n"
    settings = Settings(model=Story)
    assert [f.code for f in check_text(text, settings=settings).findings] == ["FLD005"]
    assert [f.code for f in check_text(text).findings] == ["FLD003"]


def test_a_rule_that_cannot_judge_a_faulty_record_stays_silent() -> None:
    data = "title: 1\nwebUrl: 2\nprovider: 3\nimages: 4\nrelated: [5, {type: 6}]\ntopics: 7\n"
    codes = {code for code, *_ in found(f"---\n{data}---\n")}
    assert codes <= {"FLD001", "FLD004"}


def test_a_finding_that_gets_its_place_keeps_all_else() -> None:
    source = split("---\ntitle: a\n---\n", "a.md")
    fix = Fix((), "do it")
    given = Finding("ABC001", "name", Severity.INFO, "message", "help", ("title",), "key", (0, 1),
                    None, fix)  # fmt: skip
    placed = placing._at(given, source, (4, 9))
    expected = {**{field.name: getattr(given, field.name) for field in fields(Finding)},
                "span": (4, 9), "file": "a.md", "line": 2, "column": 1, "end_line": 2,
                "end_column": 6}  # fmt: skip
    assert {field.name: getattr(placed, field.name) for field in fields(Finding)} == expected


def test_a_hidden_value_is_told_by_the_rule_of_its_field() -> None:
    image = "images:\n  - url: /a.png\n    width: 0\n    width: 100\n    height: 75\n"
    found = check_text(f"---\n{image}---\n").findings
    assert [f.line for f in found if f.code == "IMG001"] == [4]
    assert not any(f.code == "FLD005" for f in found)


def test_what_files_are_compared_by_is_the_same_when_they_are_read_again() -> None:
    checker, chance = Checker(Settings()), random.Random(4)
    count = 0
    for _ in range(400):
        text = mutated(SEEDS, chance)
        result = checker.check_text(text, "a.md")
        known = result.entries
        if result.article is not None:
            known = checker.entries.stored_entries_of(result.article)
        assert sorted(stored(checker.entries_of(text.encode(), "a.md"))) == sorted(known)
        count += bool(known)
    assert count > 50


def test_no_rule_is_asked_when_a_file_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = f"---\n{ARTICLE}---\n"
    with_entity = sound.replace('"The harbour', '"Fish &amp; harbour', 1)
    checker = Checker(Settings())
    assert checker.check_text(sound, "a.md").article is not None
    assert checker.check_text(with_entity, "a.md").findings
    monkeypatch.setattr(type(checker.judge.rules.plan), "run", None)
    monkeypatch.setattr(type(checker.remaining), "find_nothing", None)
    for text in (sound, with_entity):
        assert checker.entries_of(text.encode(), "a.md")
