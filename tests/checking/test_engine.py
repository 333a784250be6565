from __future__ import annotations

from typing import Annotated

import pytest
from annotated_types import Ge

from article_schema import Article, check_text, record
from article_schema.checking.engine import Checker
from article_schema.checking.settings import Settings

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
    "text", ["---\n---\n", "---\n- a\n---\n", "---\nword\n---\n", "---\n~\n---\n"]
)
def test_data_that_is_no_mapping(text: str) -> None:
    assert found(text) == [("DOC007", 1, 1, "")]


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
    assert not [f for f in found('{"title": "a", "heat": null}', "a.json") if f[3] == "heat"]


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
