"""Telling: what `help`, `repr` and editors say of a model, from what it declares."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from textwrap import fill
from typing import Any

import attrs

from article_schema.errors import ModelError
from article_schema.model.shapes.tables import EXTRA, Field, is_model, table_of
from article_schema.model.showing import bounded, show

_WIDTH = 96
#: The longest `repr` of a record, in code points.
_LONGEST = 120
#: The fields that tell people which record it is; the others follow as they are declared.
_TELLING = ("type", "title", "name", "web_url", "original_url", "url")


class Described:
    """The docstring of a model: what its author wrote, and its fields as they are declared.

    Args:
        written: what stands in the class.
    """

    def __init__(self, written: str | None) -> None:
        self.written = written

    def __get__(self, instance: object, model: type) -> str | None:
        """Return the docstring; only what is written where the fields cannot be read yet."""
        own: object = vars(model).get("__doc__")
        if own is not self:
            return None
        try:
            told = "\n".join(_told(field) for field in table_of(model).fields)
        except (ModelError, TypeError):
            return self.written
        parts = [inspect.cleandoc(self.written or ""), f"Attributes:\n{told}" if told else ""]
        return "\n\n".join(filter(None, parts))


def written_doc(model: type) -> str:
    """Return what the author of a model wrote about it."""
    found = vars(model).get("__doc__")
    written = found.written if isinstance(found, Described) else found
    return written if isinstance(written, str) else ""


def _told(field: Field) -> str:
    """Write what a field declares: type, key, constraints, meaning, example."""
    kind = field.shape.summary(lambda model: model.__name__)
    facts = [kind, *field.shape.sentences(), "required" if field.required else "optional"]
    if field.key != field.name:
        facts.append(f"`{field.key}` in files")
    if field.deprecated is not None:
        facts.append(
            f"deprecated; write `{field.deprecated}`" if field.deprecated else "deprecated"
        )
    text = f"{field.name} ({', '.join(facts)})" + (f": {field.doc}" if field.doc else "")
    if example := field.example_text:
        text += f" Example: {example}"
    return fill(
        text, _WIDTH, initial_indent="    ", subsequent_indent="        ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def told_in_markdown(field: Field) -> Iterator[str]:
    """Yield what a field means, its bounds and an example: a paragraph each, in Markdown."""
    if field.doc:
        yield field.doc
    bounds = field.shape.sentences()
    if bounds:
        yield "\n".join(f"- {sentence}" for sentence in bounds)
    if field.examples:
        example = field.examples[0]
        shown = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
        yield f"Example: `{shown}`"


def represent(record: Any) -> str:
    """Return a short text of a record for people, also of one that is not yet whole."""
    name = type(record).__name__
    parts = [*_parts(record)]
    text = f"{name}({', '.join(parts)})"
    while len(text) > _LONGEST and parts:
        parts.pop()
        text = f"{name}({', '.join([*parts, '…'])})"
    return bounded(text)


def _parts(record: Any) -> Iterator[str]:
    fields = {each.name: each for each in attrs.fields(type(record)) if each.name != EXTRA}
    for name in dict.fromkeys((*(name for name in _TELLING if name in fields), *fields)):
        value, shown = getattr(record, name, None), fields[name].repr
        if shown and value is not None and value not in ([], {}):
            yield f"{name}={shown(value) if callable(shown) else _short(value)}"


def _short(value: Any) -> str:
    """Return a value as it fits into a line: of what holds others, only how many."""
    if is_model(type(value)):
        return f"{type(value).__name__}(…)"
    if isinstance(value, list | tuple | set | frozenset | dict):
        return f"[{len(value)} {'item' if len(value) == 1 else 'items'}]"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return show(value)
