"""The kinds of rules, and the decorators that make them of functions.

The docstring of the function is the rule's documentation and its test; see `docstrings.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias, TypedDict, TypeVar, Unpack, overload

from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.rules.contexts import IndexEntry, Member, RuleContext
from article_schema.rules.docstrings import read_docstring
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import (
    FixKind,
    Option,
    Rule,
    classes_of,
    holds,
    problems_of,
    problems_of_classes,
)

A = TypeVar("A")
B = TypeVar("B")
K = TypeVar("K", bound=Rule)
Findings: TypeAlias = Iterable[Finding]


@dataclass(frozen=True, eq=False, kw_only=True)
class RecordRule(Rule):
    """A rule about each record of one or more model classes.

    >>> from article_schema import Article, Image, Settings
    >>> rule = {rule.code: rule for rule in Settings().active_rules()}["FLD014"]
    >>> rule.name, rule.is_about(Article), rule.is_about(Image)
    ('video-without-player', True, False)
    """

    #: What the rule was made of.
    function: Callable[..., Findings]
    #: The model classes.
    models: tuple[type, ...]
    #: A cheap test that comes before the function.
    precheck: Precheck | None = None

    def is_about(self, model: type) -> bool:
        """Tell whether the rule is about the records of a class.

        Args:
            model: the class of the records.
        """
        return issubclass(model, self.models)


@dataclass(frozen=True, eq=False, kw_only=True)
class ValueRule(Rule):
    """A rule about each value whose field carries a facet of one or more classes.

    >>> from article_schema import Settings
    >>> from article_schema.fields import HttpUrl
    >>> rule = {rule.code: rule for rule in Settings().active_rules()}["URL011"]
    >>> rule.name, rule.is_about("webUrl", [HttpUrl()]), rule.is_about("title", [])
    ('url-not-normal', True, False)
    """

    #: What the rule was made of.
    function: Callable[..., Findings]
    #: The classes of the constraints that its values carry.
    facets: tuple[type, ...]
    #: A cheap test that comes before the function.
    precheck: Precheck | None = None
    #: The keys that the rule is about; all where there are none.
    keys: tuple[str, ...] = ()
    #: The keys that the rule is not about.
    other_keys: tuple[str, ...] = ()

    def is_about(self, key: str, facets: Iterable[object]) -> bool:
        """Tell whether the rule is about the values that stand under a key and carry facets.

        Args:
            key: the key in the file.
            facets: the constraints of its field.
        """
        if (self.keys and key not in self.keys) or key in self.other_keys:
            return False
        return any(isinstance(facet, self.facets) for facet in facets)


@dataclass(frozen=True, eq=False, kw_only=True)
class FaultRule(Rule):
    """A rule that explains the faults that carry its code; its function makes the fix.

    >>> from article_schema import Fault, Settings
    >>> rule = {rule.code: rule for rule in Settings().active_rules()}["PRV001"]
    >>> fault = Fault("PRV001", "is no host", route=("domain",), replacement="example.com")
    >>> rule.fix_of(fault).title
    'write the host name alone'
    """

    #: What the rule was made of.
    function: Callable[[Fault], Fix | None]

    def fix_of(self, fault: Fault) -> Fix | None:
        """Return the fix for a fault that carries the code of the rule.

        Args:
            fault: what is wrong, with the code of the rule.
        """
        return self.function(fault)


@dataclass(frozen=True, eq=False, kw_only=True)
class CorpusRule(Rule):
    """A rule about several records together, in one file or in many.

    >>> from article_schema import Article, Settings
    >>> rule = {rule.code: rule for rule in Settings().active_rules()}["SET001"]
    >>> rule.name, rule.is_about(Article)
    ('page-in-two-files', True)
    """

    #: What the rule was made of.
    function: Callable[[Sequence[Member]], Findings]
    #: The model classes.
    models: tuple[type, ...]
    #: What the rule has to remember of a record.
    entries: Callable[..., Iterable[IndexEntry]]

    def is_about(self, model: type) -> bool:
        """Tell whether the rule is about the records of a class.

        Args:
            model: the class of the records.
        """
        return issubclass(model, self.models)


class RuleArguments(TypedDict, total=False):
    """What every decorator takes besides, and what it is by default."""

    #: The first version that has the rule ("0.1").
    since: str
    #: Whether it runs unless deselected (True).
    enabled: bool
    #: What its fixes are, if it has any ("").
    fix: FixKind
    #: Its settings, found in `at.options` (none).
    options: tuple[Option, ...]


@overload
def record_rule(
    code: str, name: str, *, on: type[A], severity: Severity, precheck: Precheck | None = None,
    **more: Unpack[RuleArguments],
) -> Callable[[Callable[[A, RuleContext], Findings]], RecordRule]: ...  # fmt: skip


@overload
def record_rule(
    code: str, name: str, *, on: tuple[type[A], type[B]], severity: Severity,
    precheck: Precheck | None = None, **more: Unpack[RuleArguments],
) -> Callable[[Callable[[A | B, RuleContext], Findings]], RecordRule]: ...  # fmt: skip


@overload
def record_rule(
    code: str, name: str, *, on: tuple[type, ...], severity: Severity,
    precheck: Precheck | None = None, **more: Unpack[RuleArguments],
) -> Callable[[Callable[..., Findings]], RecordRule]: ...  # fmt: skip


def record_rule(
    code: str, name: str, *, on: Any, severity: Severity, precheck: Precheck | None = None,
    **more: Unpack[RuleArguments],
) -> Callable[[Callable[..., Findings]], RecordRule]:  # fmt: skip
    """Make a function a rule about records. It is called with a record and yields findings.

    >>> from article_schema import Article, Severity
    >>> from article_schema.testing import RuleCase
    >>> @record_rule("HRB004", "shouted-title", severity=Severity.INFO, on=Article, fix="unsafe")
    ... def shouted_title(article, at):
    ...     '''A title is in capitals.
    ...
    ...     Readers take it for shouting.
    ...
    ...     Bad:
    ...         title: "AHOY"
    ...         #      ^^^^^^
    ...
    ...     Good:
    ...         title: "Ahoy"
    ...
    ...     Source: style book, page 4
    ...     '''
    ...     if article.title.isupper():
    ...         fix = at("title").replace(article.title.capitalize(), "write it small", safe=False)
    ...         yield at("title").finding("the title is in capitals", "write it small", fix)
    >>> RuleCase(shouted_title).check()

    Args:
        code: three letters for the family and three digits.
        name: a readable name in kebab-case.
        on: the model class that the records belong to, or a tuple of classes.
        severity: how severe its findings are unless configured otherwise.
        precheck: a cheap test that comes before the function.
        more: `since`, `enabled`, `fix` and `options`, as `Rule` has them; all may be left out.

    Raises:
        ModelError: an argument or the docstring does not have its form; all arguments are named.
    """
    own = {"models": classes_of(on), "precheck": precheck}
    problems = problems_of_classes(on, "a model class")
    return lambda function: _made(RecordRule, function, code, name, severity, more, own, problems)


def value_rule(
    code: str, name: str, *, on: type | tuple[type, ...], severity: Severity,
    precheck: Precheck | None = None, keys: tuple[str, ...] = (), other_keys: tuple[str, ...] = (),
    **more: Unpack[RuleArguments],
) -> Callable[[Callable[[A, RuleContext], Findings]], ValueRule]:  # fmt: skip
    """Make a function a rule about values. It is called with a value and yields findings.

    >>> from article_schema import Severity
    >>> from article_schema.fields import HttpUrl
    >>> from article_schema.testing import RuleCase
    >>> @value_rule("HRB005", "plain-http", severity=Severity.WARNING, on=HttpUrl, keys=("webUrl",))
    ... def plain_http(url, at):
    ...     '''A page of ours is not encrypted.
    ...
    ...     Browsers warn of it.
    ...
    ...     Bad:
    ...         webUrl: "http://www.example.com/harbour"
    ...         #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ...
    ...     Good:
    ...         webUrl: "https://www.example.com/harbour"
    ...
    ...     Source: style book, page 5
    ...     '''
    ...     if url.startswith("http:"):
    ...         yield at().finding("the page is not encrypted", "write https")
    >>> RuleCase(plain_http).check()

    Args:
        code: three letters for the family and three digits.
        name: a readable name in kebab-case.
        on: the class of the facet that the values carry, or a tuple of classes.
        severity: how severe its findings are unless configured otherwise.
        precheck: a cheap test that comes before the function.
        keys: look only at the values under these keys.
        other_keys: skip the values under these keys.
        more: `since`, `enabled`, `fix` and `options`, as `Rule` has them; all may be left out.

    Raises:
        ModelError: an argument or the docstring does not have its form; all arguments are named.
    """
    own = {"facets": classes_of(on), "precheck": precheck, "keys": keys, "other_keys": other_keys}
    problems = [*problems_of_classes(on, "a facet class")]
    for label, given in (("keys", keys), ("other_keys", other_keys)):
        if not holds(given, str):
            problems.append(f'{label} is a tuple of keys, such as ("title",)')
    return lambda function: _made(ValueRule, function, code, name, severity, more, own, problems)


def fault_rule(
    code: str, name: str, *, severity: Severity, **more: Unpack[RuleArguments]
) -> Callable[[Callable[[Fault], Fix | None]], FaultRule]:
    """Make a function a rule about faults. It is called with a `Fault` and may return a fix.

    >>> from typing import Annotated
    >>> from article_schema import Record, Settings, Severity, check_text, record
    >>> from article_schema.fields import Pattern
    >>> @fault_rule("HRB006", "bad-berth", severity=Severity.ERROR)
    ... def bad_berth(fault):
    ...     '''A berth is not one of the harbour.
    ...
    ...     The map has no place for it.
    ...
    ...     Bad (own test):
    ...         berth: 12
    ...
    ...     Good:
    ...         berth: B12
    ...
    ...     Source: the harbour's map
    ...     '''
    >>> @record
    ... class Mooring(Record):
    ...     berth: Annotated[str, Pattern("[A-F][0-9]{2}", bad_berth.code, "a berth such as B12")]
    >>> settings = Settings(model=Mooring, rules=(bad_berth,))
    >>> for finding in check_text("berth: X1", "mooring.yaml", settings).findings:
    ...     print(finding.code, finding.name, finding.message)
    HRB006 bad-berth `berth` must be a berth such as B12, not "X1"

    Args:
        code: three letters for the family and three digits; the faults carry it.
        name: a readable name in kebab-case.
        severity: how severe its findings are unless configured otherwise.
        more: `since`, `enabled`, `fix` and `options`, as `Rule` has them; all may be left out.

    Raises:
        ModelError: an argument or the docstring does not have its form; all arguments are named.
    """
    return lambda function: _made(FaultRule, function, code, name, severity, more, {}, ())


def corpus_rule(
    code: str, name: str, *, on: type[A], entries: Callable[[A], Iterable[IndexEntry]],
    severity: Severity, **more: Unpack[RuleArguments],
) -> Callable[[Callable[[Sequence[Member]], Findings]], CorpusRule]:  # fmt: skip
    """Make a function a rule about several records together.

    It is called at the end of a run, once for each key whose entries conflict, with the members
    that have it, and yields findings. They can have no fix.

    >>> from article_schema import Article, Severity
    >>> @corpus_rule(
    ...     "HRB003", "excerpt-twice", severity=Severity.INFO, on=Article,
    ...     entries=lambda article: [IndexEntry(article.excerpt, ("excerpt",))],
    ... )
    ... def excerpt_twice(members):
    ...     '''Two articles have the same excerpt.
    ...
    ...     Search engines show only one of them.
    ...
    ...     Bad (own test):
    ...         two files with the same excerpt
    ...
    ...     Good:
    ...         two files with excerpts of their own
    ...
    ...     Source: style book, page 7
    ...     '''
    ...     for member in members[1:]:
    ...         yield member().finding("another article has the same excerpt", "write a new one")
    >>> excerpt_twice.code, excerpt_twice.severity.value
    ('HRB003', 'info')

    Args:
        code: three letters for the family and three digits.
        name: a readable name in kebab-case.
        on: the model class that the records belong to.
        entries: called with each record; yields what the rule has to remember of it.
        severity: how severe its findings are unless configured otherwise.
        more: `since`, `enabled`, `fix` and `options`, as `Rule` has them; all may be left out.

    Raises:
        ModelError: an argument or the docstring does not have its form; all arguments are named.
    """
    own = {"models": classes_of(on), "entries": entries}
    problems = problems_of_classes(on, "a model class")
    return lambda function: _made(CorpusRule, function, code, name, severity, more, own, problems)


def _made(
    kind: type[K],
    function: Callable[..., Any],
    code: str,
    name: str,
    severity: Severity,
    more: RuleArguments,
    own: dict[str, Any],
    problems: Iterable[str],
) -> K:
    arguments: dict[str, Any] = {"since": "0.1", "enabled": True, "fix": "", "options": (), **more}
    problems = [*problems_of(code, name, severity, function, **arguments), *problems]
    if problems:
        raise ModelError("\n".join(f"{code} {name}: {problem}" for problem in problems))
    text = read_docstring(code, function)
    defaults = MappingProxyType({option.name: option.default for option in arguments["options"]})
    return kind(code=code, name=name, severity=severity, function=function, defaults=defaults,
                **arguments, **own, **text._asdict())  # fmt: skip
