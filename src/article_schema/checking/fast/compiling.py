"""Compiling: the patterns of the fast path, from the fields of a model and the rules.

Those of an article under the default settings are committed as `article_patterns.py`, so that a
check of a valid file need not derive them; `tools/generate.py` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.fast.fast_path import LONGEST, FastPath
from article_schema.checking.fast.patterns import FieldPattern, RecordPattern, ValuePattern
from article_schema.checking.fast.values import LONGEST_INTEGER
from article_schema.document.reading.house import MAX_DEPTH
from article_schema.model.dates.instants import UTC_INSTANT, is_instant
from article_schema.model.facets import Bound, Facet, Length, NotBlank
from article_schema.model.fields import Record
from article_schema.model.shapes.base import FILE, Shape
from article_schema.model.shapes.containers import ListShape
from article_schema.model.shapes.judged import AnyCaseInstantShape
from article_schema.model.shapes.judging import verdict_of
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    NumberShape,
    TextShape,
)
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.rules.catalogue import RULES
from article_schema.rules.kinds import CorpusRule, RecordRule, ValueRule
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import Rule

#: The kinds of single values that patterns are known for. What a field of another shape holds is
#: text on the fast path, if the shape accepts it.
_KINDS: dict[type[Shape], str] = {
    TextShape: "text",
    IntegerShape: "integer",
    NumberShape: "number",
    BooleanShape: "boolean",
    InstantShape: "instant",
    AnyCaseInstantShape: "instant",
}
#: A pattern of more keys takes longer to compile than it saves.
_MOST_FIELDS = 500
#: Keys that every reader of YAML takes for text.
_KEY = re.compile(r"(?!(?i:y|n|yes|no|on|off|null|true|false)\Z)[A-Za-z$][A-Za-z0-9_-]*")
#: What could match beyond the end of a value: the end of a line, or what stands around.
_REACHES_OUT = re.compile(r"\\(?!u00)[A-Za-z0-9]|[\s^]|\(\?(?!:)")
_LITERALS = re.compile(r"\\.|\[[^\[\]]*\]")


def fast_path_for(settings: Settings, now: datetime) -> FastPath | None:
    """Return the fast path for some settings; None where every file has to go the long way."""
    record, limits = pattern_for(settings), settings.limits
    if record is None or limits.depth <= MAX_DEPTH or limits.integer_digits < LONGEST_INTEGER:
        return None
    longest = min(LONGEST, limits.data_characters, limits.scalar_characters, limits.nodes)
    return FastPath(record, now, longest)


def pattern_for(settings: Settings) -> RecordPattern | None:
    """Return how the records of valid files are written, or None where only the long way can tell.

    That is so where values point to other files, where a rule has no precheck or comes from a
    plug-in, and where a required field of the model has values that no pattern can express.
    """
    if settings.schemas or settings.required or settings.site is not None:
        return None
    active = settings.active_rules()
    if any(isinstance(rule, CorpusRule) and rule not in RULES for rule in active):
        return None
    rules = [rule for rule in active if isinstance(rule, RecordRule | ValueRule)]
    if any(rule.precheck is None or _is_foreign(rule) for rule in rules):
        return None
    return _Compiler(settings).record(settings.model)


def _is_foreign(rule: Rule) -> bool:
    """Tell whether a rule is none of this project: its precheck may ask for more than there is."""
    return not rule.function.__module__.startswith("article_schema.")


class _Compiler:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        active = settings.active_rules()
        self.record_rules = [rule for rule in active if isinstance(rule, RecordRule)]
        self.value_rules = [rule for rule in active if isinstance(rule, ValueRule)]
        #: None for the classes that no pattern can express, and for those not yet done.
        self.known: dict[type, RecordPattern | None] = {}

    def record(self, model: type) -> RecordPattern | None:
        """Return how the records of a class are written."""
        if model not in self.known:
            self.known[model] = None
            self.known[model] = self._record(model)
        return self.known[model]

    def _record(self, model: type) -> RecordPattern | None:
        table = table_of(model)
        if table.rest is not None or len(table.one_of) < len(table.conditions):
            return None
        if len(table.fields) > _MOST_FIELDS:
            return None
        rules = [rule for rule in self.record_rules if rule.is_about(model)]
        if not all(_keeps(table, target) for rule in rules for target in rule.models):
            return None
        fields: list[FieldPattern] = []
        absent: dict[str, Any] = {}
        for field in table.fields:
            value = None if field.deprecated is not None else self._value(field)
            default = field.make_default() if field.make_default is not None else None
            default = () if default == [] else default
            if value is not None and _KEY.fullmatch(field.key):
                fields.append(FieldPattern(key=field.key, name=field.name, value=value,
                                           required=field.required, default=default))  # fmt: skip
            elif field.required:
                return None
            else:
                absent[field.name] = default
        return RecordPattern(
            model=model.__name__,
            fields=fields,
            absent=absent,
            one_of=[
                [name for key in keys if (name := table.by_key[key].name) not in absent]
                for keys in table.one_of
            ],
            prechecks=[
                (precheck, dict(self.settings.options_of(rule)))
                for rule in rules
                if (precheck := rule.precheck) and not precheck.covered
            ],
        )

    def _value(self, field: Field) -> ValuePattern | None:
        """Return how the values of a field are written; None where no pattern can express them."""
        shape = field.shape
        is_list = type(shape) is ListShape
        of_list: list[Precheck] = []
        if is_list:
            of_list = [_precheck_of(facet) for facet in shape.facets if _is_bounded(facet)]
            (shape,) = shape.inner()
        if shape.model is not None:
            record = self.record(shape.model)
            kind = "records" if is_list else "record"
            return ValuePattern(kind=kind, record=record, of_list=of_list) if record else None
        value = ValuePattern(kind=_KINDS.get(type(shape), "dated"), of_list=of_list)
        constraints = _constrain(value, shape.facets)
        if value.kind == "dated":
            constraints = iter([_precheck_of_shape(shape)])
        value.prechecks = [*constraints, *self._prechecks(field.key, shape)]
        if value.kind == "instant":
            value.pattern = UTC_INSTANT
        if is_list:
            if value.kind not in ("text", "dated") or value.pattern:
                return None
            value.kind = "texts"
        return value

    def _prechecks(self, key: str, shape: Shape) -> Iterable[Precheck]:
        """Return the prechecks of the values under a key, each once."""
        about = (rule.precheck for rule in self.value_rules if rule.is_about(key, shape.facets))
        return dict.fromkeys(precheck for precheck in about if precheck and not precheck.covered)


def _keeps(table: ModelTable, target: type) -> bool:
    """Tell whether the fields of a model are those of the class that a rule was written for."""
    if target is Record or not issubclass(table.model, target) or target is table.model:
        return True
    fields = ((there, table.by_name[there.name]) for there in table_of(target).fields)
    return all(
        there.shape == here.shape and there.holds_none == here.holds_none for there, here in fields
    )


def _is_bounded(facet: Facet) -> bool:
    """Tell whether a list may be too long or too short although it has an item."""
    return not isinstance(facet, Length) or facet.minimum > 1 or facet.maximum is not None


def _constrain(value: ValuePattern, facets: Iterable[Facet]) -> Iterator[Precheck]:
    """Write constraints into a pattern; yield a precheck for each that it cannot express."""
    for facet in facets:
        expression = getattr(facet, "expression", "")
        if isinstance(facet, NotBlank):
            # Text on the fast path begins with a character that can be seen.
            continue
        if isinstance(facet, Length) and facet.minimum <= 1 and facet.maximum is not None:
            value.longest = min(value.longest or facet.maximum, facet.maximum)
        elif isinstance(facet, Bound) and facet.keyword == "minimum" and type(facet.limit) is int:
            value.least = facet.limit if value.least is None else max(value.least, facet.limit)
        elif isinstance(facet, Bound) and facet.keyword == "maximum" and type(facet.limit) is int:
            value.most = facet.limit if value.most is None else min(value.most, facet.limit)
        elif value.kind == "text" and not value.pattern and _is_of_word(expression):
            value.pattern = expression
        else:
            yield _precheck_of(facet)


def _is_of_word(expression: str) -> bool:
    """Tell whether an expression surely matches nothing but characters of one word."""
    if not expression or not (expression.isascii() and expression.isprintable()):
        return False
    if _REACHES_OUT.search(expression):
        return False
    bare = _LITERALS.sub("", expression)
    return not re.search(r"[.$]", bare) and not re.compile(expression).groups


def _precheck_of_shape(shape: Shape) -> Precheck:
    """Return the precheck of text in a field that may hold other values too."""
    if shape.is_instant:
        # Whether such a value stands in quotes, nobody sees here.
        return Precheck(lambda value: is_instant(value) or not shape.accepts(value, FILE))
    return Precheck(lambda value: not shape.accepts(value, FILE))


def _precheck_of(facet: Facet) -> Precheck:
    accepts = verdict_of(facet)
    return Precheck(lambda value: not accepts(value))
