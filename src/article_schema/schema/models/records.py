"""Records: from a schema of mappings to a class of records with its table of fields."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from article_schema.late_pattern import late_pattern
from article_schema.model.borrowing import make_open_record
from article_schema.model.fields import Record
from article_schema.model.shapes.base import Schema
from article_schema.model.shapes.tables import Field, ModelTable
from article_schema.schema.effort import TooMuchError, spend
from article_schema.schema.matching import search
from article_schema.schema.models.groups import Group, group_of
from article_schema.schema.models.judges import some_effort
from article_schema.schema.models.shaping import Made, Shaper, foreign_to
from article_schema.schema.models.whole import WholeSchema

#: What it takes to make a class, and one of its fields, in steps (`effort`).
_CLASS_STEPS = 300
_FIELD_STEPS = 100
_LONGEST_NAME = 60
#: How deep keys are looked for in the branches of a schema.
_DEEPEST = 8
#: Where else a schema of mappings names keys: in schemas, lists of them, and tables of them.
_BRANCHES = ("if", "then", "else")
_BRANCH_LISTS = ("allOf", "anyOf", "oneOf")
_BRANCH_TABLES = ("dependentSchemas", "dependencies")
#: What a part of `allOf` may say to be taken for a part of the schema around it.
_PLAIN = {"type", "properties", "required", "additionalProperties"}
#: Keywords beside which `unevaluatedProperties` says what `additionalProperties` does.
_FLAT = {
    "unevaluatedProperties", "patternProperties", "propertyNames", "minProperties",
    "maxProperties", "dependentRequired", "not",
}  # fmt: skip
_INSTEAD = late_pattern(
    r"\b(?:use|write|prefer|replaced by|renamed to|in favou?r of)\s+[`'\"]?([\w$.-]*[\w$])",
    re.IGNORECASE,
)


@dataclass
class _Keys:
    """What a schema of mappings says of keys."""

    #: The schema of each key; `True` for keys that only some branches name.
    properties: dict[str, Any] = field(default_factory=dict)
    #: What branches say of such keys.
    notes: dict[str, Any] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    #: What the judge has to look at besides.
    rest: Schema = field(default_factory=dict)
    #: Groups of keys of which one must have a value.
    groups: list[Group] = field(default_factory=list)
    closed: bool = False
    takes: Callable[[str], bool] = field(default_factory=lambda: _nothing)

    def add(self, schema: Schema, active: set[str]) -> None:
        """Add the keys that a schema names itself, in keywords that count."""
        if "properties" in active:
            self.properties.update(schema["properties"])
        if "required" in active:
            self.required += schema["required"]

    def is_flat(self) -> bool:
        """Tell whether no branch of the schema names keys."""
        grouped = {key for group in self.groups for key in group.keys}
        return self.rest.keys() <= _FLAT and grouped <= self.properties.keys()

    def trimmed(self) -> _Keys:
        """Return them with no more for the judge than it has to know."""
        unnamed = [key for key in self.required if key not in self.properties]
        if unnamed:
            self.rest = {**self.rest, "required": unnamed}
        if "properties" in self.rest:
            self.rest = {**self.rest, "properties": dict.fromkeys(self.rest["properties"], True)}
        return self


class RecordMaker:
    """Makes the classes of a schema, each once; their tables are made when they are asked for."""

    def __init__(self, whole: WholeSchema) -> None:
        self.whole = whole
        self.shaper = Shaper(whole, self.made)
        self._known: dict[int, type] = {}
        self._names: set[str] = set()
        self.classes: list[type] = []

    def made(self, schema: Schema, name: str, source: Schema | None = None) -> type:
        """Return the class of the records that a schema describes."""
        known = self._known.get(id(schema))
        if known is not None:
            return known
        keys = self._keys(schema)
        spend(_CLASS_STEPS + _FIELD_STEPS * len(keys.properties))
        names = _attributes(keys.properties)

        def table(model: type) -> ModelTable:
            return self._table(model, schema, keys, names, source)

        model = make_open_record(self._unused(schema, name), names.values(), table)
        self._known[id(schema)] = model
        self.classes.append(model)
        return model

    def _unused(self, schema: Schema, name: str) -> str:
        """Return a name for a class that no other one has, since pages link to it."""
        name = plain = class_name(_text(schema.get("title")) or name)
        number = 1
        while name in self._names:
            number += 1
            name = f"{plain}{number}"
        self._names.add(name)
        return name

    def _table(
        self, model: type, schema: Schema, keys: _Keys, names: dict[str, str], source: Schema | None
    ) -> ModelTable:
        fields = [self._field(key, names[key], keys) for key in keys.properties]
        by_key = {each.key: each for each in fields}
        kept = [group for group in keys.groups if group.is_kept_by(by_key)]
        rest = keys.rest
        if others := [group.part for group in keys.groups if group not in kept]:
            rest = {**rest, "allOf": [*rest.get("allOf", ()), *others]}
        return ModelTable(
            model=model,
            doc=_text(schema.get("description")),
            fields=tuple(fields),
            conditions=tuple(group.condition(by_key) for group in kept),
            by_key=by_key,
            by_name={each.name: each for each in fields},
            deprecated=frozenset(each.key for each in fields if each.deprecated is not None),
            closed=keys.closed,
            takes=keys.takes,
            null_counts=True,
            rest=self.whole.judge(rest) if rest else None,
            source={} if source is None else source,
        )

    def _field(self, key: str, name: str, keys: _Keys) -> Field:
        schema = keys.properties[key]
        made = self.shaper.made(schema, key)
        required = key in keys.required
        notes = _notes(keys.notes.get(key, schema), self.whole)
        examples = (*_listed(notes.get("examples")), notes.get("default"))
        old = notes.get("deprecated", False)
        # Some generators write there what to do.
        parts = [_text(notes.get("description")) or _text(notes.get("title")), _text(old)]
        doc = " ".join(part for part in parts if part)
        return Field(
            name=name,
            key=key,
            shape=made.shape,
            required=required,
            nullable=made.null,
            holds_none=made.null or not required,
            make_default=None if required else _none,
            doc=doc,
            examples=tuple(one for one in examples if one is not None),
            deprecated=self._instead(made, doc, keys) if old else None,
        )

    def _instead(self, made: Made, doc: str, keys: _Keys) -> str:
        """Return the key that takes the place of an older one, where the words say which."""
        for word in _INSTEAD.findall(doc):
            other = keys.properties.get(word)
            if other is not None and self.shaper.made(other, word).shape == made.shape:
                return str(word)
        return ""

    def _keys(self, schema: Schema) -> _Keys:
        whole = self.whole
        active = whole.keywords(schema) - foreign_to("object")
        keys = _Keys()
        keys.add(schema, active)
        said = {"type", "properties", "required"}
        group = group_of({key: schema.get(key) for key in ("anyOf", "not") if key in active})
        if group is not None:
            keys.groups.append(group)
            said |= {"anyOf", "not"}
        others = schema.get("additionalProperties") if "additionalProperties" in active else None
        if isinstance(others, bool):
            said.add("additionalProperties")
        keys.rest = whole.part(schema, active - said)
        keys.closed = others is False
        if not keys.closed:
            self._merge(keys)
            keys.takes = _nothing if others is None else _anything
        if keys.rest.get("unevaluatedProperties") is False and keys.is_flat():
            keys.closed = True
            del keys.rest["unevaluatedProperties"]
        elif whole.is_one or "unevaluatedProperties" in active:
            # What a part says depends on all of the schema.
            keys = _Keys(dict.fromkeys(keys.properties, True), rest=schema, takes=_anything)
        if keys.takes is _nothing and "patternProperties" in active:
            keys.takes = _matching(list(schema["patternProperties"]))
        if not keys.closed:
            for key, part in _named(schema, whole, _DEEPEST):
                if keys.properties.setdefault(key, True) is True:
                    keys.notes[key] = part
        return keys if keys.rest is schema else keys.trimmed()

    def _merge(self, keys: _Keys) -> None:
        """Take the keys of parts of a schema that say nothing else for those of the schema."""
        kept = []
        for part in keys.rest.get("allOf", ()):
            group = group_of(part)
            if group is not None:
                keys.groups.append(group)
            elif not self._is_merged(part, keys):
                kept.append(part)
        keys.rest.pop("allOf", None)
        if kept:
            keys.rest["allOf"] = kept
        if "$ref" in keys.rest and self._is_merged({"$ref": keys.rest["$ref"]}, keys):
            del keys.rest["$ref"]

    def _is_merged(self, part: Any, keys: _Keys) -> bool:
        found = self.whole.resolved(part) if isinstance(part, dict) else {}
        if not self._is_plain(found) or not found["properties"].keys().isdisjoint(keys.properties):
            return False
        keys.add(found, self.whole.keywords(found))
        return True

    def _is_plain(self, schema: Schema) -> bool:
        return (
            isinstance(schema.get("properties"), dict)
            and schema.get("type", "object") == "object"
            and schema.get("additionalProperties", True) is True
            and self.whole.keywords(schema) <= _PLAIN
        )


def _named(schema: Any, whole: WholeSchema, levels: int) -> Iterator[tuple[str, Any]]:
    """Yield the keys that a schema and its branches name, each with what is said of it."""
    if not isinstance(schema, dict) or not levels:
        return
    spend(1)
    active = whole.keywords(schema)
    if "properties" in active:
        yield from schema["properties"].items()
    if "$ref" in active:
        yield from _named(whole.target(schema), whole, levels - 1)
    for word in _BRANCHES:
        if word in active or "if" in active:
            yield from _named(schema.get(word), whole, levels - 1)
    for word in _BRANCH_LISTS:
        for part in schema[word] if word in active else ():
            yield from _named(part, whole, levels - 1)
    for word in _BRANCH_TABLES:
        for part in schema[word].values() if word in active else ():
            yield from _named(part, whole, levels - 1)


def _notes(schema: Any, whole: WholeSchema) -> dict[str, Any]:
    """Return what a schema says to people, with what it refers to."""
    if not isinstance(schema, dict):
        return {}
    notes = dict(schema)
    inner = whole.target(schema)
    for word in ("anyOf", "oneOf", "allOf"):
        parts = [one for one in _listed(schema.get(word)) if one != {"type": "null"}]
        if len(parts) == 1 and isinstance(parts[0], dict):
            inner = inner or whole.resolved(parts[0])
    return {**inner, **notes} if inner else notes


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _none() -> None:
    return None


def _nothing(_: str) -> bool:
    return False


def _anything(_: str) -> bool:
    return True


def _matching(patterns: list[str]) -> Callable[[str], bool]:
    def takes(key: str) -> bool:
        try:
            with some_effort():
                return any(search(pattern, key) for pattern in patterns)
        except TooMuchError:
            return False

    return takes


def _attributes(keys: Iterable[str]) -> dict[str, str]:
    """Return a name in Python for each key: the key itself where that can be one."""
    names: dict[str, str] = {}
    used = set(dir(Record)) | {"self", "extra"}
    for key in keys:
        name = re.sub(r"[^A-Za-z0-9_]+", "_", key).strip("_")
        if not name or name[0].isdigit():
            name = f"field_{name}"
        if keyword.iskeyword(name):
            name += "_"
        number, plain = 1, name
        while name in used:
            number += 1
            name = f"{plain}_{number}"
        used.add(name)
        names[key] = name
    return names


def class_name(text: str) -> str:
    """Return the name of a class for a title, a key or the name of a file."""
    words = re.findall("[A-Za-z0-9]+", text[:_LONGEST_NAME])
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return name if name and not name[0].isdigit() else f"Model{name}"
