"""What every rule is: code, name, severity, documentation, options and function together."""

from __future__ import annotations

import importlib
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from article_schema.document.edits import Edit, RenameKey, SetValue, TextEdit
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.findings import Fix, Severity

#: What a rule's fix may do: nothing, change the text safely, or change it in a way to look at.
FixKind: TypeAlias = Literal["", "safe", "unsafe"]


#: The family of the rules that ask the network, which only `verify` does.
NETWORK = "NET"

_NAME = late_pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CODE = late_pattern(r"[A-Z]{3}[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule.

    >>> from article_schema import Settings
    >>> rule = {rule.code: rule for rule in Settings().active_rules()}["REL002"]
    >>> rule.options
    (Option(name='days', default=14, doc='days that a related item may be older or newer', \
old_name=''),)
    >>> Settings(options={"REL002": {"days": 30}}).options_of(rule)
    {'days': 30}
    """

    #: Its name in the configuration and in `at.options`.
    name: str
    #: The value that counts where none is configured.
    default: object
    #: What it sets, with its unit.
    doc: str
    #: An older name, which still counts; empty without one.
    old_name: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """A rule. Two rules are the same only if they are the same object.

    Decorators make rules of functions: `record_rule`, `value_rule`, `fault_rule`, `corpus_rule`.

    >>> from article_schema import Settings
    >>> rule = {rule.code: rule for rule in Settings().active_rules()}["URL005"]
    >>> rule.name, rule.severity.value, rule.fix, rule.family
    ('space-in-url', 'error', 'safe', 'URL')
    >>> rule.summary
    'A URL holds a space or an invisible character.'
    """

    #: Three letters and three digits, such as `URL005`; never used for another rule.
    code: str
    #: A readable name in kebab-case.
    name: str
    #: How severe its findings are unless configured otherwise.
    severity: Severity
    #: What the rule was made of.
    function: Callable[..., object]
    #: Whether it runs unless deselected.
    enabled: bool
    #: The first version that has it.
    since: str
    #: What its fixes are: "safe", "unsafe", or empty where it has none.
    fix: FixKind
    #: Its settings.
    options: tuple[Option, ...]
    #: One sentence: what is wrong.
    summary: str
    #: Why it matters and what to do.
    explanation: str
    #: The example that has the fault, with marks under it.
    bad: str
    #: The example without it.
    good: str
    #: Where the rule comes from: an RFC and section, a specification, or a measured count.
    source: str
    #: What the words in `Bad (...):` say: a file name, `whole file` or `own test`.
    example_note: str = ""
    #: The default of each option by its name.
    defaults: Mapping[str, object] = field(default_factory=dict)

    def __reduce__(self) -> tuple[object, ...]:
        # By name: where the function stands in its module, there is the rule now.
        return _rule_at, (self.function.__module__, self.function.__qualname__)

    @property
    def family(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    def fix_of(self, fault: Fault) -> Fix | None:
        """Return the fix for a fault that carries the code of the rule.

        Where a facet names the rule as the reason why it refuses a value, the fault says what to
        write.

        Args:
            fault: what is wrong, with the code of the rule.
        """
        return known_fix(fault, fault.help)


def _rule_at(module: str, name: str) -> Rule:
    found: Rule = operator.attrgetter(name)(importlib.import_module(module))
    return found


def known_fix(fault: Fault, title: str, *, safe: bool = True) -> Fix | None:
    """Return the fix that makes the change which the fault knows, if any.

    A fault may know the change itself, a value to write, or another name for its key.
    """
    edit: Edit | TextEdit | None = fault.edit
    if fault.part == "key" and isinstance(fault.replacement, str):
        title = f"rename `{fault.route[-1]}` to `{fault.replacement}`"
        edit = RenameKey(fault.route, fault.replacement)
    elif edit is None and fault.replacement is not None:
        edit = SetValue(fault.route, fault.replacement)
    return None if edit is None else Fix((edit,), title, safe and fault.safe)


def classes_of(on: Any) -> tuple[Any, ...]:
    """Return the classes that a rule is about, of one or several."""
    return on if isinstance(on, tuple) else (on,)


def problems_of_classes(on: Any, what: str) -> list[str]:
    """Return what is wrong with the classes that a rule is about."""
    classes = classes_of(on)
    if classes and all(isinstance(cls, type) for cls in classes):
        return []
    return [f"on is {what} or a tuple of them, not {on!r:.80}"]


def problems_of(
    code: Any, name: Any, severity: Any, function: Any, *, fix: Any, options: Any, **_: Any
) -> Iterator[str]:
    """Yield what is wrong with the arguments of a rule."""
    if not (isinstance(code, str) and _CODE.fullmatch(code)) or not (
        isinstance(name, str) and _NAME.fullmatch(name)
    ):
        yield "a rule needs a code like URL002 and a kebab-case name"
    if not isinstance(severity, Severity):
        yield f"severity is a member of Severity, such as Severity.ERROR, not {severity!r:.80}"
    if fix not in ("", "safe", "unsafe"):
        yield f'fix is "safe", "unsafe" or "", not {fix!r:.80}'
    if not holds(options, Option):
        yield "options is a tuple of Option, such as (Option('least', 3, 'how many'),)"
    if not callable(function):
        yield f"a rule is made of a function, not of {function!r:.80}"


def holds(items: Any, kind: type) -> bool:
    """Tell whether an argument is a tuple of things of a kind."""
    return isinstance(items, tuple) and all(isinstance(item, kind) for item in items)
