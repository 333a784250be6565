"""The plan of a check: which rule is called with which record or value, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.compatibility import view_for
from article_schema.checking.engine.failures import Failures, careful_precheck, is_unset
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.routes import Route
from article_schema.rules.contexts import FileContext, RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import RecordRule, ValueRule


@dataclass(frozen=True, slots=True)
class _Call:
    """A rule with its settings, ready to be called."""

    rule: RecordRule | ValueRule
    severity: Severity
    options: Mapping[str, Any]
    failures: Failures
    #: The cheap test that comes before the rule.
    precheck: Callable[..., object] | None
    #: How the rule sees a record of another class than the one that it was written for.
    view: Callable[[Any], Any] | None = None

    def judge(self, record: Any, at: RuleContext, found: list[Finding]) -> None:
        """Let the rule look at a record and add what it finds."""
        at.rule, at.severity, at.options = self.rule, self.severity, self.options
        try:
            seen = self.view(record) if self.view else record
            if self.precheck is None or self.precheck(seen, at):
                found.extend(self.rule.function(seen, at))
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
            # A rule that asked for a value that is itself at fault cannot judge the record.
            if not is_unset(error):
                found += self.failures.finding(self.rule, error, at)

    def judge_value(self, value: Any, at: RuleContext, found: list[Finding]) -> None:
        """Let the rule look at a value that its precheck lets through, and add what it finds."""
        at.rule, at.severity, at.options = self.rule, self.severity, self.options
        try:
            found.extend(self.rule.function(value, at))
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its fault
            found += self.failures.finding(self.rule, error, at)


@dataclass(slots=True)
class RecordPlan:
    """The rules for the records of one class, its values and the records inside it."""

    table: ModelTable
    calls: list[_Call] = field(default_factory=list)
    #: The single values and the records of fields: for values of a shape the calls, or the plan.
    values: list[tuple[Field, Shape, list[_Call]]] = field(default_factory=list)
    children: list[tuple[Field, Shape, RecordPlan]] = field(default_factory=list)

    def run(
        self,
        record: Any,
        data: Mapping[str, Any],
        route: Route,
        file: FileContext,
        found: list[Finding],
    ) -> None:
        """Add what the rules find in a record and below it.

        Args:
            record: an instance of the class, possibly with unset attributes.
            data: its data as it stands in the file.
            route: its route.
            file: what else rules may know.
            found: the list that findings are added to.
        """
        at = RuleContext(file, route, data, self.table)
        for call in self.calls:
            call.judge(record, at, found)
        for spec, shape, calls in self.values:
            value = getattr(record, spec.name, None)
            # Nought and false are values; an empty text has nothing to judge.
            if value or value == 0:
                for subject, where in _parts(spec, shape, value, route):
                    for call in calls:
                        if call.precheck is None or call.precheck(subject):
                            call.judge_value(subject, RuleContext(file, where), found)
        for spec, shape, plan in self.children:
            child = getattr(record, spec.name, None)
            # Compared with None: a record may have a length of 0 and would be false.
            if child is not None:
                for subject, where in _parts(spec, shape, child, route):
                    own = _data_at(data, where[len(route) :])
                    plan.run(subject, own, where, file, found)


def _parts(spec: Field, shape: Shape, value: Any, route: Route) -> Iterable[tuple[Any, Route]]:
    """Return the parts of a field's value that have a shape, each with its route."""
    place = (*route, spec.key)
    if spec.shape is shape:
        return ((value, place),)
    return [(part, where) for kind, part, where in spec.shape.walk(value, place) if kind is shape]


def _data_at(data: Any, route: Route) -> Mapping[str, Any]:
    """Return the data of a record under a route; none where the file has something else there."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return data if isinstance(data, dict) else {}


def plan_for(settings: Settings, failures: Failures) -> RecordPlan:
    """Work out the plan for the model and the active rules of some settings."""
    return _Planner(settings, failures).plan(settings.model)


class _Planner:
    def __init__(self, settings: Settings, failures: Failures) -> None:
        self.settings = settings
        self.failures = failures
        active = settings.active_rules()
        self.record_rules = [rule for rule in active if isinstance(rule, RecordRule)]
        values = [rule for rule in active if isinstance(rule, ValueRule)]
        self.value_calls = [(rule, self._call(rule)) for rule in values]
        self.known: dict[type, RecordPlan] = {}

    def _call(
        self, rule: RecordRule | ValueRule, view: Callable[[Any], Any] | None = None
    ) -> _Call:
        severity, options = self.settings.severity_of(rule), self.settings.options_of(rule)
        return _Call(rule, severity, options, self.failures, careful_precheck(rule), view)

    def plan(self, model: type) -> RecordPlan:
        """Return the plan for the records of a class."""
        if model not in self.known:
            self.known[model] = RecordPlan(table_of(model))
            self._fill(self.known[model], model)
        return self.known[model]

    def _fill(self, plan: RecordPlan, model: type) -> None:
        plan.calls = [
            self._call(rule, view_for(rule, model))
            for rule in self.record_rules
            if rule.is_about(model)
        ]
        for spec in plan.table.fields:
            for shape in spec.shape.flat():
                if shape.model is not None:
                    plan.children.append((spec, shape, self.plan(shape.model)))
                elif shape.is_single:
                    about = [
                        call
                        for rule, call in self.value_calls
                        if rule.is_about(spec.key, shape.facets)
                    ]
                    if about:
                        plan.values.append((spec, shape, about))
