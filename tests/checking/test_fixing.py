"""Fixes of several findings in one file: together, one by one, or not at all."""

from __future__ import annotations

import argparse

import pytest

from article_schema import Article, Settings, Severity
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import MAX_PASSES, FixedFile, fix_file
from article_schema.checking.results.report import Report
from article_schema.cli.checks.check_fixes import Fixer
from article_schema.cli.rewriting import Rewriter
from article_schema.document.edits import Delete, RenameKey, SetValue, TextEdit
from article_schema.rules.findings import Fix
from article_schema.rules.kinds import record_rule
from article_schema.rules.rule import Rule

NAME = "2020-06-12-the-harbour-at-dawn.md"
TEXT = """\
---
category: news
title: &t "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
  - *t
---
A body.
"""


DOCSTRING = """A rule.

    Bad (own test):
        a

    Good:
        b

    Source: a test
    """


def fixing(code: str, key: str, *edits: TextEdit, unless: str = "\0") -> Rule:
    """Make a rule that is found at a key until a word stands in its value, and has some edits."""

    def found(article, at):
        if unless not in str(getattr(article, key)):
            yield at(key).finding(f"{key} is odd", "look at it", fix=Fix(edits, "mend it"))

    found.__doc__ = DOCSTRING
    name = f"odd-{code.lower()}"
    return record_rule(code, name, severity=Severity.WARNING, on=Article, fix="safe")(found)


def fixed(*rules: Rule, text: str = TEXT) -> FixedFile:
    checker = Checker(Settings(rules=rules))
    return fix_file(checker, checker.check_text(text, NAME))


def told(state: FixedFile) -> list[tuple[str, str, bool]]:
    return [(each.code, each.help, each.fixable) for each in state.result.findings]


#: What an alias stands for cannot be taken away.
REFUSED = fixing("OWN001", "title", Delete(("title",)))
EXCERPT = fixing("OWN002", "excerpt", SetValue(("excerpt",), "At noon."), unless="noon")
CATEGORY = fixing("OWN003", "category", SetValue(("category",), "noon"), unless="noon")


def test_a_fix_that_clashes_is_dropped_and_the_others_are_made() -> None:
    state = fixed(REFUSED, EXCERPT, CATEGORY)
    assert state.result.source is not None
    assert state.result.source.whole_text == TEXT.replace(
        '"A walk along the quays."', '"At noon."'
    ).replace("category: news", "category: noon")
    assert sorted(each.code for each in state.fixed) == ["OWN002", "OWN003"]
    ((code, words, fixable),) = told(state)
    assert (code, fixable) == ("OWN001", False)
    assert words.startswith(
        "look at it; --fix leaves it to you: its anchor `&t` is used elsewhere; change it where"
    )


def test_a_fix_that_clashes_alone_is_dropped() -> None:
    state = fixed(REFUSED)
    assert state.result.source is not None
    assert (state.result.source.whole_text, state.fixed) == (TEXT, [])
    assert [(code, fixable) for code, _, fixable in told(state)] == [("OWN001", False)]


def test_a_dropped_fix_without_help_says_why_alone() -> None:
    def found(article, at):
        yield at("title").finding("odd", fix=Fix((Delete(("title",)),), "mend it"))

    found.__doc__ = REFUSED.function.__doc__
    silent = record_rule("OWN004", "odd-silent", severity=Severity.WARNING, on=Article, fix="safe")(
        found
    )
    ((_, words, _),) = told(fixed(silent))
    assert words.startswith("--fix leaves it to you: its anchor `&t` is used elsewhere; change it")


def test_of_fixes_that_cannot_be_made_together_the_first_is_made() -> None:
    """Each of them alone is sound, so both were promised."""

    def renaming(code: str, key: str) -> Rule:
        def found(article, at):
            if key in article.extra:
                fix = Fix((RenameKey((key,), "tone"),), "rename it")
                yield at(key).finding("an old name", "look at it", fix=fix)

        found.__doc__ = DOCSTRING
        return record_rule(code, f"old-{key}", severity=Severity.WARNING, on=Article, fix="safe")(
            found
        )

    text = TEXT.replace("provider:", "mood: calm\nhumour: dry\nprovider:")
    state = fixed(renaming("OWN010", "mood"), renaming("OWN011", "humour"), EXCERPT, text=text)
    assert state.result.source is not None
    assert "\ntone: calm\nhumour: dry\n" in state.result.source.whole_text
    assert "At noon." in state.result.source.whole_text
    assert sorted(each.code for each in state.fixed) == ["OWN002", "OWN010"]
    ((code, words, fixable),) = told(state)
    assert (code, fixable) == ("OWN011", False)
    assert words.startswith("look at it; ")
    assert "tone" in words


