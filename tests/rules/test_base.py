"""Older names of what rules are made of: they warn, and make the same rules."""

from __future__ import annotations

from typing import Any

import pytest

import article_schema
from article_schema import Article, Severity
from article_schema.model.facets import NotBlank
from article_schema.rules import base
from article_schema.rules.contexts import FileContext, IndexEntry, Location, RuleContext
from article_schema.rules.kinds import CorpusRule, FaultRule, RecordRule, ValueRule


def judged(*_: Any) -> Any:
    """A value is odd.

    Bad:
        title: "odd"

    Good:
        title: "even"

    Source: none
    """
    return ()


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ({"on": Article}, RecordRule),
        ({"on": (Article,)}, RecordRule),
        ({"on": NotBlank, "keys": ("title",)}, ValueRule),
        ({"on": "fault", "fix": "safe"}, FaultRule),
        ({"on": Article, "facts": judged}, CorpusRule),
    ],
)
def test_rule_makes_a_rule_of_the_kind_that_is_meant(settings: dict[str, Any], kind: type) -> None:
    with pytest.warns(DeprecationWarning, match="rule\\(\\) is now one of record_rule, value_rule"):
        made = article_schema.rule("OWN001", "own", severity=Severity.INFO, **settings)
    assert type(made(judged)) is kind


def test_a_screen_is_a_precheck() -> None:
    with pytest.warns(DeprecationWarning, match="record_rule"):
        made = base.rule("OWN001", "own", severity=Severity.INFO, on=Article, screen=judged)
    rule = made(judged)
    assert isinstance(rule, RecordRule)
    assert rule.precheck is not None
    assert rule.precheck.function is judged


@pytest.mark.parametrize(
    ("name", "new"), [("At", RuleContext), ("Place", Location), ("Situation", FileContext)]
)
def test_a_class_is_known_by_its_older_name(name: str, new: type) -> None:
    message = rf"article_schema\.rules\.base\.{name} is now article_schema\.rules\.{new.__name__}"
    with pytest.warns(DeprecationWarning, match=message):
        assert getattr(base, name) is new


def test_a_fact_is_an_index_entry() -> None:
    with pytest.warns(DeprecationWarning, match="IndexEntry"):
        fact = base.CorpusFact("a", ("title",), claim=("b",), refers=True)
    assert fact == IndexEntry("a", ("title",), ("b",), is_reference=True)


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = base.nothing
