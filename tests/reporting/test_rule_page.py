from __future__ import annotations

import json

import pytest

from article_schema.reporting.rule_page import rule_object, rule_page
from article_schema.rules.catalogue import RULES, find_rule
from article_schema.rules.rule import Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    page = rule_page(rule)
    assert page.startswith(f"# {rule.code} {rule.name}\n\n")
    assert page.endswith("\n")
    assert "\n## Bad\n\n" in page
    assert "\n## Good\n\n" in page
    assert page.count("```") % 2 == 0
    for option in rule.options:
        assert f"- `{option.name}` (default `" in page


def test_control_characters_of_examples_are_pictured_and_named() -> None:
    page = rule_page(find_rule("DOC014") or RULES[0])
    assert "`␇` stands for the character U+0007." in page
    assert 'title: "The harbour␇ at dawn"' in page


def test_an_example_that_is_no_text_of_a_file_is_told_in_words() -> None:
    page = rule_page(find_rule("DOC001") or RULES[0])
    assert "## Bad\n\nA file without read permission.\n" in page
    assert "```" not in page


def test_names_of_files_and_options_that_an_example_needs_are_named() -> None:
    pages = {
        code: rule_page(find_rule(code) or RULES[0]) for code in ("SET003", "FLD013", "SET001")
    }
    assert pages["SET003"].count("In `2020-06-15-the-harbour-at-dawn.md`:\n\n```yaml\n") == 2
    assert pages["FLD013"].count("With `threshold = 70`:\n\n```yaml\n") == 2
    assert pages["SET001"].count("In `quay.md`:\n\n```yaml\n") == 2


def test_tabs_of_examples_are_tabs() -> None:
    assert "\n  \t- Ports\n" in rule_page(find_rule("DOC010") or RULES[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_all_that_is_known_of_a_rule_is_json(rule: Rule) -> None:
    known = json.loads(json.dumps(rule_object(rule)))
    assert known["code"] == rule.code
    assert known["fix"] in (None, "safe", "unsafe")
    assert [option["name"] for option in known["options"]] == [o.name for o in rule.options]
