"""Snippets: records with all keys that they need, whose values a writer fills in one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from article_schema.document.formats.registry import format_in
from article_schema.lsp.answers.written import written
from article_schema.model.shapes.tables import Field, table_of

#: The format of files of YAML; its front matter has the same values.
_FORMAT = format_in("", "snippet.yaml")
#: Records inside of records are written so deep.
_DEEPEST = 3
#: What has a meaning in a snippet (Language Server Protocol 3.17, "Snippet Syntax").
_SYNTAX = re.compile(r"[\\$}]")
_IN_CHOICE = re.compile(r"[\\$},|]")


def record_snippet(model: type) -> str:
    """Return the keys that a record needs, as YAML with a stop for each value.

    >>> from article_schema import Provider
    >>> print(record_snippet(Provider))
    name: "${1:Example Times}"
    domain: ${2:example.com}

    Args:
        model: the class of the record.
    """
    return "\n".join(_record(model, count(1), 0))


def entry_snippet(home: type, field: Field) -> str | None:
    """Return an entry whose value is a record or a list with one; None for any other field.

    Args:
        home: the class that has the field.
        field: the field.
    """
    if field.shape.record_model is None:
        return None
    return "\n".join(_entry(home, field, count(1), 0))


def needed_fields(model: type) -> Iterator[Field]:
    """Yield the fields that a record needs: the required ones, and one of those that are one group.

    Args:
        model: the class of the record.
    """
    table = table_of(model)
    first_of_group = {group[0] for group in table.one_of}
    for field in table.fields:
        if (field.required or field.key in first_of_group) and field.deprecated is None:
            yield field


def stop_of(home: type, field: Field, number: int) -> str:
    """Return a stop for a single value, with its choices or an example.

    Args:
        home: the class that has the field.
        field: the field.
        number: that of the stop.
    """
    choices = _choices(home, field)
    if choices:
        return f"${{{number}|{','.join(choices)}|}}"
    inner = escaped(_example(home, field).strip('"'))
    return f"${{{number}:{inner}}}" if inner else f"${number}"


def escaped(text: str) -> str:
    """Return a text that means itself in a snippet."""
    return _SYNTAX.sub(r"\\\g<0>", text)


def _choices(home: type, field: Field) -> list[str]:
    if field.shape.is_collection:
        return []
    choices = [each for shape in field.shape.flat() for each in shape.choices]
    return [_IN_CHOICE.sub(r"\\\g<0>", written(each, home, field, _FORMAT)) for each in choices]


def _example(home: type, field: Field) -> str:
    """Return an example of a single value as YAML has it; empty where there is none."""
    example = field.examples[0] if field.examples else None
    if field.shape.is_collection and isinstance(example, list):
        example = example[0] if example else None
    is_single = example is not None and not isinstance(example, list | dict)
    return written(example, home, field, _FORMAT) if is_single else ""


def _record(model: type, stops: Iterator[int], depth: int) -> Iterator[str]:
    for field in needed_fields(model):
        yield from _entry(model, field, stops, depth)


def _entry(home: type, field: Field, stops: Iterator[int], depth: int) -> Iterator[str]:
    """Yield the lines of an entry; those below its key are indented."""
    inner = field.shape.record_model
    if inner is None or depth == _DEEPEST:
        yield from _single(home, field, stops)
        return
    yield f"{field.key}:"
    is_list = any(shape.child(0) is not None for shape in field.shape.flat())
    for number, line in enumerate(_record(inner, stops, depth + 1)):
        dash = ("- " if number == 0 else "  ") if is_list else ""
        yield f"  {dash}{line}"


def _single(home: type, field: Field, stops: Iterator[int]) -> Iterator[str]:
    stop = stop_of(home, field, next(stops))
    is_text = not _choices(home, field)
    if is_text and (field.quoted or _example(home, field).startswith('"')):
        stop = f'"{stop}"'
    if field.shape.is_collection:
        yield f"{field.key}:"
        yield f"  - {stop}"
    else:
        yield f"{field.key}: {stop}"
