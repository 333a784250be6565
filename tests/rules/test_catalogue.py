from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checks import article

from article_schema.conversion import structure
from article_schema.errors import ModelError
from article_schema.model.article import Article, Image, Provider
from article_schema.model.facets import NotBlank
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of
from article_schema.rules.catalogue import RULES, find_rule
from article_schema.rules.contexts import FileContext, RuleContext
from article_schema.rules.examples import example_files, example_options
from article_schema.rules.findings import Severity
from article_schema.rules.kinds import RecordRule, ValueRule, record_rule, value_rule
from article_schema.rules.rule import Option, Rule

FAMILIES = (
    "DOC", "FLD", "URL", "DAT", "IMG", "AMP", "TXT", "REL", "PRV", "SEC", "SET", "SCH", "REF",
    "NET",
)  # fmt: skip

each_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_families_stand_together_in_their_order_and_count_from_one() -> None:
    order = [(FAMILIES.index(rule.family), int(rule.code[3:])) for rule in RULES]
    assert order == sorted(order)
    for family in {rule.family for rule in RULES}:
        numbers = [int(rule.code[3:]) for rule in RULES if rule.family == family]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_code_that_the_source_names_has_a_rule(root: Path) -> None:
    named = set()
    for path in (root / "src").rglob("*.py"):
        named |= set(
            re.findall(rf'"((?:{"|".join(FAMILIES)})[0-9]{{3}})"', path.read_text("utf-8"))
        )
    assert named <= {rule.code for rule in RULES}


@each_rule
def test_a_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z`].*\.", rule.summary)
    assert len(rule.summary) <= 100
    assert rule.bad != rule.good
    assert re.fullmatch(r"0\.[1-9]", rule.since)


@each_rule
def test_options_are_documented_and_read(rule: Rule) -> None:
    source = inspect.getsource(rule.function)
    assert len({option.name for option in rule.options}) == len(rule.options)
    for option in rule.options:
        assert re.fullmatch("[a-z]+(?:-[a-z]+)*", option.name)
        assert option.doc
        assert not option.doc.endswith(".")
        assert f'"{option.name}"' in source
    assert set(example_options(rule)) <= set(rule.defaults)


@each_rule
def test_a_precheck_takes_what_its_rule_is_about(rule: Rule) -> None:
    if isinstance(rule, RecordRule) and rule.precheck is not None:
        targets = rule.models
        assert all(issubclass(model, Record) for model in targets)
        at = RuleContext(
            FileContext("2020-06-12-the-harbour-at-dawn.md"), (), data={}, table=table_of(Article)
        )
        at.rule, at.severity, at.options = rule, rule.severity, rule.defaults
        record = structure(article())
        subject = record.provider if targets == (Provider,) else record
        subject = Image(url="/a.jpg", width=1200, height=675) if targets == (Image,) else subject
        assert not rule.precheck.function(subject, at)
    elif isinstance(rule, ValueRule) and rule.precheck is not None:
        assert rule.precheck.function("text") in (True, False)


def test_every_rule_about_records_or_values_has_a_precheck() -> None:
    # Without one, every valid file would have to go the long way.
    about = [rule for rule in RULES if isinstance(rule, RecordRule | ValueRule)]
    assert [rule.code for rule in about if rule.precheck is None] == []


def test_rules_without_examples_have_tests_of_their_own(root: Path) -> None:
    others = [path for path in (root / "tests").rglob("test_*.py") if path != Path(__file__)]
    texts = [path.read_text(encoding="utf-8") for path in others]
    for rule in RULES:
        if example_files(rule) is None:
            assert any(rule.code in text for text in texts), rule.code


def test_a_rule_is_found_by_code_or_name() -> None:
    rule = find_rule("IMG002")
    assert rule is not None
    assert find_rule("img002") is find_rule(" insecure-image-url ") is rule
    assert find_rule("IMG") is None


RULE: dict[str, Any] = {
    "code": "HRB001",
    "name": "own-rule",
    "severity": Severity.INFO,
    "on": Article,
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": 5}, "a rule needs a code like URL002"),
        ({"code": "HRB1"}, "a rule needs a code like URL002"),
        ({"name": None}, "and a kebab-case name"),
        (
            {"severity": "error"},
            "severity is a member of Severity, such as Severity.ERROR, not 'err",
        ),
        ({"on": "Article"}, "on is a model class or a tuple of them, not 'Article'"),
        ({"on": ()}, "on is a model class"),
        ({"on": None}, "on is a model class"),
        ({"fix": True}, 'fix is "safe", "unsafe" or "", not True'),
        ({"options": {"least": 3}}, "options is a tuple of Option"),
        ({"options": Option("least", 3, "")}, "options is a tuple of Option"),
        ({"options": ("least",)}, "options is a tuple of Option"),
    ],
)
def test_arguments_of_a_rule_that_are_none_are_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=re.escape(message)):
        record_rule(**{**RULE, **change})(lambda _record, _at: iter(()))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"keys": "title"}, 'keys is a tuple of keys, such as ("title",)'),
        ({"other_keys": ["title"]}, 'other_keys is a tuple of keys, such as ("title",)'),
        ({"on": None}, "on is a facet class or a tuple of them, not None"),
    ],
)
def test_arguments_of_a_rule_about_values_that_are_none_are_named(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ModelError, match=re.escape(message)):
        value_rule(**{**RULE, "on": NotBlank, **change})(lambda _value, _at: iter(()))


def test_all_wrong_arguments_of_a_rule_are_named_at_once() -> None:
    with pytest.raises(ModelError) as caught:
        record_rule("HRB001", "own-rule", severity="info", on=5, fix="yes")(3)  # type: ignore[call-overload]
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[1].split(" ")[0] for line in lines] == ["severity", "fix", "a", "on"]


@pytest.mark.parametrize(("option", "reason"), [("-O", "the docstring lacks"), ("-OO", "-OO")])
def test_a_rule_without_a_docstring_is_told_why_it_has_none(option: str, reason: str) -> None:
    code = (
        "from article_schema.rules.kinds import fault_rule\n"
        "from article_schema.rules.findings import Severity\n"
        "from article_schema.errors import ModelError\n"
        "try:\n    fault_rule('OWN001', 'own', severity=Severity.ERROR)(lambda _: None)\n"
        "except ModelError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, option, "-c", code], capture_output=True, text=True, check=False
    )
    assert reason in done.stdout + done.stderr
    assert ("Python runs with -OO" in done.stdout + done.stderr) is (option == "-OO")
