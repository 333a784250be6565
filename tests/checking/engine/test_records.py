"""Which parts of a file are articles: one record, a list of them, or a page."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest

from article_schema import Record, Settings, check_text, load, record
from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.records import records_of
from article_schema.checking.fixing import fix_file
from article_schema.checking.ignoring import ignore_findings
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.restyle import format_source
from article_schema.errors import ValidationError
from article_schema.house_style import HouseStyle
from article_schema.model.article import Article
from article_schema.model.facets import Doc

RECORD = """\
- category: news
  title: "{0}"
  excerpt: "A walk along the quays."
  publishedDateTime: 2020-06-12T19:19:00Z
  webUrl: "https://www.example.com/{1}"
  type: article

  provider:
    name: Example Times
    domain: example.com

  topics:
    - Ports
"""
TWO = f"{RECORD.format('The harbour at dawn', 'dawn')}\n{RECORD.format('The quay', 'quay')}"


def found(text: str, filename: str = "news.yaml", **settings: Any) -> list[tuple[str, str]]:
    report = check_text(text, filename, Settings(**settings))
    return [(finding.code, finding.route_text) for finding in report.findings]


@record
class Parcel(Record):
    """A record with a list under the key that pages use."""

    value: Annotated[list[str], Doc("What is in it.")]


@pytest.mark.parametrize("key", ["title", "webUrl", "sourceUrl", "topics", "secured", "images"])
@pytest.mark.parametrize("value", [[], [{}], [{"title": "x"}]])
def test_a_root_with_a_key_of_the_model_is_no_page(key: str, value: list[Any]) -> None:
    data = {key: "", "value": value}
    assert list(records_of(data, JSON, Article)) == [((), data)]
    codes = {code for code, _ in found(json.dumps(data), "page.json")}
    assert not codes.isdisjoint({"FLD001", "DOC015"})


@pytest.mark.parametrize("root", [{}, {"page": 1}, {"@odata.count": 2, "titles": "x"}])
def test_a_root_without_a_key_of_the_model_is_a_page(root: dict[str, Any]) -> None:
    data = {**root, "value": [{"title": "x"}, 5]}
    assert [route for route, _ in records_of(data, JSON, Article)] == [
        ("value", 0),
        ("value", 1),
    ]


def test_the_key_of_pages_may_be_one_of_a_model() -> None:
    data = {"value": ["rope", "tar"]}
    assert list(records_of(data, JSON, Parcel)) == [((), data)]
    assert found(json.dumps(data), "parcel.json", model=Parcel) == []
    assert found('{"value": [5]}', "parcel.json", model=Parcel) == [("FLD004", "value[0]")]


def test_only_json_has_pages() -> None:
    assert found("value: []\n") == [("DOC015", "")]


def test_a_known_key_is_known_in_pages_and_lists() -> None:
    item = {"seoo": 1}
    for data in ({"value": [item]}, [item], item):
        text = json.dumps(data)
        codes = {code for code, _ in found(text, "a.json", known_keys=("seoo",))}
        assert codes.isdisjoint({"FLD002", "FLD003"})


def test_a_sound_list_of_records_has_no_findings() -> None:
    assert found(TWO) == []
    assert found(f"---\n{TWO}---\n") == []


def test_each_record_of_a_yaml_list_is_checked() -> None:
    text = TWO.replace("  type: article\n", "", 1).replace("- Ports", '- "Ports "')
    assert found(text) == [
        ("FLD001", "[0].type"),
        ("TXT003", "[0].topics[0]"),
        ("TXT003", "[1].topics[0]"),
    ]


def test_an_item_that_is_no_record_is_told_at_its_place() -> None:
    report = check_text(f"{TWO}- harbour\n- linkText: x\n", "news.yaml")
    places = [(finding.code, finding.line, finding.route_text) for finding in report.findings]
    assert places == [("DOC007", 28, "[2]"), ("DOC015", 29, "[3]")]


def test_records_of_a_list_are_compared_with_each_other() -> None:
    assert ("TXT006", "[1].topics[1]") in found(f"{TWO}    - ports\n")


@pytest.mark.parametrize(
    "text", ["[]\n", "- a\n- b\n", "- name: Home\n  url: /\n- name: News\n  url: /news\n"]
)
def test_a_yaml_list_of_other_things_is_one_finding(text: str) -> None:
    assert found(text) == [("DOC007", "")]


def test_a_list_in_front_matter_is_no_article() -> None:
    assert found(f"---\n{TWO}---\n", "news.md") == [("DOC007", "")]


def test_a_broken_record_of_a_list_hides_no_fault_of_the_others() -> None:
    text = f'{RECORD.format("A", "a").replace("article", "")}- title: "x" y\n{TWO}    - ports\n'
    codes = found(text)
    assert ("FLD008", "[0].type") in codes
    assert ("DOC005", "") in codes
    assert ("TXT006", "[3].topics[1]") in codes


def test_fixes_reach_each_record_of_a_list() -> None:
    checker = Checker(Settings())
    text = TWO.replace("dawn", "dawn&#33;").replace("The quay", "The quay ")
    fixed = fix_file(checker, checker.check_text(text, "news.yaml"))
    source = fixed.result.source
    assert source is not None
    data: Any = compose(source).data
    assert [item["title"] for item in data] == ["The harbour at dawn!", "The quay"]
    assert [finding.route_text for finding in fixed.fixed].count("[1].title") == 1


def test_a_comment_suppresses_in_its_own_record_alone() -> None:
    comment = "  # article-schema: ignore[TXT003]\n"
    text = TWO.replace('"The', '" The').replace("  title", f"{comment}  title", 1)
    assert found(text) == [("TXT003", "[1].title")]


def test_suppressions_are_written_into_each_record() -> None:
    checker = Checker(Settings())
    result = checker.check_text(TWO.replace('"The', '" The'), "news.yaml")
    assert result.source is not None
    ignored = ignore_findings(checker, result.source, result.findings)
    assert (ignored.added, ignored.left) == (2, 0)
    assert found(ignored.source.whole_text) == []


@pytest.mark.parametrize("wrap", ["{}", "---\n{}---\n"])
def test_each_record_of_a_list_is_formatted(wrap: str) -> None:
    mixed = TWO.replace("- category: news\n  title:", "- title:").replace(
        "  type: article\n\n", "  type: 'article'\n  category: news\n"
    )
    source = format_source(split(wrap.format(mixed), "news.yaml"), HouseStyle())
    assert source.whole_text == wrap.format(TWO)
    assert format_source(source, HouseStyle()).whole_text == source.whole_text


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", TWO), ("a.json", "[]"), ("a.md", f"---\n{TWO}---\n")]
)
def test_a_list_loads_and_says_that_it_is_no_single_article(
    tmp_path: Any, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    document = load(path)
    assert isinstance(document.data, list)
    with pytest.raises(ValidationError, match="DOC007 the data is not a mapping"):
        _ = document.article


def test_an_item_of_a_list_is_edited_by_route(tmp_path: Any) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TWO)
    document = load(path)
    document.set("[1].title", "The pier")
    assert document.save()
    assert path.read_text() == TWO.replace('"The quay"', '"The pier"')
