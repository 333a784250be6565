"""From faults to findings: the rule of a fault gives it a name, a severity and a fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.failures import Failures
from article_schema.faults import Fault
from article_schema.rules.contexts import FileContext, RuleContext
from article_schema.rules.families.own_rules import own_constraint
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import FaultRule
from article_schema.rules.rule import Rule


class FaultFindings:
    """Makes findings of faults under some settings.

    Args:
        settings: what is checked.
        active: the active rules by their codes.
        failures: makes the findings about rules that fail.
    """

    def __init__(self, settings: Settings, active: Mapping[str, Rule], failures: Failures) -> None:
        self.settings = settings
        self.active = active
        self.failures = failures
        self.known = frozenset(rule.code for rule in settings.rules)

    def of(self, faults: Iterable[Fault]) -> Iterator[Finding]:
        """Yield the findings of faults whose rules are active, and those about fixes that fail."""
        for fault in faults:
            failed: list[Finding] = []
            finding = self.of_one(fault, failed)
            if finding is not None:
                yield finding
            yield from failed

    def of_one(self, fault: Fault, failed: list[Finding] | None = None) -> Finding | None:
        """Return the finding of a fault; None where its rule is not active.

        Args:
            fault: what is wrong.
            failed: takes one more finding if the rule raises where it should make a fix.
        """
        # A facet of a project's own may name a code that no rule has.
        rule = self.active.get(fault.code if fault.code in self.known else own_constraint.code)
        if rule is None:
            return None
        fix = None
        try:
            fix = rule.fix_of(fault)
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
            if failed is not None:
                failed += self.failures.finding(
                    rule, error, RuleContext(FileContext(), fault.route)
                )
        severity = self.settings.severity_of(rule)
        if not isinstance(rule, FaultRule) and rule.code not in self.settings.severity:
            # Elsewhere the rule is about values that keep their contract.
            severity = Severity.ERROR
        return Finding(rule.code, rule.name, severity, fault.message, fault.help, fault.route,
                       fault.part, fault.subspan, fault.span, fix,
                       related=fault.related)  # fmt: skip
