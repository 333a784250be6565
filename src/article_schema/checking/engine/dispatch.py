"""The plan of a check: which rule is called with which record or value, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.compatibility import view_for
from article_schema.checking.engine.failures import Failures, careful_precheck, is_ours, is_unset
from article_schema.checking.engine.fixed_values import Changed, changes_at
from article_schema.checking.fast.records import record_maker
from article_schema.document.formats.registry import format_in, split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.routes import Route
from article_schema.rules.contexts import FileContext, RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import RecordRule, ValueRule
from article_schema.rules.rule import Rule

#: The data of a record as they stand in the file.
Data: TypeAlias = Mapping[str, Any]


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

    @property
    def needs(self) -> tuple[str, ...]:
        """Attributes without which the rule finds nothing; only our own rules are trusted."""
        told = self.rule.precheck
        return told.needs if told is not None and is_ours(self.rule) else ()

    @property
    def is_covered(self) -> bool:
        """Whether the rule finds nothing in what is written as usual."""
        told = self.rule.precheck
        return told is not None and told.covered and is_ours(self.rule)

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


class _Calls:
    """Calls of rules about the same record or value.

    Args:
        calls: the calls.
    """

    def __init__(self, calls: list[_Call]) -> None:
        self.all = calls
        #: Those that are left where a record or a value is written as usual.
        self.usual = [call for call in calls if not call.is_covered]
        #: The calls by the attributes that they need; all of them, and those that are left.
        self.groups = _grouped(self.all)
        self.usual_groups = _grouped(self.usual)

    def about(self, value: Any) -> list[_Call]:
        """Return the calls whose prechecks let a value through."""
        is_usual = type(value) is str and value.isprintable() and value.strip() == value
        calls = self.usual if is_usual else self.all
        return [call for call in calls if call.precheck is None or call.precheck(value)]


def _grouped(calls: list[_Call]) -> list[tuple[tuple[str, ...], list[_Call]]]:
    groups: dict[tuple[str, ...], list[_Call]] = {}
    for call in calls:
        groups.setdefault(call.needs, []).append(call)
    return list(groups.items())


#: The kinds of values of which no covered precheck tells anything.
_USUAL_KINDS = frozenset((str, int, bool, list, dict))


@dataclass(slots=True, eq=False)
class RecordPlan:
    """The rules for the records of one class, its values and the records inside it."""

    table: ModelTable
    calls: _Calls = field(default_factory=lambda: _Calls([]))
    #: The single values and the records of fields: for values of a shape the calls, or the plan.
    values: list[tuple[Field, Shape, _Calls]] = field(default_factory=list)
    children: list[tuple[Field, Shape, RecordPlan]] = field(default_factory=list)
    #: The keys that nobody would report.
    current: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out the keys that a usual record may have."""
        self.current = frozenset(self.table.by_key) - self.table.deprecated

    @property
    def is_busy(self) -> bool:
        """Whether any rule looks at the records themselves, their values or what is inside."""
        return bool(self.calls.all or self.values or self.children)

    def run(
        self,
        record: Any,
        data: Data | Callable[[], Data],
        route: Route,
        file: FileContext,
        found: list[Finding],
        changed: Changed | None = None,
    ) -> None:
        """Add what the rules find in a record and below it.

        Args:
            record: an instance of the class, possibly with unset attributes.
            data: its data as it stands in the file, or what reads them once a rule asks.
            route: its route.
            file: what else rules may know.
            found: the list that findings are added to.
            changed: the places below the record that differ from what rules have seen before; what
                stands elsewhere is left out. None where they have seen nothing.
        """
        self._run_on_record(record, data, route, file, found)
        for spec, shape, about in self.values:
            value = getattr(record, spec.name, None)
            # Nought and false are values; an empty text has nothing to judge.
            if (value or value == 0) and (changed is None or spec.key in changed):
                for subject, where in _parts(spec, shape, value, route):
                    for call in about.about(subject):
                        call.judge_value(subject, RuleContext(file, where), found)
        for spec, shape, plan in self.children:
            child = getattr(record, spec.name, None)
            # Compared with None: a record may have a length of 0 and would be false.
            if child is not None and (changed is None or spec.key in changed):
                for subject, where in _parts(spec, shape, child, route):
                    steps = where[len(route) :]
                    below = None if changed is None else changes_at(changed, steps)
                    if below is None or below:
                        plan.run(subject, _data_at(data, steps), where, file, found, below)

    def _run_on_record(
        self,
        record: Any,
        data: Data | Callable[[], Data],
        route: Route,
        file: FileContext,
        found: list[Finding],
    ) -> None:
        at = RuleContext(file, route, data, self.table)
        is_usual = (
            isinstance(data, dict)
            and data.keys() <= self.current
            and _USUAL_KINDS.issuperset(map(type, data.values()))
        )
        for needs, calls in self.calls.usual_groups if is_usual else self.calls.groups:
            if not needs or _has_any(record, needs):
                for call in calls:
                    call.judge(record, at, found)


