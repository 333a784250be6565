"""Shaping: from a JSON Schema to shapes that give the same verdict.

Whatever no shape says exactly is left to a judge, who asks jsonschema about that part of the schema
alone: what shapes accept and judges accept together is what the schema accepts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple, TypeAlias

from article_schema.model.constraints import LARGEST_WHOLE, Bound, ExactBound, Unique
from article_schema.model.facets import Facet
from article_schema.model.shapes.base import FILE, Schema, Shape
from article_schema.model.shapes.choices import ChoiceShape, problem_of_words
from article_schema.model.shapes.containers import (
    AnyShape,
    MappingShape,
    RecordShape,
)
from article_schema.model.shapes.dates import DateShape
from article_schema.model.shapes.judged import (
    AnyCaseInstantShape,
    DateTextShape,
    JudgedShape,
)
from article_schema.model.shapes.scalars import (
    BooleanShape,
    IntegerShape,
    NumberShape,
    ScalarShape,
    TextShape,
)
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.unions import UnionShape, kind_key
from article_schema.schema.effort import spend
from article_schema.schema.models.judges import (
    SchemaFormat,
    SchemaMultiple,
    SchemaPattern,
)
from article_schema.schema.models.own_texts import known_text, lengths
from article_schema.schema.models.whole import WholeSchema
from article_schema.schema.wording import FORMATS, TYPES

#: Makes the class of the records that a schema of mappings describes, under a name.
MakeRecord: TypeAlias = Callable[[Schema, str], type]

#: A shape, and the keywords that it says exactly.
_Said: TypeAlias = tuple[Shape, set[str]]

#: Keywords that say something about values of one type only.
_ABOUT = {
    "string": {"minLength", "maxLength", "pattern", "format"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
    "array": {
        "items", "prefixItems", "additionalItems", "contains", "minItems", "maxItems",
        "uniqueItems", "unevaluatedItems",
    },
    "object": {
        "properties", "patternProperties", "additionalProperties", "propertyNames", "required",
        "minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "dependencies",
        "unevaluatedProperties",
    },
}  # fmt: skip
_ABOUT["integer"] = _ABOUT["number"]
_SPECIAL = {keyword for about in _ABOUT.values() for keyword in about}
#: Keywords that say something about parts that no other keyword has looked at.
_UNEVALUATED = {"unevaluatedItems", "unevaluatedProperties"}
#: More words are compared by jsonschema, and not all of them named in a message.
_MOST_WORDS = 100
_MOST_LETTERS = 2000
#: Shapes inside of each other, apart from records; what lies deeper is left to a judge.
_DEEPEST = 30
#: A value of each kind: a list, a mapping, and single ones.
_KINDS: tuple[Any, ...] = ([], {}, "", "2020-06-12", "2020-06-12T19:19:00Z", 1, 1.5, True)
#: The shapes of formats that a model has too.
_DATES: dict[str, ScalarShape] = {"date": DateShape(), "date-time": AnyCaseInstantShape()}


class Made(NamedTuple):
    """What a schema says of values."""

    #: The shape of values that are not null.
    shape: Shape
    #: Whether null is one of the values.
    null: bool
    #: The words, where the values are a few of them.
    words: tuple[Any, ...] = ()


class Shaper:
    """Makes shapes of the parts of a schema, each once."""

    def __init__(self, whole: WholeSchema, make_record: MakeRecord) -> None:
        self.whole = whole
        self._make_record = make_record
        #: The parts are held, so that their ids stay theirs.
        self._known: dict[int, tuple[Any, Made]] = {}
        self._open: list[int] = []

    def made(self, schema: Any, name: str) -> Made:
        """Return what a part of the schema says of values.

        Args:
            schema: the part.
            name: a name for the class of the values, should they be records.
        """
        if not isinstance(schema, dict):
            return Made(AnyShape(), null=True) if schema is True else self._judged(schema)
        known = self._known.get(id(schema))
        if known is not None:
            return known[1]
        if id(schema) in self._open or len(self._open) > _DEEPEST:
            return self._judged(schema)
        self._open.append(id(schema))
        try:
            made = self._made(schema, name)
        finally:
            self._open.pop()
        self._known[id(schema)] = schema, made
        return made

    def _judged(self, part: Any) -> Made:
        judge = self.whole.judge(part)
        return Made(JudgedShape(AnyShape(), judge, _noun(part)), judge.accepts(None))

    def _and(self, made: Made, schema: Schema, keywords: set[str]) -> Made:
        """Return what a part says of values that keep some of its keywords too."""
        if not keywords:
            return made
        whole = schema if keywords & _UNEVALUATED else self.whole.part(schema, keywords)
        judge = self.whole.judge(whole)
        null = made.null and judge.accepts(None)
        return Made(JudgedShape(made.shape, judge, _noun(schema)), null)

    def _made(self, schema: Schema, name: str) -> Made:
        active = self.whole.keywords(schema)
        if not active:
            return Made(AnyShape(), null=True)
        if "$ref" in active:
            target = self.whole.target(schema)
            if target is None:
                return self._judged(schema)
            if target.get("type") == "object" and "unevaluatedProperties" in active:
                return Made(RecordShape(self._make_record(schema, _name_of(schema, name))), False)
            return self._and(self.made(target, _name_of(schema, name)), schema, active - {"$ref"})
        if active == {"allOf"} and len(schema["allOf"]) == 1:
            return self.made(schema["allOf"][0], name)
        if active & {"enum", "const"}:
            return self._choice(schema, active)
        if "type" in active:
            return self._typed(schema, active, name)
        for keyword in ("anyOf", "oneOf"):
            if keyword in active:
                return self._and(self._union(schema, keyword, name), schema, active - {keyword})
        return self._judged(schema)

    def _union(self, schema: Schema, keyword: str, name: str) -> Made:
        nulls = [each for each in schema[keyword] if self._is_null(each)]
        others = [self.made(each, name) for each in schema[keyword] if not self._is_null(each)]
        if not others:
            return self._judged(schema)
        counts = [other.null for other in others].count(True) + len(nulls)
        alike = keyword == "oneOf" and counts > 1
        if len(others) == 1 and not alike:
            return others[0]._replace(null=counts > 0)
        words = tuple(word for other in others for word in other.words)
        if all(other.words for other in others) and not alike and not problem_of_words(words):
            return _words(words, null=counts > 0) or self._judged(schema)
        if _is_union([other.shape for other in others], keyword):
            union = UnionShape(tuple(other.shape for other in others))
            return Made(union, null=counts == 1 if keyword == "oneOf" else counts > 0)
        return self._either(others, schema, keyword, counts)

    def _either(self, others: list[Made], schema: Schema, keyword: str, nulls: int) -> Made:
        """Return what branches say together; jsonschema only puts their faults in words."""
        accepts = [other.shape.accepts for other in others]

        def is_valid(value: Any) -> bool:
            spend(len(accepts))
            fitting = (accept(value, FILE) for accept in accepts)
            return any(fitting) if keyword == "anyOf" else sum(fitting) == 1

        judge = replace(self.whole.judge({keyword: schema[keyword]}), is_valid=is_valid)
        null = nulls > 0 if keyword == "anyOf" else nulls == 1
        return Made(JudgedShape(AnyShape(), judge, _noun(schema)), null)

    def _is_null(self, schema: Any) -> bool:
        return (
            isinstance(schema, dict)
            and schema.get("type") == "null"
            and self.whole.keywords(schema) == {"type"}
        )

    def _choice(self, schema: Schema, active: set[str]) -> Made:
        if active >= {"enum", "const"}:
            return self._judged(schema)
        values = [schema["const"]] if "const" in active else schema["enum"]
        types = _types(schema, active)
        if types:
            is_typed = self.whole.judge({"type": types}).accepts
            values = [value for value in values if is_typed(value)]
        words = [value for value in values if value is not None]
        if not words or problem_of_words(tuple(words)):
            return self._judged(schema)
        made = _words(tuple(words), null=None in values)
        if made is None:
            return self._judged(schema)
        return self._and(made, schema, active - {"enum", "const", "type"})

    def _typed(self, schema: Schema, active: set[str], name: str) -> Made:
        types = _types(schema, active)
        kinds = [kind for kind in types if kind != "null"]
        if len(kinds) != 1:
            return self._of_types(schema, types, name) if kinds else self._judged(schema)
        (kind,) = kinds
        make = self._makers[kind]
        shape, said = make(self, schema, active, name)
        rest = active - said - {"type"} - foreign_to(kind)
        if kind == "integer" and self.whole.is_draft_4:
            # There 1.0 is none.
            rest.add("type")
        made = Made(shape, null="null" in types)
        if shape.model is None:
            return self._and(made, schema, rest)
        # A record asks its judge itself.
        return made._replace(null=self._and(made, schema, rest - _ABOUT["object"]).null)

    def _of_types(self, schema: Schema, types: list[str], name: str) -> Made:
        """Return what a schema of several types says: that of each type, and one of them."""
        others = [self._made({**schema, "type": kind}, name) for kind in types if kind != "null"]
        shapes = [other.shape for other in others]
        null = "null" in types and self.whole.judge(schema).accepts(None)
        if _is_union(shapes, "anyOf"):
            return Made(UnionShape(tuple(shapes)), null)
        return self._either(others, {"anyOf": [schema]}, "anyOf", 0)._replace(null=null)

    def _text(self, schema: Schema, active: set[str], _: str) -> _Said:
        dated = _DATES.get(schema.get("format", ""))
        if dated is not None and not active & {"minLength", "maxLength", "pattern"}:
            return dated, {"format"}
        ours = known_text(schema)
        if ours is not None:
            return ours
        facets: list[Facet] = [*lengths(schema, "minLength", "maxLength")]
        pattern = None
        if "pattern" in active:
            words = schema.get("patternErrorMessage", schema.get("errorMessage"))
            pattern = SchemaPattern(schema["pattern"], words if isinstance(words, str) else "")
        name = schema.get("format", "")
        check = self.whole.formats.get(name)
        if check is not None:
            phrase = FORMATS.get(name, f"of the format {name}")
            facets.append(SchemaFormat(name, phrase, check, pattern))
        elif pattern is not None:
            facets.append(pattern)
        shape = TextShape(tuple(facets))
        if check is not None and dated is not None:
            shape = DateTextShape(tuple(facets), noun=FORMATS[name], dated=dated)
        return shape, {"minLength", "maxLength", "pattern", "format"}

    def _number(self, schema: Schema, active: set[str], _: str) -> _Said:
        bounds, said = self._bounds(schema, active)
        return NumberShape(bounds), said

    def _integer(self, schema: Schema, active: set[str], _: str) -> _Said:
        bounds, said = self._bounds(schema, active)
        return IntegerShape(bounds), said

    def _bounds(self, schema: Schema, active: set[str]) -> tuple[tuple[Facet, ...], set[str]]:
        if self.whole.is_draft_4:
            return (), set()
        order = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
        bounds: list[Facet] = [_bound(schema[key], key) for key in order if key in active]
        if "multipleOf" in active:
            bounds.append(SchemaMultiple(schema["multipleOf"]))
        return tuple(bounds), {*order, "multipleOf"}

    def _boolean(self, *_: Any) -> _Said:
        return BooleanShape(), set()

    def _list(self, schema: Schema, active: set[str], name: str) -> _Said:
        said = {"minItems", "maxItems"}
        item: Shape = AnyShape()
        if "items" in active and "prefixItems" not in active:
            items = schema["items"]
            if isinstance(items, dict | bool):
                said.add("items")
                item = self.held(items, name)
        facets: list[Facet] = [*lengths(schema, "minItems", "maxItems")]
        if schema.get("uniqueItems") is True:
            facets.append(Unique())
        return ListShape(item, tuple(facets)), {*said, "uniqueItems"}

    def held(self, schema: Any, name: str) -> Shape:
        """Return the shape of values, null among them, that a list or a mapping holds."""
        made = self.made(schema, name)
        if made.shape.accepts(None, FILE) == made.null:
            return made.shape
        return self._judged(schema).shape

    def _mapping(self, schema: Schema, active: set[str], name: str) -> _Said:
        others = schema.get("additionalProperties", True)
        named = active & {"properties", "patternProperties", "allOf", "anyOf", "oneOf", "if"}
        if named or others is False:
            return RecordShape(self._make_record(schema, name)), set()
        if not isinstance(others, dict):
            return MappingShape(AnyShape()), {"additionalProperties"}
        return MappingShape(self.held(others, name)), {"additionalProperties"}

    _makers: ClassVar[dict[str, Callable[[Shaper, Schema, set[str], str], _Said]]] = {
        "string": _text,
        "number": _number,
        "integer": _integer,
        "boolean": _boolean,
        "array": _list,
        "object": _mapping,
    }  # fmt: skip


def _is_union(shapes: list[Shape], keyword: str) -> bool:
    """Tell whether a glance at a value tells which of some shapes it has, as `UnionShape` asks."""
    near = {index: [s for s in shapes if s.is_near(v, FILE)] for index, v in enumerate(_KINDS)}
    groups = [[shape in near[index] for index in range(len(_KINDS))] for shape in shapes]
    if not all(_is_of_one_kind(group) for group in groups) or len(near[0]) > 1:
        return False
    if len(near[1]) > 1 and kind_key(near[1]) is None:
        return False
    return keyword == "anyOf" or all(len(near[index]) < 2 for index in range(2, len(_KINDS)))


def _is_of_one_kind(near: list[bool]) -> bool:
    is_list, is_mapping, *singles = near
    return [is_list, is_mapping, any(singles)].count(True) == 1


def foreign_to(kind: str) -> set[str]:
    """Return the keywords that say nothing about values of a type."""
    return _SPECIAL - _ABOUT.get(kind, set())


def _bound(limit: float, keyword: str) -> Bound:
    # What all whole numbers keep, and zod writes for each, is nothing to tell of one.
    kind = (
        ExactBound if keyword in ("minimum", "maximum") and abs(limit) == LARGEST_WHOLE else Bound
    )
    return kind(limit, keyword)


def _types(schema: Schema, active: set[str]) -> list[str]:
    """Return the types that a schema allows; none where it says nothing of them."""
    types = schema["type"] if "type" in active else []
    return [types] if isinstance(types, str) else list(types)


def _words(words: tuple[Any, ...], *, null: bool) -> Made | None:
    """Return what a few words say; None for so many that a message cannot name them."""
    is_short = len(words) <= _MOST_WORDS and sum(len(str(word)) for word in words) <= _MOST_LETTERS
    return Made(ChoiceShape(words), null, words) if is_short else None


def _name_of(schema: Schema, name: str) -> str:
    """Return the last word of a reference, or the name that is given."""
    word: str = schema["$ref"].rpartition("/")[2]
    return word if word.strip("#") else name


def _noun(part: Any) -> str:
    """Say what people call the values of a part of a schema."""
    parts = [part, *part.get("anyOf", ()), *part.get("oneOf", ())] if isinstance(part, dict) else []
    types = [one.get("type") for one in parts if isinstance(one, dict)]
    names = [name for given in types for name in (given if isinstance(given, list) else [given])]
    return " or ".join(dict.fromkeys(TYPES[name] for name in names if name in TYPES)) or "any data"
