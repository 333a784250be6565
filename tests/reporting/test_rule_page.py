from __future__ import annotations

import json

import pytest

from article_schema.reporting.rule_page import rule_object, rule_page
from article_schema.rules.base import Rule
from article_schema.rules.catalogue import RULES, find_rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    page = rule_page(rule)
    assert page.startswith(f"# {rule.code} {rule.name}\n\n")
    assert page.endswith("\n")
    assert page.count("```") == 4
    for option in rule.options:
        assert f"- `{option.name}` (default `" in page


def test_control_characters_of_examples_are_spelt_out() -> None:
    rule = find_rule("DOC014")
    assert rule is not None
    assert "\\x07" in rule_page(rule)


def test_tabs_of_examples_are_tabs() -> None:
    assert "\n\t- Ports\n" in rule_page(find_rule("DOC010") or RULES[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_all_that_is_known_of_a_rule_is_json(rule: Rule) -> None:
    known = json.loads(json.dumps(rule_object(rule)))
    assert known["code"] == rule.code
    assert known["fix"] in (None, "safe", "unsafe")
    assert [option["name"] for option in known["options"]] == [o.name for o in rule.options]
