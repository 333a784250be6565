"""Compiling: the patterns of the fast path, from the fields of a model and the rules.

Those of an article under the default settings are committed as `article_patterns.py`, so that a
check of a valid file need not derive them; `tools/generate.py` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.fast.fast_path import LONGEST, FastPath
from article_schema.checking.fast.patterns import FieldPattern, RecordPattern, ValuePattern
from article_schema.checking.fast.values import LONGEST_INTEGER
from article_schema.document.limits import HOUSE_DEPTH
from article_schema.late_pattern import late_pattern
from article_schema.model.constraints import Bound, Length
from article_schema.model.dates.instants import UTC_INSTANT, is_instant
from article_schema.model.facets import Facet, NotBlank
from article_schema.model.fields import Record
from article_schema.model.shapes.base import FILE, Shape
from article_schema.model.shapes.judged import AnyCaseInstantShape
from article_schema.model.shapes.judging import verdict_of
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    NumberShape,
    TextShape,
)
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import Condition, Field, ModelTable, table_of
from article_schema.model.shapes.unions import UnionShape
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
_KEY = late_pattern(r"(?!(?i:y|n|yes|no|on|off|null|true|false)\Z)[A-Za-z$][A-Za-z0-9_-]*")
#: What could match beyond the end of a value: the end of a line, or what stands around.
_REACHES_OUT = late_pattern(r"\\(?!u00)[A-Za-z0-9]|[\s^]|\(\?(?!:)")
_LITERALS = late_pattern(r"\\.|\[[^\[\]]*\]")


def fast_path_for(settings: Settings, now: datetime) -> FastPath | None:
    """Return the fast path for some settings; None where every file has to go the long way."""
    record, limits = pattern_for(settings), settings.limits
    if record is None or limits.depth <= HOUSE_DEPTH or limits.integer_digits < LONGEST_INTEGER:
        return None
    longest = min(LONGEST, limits.data_characters, limits.scalar_characters, limits.nodes)
    return FastPath(record, now, longest)


def pattern_for(settings: Settings) -> RecordPattern | None:
    """Return how the records of valid files are written, or None where only the long way can tell.

    Whether there is what values point to, it does not tell, and nothing of `remaining_rules`. Only
    the long way knows where a required field has values that no pattern can express.
    """
    if settings.schemas:
        return None
    if any(isinstance(rule, CorpusRule) and rule not in RULES for rule in settings.active_rules()):
        return None
    record = _Compiler(settings).record(settings.model)
    return record and _requiring(record, settings.required)


def _requiring(record: RecordPattern, required: Sequence[str]) -> RecordPattern | None:
    """Return the pattern of records that have some keys too; None for keys deeper down."""
    keys = {field.key for field in record.fields}
    if not keys.issuperset(required):
        return None
    # Records of the same class may stand in others, where nothing more is required.
    fields = [
        FieldPattern(**{**vars(field), "required": field.required or field.key in required})
        for field in record.fields
    ]
    return RecordPattern(**{**vars(record), "fields": fields})


def remaining_rules(settings: Settings) -> list[Rule]:
    """Return the rules about records and values that the pattern does not speak for.

    They have no precheck, or come from a plug-in, whose prechecks may ask for more than there is.
    """
    return [
        rule
        for rule in settings.active_rules()
        if isinstance(rule, RecordRule | ValueRule) and (rule.precheck is None or _is_foreign(rule))
    ]


def _is_foreign(rule: Rule) -> bool:
    """Tell whether a rule is none of this project."""
    return not rule.function.__module__.startswith("article_schema.")


class _Compiler:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        remaining = remaining_rules(settings)
        rules = [rule for rule in settings.active_rules() if rule not in remaining]
        self.record_rules = [rule for rule in rules if isinstance(rule, RecordRule)]
        self.value_rules = [rule for rule in rules if isinstance(rule, ValueRule)]
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
        if table.rest is not None or any(_asks_instants(table, each) for each in table.conditions):
            return None
        if len(table.fields) > _MOST_FIELDS:
            return None
        rules = [rule for rule in self.record_rules if rule.is_about(model)]
        if not all(_keeps(table, target) for rule in rules for target in rule.models):
            return None
        fields: list[FieldPattern] = []
        absent: dict[str, Any] = {}
        bound = {name for each in table.conditions for name in (*each.names, *each.presences)}
        bound |= {table.by_key[key].name for keys in table.one_of for key in keys}
        for field in table.fields:
            value = None if field.deprecated is not None else self._value(field)
            if value is not None and field.name in bound:
                _never_empty(value)
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
            ]
            + [
                (_precheck_of_condition(table, each), {})
                for each in table.conditions
                if not each.group
            ],
        )

    def _value(self, field: Field) -> ValuePattern | None:
        """Return how the values of a field are written; None where no pattern can express them."""
        if type(field.shape) is not UnionShape:
            return self._of_shape(field.key, field.shape)
        found = [self._of_texts(field.key, field.shape)]
        found += [
            self._of_shape(field.key, branch)
            for branch in field.shape.inner()
            if type(branch) is ListShape or _is_word(branch)
        ]
        branches = [value for value in found if value and value.kind not in ("record", "records")]
        if any(value.kind == "text" for value in branches):
            # Whether a plain date is one or a text, as which it would be told, its bounds say.
            branches = [value for value in branches if value.kind != "dated"]
        if len({value.kind for value in branches}) < len(branches):
            return None
        return ValuePattern(kind="union", branches=branches) if branches else None

    def _of_texts(self, key: str, union: Shape) -> ValuePattern | None:
        """Return how texts of a union are written that any of its branches accepts."""
        texts = [each for each in union.inner() if not each.is_collection and not _is_word(each)]
        if not texts:
            return None
        if len(texts) == 1:
            value = self._of_shape(key, texts[0])
        else:
            kind = "text" if any(each.is_text for each in texts) else "dated"
            rules = [precheck for each in texts for precheck in self._prechecks(key, each)]
            accepts = _precheck_of_shape(UnionShape(tuple(texts)), in_quotes=kind == "text")
            value = ValuePattern(kind=kind, prechecks=[accepts, *dict.fromkeys(rules)])
        if value is not None and union.is_instant and value.kind != "dated":
            # Such a text is an instant, and whether it stands in quotes, nobody sees here.
            value.prechecks = [Precheck(is_instant), *value.prechecks]
        return value

    def _of_shape(self, key: str, shape: Shape) -> ValuePattern | None:
        is_list = type(shape) is ListShape
        of_list: list[Precheck] = []
        takes_none = is_list and shape.accepts([], FILE)
        of_data = is_list and any(getattr(facet, "of_data", False) for facet in shape.facets)
        if is_list:
            of_list = [_precheck_of(facet) for facet in shape.facets if _is_bounded(facet)]
            (shape,) = shape.inner()
        if shape.model is not None:
            # Records are plain objects here, which such a constraint does not judge.
            record = None if of_data else self.record(shape.model)
            kind = "records" if is_list else "record"
            return ValuePattern(kind=kind, record=record, of_list=of_list) if record else None
        if type(shape) is UnionShape:
            # Of the items of a list, only texts are read here.
            value = self._of_texts(key, shape)
            if value is None:
                return None
            value.of_list = of_list
        else:
            other = "text" if shape.is_text else "dated"
            value = ValuePattern(kind=_KINDS.get(type(shape), other), of_list=of_list)
            constraints = _constrain(value, shape.facets)
            if type(shape) not in _KINDS:
                # Items may stand in quotes, where instants are in doubt.
                constraints = iter([_precheck_of_shape(shape, in_quotes=is_list)])
            elif value.kind == "text":
                value.may_be_empty = not value.pattern and shape.accepts("", FILE)
            value.prechecks = [*constraints, *self._prechecks(key, shape)]
        if value.kind == "instant":
            value.pattern = UTC_INSTANT
        if is_list:
            if value.kind not in ("text", "dated") or value.pattern:
                return None
            value.kind, value.may_be_empty = "texts", takes_none
        return value

    def _prechecks(self, key: str, shape: Shape) -> Iterable[Precheck]:
        """Return the prechecks of the values under a key, each once."""
        about = (rule.precheck for rule in self.value_rules if rule.is_about(key, shape.facets))
        return dict.fromkeys(precheck for precheck in about if precheck and not precheck.covered)


def _never_empty(value: ValuePattern) -> None:
    """Leave empty values to the long way, which knows whether a condition counts them."""
    for each in (value, *value.branches):
        each.may_be_empty = False


def _keeps(table: ModelTable, target: type) -> bool:
    """Tell whether the fields of a model are those of the class that a rule was written for."""
    if target is Record or not issubclass(table.model, target) or target is table.model:
        return True
    fields = ((there, table.by_name[there.name]) for there in table_of(target).fields)
    return all(
        there.shape == here.shape and there.holds_none == here.holds_none for there, here in fields
    )


def _is_word(shape: Shape) -> bool:
    """Tell whether a value is no text, or text of its own kind that no quotes stand around."""
    return shape.is_instant or _KINDS.get(type(shape), "text") != "text"


def _asks_instants(table: ModelTable, condition: Condition) -> bool:
    """Tell whether a condition compares instants, of which the spelling is lost here."""
    asked = set(condition.names) - set(condition.presences)
    return any(table.by_name[name].shape.is_instant for name in asked)


def _precheck_of_condition(table: ModelTable, condition: Condition) -> Precheck:
    names = {key: field.name for key, field in table.by_key.items()}

    def is_broken(record: Any, _: object) -> bool:
        def get(key: str) -> Any:
            value = getattr(record, names[key], None)
            # It stands for a list that is not there.
            return None if value == () else value

        return not condition.holds(get)

    return Precheck(is_broken)


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


def _precheck_of_shape(shape: Shape, *, in_quotes: bool = True) -> Precheck:
    """Return the precheck of text in a field that may hold other values too.

    Args:
        shape: that of the field.
        in_quotes: whether an instant may stand in quotes, which nobody sees here.
    """
    if shape.is_instant and in_quotes:
        return Precheck(lambda value: is_instant(value) or not shape.accepts(value, FILE))
    return Precheck(lambda value: not shape.accepts(value, FILE))


def _precheck_of(facet: Facet) -> Precheck:
    accepts = verdict_of(facet)
    return Precheck(lambda value: not accepts(value))
