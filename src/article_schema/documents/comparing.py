"""Comparing: what a program has changed in an article since its text was read.

Most articles are not changed at all, or in a single value. Then the article is compared with one
that is read of the text anew, and nothing else of it has to be judged or written: what is alike is
as right as what was read.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from article_schema.document.edits import SetValue
from article_schema.model.fields import Record
from article_schema.model.shapes.explain import accepts, explain_conditions
from article_schema.model.shapes.tables import EXTRA, Field, table_of
from article_schema.routes import Route

#: Types whose values are alike if they are equal.
_SINGLE = frozenset((str, int, float, bool))
_EQUAL = _SINGLE | {date}


def single_edits(article: Record, read: Record, here: Route) -> list[SetValue] | None:
    """Return the edits that bring single values of an article into its text.

    Args:
        article: the article.
        read: an article that was just read of the text.
        here: the route of the article in the data of its file.

    Returns:
        None where something else has changed, or what has changed may be wrong.
    """
    table = table_of(type(read))
    held_and_read = _pairs(article, read)
    if held_and_read is None or not alike(*held_and_read.pop()):
        return None
    edits = []
    for field, (held, old) in zip(table.fields, held_and_read, strict=True):
        if held is old or alike(held, old):
            continue
        if not (_is_written(field, held) and _is_written(field, old) and accepts(field, held)):
            return None
        edits.append(SetValue((*here, field.key), held))
    if edits and (table.rest is not None or explain_conditions(table, article)):
        return None
    return edits


def _is_written(field: Field, value: Any) -> bool:
    """Tell whether a value is a single one, and not what an absent key stands for."""
    if type(value) not in _SINGLE:
        return False
    return field.make_default is None or bool(value != field.make_default())


def alike(held: Any, read: Any) -> bool:
    """Tell whether a value is surely written as one that was read, down to its last part."""
    if held is read:
        return True
    kind = type(held)
    if kind is not type(read):
        return False
    if kind in _EQUAL:
        return bool(held == read)
    if kind is list:
        return len(held) == len(read) and all(map(alike, held, read))
    if kind is dict:
        return held.keys() == read.keys() and all(
            alike(value, read[key]) for key, value in held.items()
        )
    if isinstance(held, Record):
        pairs = _pairs(held, read)
        return pairs is not None and all(one is other or alike(one, other) for one, other in pairs)
    # Two moments are equal in different zones, and are not written alike.
    return kind is datetime and bool(held.isoformat() == read.isoformat())


def _pairs(held: Record, read: Record) -> list[tuple[Any, Any]] | None:
    """Return the values of two records, field by field, with `extra`; None if they differ."""
    if type(held) is not type(read):
        return None
    names = (*table_of(type(held)).by_name, EXTRA)
    try:
        return [(getattr(held, name), getattr(read, name)) for name in names]
    except AttributeError:
        # Somebody has deleted an attribute.
        return None