def test_fixes_of_one_place_wait_for_each_other() -> None:
    first = fixing("OWN005", "title", SetValue(("title",), "one"), unless="one")
    second = fixing("OWN006", "title", SetValue(("title",), "one two"), unless="two")
    state = fixed(first, second, text=TEXT.replace("&t ", "").replace("  - *t\n", ""))
    assert [each.code for each in state.fixed] == ["OWN005", "OWN006"]
    assert told(state) == []


def test_fixes_that_call_for_each_other_come_to_an_end() -> None:
    ping = fixing("OWN007", "excerpt", SetValue(("excerpt",), "ping"), unless="ping")
    pong = fixing("OWN008", "excerpt", SetValue(("excerpt",), "pong"), unless="pong")
    assert len(fixed(ping, pong).fixed) == MAX_PASSES


@pytest.mark.parametrize("options", [["fix"], ["diff"]])
def test_a_fix_that_changes_nothing_is_not_counted(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    same = fixing("OWN009", "excerpt", SetValue(("excerpt",), "A walk along the quays."))
    checker = Checker(Settings(rules=(same,)))
    chosen = {"fix": False, "diff": False, "unsafe_fixes": False, **dict.fromkeys(options, True)}
    report = Report()
    fixer = Fixer(argparse.Namespace(**chosen), report, Rewriter([]))
    result = fixer.fix(checker.check_text(TEXT, NAME), checker)
    assert [each.code for each in result.findings] == ["OWN009"]
    assert (report.fixed, report.changed_files, fixer.failed) == (0, 0, False)
    assert capsys.readouterr().out == ""


def test_fixes_that_never_come_to_rest_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ping = fixing("OWN007", "excerpt", SetValue(("excerpt",), "ping"), unless="ping")
    pong = fixing("OWN008", "excerpt", SetValue(("excerpt",), "pong"), unless="pong")
    assert not fixed(ping, pong).at_rest
    assert fixed(ping).at_rest
    checker = Checker(Settings(rules=(ping, pong)))
    options = argparse.Namespace(fix=False, diff=True, unsafe_fixes=False)
    Fixer(options, Report(), Rewriter([])).fix(checker.check_text(TEXT, NAME), checker)
    assert "warning: " in capsys.readouterr().err


@pytest.mark.parametrize("count", [2, 28, 60])
def test_many_items_are_taken_out_at_once(count: int) -> None:
    text = with_topics("Town", *["Ports"] * count)
    checker = Checker(Settings(select=("TXT006",)))
    state = fix_file(checker, checker.check_text(text, NAME))
    assert state.at_rest
    assert len(state.fixed) == count - 1
    assert kept_text(state) == with_topics("Town", "Ports")


def test_a_fix_that_takes_a_comment_away_is_not_safe() -> None:
    text = with_topics("AI", "AI # why twice", "Town", "Town")
    checker = Checker(Settings(select=("TXT006",)))
    result = checker.check_text(text, NAME)
    assert [each.fix is not None and each.fix.safe for each in result.findings] == [False, True]
    assert "# why twice" in kept_text(fix_file(checker, result))
    assert "# why twice" not in kept_text(fix_file(checker, result, unsafe=True))


def test_a_safe_fix_takes_no_comment_away_whatever_its_edits_are() -> None:
    """Edits that depend on each other are made without a plan that could tell."""
    edits = (SetValue(("excerpt",), "gone"), Delete(("excerpt",)))
    odd = fixing("OWN011", "excerpt", *edits)
    text = TEXT.replace('quays."', 'quays." # kept')
    state = fixed(odd, EXCERPT, CATEGORY, text=text)
    assert "# kept" in kept_text(state)
    assert "OWN011" not in [each.code for each in state.fixed]
    assert "OWN003" in [each.code for each in state.fixed]


def test_a_dropped_fix_is_tried_again_after_others() -> None:
    """The anchor goes with the alias that needs it, and then nothing is in the way any more."""
    alias = fixing("OWN010", "topics", Delete(("topics", 1)), unless="['Ports']")
    state = fixed(REFUSED, alias)
    assert [each.code for each in state.fixed] == ["OWN010", "OWN001"]


def with_topics(*topics: str) -> str:
    lines = "".join(f"  - {topic}\n" for topic in topics)
    return TEXT.replace("&t ", "").replace("  - Ports\n  - *t\n", lines)


def kept_text(state: FixedFile) -> str:
    assert state.result.source is not None
    return state.result.source.whole_text
