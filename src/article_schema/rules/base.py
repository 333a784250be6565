"""What a rule is: code, name, severity, explanation, examples, options and function together."""

from __future__ import annotations

import importlib
import operator
import re
import sys
import textwrap
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from article_schema.document.edits import Delete, RenameKey, SetValue
from article_schema.document.formats.front_matter import FRONT_MATTER
from article_schema.document.source import Format
from article_schema.errors import ModelError
from article_schema.faults import Fault, Part, Range
from article_schema.model.tables import ModelTable
from article_schema.routes import Route
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.precheck import Precheck

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
#: Stands for a tab in an example: Python 3.13 turns the tabs of docstrings into spaces.
_TAB_SIGN = "␉"
_SECTION = re.compile(r"^(Bad|Good|Source)(?: \(([^)]+)\))?:[ \t]*(?![ \t])(.*)$")

#: What a rule's fix may do: nothing, change the text safely, or change it in a way to look at.
FixKind: TypeAlias = Literal["", "safe", "unsafe"]

_NO_DATA: Mapping[str, Any] = MappingProxyType({})


class Kind:
    """What a rule is called with; the marks for rules that are not about a class or a facet."""

    #: The rule explains faults that reading or structuring finds; its function makes the fix.
    FAULT = "fault"


class CorpusFact(NamedTuple):
    """What a record contributes to a rule about several files together.

    Facts with the same topic are compared. A topic is contested when two records own it, or when a
    record that only refers to it claims something else than the one that owns it.
    """

    #: What the fact is about, such as the address of a page.
    topic: str
    #: Where the record says so, from the record itself.
    route: Route
    #: What the record says about the topic.
    claim: tuple[Hashable, ...] = ()
    #: Whether the record speaks of what another one owns.
    refers: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule."""

    name: str
    default: Any
    #: What it sets, with its unit.
    doc: str
    #: An older name, which still counts; empty without one.
    old_name: str = ""


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule. Two rules are the same only if they are the same object."""

    code: str
    name: str
    severity: Severity
    #: A model class (each record of it), a facet class (each value that carries it), or a `Kind`.
    on: Any
    function: Callable[..., Any]
    #: Whether it runs unless deselected.
    enabled: bool
    #: The first version that has it.
    since: str
    fix: FixKind
    options: tuple[Option, ...]
    #: One sentence: what is wrong.
    summary: str
    #: Why it matters and what to do.
    explanation: str
    bad: str
    good: str
    #: Where the rule comes from: an RFC and section, a specification, or a measured count.
    source: str
    #: What the words in `Bad (...):` say: a file name, `whole file` or `own test`.
    example_note: str = ""
    #: A cheap test that comes before the function.
    precheck: Precheck | None = None
    #: For a rule about several files together: what it has to remember of a record.
    facts: Callable[[Any], Iterable[CorpusFact]] | None = None
    #: For a rule about values: the keys that it is about; all where there are none.
    keys: tuple[str, ...] = ()
    #: For a rule about values: the keys that it is not about.
    other_keys: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        # By name: where the function stands in its module, there is the rule now.
        return _rule_at, (self.function.__module__, self.function.__qualname__)

    @property
    def family(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    @property
    def targets(self) -> tuple[type, ...]:
        """The classes that the rule is about; none for a rule that explains faults."""
        targets = self.on if isinstance(self.on, tuple) else (self.on,)
        return tuple(target for target in targets if isinstance(target, type))

    def fix_of(self, fault: Fault) -> Fix | None:
        """Return the fix for a fault that carries the code of the rule.

        A rule about values has a function for those that their facet accepts; where the facet
        names the rule as the reason why it refuses one, the fault says what to write.
        """
        if self.on == Kind.FAULT:
            fix: Fix | None = self.function(fault)
            return fix
        return better_value(fault, fault.help)

    def is_about(self, subject: type) -> bool:
        """Tell whether the rule is about a class of records or of facets."""
        return issubclass(subject, self.targets)

    def is_about_value(self, key: str, facets: Iterable[object]) -> bool:
        """Tell whether the rule is about the values that stand under a key and carry facets."""
        if (self.keys and key not in self.keys) or key in self.other_keys:
            return False
        return any(self.is_about(type(facet)) for facet in facets)


def _rule_at(module: str, name: str) -> Rule:
    found: Rule = operator.attrgetter(name)(importlib.import_module(module))
    return found


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    on: Any,
    since: str = "0.1",
    enabled: bool = True,
    fix: FixKind = "",
    options: tuple[Option, ...] = (),
    precheck: Precheck | None = None,
    facts: Callable[[Any], Iterable[CorpusFact]] | None = None,
    keys: tuple[str, ...] = (),
    other_keys: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a function a rule; its docstring is the rule's documentation and its test.

    The docstring holds a one-sentence summary, an explanation, the blocks `Bad:` and `Good:` with
    YAML, and a line `Source:`. How examples become files is told in `examples.py`.

    Args:
        code: three letters for the family and three digits.
        name: a readable name in kebab-case.
        severity: how grave its findings are unless configured otherwise.
        on: a model class, a facet class, or `Kind.FAULT`. The function of a model or facet rule is
            called with the record or value and an `At`, and yields findings. That of a fault rule
            is called with a `Fault` and returns a `Fix` or None.
        since: the first version that has the rule.
        enabled: whether it runs by default.
        fix: what its fixes are, if it has any.
        options: its settings, found in `at.options`.
        precheck: a cheap test that comes before the function.
        facts: makes the rule one about several files together. It is called with each record and
            yields what the rule has to remember of it. The function is called at the end, once for
            each contested topic, with the `Member`s that have it, and yields findings. They can
            have no fix.
        keys: for a rule about values: look only at those under these keys.
        other_keys: for a rule about values: pass over those under these keys.

    Raises:
        ModelError: an argument or the docstring does not have its form; all arguments are named.
    """

    def decorate(function: Callable[..., Any]) -> Rule:
        given = (severity, on, fix, options, keys, other_keys, function)
        problems = list(_problems(code, name, *given))
        if problems:
            raise ModelError("\n".join(f"{code} {name}: {problem}" for problem in problems))
        if function.__doc__ is None and sys.flags.optimize > 1:
            raise ModelError(
                "Python runs with -OO, which drops the docstrings that rules take their pages "
                "from; run it without, or with -O"
            )
        page = _read_docstring(code, function.__doc__ or "")
        defaults = MappingProxyType({option.name: option.default for option in options})
        return Rule(code, name, severity, on, function, enabled, since, fix, options,
                    precheck=precheck, facts=facts, keys=keys, other_keys=other_keys,
                    defaults=defaults, **page)  # fmt: skip

    return decorate


def _problems(
    code: Any,
    name: Any,
    severity: Any,
    on: Any,
    fix: Any,
    options: Any,
    keys: Any,
    other_keys: Any,
    function: Any,
) -> Iterator[str]:
    """Yield what is wrong with the arguments of a rule."""
    if not (isinstance(code, str) and _CODE.fullmatch(code)) or not (
        isinstance(name, str) and _NAME.fullmatch(name)
    ):
        yield "a rule needs a code like URL002 and a kebab-case name"
    if not isinstance(severity, Severity):
        yield f"severity is a member of Severity, such as Severity.ERROR, not {severity!r:.80}"
    targets = on if isinstance(on, tuple) else (on,)
    if on != Kind.FAULT and not (targets and all(isinstance(target, type) for target in targets)):
        yield f"on is a model class, a facet class or Kind.FAULT, not {on!r:.80}"
    if fix not in ("", "safe", "unsafe"):
        yield f'fix is "safe", "unsafe" or "", not {fix!r:.80}'
    if not _holds(options, Option):
        yield "options is a tuple of Option, such as (Option('least', 3, 'how many'),)"
    for label, given in (("keys", keys), ("other_keys", other_keys)):
        if not _holds(given, str):
            yield f'{label} is a tuple of keys, such as ("title",)'
    if not callable(function):
        yield f"a rule is made of a function, not of {function!r:.80}"


def _holds(items: Any, kind: type) -> bool:
    return isinstance(items, tuple) and all(isinstance(item, kind) for item in items)


def _read_docstring(code: str, docstring: str) -> dict[str, str]:
    summary, _, rest = docstring.strip().partition("\n")
    sections: dict[str, list[str]] = {"": []}
    current = ""
    note = ""
    for line in textwrap.dedent(rest).splitlines():
        match = _SECTION.match(line)
        if match:
            current = match[1]
            note = match[2] or note
            sections[current] = [match[3]] if match[3] else []
        else:
            sections[current].append(line)
    texts = {
        name: textwrap.dedent("\n".join(lines)).strip("\n") for name, lines in sections.items()
    }
    missing = [name for name in ("Bad", "Good", "Source") if not texts.get(name)]
    if not summary or missing:
        raise ModelError(f"{code}: the docstring lacks {', '.join(missing) or 'a summary'}")
    return {
        "summary": summary,
        "explanation": texts[""].strip(),
        "bad": f"{texts['Bad'].rstrip()}\n".replace(_TAB_SIGN, "\t"),
        "good": f"{texts['Good'].rstrip()}\n".replace(_TAB_SIGN, "\t"),
        "source": " ".join(texts["Source"].split()),
        "example_note": note,
    }


@dataclass(slots=True)
class Situation:
    """What rules may know about the run and the file besides the record itself."""

    filename: str = ""
    format: Format = FRONT_MATTER
    #: The moment that counts as now.
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


class At:
    """Where a rule looks: makes places below the record or value that it was called with.

    One instance serves all rules of a record, one after the other, so a rule must not keep it.
    """

    __slots__ = ("data", "options", "route", "rule", "severity", "situation", "table")

    #: The rule that looks, with the severity and the options that it has in this run.
    rule: Rule
    severity: Severity
    options: Mapping[str, Any]

    def __init__(
        self,
        situation: Situation,
        route: Route,
        data: Mapping[str, Any] = _NO_DATA,
        table: ModelTable | None = None,
    ) -> None:
        self.situation = situation
        self.route = route
        #: The data of the record as it stands in the file; empty for a value.
        self.data = data
        #: The fields of the record; None for a value.
        self.table = table

    def __call__(self, *steps: str | int) -> Place:
        """Return the place of a route that starts at the record; keys are those of the file."""
        return Place(self, (*self.route, *steps))

    @property
    def now(self) -> datetime:
        """The moment that counts as now."""
        return self.situation.now

    @property
    def filename(self) -> str:
        """The name of the file."""
        return self.situation.filename


@dataclass(frozen=True, slots=True)
class Place:
    """One value or key that a rule speaks about."""

    at: At
    route: Route
    part: Part = "value"
    within: Range | None = None

    @property
    def key(self) -> Place:
        """The key of the entry instead of its value."""
        return Place(self.at, self.route, "key")

    def stretch(self, start: int, end: int) -> Place:
        """Return a part of the value's text, in code points."""
        return Place(self.at, self.route, "value", (start, end))

    def finding(self, message: str, help: str = "", fix: Fix | None = None) -> Finding:  # noqa: A002
        """Report something here: what is wrong, what to write instead, and perhaps a fix."""
        rule, file = self.at.rule, self.at.situation.filename
        return Finding(rule.code, rule.name, self.at.severity, message, help, self.route,
                       self.part, self.within, fix=fix, file=file)  # fmt: skip

    def replace(self, value: Any, title: str, *, safe: bool = True) -> Fix:
        """Return the fix that gives this place another value."""
        return Fix((SetValue(self.route, value),), title, safe)

    def delete(self, title: str, *, safe: bool = True) -> Fix:
        """Return the fix that removes this key or item."""
        return Fix((Delete(self.route),), title, safe)

    def rename(self, key: str, title: str, *, safe: bool = True) -> Fix:
        """Return the fix that gives this entry another key."""
        return Fix((RenameKey(self.route, key),), title, safe)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the records that a rule about several files compares."""

    at: At
    fact: CorpusFact

    @property
    def filename(self) -> str:
        """The file of the record."""
        return self.at.situation.filename

    def __call__(self, *steps: str | int) -> Place:
        """Return a place below that of the fact."""
        return self.at(*self.fact.route, *steps)


def better_value(fault: Fault, title: str, *, safe: bool = True) -> Fix | None:
    """Return the fix that writes the value which the fault knows to be meant, if it knows one."""
    if fault.replacement is None:
        return None
    return Fix((SetValue(fault.route, fault.replacement),), title, safe and fault.safe)
