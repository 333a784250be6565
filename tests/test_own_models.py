"""Models of a project: every part of the library follows the class that it names."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
from annotated_types import Ge

from article_schema import (
    Article,
    Doc,
    Record,
    Settings,
    Severity,
    UsageError,
    check_paths,
    check_text,
    dumps,
    json_schema,
    load,
    record,
    structure,
    unstructure,
    validate,
)
from article_schema.cli import main
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.source import decode
from article_schema.model.facets import Pattern
from article_schema.model.loading import load_model
from article_schema.rules import fault_rule, record_rule
from article_schema.rules.catalogue import RULES

COURSE = """\
---
title: "Knots for beginners"
excerpt: "Five knots that hold a boat."
webUrl: "https://www.example.com/courses/knots"
type: course
price: Free
length: PT1H21M
provider:
  name: Example Academy
  domain: example.com
topics:
  - Knots
---
"""


@record
class Tag(Record):
    """A topic with a weight."""

    name: Annotated[str, Doc("The topic.")]
    weight: Annotated[int, Ge(0)] = 0


@record
class Tagged(Article):
    """An article whose topics are records."""

    topics: Annotated[list[Tag], Doc("What it is about.")]  # type: ignore[assignment]


@pytest.fixture
def courses(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the example."""
    monkeypatch.syspath_prepend(str(root / "examples" / "courses"))
    return importlib.import_module("courses")


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, as the current folder."""
    shutil.copytree(root / "examples" / "courses", tmp_path / "courses")
    monkeypatch.chdir(tmp_path / "courses")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delitem(sys.modules, "courses", raising=False)
    return tmp_path / "courses"


def codes(text: str, model: type, **settings: Any) -> list[str]:
    found = check_text(text, settings=Settings(model=model, **settings)).findings
    return [finding.code for finding in found]


def test_the_records_of_a_real_site_have_no_unknown_key(courses: Any, shared: Path) -> None:
    folder = shared / "corpus" / "learning"
    report = check_paths([folder], Settings(model=courses.Course))
    assert report.files == 53
    assert report.findings == []


def test_its_schema_validates_the_same_records(courses: Any, shared: Path) -> None:
    for path in sorted((shared / "corpus" / "learning").iterdir()):
        data = compose(split(decode(path.read_bytes(), path.name), path.name)).data
        validate(data, courses.Course)
        assert structure(data, courses.Course).price == "Free"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("price: Free", "prise: Free", "FLD002"),
        ("price: Free", "mood: calm", "FLD003"),
        ("price: Free\n", "", "FLD001"),
        ("PT1H21M", "81 minutes", "SCH002"),
        ("topics:", "levels: [Expert]\ntopics:", "FLD004"),
        ("topics:", "ratings: {count: 3, average: 9.5}\ntopics:", "FLD005"),
        ("example.com\n", "example.org\n", "PRV002"),
    ],
)
def test_rules_follow(courses: Any, old: str, new: str, code: str) -> None:
    assert codes(COURSE, courses.Course) == []
    text = COURSE.replace(old, new)
    found = codes(text, courses.Course)
    assert code in found
    assert not any(found == "DOC016" for found in found)


def test_no_rule_fails_where_a_field_became_optional(courses: Any) -> None:
    related = """\
related:
  - title: "Bridge closes"
    excerpt: "Ferries run instead."
    publishedDateTime: 2020-06-13T16:36:00Z
    webUrl: "https://www.example.com/bridge"
    type: article
    provider:
      name: Example Academy
      domain: example.com
