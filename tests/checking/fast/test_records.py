"""Rules without a precheck, beside the fast path: they see what they see on the long way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import pytest
from fuzz.fast_path import NOW, SEEDS

from article_schema import Article, Finding, Record, Severity
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.conversion import structure
from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import read
from article_schema.model.article import Provider
from article_schema.rules.catalogue import RULES
from article_schema.rules.contexts import RuleContext
from article_schema.rules.kinds import RecordRule, record_rule

Judged = Callable[[Any, RuleContext], Iterator[Finding]]


def _rule(judge: Judged, on: type = Record) -> RecordRule:
    def own(one: Any, at: RuleContext) -> Iterator[Finding]:
        """Do what a test asks for.

        Bad:
            title: "A"
        Good:
            title: "B"
        Source: none.
        """
        yield from judge(one, at)

    return record_rule("OWN001", "own", severity=Severity.ERROR, on=on)(own)


def _checker(rule: RecordRule) -> Checker:
    return Checker(Settings(now=NOW, rules=(*RULES, rule)))


@pytest.mark.parametrize("text", SEEDS)
def test_a_rule_gets_the_record_and_the_data_of_an_accepted_file(text: str) -> None:
    seen: list[Any] = []

    def judge(one: Any, at: RuleContext) -> Iterator[Finding]:
        seen.append((at.route, copy(one), at.data))
        return iter(())

    result = _checker(_rule(judge)).check_text(text, "harbour.md")
    assert result.article is not None
    data = read(split(text, "harbour.md")).data
    whole = structure(data)
    assert seen[0] == ((), whole, data)
    assert type(seen[0][1]) is Article
    assert (("provider",), whole.provider, data["provider"]) in seen
    for index, image in enumerate(whole.images):
        assert (("images", index), image, data["images"][index]) in seen


def test_a_finding_has_its_place() -> None:
    def judge(one: Provider, at: RuleContext) -> Iterator[Finding]:
        yield at("name").finding(f"is {one.name}")

    result = _checker(_rule(judge, Provider)).check_text(SEEDS[0], "harbour.md")
    assert [(found.code, found.line, found.column) for found in result.findings] == [
        ("OWN001", 17, 9),
        ("OWN001", 44, 13),
        ("OWN001", 57, 13),
    ]


def test_a_rule_that_fails_is_told() -> None:
    def judge(one: Any, at: RuleContext) -> Iterator[Finding]:
        raise ZeroDivisionError

    result = _checker(_rule(judge, Article)).check_text(SEEDS[0], "harbour.md")
    assert [found.code for found in result.findings] == ["DOC016"]


def test_lists_are_not_shared_between_files() -> None:
    def judge(one: Article, at: RuleContext) -> Iterator[Finding]:
        if len(one.topics) != 2:
            yield at("topics").finding("has other topics")
        one.topics.append("More")

    checker = _checker(_rule(judge, Article))
    for name in ("a.md", "b.md"):
        assert checker.check_text(SEEDS[0], name).article is not None
