"""Values that speak of rules: selectors, which choose some, and the options of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar

from article_schema.checking.config.selecting import ALL, matches
from article_schema.faults import Fault
from article_schema.model.borrowing import make_record
from article_schema.model.facets import Deprecated, Doc, anchored
from article_schema.model.shapes.base import References, Schema, Shape
from article_schema.model.shapes.containers import AnyShape, MappingShape, RecordShape
from article_schema.model.shapes.scalars import TextShape
from article_schema.model.spelling import closest
from article_schema.rules.codes import OWN_CONSTRAINT
from article_schema.rules.plugins import available_rules
from article_schema.rules.rule import Rule

_RULES: ContextVar[tuple[Rule, ...] | None] = ContextVar("_RULES", default=None)


@contextmanager
def among(rules: tuple[Rule, ...]) -> Iterator[None]:
    """Let values speak of these rules, instead of those of the project and of plug-ins."""
    token = _RULES.set(rules)
    try:
        yield
    finally:
        _RULES.reset(token)


def _rules() -> tuple[Rule, ...]:
    rules = _RULES.get()
    return available_rules() if rules is None else rules


def _names(rules: Iterable[Rule]) -> list[str]:
    return [word for rule in rules for word in (rule.code, rule.name)]


@dataclass(frozen=True, slots=True)
class Selects:
    """Text that chooses rules: a code, the start of one, a name, or `ALL`."""

    sentence: ClassVar[str] = "the code or name of a rule"

    def accepts(self, value: str) -> bool:
        """Tell whether the text chooses a rule."""
        return any(matches(value, rule) for rule in _rules())

    def flaw(self, value: str) -> Fault:
        """Say that it chooses none, and which one was meant."""
        families = ", ".join(sorted({rule.family for rule in _rules()}))
        advice = _meant(value, _rules()) or f"families are {families}"
        return Fault(OWN_CONSTRAINT, f"no rule matches {value!r:.100}", advice)

    def keywords(self) -> dict[str, Any]:
        """Return the words that choose rules."""
        return _selectors_of(_rules())


@cache
def _selectors_of(rules: tuple[Rule, ...]) -> dict[str, Any]:
    """Return the keywords for words that choose rules; editors offer what an `enum` lists."""
    words = [ALL, *sorted({rule.family for rule in rules}), *_names(rules)]
    starts = {rule.code[:end] for rule in rules for end in range(1, len(rule.code))}
    # The start of a code is nothing to offer.
    others = "|".join(sorted(starts.difference(words)))
    return {"anyOf": [{"enum": words}, anchored(others)]}


@dataclass(frozen=True, slots=True)
class HasOptions:
    """The code or name of a rule that has options."""

    sentence: ClassVar[str] = "the code or name of a rule that has options"

    def accepts(self, value: str) -> bool:
        """Tell whether there is such a rule."""
        return value in _with_options()

    def flaw(self, value: str) -> Fault:
        """Say that the rule has none, or that there is no such rule."""
        if value in _names(_rules()):
            return Fault(OWN_CONSTRAINT, "this rule has no options")
        advice = _meant(value, _with_options().values())
        return Fault(OWN_CONSTRAINT, "there is no such rule", advice)

    def keywords(self) -> dict[str, Any]:
        """Return the names of such rules."""
        return {"enum": list(_with_options())}


class RuleOptions(MappingShape):
    """A mapping from rules, by code or name, to the options of each."""

    def child(self, step: str | int) -> Shape | None:
        """Return the shape of the options of a rule."""
        rule = _with_options().get(step)
        return None if rule is None else _options_of(rule)

    def schema(self, references: References) -> Schema:
        """Return the keywords of a mapping that has the options of each rule."""
        rules = _with_options().items()
        properties = {
            name: {
                "description": f"the options of {rule.code}: {rule.summary[:1].lower()}"
                f"{rule.summary[1:].rstrip('.')}",
                **_options_of(rule).schema(references),
            }
            for name, rule in rules
        }
        return {"type": "object", "properties": properties, "additionalProperties": False}


#: The options of rules.
RULE_OPTIONS = RuleOptions(AnyShape(), TextShape((HasOptions(),)))


def _with_options() -> dict[str | int, Rule]:
    """Return the rules that have options, by code and by name."""
    rules = [rule for rule in _rules() if rule.options]
    return {name: rule for rule in rules for name in (rule.code, rule.name)}


@cache
def _options_of(rule: Rule) -> Shape:
    """Return the shape of the options of a rule: a record that is made for it."""
    return RecordShape(make_record(f"{rule.code}Options", _option_fields(rule)))


def _option_fields(rule: Rule) -> Iterator[tuple[str, Any, Any]]:
    for option in rule.options:
        default = list(option.default) if isinstance(option.default, tuple) else option.default
        # What has no default so far is a threshold.
        kind: Any = int if default is None else type(default)
        kind = list[str] if kind is list else kind
        hint = kind | None if default is None else kind
        yield option.name, Annotated[hint, Doc(option.doc)], default
        if option.old_name:
            yield option.old_name, Annotated[kind | None, Deprecated(option.name)], None


def _meant(word: str, rules: Iterable[Rule]) -> str:
    twin = closest(word, _names(rules))
    return f"did you mean {twin!r}?" if twin else ""
