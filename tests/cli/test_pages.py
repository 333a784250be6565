"""Pages on a terminal: rendered in lines that break between words; Markdown in pipes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable

import pytest

from article_schema import Article
from article_schema.cli import main
from article_schema.reporting.field_page import field_page
from article_schema.reporting.rendering import rendered
from article_schema.reporting.rule_page import rule_page
from article_schema.rules.catalogue import RULES, find_rule

pytest.importorskip("rich")

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def plain(page: str, columns: int) -> str:
    shown = rendered(page, columns, colour=True)
    assert shown is not None
    return _ESCAPES.sub("", shown)


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_lines_of_a_rule_are_whole_words_within_the_width(rule, columns: int) -> None:
    page = rule_page(rule)
    shown = plain(page, columns)
    assert all(len(line) <= columns for line in shown.splitlines())
    for word in re.findall(r"[a-z]{5,20}", _FENCE.sub("", page)):
        assert word in shown


PAGE = """\
                              DAT002 no-time-zone

A date and time has no zone.

 • Severity: error
 • On by default: yes
 • Fix: none
 • Since: 0.1
 • Source: RFC 3339 section 4.4

Each machine reads it as another moment, so articles appear hours early or late.

Bad


 publishedDateTime: 2020-06-12T19:19:00
 #                  ^^^^^^^^^^^^^^^^^^^
"""


def test_a_page_looks_so_at_80_columns() -> None:
    rule = find_rule("DAT002", RULES)
    assert rule is not None
    assert plain(rule_page(rule), 80).startswith(PAGE)


def test_without_colours_code_in_a_line_is_bold() -> None:
    shown = rendered("Write `date`.", 80, colour=False)
    assert shown == "Write \x1b[1mdate\x1b[0m.\n"
    assert "\x1b[1;36mdate" in (rendered("Write `date`.", 80, colour=True) or "")


def test_control_characters_of_a_page_do_not_reach_the_terminal() -> None:
    shown = plain("A rule \x1b[2J of a plug-in\x07, and \x9b31m more.", 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


def test_the_table_of_fields_stays_within_the_width() -> None:
    shown = plain(field_page(Article), 80)
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "publishedDa" in shown


class Terminal:
    """What the command writes to, as if it were a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that runs the command in a terminal of 80 columns."""

    def run(*arguments: str) -> str:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 24)))
        assert main(arguments) == 0
        return terminal.text

    return run


def test_a_terminal_gets_a_rendered_page(
    shown: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "•" in shown("explain", "DAT002")
    assert "─" in shown("fields")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in shown("explain", "DAT002")


def test_pipes_dumb_terminals_and_those_without_the_extra_get_markdown(
    shown: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rule = find_rule("DAT002", RULES)
    assert rule is not None
    assert main(["explain", "DAT002"]) == 0
    assert capsys.readouterr().out == rule_page(rule)
    monkeypatch.setenv("TERM", "dumb")
    assert shown("explain", "DAT002") == rule_page(rule)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert shown("explain", "DAT002") == rule_page(rule)