def _has_any(record: Any, names: tuple[str, ...]) -> bool:
    """Tell whether any of some attributes of a record has a value."""
    for name in names:
        value = getattr(record, name, None)
        if value is not None and value != []:
            return True
    return False


def _parts(spec: Field, shape: Shape, value: Any, route: Route) -> Iterable[tuple[Any, Route]]:
    """Return the parts of a field's value that have a shape, each with its route."""
    place = (*route, spec.key)
    if spec.shape is shape:
        return ((value, place),)
    if type(spec.shape) is ListShape and spec.shape.item is shape:
        # To walk over the value would find the same.
        items = value if isinstance(value, list) else ()
        return [(item, (*place, index)) for index, item in enumerate(items)]
    return [(part, where) for kind, part, where in spec.shape.walk(value, place) if kind is shape]


def _data_at(data: Any, route: Route) -> Data | Callable[[], Data]:
    """Return the data of a record under a route; none where the file has something else there."""
    if callable(data):
        return partial(_read_at, data, route)
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return data if isinstance(data, dict) else {}


def _read_at(read: Callable[[], Data], route: Route) -> Data:
    data = _data_at(read(), route)
    return data() if callable(data) else data


def plan_for(settings: Settings, failures: Failures, rules: Iterable[Rule]) -> RecordPlan:
    """Work out the plan for the model of some settings.

    Args:
        settings: the settings.
        failures: makes the findings about rules that fail.
        rules: those that are called.
    """
    return _Planner(settings, failures, rules).whole_plan()


class _Planner:
    def __init__(self, settings: Settings, failures: Failures, rules: Iterable[Rule]) -> None:
        self.settings = settings
        self.failures = failures
        rules = list(rules)
        self.record_rules = [rule for rule in rules if isinstance(rule, RecordRule)]
        values = [rule for rule in rules if isinstance(rule, ValueRule)]
        self.value_calls = [(rule, self._call(rule)) for rule in values]
        self.known: dict[type, RecordPlan] = {}

    def _call(
        self, rule: RecordRule | ValueRule, view: Callable[[Any], Any] | None = None
    ) -> _Call:
        severity, options = self.settings.severity_of(rule), self.settings.options_of(rule)
        return _Call(rule, severity, options, self.failures, careful_precheck(rule), view)

    def whole_plan(self) -> RecordPlan:
        """Return the plan for the records of files, without parts that no rule looks at."""
        whole = self.plan(self.settings.model)
        busy = [plan for plan in self.known.values() if plan.calls.all or plan.values]
        for plan in busy:
            # Those that were found on the way are gone through too.
            busy += [
                above
                for above in self.known.values()
                if above not in busy and any(child is plan for *_, child in above.children)
            ]
        for plan in self.known.values():
            plan.children = [each for each in plan.children if each[-1] in busy]
        return whole

    def plan(self, model: type) -> RecordPlan:
        """Return the plan for the records of a class."""
        if model not in self.known:
            self.known[model] = RecordPlan(table_of(model))
            self._fill(self.known[model], model)
        return self.known[model]

    def _fill(self, plan: RecordPlan, model: type) -> None:
        plan.calls = _Calls([
            self._call(rule, view_for(rule, model))
            for rule in self.record_rules
            if rule.is_about(model)
        ])  # fmt: skip
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
                        plan.values.append((spec, shape, _Calls(about)))


class RemainingRules:
    """The rules that the fast path does not speak for, which are called with what it has accepted.

    A rule without a precheck, and each rule of a plug-in, has to get every record, and sees what it
    sees on the long way. If it finds anything, the file goes that way.

    Args:
        plan: which rules are called with which records and values.
        limits: those of the check.
    """

    def __init__(self, plan: RecordPlan, limits: Limits) -> None:
        self.plan = plan
        self.limits = limits

    def find_nothing(self, accepted: Any, text: str, filename: str, now: datetime) -> bool:
        """Tell whether the rules surely find nothing in a file.

        Args:
            accepted: what the fast path made of it.
            text: its whole text.
            filename: its name.
            now: the moment that counts as now.
        """
        if not self.plan.is_busy:
            return True
        try:
            record = record_maker(self.plan.table.model)(accepted)
        except Exception:  # noqa: BLE001 - the long way says what is wrong
            return False
        found: list[Finding] = []
        file = FileContext(filename, format_in(text, filename), now)
        self.plan.run(record, _Unread(text, filename, self.limits), (), file, found)
        return not found


class _Unread:
    """The data of a file that no rule has asked for yet."""

    def __init__(self, text: str, filename: str, limits: Limits) -> None:
        self.asked = text, filename, limits
        self.data: Any = None

    def __call__(self) -> Any:
        """Read them, once."""
        if self.data is None:
            text, filename, limits = self.asked
            self.data = read(split(text, filename), limits).data
        return self.data
