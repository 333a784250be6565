"""Failures: a rule that raises is reported as a finding, and takes no other finding with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of
from article_schema.model.showing import show
from article_schema.rules.contexts import RuleContext
from article_schema.rules.families.file_rules import rule_failed
from article_schema.rules.findings import Finding
from article_schema.rules.kinds import RecordRule, ValueRule
from article_schema.rules.rule import Rule


class Failures:
    """Makes the findings about rules that failed, unless DOC016 is ignored.

    They come even if only other rules are selected: a rule that is asked for and fails has not
    checked anything, and nobody would know.
    """

    def __init__(self, settings: Settings) -> None:
        self.severity = settings.severity_of(rule_failed)
        self.ignored = settings.is_ignored(rule_failed)

    def finding(self, rule: Rule, error: Exception, at: RuleContext) -> list[Finding]:
        """Return the finding about a rule that raised, or nothing where DOC016 is ignored."""
        if self.ignored:
            return []
        text = str(error)
        what = f"{type(error).__name__}: {show(text)[1:-1]}" if text else type(error).__name__
        return [
            Finding(
                rule_failed.code,
                rule_failed.name,
                self.severity,
                f"the rule {rule.code} {rule.name} failed: {what}",
                f"{_place_of(error)}; correct the rule, or leave it out with --ignore {rule.code}",
                at.route,
                file=at.filename,
            )
        ]


def careful_precheck(rule: RecordRule | ValueRule) -> Callable[..., object] | None:
    """Return the precheck of a rule; one that raises lets the rule itself see what is wrong."""
    if rule.precheck is None:
        return None
    precheck = rule.precheck.function

    def asked(*subject: Any) -> object:
        try:
            return precheck(*subject)
        except Exception:  # noqa: BLE001 - whatever a plug-in raises is its fault
            return True

    return precheck if is_ours(rule) else asked


def is_ours(rule: RecordRule | ValueRule) -> bool:
    """Tell whether a rule is part of this package, so that its precheck is known to be right."""
    return rule.function.__module__.startswith("article_schema.")


def _place_of(error: Exception) -> str:
    """Name the line that raised, by file name alone: a report must read alike on every machine."""
    import traceback  # late: it reads source files, which takes much

    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    return f"it stopped in {PurePath(last.filename).name}, line {last.lineno}"


def is_unset(error: Exception) -> bool:
    """Tell whether a rule read an attribute that recovery left unset, so that it cannot judge."""
    return (
        isinstance(error, AttributeError)
        and isinstance(error.obj, Record)
        and error.name in table_of(type(error.obj)).by_name
    )
