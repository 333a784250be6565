"""Settings: which rules run, how grave they are, and on what model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.model.article import Article
from article_schema.model.spelling import closest
from article_schema.rules.base import Rule
from article_schema.rules.catalogue import RULES
from article_schema.rules.findings import Severity

#: The selector that means every rule.
ALL = "ALL"


@dataclass(frozen=True)
class Settings:
    """What a check does. The defaults are those of a run without any configuration."""

    #: Codes, prefixes of codes, names or `ALL`; None selects the rules that are on by default.
    select: tuple[str, ...] | None = None
    #: Selectors of rules to add to those.
    extend_select: tuple[str, ...] = ()
    #: Selectors of rules to leave out; the longer of two selectors wins, `ignore` on a tie.
    ignore: tuple[str, ...] = ()
    #: Severities by code that replace those of the rules.
    severity: Mapping[str, Severity] = field(default_factory=dict)
    #: Options by code, then by name.
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: The class that the records of a file belong to.
    model: type = Article
    limits: Limits = field(default_factory=Limits)
    #: The moment that counts as now; None takes the clock's.
    now: datetime | None = None
    #: The rules to choose from.
    rules: tuple[Rule, ...] = RULES

    def active_rules(self) -> tuple[Rule, ...]:
        """Return the rules that run.

        Raises:
            UsageError: a selector matches no rule.
        """
        self._check_selectors((*(self.select or ()), *self.extend_select, *self.ignore))
        return tuple(rule for rule in self.rules if self._is_active(rule))

    def _is_active(self, rule: Rule) -> bool:
        chosen = _specificity(rule, (*(self.select or ()), *self.extend_select))
        if self.select is None and rule.enabled:
            chosen = max(chosen, 0)
        return chosen > _specificity(rule, self.ignore)

    def _check_selectors(self, selectors: Iterable[str]) -> None:
        for selector in selectors:
            if not any(_matches(selector, rule) for rule in self.rules):
                known = [rule.code for rule in self.rules] + [rule.name for rule in self.rules]
                families = sorted({rule.family for rule in self.rules})
                twin = closest(selector, known)
                hint = f"did you mean {twin}?" if twin else f"families are {', '.join(families)}"
                raise UsageError(f"no rule matches {selector!r}; {hint}")

    def severity_of(self, rule: Rule) -> Severity:
        """Return how grave the findings of a rule are."""
        return self.severity.get(rule.code, rule.severity)

    def options_of(self, rule: Rule) -> Mapping[str, Any]:
        """Return the options of a rule, defaults included."""
        return {**rule.defaults, **self.options.get(rule.code, {})}


def _matches(selector: str, rule: Rule) -> bool:
    if not selector:
        return False
    return selector == ALL or rule.code.startswith(selector) or rule.name == selector


def _specificity(rule: Rule, selectors: Iterable[str]) -> int:
    """Return how closely selectors name a rule: -1 not at all, 0 by `ALL`, else the length."""
    lengths = [
        0 if selector == ALL else len(rule.code) if selector == rule.name else len(selector)
        for selector in selectors
        if _matches(selector, rule)
    ]
    return max(lengths, default=-1)
