from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from checks import article

from article_schema.conversion import structure
from article_schema.model.article import Article, Image, Provider
from article_schema.model.fields import Record, table_of
from article_schema.rules.base import At, Kind, Rule, Situation
from article_schema.rules.catalogue import RULES, find_rule
from article_schema.rules.examples import example_files, example_options

FAMILIES = ("DOC", "FLD", "URL", "DAT", "IMG", "AMP", "TXT", "REL", "PRV", "SEC", "SET", "SCH")

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
    assert rule.since == "0.1"


@each_rule
def test_options_are_documented_and_read(rule: Rule) -> None:
    source = inspect.getsource(rule.function)
    assert len({option.name for option in rule.options}) == len(rule.options)
    for option in rule.options:
        assert re.fullmatch("[a-z]+(?:_[a-z]+)*", option.name)
        assert option.doc
        assert not option.doc.endswith(".")
        assert f'"{option.name}"' in source
    assert set(example_options(rule)) <= set(rule.defaults)


@each_rule
def test_a_screen_takes_what_its_rule_is_about(rule: Rule) -> None:
    if rule.screen is None:
        return
    assert rule.on != Kind.FAULT
    targets = rule.on if isinstance(rule.on, tuple) else (rule.on,)
    is_about_records = [issubclass(target, Record) for target in targets]
    assert len(set(is_about_records)) == 1
    if is_about_records[0]:
        at = At(
            Situation("2020-06-12-the-harbour-at-dawn.md"), (), data={}, table=table_of(Article)
        )
        at.rule, at.severity, at.options = rule, rule.severity, rule.defaults
        record = structure(article())
        subject = record.provider if targets == (Provider,) else record
        subject = Image(url="/a.jpg", width=1200, height=675) if targets == (Image,) else subject
        assert not rule.screen(subject, at)
    else:
        assert rule.screen("text") in (True, False)


def test_every_rule_about_records_or_values_has_a_screen() -> None:
    # Without one, every valid file would have to go the long way.
    about = [rule for rule in RULES if rule.on != Kind.FAULT and rule.facts is None]
    assert [rule.code for rule in about if rule.screen is None] == []


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
