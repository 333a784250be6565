"""The grammar of acceptance: how valid records are written, derived from fields and rules.

The grammar of an article under the default settings is committed as `article_grammar.py`, so that
a check of a valid file need not derive it; `tools/generate.py` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pprint import pformat
from typing import TYPE_CHECKING

from article_schema.checking.config.settings import Settings
from article_schema.checking.fast.fast_path import LONGEST, Acceptor
from article_schema.checking.fast.values import LONGEST_INTEGER
from article_schema.document.reading.house import MAX_DEPTH
from article_schema.model.article import Article
from article_schema.model.facets import Bound, Facet, Length, NotBlank
from article_schema.model.instants import UTC_INSTANT
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    TextShape,
)
from article_schema.model.tables import Field, table_of
from article_schema.rules import screens
from article_schema.rules.base import Kind as RuleKind
from article_schema.rules.base import Rule
from article_schema.rules.catalogue import RULES

if TYPE_CHECKING:
    from article_schema.checking.fast.fast_path import Forms, RecordForm
    from article_schema.checking.fast.values import FieldForm

#: Screens for records that let pass whatever has a form: no key that is unknown or old, no empty
#: value, no fraction.
_SETTLED = (screens.has_extra, screens.has_deprecated, screens.has_none, screens.has_float)
#: The kinds of single values that patterns are known for.
_KINDS: dict[type[Shape], str] = {
    TextShape: "text",
    IntegerShape: "integer",
    BooleanShape: "boolean",
    InstantShape: "instant",
}
_PATH = "src/article_schema/checking/fast/article_patterns.py"


def forms_of(settings: Settings) -> Forms | None:
    """Return how the records of valid files are written, or None where only the long way can tell.

    That is so for models of a project's own, and where a rule has no screen that is known here.
    """
    if settings.model is not Article or settings.schemas or settings.required:
        return None
    active = settings.active_rules()
    rules = [rule for rule in active if rule.on != RuleKind.FAULT and rule.facts is None]
    if any(_screen_name(rule) is None for rule in rules):
        return None
    if any(rule.facts and rule not in RULES for rule in active):
        return None
    forms: Forms = {}
    _add(settings.model, settings, rules, forms)
    return forms


def acceptor_for(settings: Settings, now: datetime) -> Acceptor | None:
    """Return the acceptor for some settings; None where every file has to go the long way."""
    forms, limits = forms_of(settings), settings.limits
    if forms is None or limits.depth <= MAX_DEPTH or limits.integer_digits < LONGEST_INTEGER:
        return None
    longest = min(LONGEST, limits.data_characters, limits.scalar_characters, limits.nodes)
    return Acceptor(forms, settings.model.__name__, now, longest)


def _screen_name(rule: Rule) -> str | None:
    if rule.screen is None:
        return None
    name = rule.screen.__name__
    return name if getattr(screens, name, None) is rule.screen else None


def _add(model: type, settings: Settings, rules: list[Rule], forms: Forms) -> None:
    if model.__name__ in forms:
        return
    table = table_of(model)
    form: RecordForm = {"fields": [], "absent": [], "one_of": [], "screens": []}
    forms[model.__name__] = form
    for field in table.fields:
        written = None if field.deprecated else _field_form(field, rules)
        if written is None:
            form["absent"].append(field.name)
            continue
        form["fields"].append(written)
        inner = field.shape.record_model
        if inner is not None:
            _add(inner, settings, rules, forms)
    known = {field["name"] for field in form["fields"]}
    for keys in table.one_of:
        names = [table.by_key[key].name for key in keys]
        form["one_of"].append([name for name in names if name in known])
    form["screens"] = [
        (_screen_name(rule) or "", dict(settings.options_of(rule)))
        for rule in rules
        if rule.is_about(model) and rule.screen not in _SETTLED
    ]


def _field_form(field: Field, rules: list[Rule]) -> FieldForm | None:
    """Return how a field is written, or None where its values cannot be judged by a pattern."""
    item = field.shape.child(0)
    is_list, shape = item is not None, item or field.shape
    form: FieldForm = {
        "key": field.key, "name": field.name, "kind": "", "required": field.required,
        "pattern": "", "longest": 0, "least": None, "most": None, "record": "", "screens": [],
    }  # fmt: skip
    if is_list and any(map(_is_bounded, field.shape.facets)):
        return None
    if shape.model is not None:
        return {**form, "kind": "records" if is_list else "record", "record": shape.model.__name__}
    kind = _KINDS.get(type(shape))
    if kind is None or not _bound(form, shape.facets):
        return None
    names = dict.fromkeys(
        _screen_name(rule) or "" for rule in rules if rule.is_about_value(field.key, shape.facets)
    )
    form["screens"] = list(names)
    if is_list:
        is_plain = kind == "text" and not form["pattern"]
        return {**form, "kind": "texts"} if is_plain else None
    if kind == "instant":
        form["pattern"] = UTC_INSTANT
    return {**form, "kind": kind}


def _is_bounded(facet: Facet) -> bool:
    """Tell whether a list may be too long or too short although it has an item."""
    return not isinstance(facet, Length) or facet.minimum > 1 or facet.maximum is not None


def _bound(form: FieldForm, facets: Iterable[Facet]) -> bool:
    """Write constraints into a form; tell whether it can express all of them."""
    for facet in facets:
        expression = getattr(facet, "expression", None)
        if isinstance(facet, NotBlank):
            # Text in a form begins with a character that can be seen.
            continue
        if isinstance(facet, Length) and facet.minimum <= 1 and facet.maximum is not None:
            form["longest"] = facet.maximum
        elif isinstance(facet, Bound) and facet.keyword == "minimum" and type(facet.limit) is int:
            form["least"] = facet.limit
        elif isinstance(facet, Bound) and facet.keyword == "maximum" and type(facet.limit) is int:
            form["most"] = facet.limit
        elif expression is not None and not form["pattern"] and not re.compile(expression).groups:
            form["pattern"] = expression
        else:
            return False
    return True


_HEAD = '''"""How valid articles are written. Made by tools/generate.py from fields and rules."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from article_schema.checking.fast.fast_path import Forms

FORMS: Forms = '''


def published_grammar() -> dict[str, str]:
    """Return the text of the committed grammar under its path from the root of the repository."""
    forms = forms_of(Settings(rules=RULES))
    return {_PATH: f"{_HEAD}{pformat(forms, width=99, sort_dicts=False, compact=True)}\n"}
