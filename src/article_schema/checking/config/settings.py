"""Settings: which rules run, how grave they are, and on what model."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from article_schema.checking.config import settings_values as values
from article_schema.checking.config.patterns import Patterns
from article_schema.checking.config.selecting import specificity
from article_schema.document.limits import Limits
from article_schema.model.article import Article
from article_schema.rules.findings import OFF, Severity
from article_schema.rules.plugins import available_rules, distinct
from article_schema.rules.rule import Rule


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
    #: Severities by selector that replace those of the rules: members of `Severity`, their words,
    #: or "off" for rules that do not run; the longest selector counts. They are kept by code.
    severity: Mapping[str, Severity | str] = field(default_factory=dict)
    #: Options by code or name of a rule, then by name.
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

    def __post_init__(self) -> None:
        """Judge the values, and bring them into one form.

        Raises:
            UsageError: a rule, an option or a severity is not known, or a value is not one.
            ModelError: the model is none.
            TypeError: a value has another type.
        """
        change = functools.partial(object.__setattr__, self)
        rules = self.rules
        if rules is not available_rules():
            rules = values.check_items(rules, "rules", Rule)
            change("rules", rules)
        for name in ("select", "extend_select", "ignore"):
            if getattr(self, name):
                change(name, values.selector_values(getattr(self, name), name, rules))
        if self.severity:
            change("severity", values.severity_values(self.severity, rules))
        if self.options:
            change("options", values.option_values(self.options, rules))
        change("schemas", values.path_values(self.schemas, "schemas"))
        change("file_ignores", values.check_items(self.file_ignores, "file_ignores", FileIgnore))
        for ignore in self.file_ignores:
            values.selector_values(ignore.selectors, f"file_ignores[{ignore.pattern!r}]", rules)
        change("required", values.text_values(self.required, "required"))
        change("known_keys", frozenset(values.text_values(self.known_keys, "known_keys")))
        values.check_model(self.model)
        values.check_limits(self.limits)
        values.check_moment(self.now)

    def active_rules(self) -> tuple[Rule, ...]:
        """Return the rules that run.

        Raises:
            UsageError: two rules have the same code or name.
        """
        distinct(self.rules)
        return tuple(rule for rule in self.rules if self._is_active(rule))

    def _is_active(self, rule: Rule) -> bool:
        if self.severity.get(rule.code) == OFF:
            return False
        chosen = specificity(rule, (*(self.select or ()), *self.extend_select))
        if self.select is None and rule.enabled:
            chosen = max(chosen, 0)
        return chosen > specificity(rule, self.ignore)

    def is_ignored(self, rule: Rule) -> bool:
        """Tell whether a rule is left out by name, and not only unselected."""
        return self.severity.get(rule.code) == OFF or specificity(rule, self.ignore) >= 0

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
        return frozenset(rule.code for rule in self.rules if specificity(rule, selectors) >= 0)

    def severity_of(self, rule: Rule) -> Severity:
        """Return how grave the findings of a rule are."""
        severity = self.severity.get(rule.code)
        return severity if isinstance(severity, Severity) else rule.severity

    def options_of(self, rule: Rule) -> Mapping[str, Any]:
        """Return the options of a rule, defaults included."""
        return {**rule.defaults, **self.options.get(rule.code, {})}
