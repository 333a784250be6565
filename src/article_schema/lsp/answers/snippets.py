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


def _record(model: type, stops: Iterator[int], depth: int) -> Iterator[str]:
    table = table_of(model)
    first_of_group = {group[0] for group in table.one_of}
    for field in table.fields:
        if (field.required or field.key in first_of_group) and field.deprecated is None:
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
    choices = [each for shape in field.shape.flat() for each in shape.choices]
    if choices and not field.shape.is_collection:
        words = [
            _IN_CHOICE.sub(r"\\\g<0>", written(each, home, field, _FORMAT)) for each in choices
        ]
        yield f"{field.key}: ${{{next(stops)}|{','.join(words)}|}}"
        return
    is_list = field.shape.is_collection
    example = field.examples[0] if field.examples else None
    if is_list and isinstance(example, list):
        example = example[0] if example else None
    is_single = example is not None and not isinstance(example, list | dict)
    shown = written(example, home, field, _FORMAT) if is_single else ""
    inner = _SYNTAX.sub(_escaped, shown.strip('"'))
    stop = f"${{{next(stops)}:{inner}}}" if inner else f"${next(stops)}"
    if field.quoted or shown.startswith('"'):
        stop = f'"{stop}"'
    if is_list:
        yield f"{field.key}:"
        yield f"  - {stop}"
    else:
        yield f"{field.key}: {stop}"


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"
