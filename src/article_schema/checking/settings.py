"""Settings: which rules run, how grave they are, and on what model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from article_schema.checking.patterns import Patterns
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.model.article import Article
from article_schema.model.spelling import closest
from article_schema.rules.base import Rule
from article_schema.rules.catalogue import RULES
from article_schema.rules.findings import Severity
from article_schema.rules.plugins import available_rules, distinct

#: The selector that means every rule.
ALL = "ALL"


@dataclass(frozen=True)
class FileIgnore:
    """Rules that are left out in some files."""

    #: The folder that the pattern starts from.
    folder: str
    #: A pattern as in `.gitignore`.
    pattern: str
    selectors: tuple[str, ...]

    @cached_property
    def patterns(self) -> Patterns:
        """The pattern, ready to be asked."""
        return Patterns(self.folder, [self.pattern])


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
    #: Files with JSON Schemas that every record is checked with too.
    schemas: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)
    #: The moment that counts as now; None takes the clock's.
    now: datetime | None = None
    #: Rules that are left out in the files of a pattern.
    file_ignores: tuple[FileIgnore, ...] = ()
    #: Keys that every record of a file needs besides those of the model, such as `provider.images`.
    required: tuple[str, ...] = ()
    #: Keys that the model does not know and that are right, in the same form.
    known_keys: frozenset[str] = frozenset()
    #: The rules to choose from: those of the project and of installed plug-ins, or others.
    rules: tuple[Rule, ...] = field(default_factory=available_rules)

    def active_rules(self) -> tuple[Rule, ...]:
        """Return the rules that run.

        Raises:
            UsageError: a selector matches no rule, or two rules have the same code or name.
        """
        distinct(self.rules)
        self._check_selectors((*(self.select or ()), *self.extend_select, *self.ignore))
        return tuple(rule for rule in self.rules if self._is_active(rule))

    def _is_active(self, rule: Rule) -> bool:
        chosen = _specificity(rule, (*(self.select or ()), *self.extend_select))
        if self.select is None and rule.enabled:
            chosen = max(chosen, 0)
        return chosen > _specificity(rule, self.ignore)

    def _check_selectors(self, selectors: Iterable[str]) -> None:
        for selector in selectors:
            if not any(matches(selector, rule) for rule in self.rules):
                known = [rule.code for rule in self.rules] + [rule.name for rule in self.rules]
                families = sorted({rule.family for rule in self.rules})
                twin = closest(selector, known)
                hint = f"did you mean {twin}?" if twin else f"families are {', '.join(families)}"
                raise UsageError(f"no rule matches {selector!r}; {hint}")

    def is_ignored(self, rule: Rule) -> bool:
        """Tell whether a rule is left out by name, and not only unselected."""
        return _specificity(rule, self.ignore) >= 0

    def ignored_in(self, filename: str) -> frozenset[str]:
        """Return the codes of the rules that are left out in a file."""
        selectors = [
            selector
            for ignore in self.file_ignores
            if ignore.patterns.matches(filename)
            for selector in ignore.selectors
        ]
        if not selectors:
            return frozenset()
        return frozenset(rule.code for rule in self.rules if _specificity(rule, selectors) >= 0)

    def severity_of(self, rule: Rule) -> Severity:
        """Return how grave the findings of a rule are."""
        return self.severity.get(rule.code, rule.severity)

    def options_of(self, rule: Rule) -> Mapping[str, Any]:
        """Return the options of a rule, defaults included."""
        return {**rule.defaults, **self.options.get(rule.code, {})}


def matches(selector: str, rule: Rule) -> bool:
    """Tell whether a selector chooses a rule: `ALL`, its code or the start of it, or its name."""
    if not selector:
        return False
    return selector == ALL or rule.code.startswith(selector) or rule.name == selector


def severities(
    by_selector: Mapping[str, Severity], rules: Iterable[Rule] = RULES
) -> dict[str, Severity]:
    """Return severities by code from severities by selector; the longest selector counts."""
    chosen: dict[str, Severity] = {}
    for rule in rules:
        best = -1
        for selector, severity in by_selector.items():
            length = _specificity(rule, [selector])
            if length > best:
                best, chosen[rule.code] = length, severity
    return chosen


def _specificity(rule: Rule, selectors: Iterable[str]) -> int:
    """Return how closely selectors name a rule: -1 not at all, 0 by `ALL`, else the length."""
    lengths = [
        0 if selector == ALL else len(rule.code) if selector == rule.name else len(selector)
        for selector in selectors
        if matches(selector, rule)
    ]
    return max(lengths, default=-1)
