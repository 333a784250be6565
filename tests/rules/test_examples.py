"""Every rule, proved by the examples of its own docstring."""

from __future__ import annotations

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine import checker as engine
from article_schema.checking.engine import dispatch
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import ExampleFile, example_files, example_options
from article_schema.rules.rule import Rule

EXAMPLES = [
    pytest.param(rule, *files, id=rule.code)
    for rule in RULES
    if (files := example_files(rule)) is not None
]
FIXABLE = [case for case in EXAMPLES if case.values[0].fix]


def checker(rule: Rule) -> Checker:
    options = {rule.code: example_options(rule)}
    return Checker(Settings(extend_select=(rule.code,), options=options))


@pytest.mark.parametrize(("rule", "bad", "good"), EXAMPLES)
def test_the_bad_example_gives_exactly_this_code_at_the_marked_places(
    rule: Rule, bad: ExampleFile, good: ExampleFile
) -> None:
    assert bad.marks, "the bad example marks no place"
    result = checker(rule).check_text(bad.text, bad.filename)
    found = [(f.code, f.line, f.column, f.end_line, f.end_column) for f in result.findings]
    assert found == [(rule.code, line, start, line, end) for line, start, end in bad.marks]


@pytest.mark.parametrize(("rule", "bad", "good"), EXAMPLES)
def test_the_good_example_gives_nothing(rule: Rule, bad: ExampleFile, good: ExampleFile) -> None:
    assert not good.marks
    assert checker(rule).check_text(good.text, good.filename).findings == ()


@pytest.mark.parametrize(("rule", "bad", "good"), FIXABLE)
def test_the_fix_turns_bad_into_good_byte_for_byte(
    rule: Rule, bad: ExampleFile, good: ExampleFile
) -> None:
    check = checker(rule)
    result = check.check_text(bad.text, bad.filename)
    assert all(f.fix is not None and f.fix.safe is (rule.fix == "safe") for f in result.findings)
    fixed = fix_file(check, result, unsafe=rule.fix == "unsafe")
    assert fixed.result.source is not None
    assert fixed.result.source.whole_text == good.text
    assert fixed.result.findings == ()


@pytest.mark.parametrize(
    ("rule", "bad", "good"), [case for case in EXAMPLES if not case.values[0].fix]
)
def test_a_rule_that_declares_no_fix_offers_none(
    rule: Rule, bad: ExampleFile, good: ExampleFile
) -> None:
    assert all(f.fix is None for f in checker(rule).check_text(bad.text, bad.filename).findings)


@pytest.mark.parametrize(("rule", "bad", "good"), EXAMPLES)
def test_a_rule_is_right_without_its_cheap_test(
    rule: Rule, bad: ExampleFile, good: ExampleFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = checker(rule).check_text(bad.text, bad.filename).findings
    monkeypatch.setattr(dispatch, "careful_precheck", lambda rule: None)
    monkeypatch.setattr(engine, "fast_path_for", lambda settings, now: None)
    whole = checker(rule)
    assert whole.check_text(bad.text, bad.filename).findings == before
    assert whole.check_text(good.text, good.filename).findings == ()