updatedDateTime: 2020-06-13T16:36:00Z
---
"""
    text = COURSE.removesuffix("---\n") + related
    assert codes(text, courses.Course, select=("ALL",), ignore=("IMG", "FLD003")) == []


def test_rules_do_not_judge_values_of_another_kind() -> None:
    def first_topic(article, at):
        """A rule.

        Bad (own test):
            this

        Good:
            that

        Source: a test
        """
        if article.topics[0].isupper():
            yield at("topics").finding("shouts")

    own = record_rule("OWN001", "shouting-topic", severity=Severity.INFO, on=Article)(first_topic)
    text = COURSE.replace("  - Knots", "  - name: Knots\n  - name: Knots").replace(
        "price: Free\nlength: PT1H21M", "category: news\npublishedDateTime: 2020-06-12T19:19:00Z"
    )
    assert codes(text, Tagged, rules=(*RULES, own)) == []
    plain = text.replace("  - name: Knots\n  - name: Knots", "  - KNOTS")
    assert "OWN001" in codes(plain, Article, rules=(*RULES, own))


def test_a_rule_for_the_own_model_sees_the_record_as_it_is(courses: Any) -> None:
    def undated(course, at):
        """A rule.

        Bad (own test):
            this

        Good:
            that

        Source: a test
        """
        if course.published_date_time is None:
            yield at("title").finding("is undated")

    own = record_rule("OWN002", "undated", severity=Severity.INFO, on=courses.Course)(undated)
    assert codes(COURSE, courses.Course, rules=(*RULES, own)) == ["OWN002"]


def test_a_code_of_an_own_facet_that_has_a_rule_is_kept() -> None:
    @record
    class Boat(Record):
        """A boat."""

        name: Annotated[str, Doc("Its name."), Pattern("[A-Z].*", "OWN003", "capitalised")]

    def lower_case(fault):
        """A rule.

        Bad (own test):
            this

        Good:
            that

        Source: a test
        """

    own = fault_rule("OWN003", "lower-case", severity=Severity.INFO)(lower_case)
    text = "---\nname: anna\n---\n"
    assert codes(text, Boat, rules=(*RULES, own)) == ["OWN003"]
    assert codes(text, Boat) == ["SCH002"]


def test_editing_follows(courses: Any, tmp_path: Path) -> None:
    path = tmp_path / "knots.md"
    path.write_text(COURSE)
    document = load(path, model=courses.Course)
    document.article.price = "12 €"
    document.article.levels.append("Beginner")
    document.save()
    text = path.read_text(encoding="utf-8")
    assert 'price: "12 €"\n' in text or "price: 12 €\n" in text
    assert "levels:\n  - Beginner\n" in text
    again = load(path, model=courses.Course).article
    assert unstructure(structure(unstructure(again), courses.Course)) == unstructure(again)
    assert dumps(again).count("\nlength: PT1H21M\n") == 1


def test_the_schema_follows(courses: Any) -> None:
    schema = json_schema(courses.Course)
    assert schema["$id"].endswith(":course")
    assert {"price", "length"} <= set(schema["required"])
    assert "publishedDateTime" not in schema["required"]
    assert "category" in schema["properties"]


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(arguments)
    return capsys.readouterr().out


def test_the_command_follows(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = ("--model", "courses:Course")
    assert main(["check", "--isolated", *model, "records"]) == 0
    assert "Expert" in output(capsys, "check", "--isolated", *model, "faulty-course.md")
    assert json.loads(output(capsys, "schema", *model))["title"] == "Course"
    assert "| `levels` |" in output(capsys, "fields", *model)
    assert main(["fmt", "--check", *model, "records"]) == 0


def test_a_configuration_names_the_model(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "article-schema.toml").write_text('model = "courses:Course"\n')
    assert main(["check", "records"]) == 0
    assert main(["fmt", "--check", "records"]) == 0
    capsys.readouterr()
    assert json.loads(output(capsys, "schema"))["title"] == "Course"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Course", "not the name of a model: 'Course'; write it like `courses.model:Course`"),
        ("courses.Course", "not the name of a model"),
        ("away:Course", "there is no module away, neither"),
        ("courses.away:Course", "there is no module courses.away, neither"),
        ("courses:Coarse", "Coarse is not there in the module courses; did you mean courses:Cour"),
        ("courses:attrs", "attrs is no model class in the module courses"),
        ("broken:Course", "the module broken cannot be imported: ZeroDivisionError: division"),
        ("missing:Course", "the module missing cannot be imported: ModuleNotFoundError: No mod"),
        ("leaving:Course", "the module leaving cannot be imported: SystemExit: 0"),
        ("hiding:Course", "the module hiding cannot be imported: SystemExit: 0"),
        ("unusable:Odd", "the model cannot be used: Odd.at"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_told(site: Path, name: str, message: str) -> None:
    (site / "broken.py").write_text("1 / 0\n")
    (site / "missing.py").write_text("import away\n")
    (site / "leaving.py").write_text("raise SystemExit(0)\n")
    (site / "hiding.py").write_text("def __getattr__(name):\n    raise SystemExit(0)\n")
    (site / "unusable.py").write_text(
        "from article_schema import Record, record\n"
        "@record\nclass Odd(Record):\n    'Odd.'\n    at: set\n"
    )
    with pytest.raises(UsageError) as caught:
        load_model(name)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (["--model", "away:Course"], "--model: "),
        (["--config", "model = 'away:Course'"], "--config: "),
        (["--config", "named.toml"], "named.toml:2: model: "),
    ],
)
def test_a_model_that_cannot_be_loaded_is_told_with_what_names_it(
    site: Path, capsys: pytest.CaptureFixture[str], options: list[str], place: str
) -> None:
    (site / "named.toml").write_text("# Our model\nmodel = 'away:Course'\n")
    assert main(["check", "records", *options]) == 2
    assert capsys.readouterr().err.startswith(f"error: {place}there is no module away, neither")


def test_a_model_is_looked_for_beside_the_configuration_first(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "boats.py").write_text(
        "from article_schema import Record, record\n"
        "@record\nclass Boat(Record):\n    'A boat.'\n    name: str\n"
    )
    assert load_model("boats:Boat", str(other)).__name__ == "Boat"
