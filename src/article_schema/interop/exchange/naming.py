"""Naming: which file an article that comes in gets, and by which address it is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from article_schema.interop.exchange.mapping import Data
from article_schema.interop.exchange.paths import terms_of
from article_schema.model.dates.instants import in_utc
from article_schema.model.elsewhere.online import MainPage
from article_schema.model.elsewhere.vocabularies import JsonFeed
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.model.slugs import slug_of
from article_schema.model.web.normal_form import normal_form

#: Characters of a slug. With date and ending the name fits into every file system.
_LONGEST_SLUG = 100
_NAMELESS = "untitled"


def address_of(data: Data, table: ModelTable) -> str | None:
    """Return the normal form of the address of an article; None if it has none."""
    for field in _address_fields(table):
        value = data.get(field.key)
        if isinstance(value, str) and "://" in value:
            return normal_form(value)
    return None


def _address_fields(table: ModelTable) -> Iterator[Field]:
    """Yield the fields that name the page of a record, that which readers open first."""
    main = [field for field in table.fields if field.note(MainPage) is not None]
    yield from main
    for field in table.fields:
        is_address = any(term.path == "id" for term in terms_of(field, JsonFeed))
        if is_address and field not in main:
            yield field


def stem_of(record: Record) -> str:
    """Return the name of the file of an article, without its ending: its day and its title.

    It has lower-case letters from a to z, digits and hyphens only, whatever the title holds.
    """
    table = table_of(type(record))
    day = next(filter(None, (_day(getattr(record, field.name)) for field in table.fields)), "")
    slug = next(filter(None, map(_slug, _titles(record, table))), _NAMELESS)
    return f"{day}-{slug}" if day else slug


def _day(value: Any) -> str:
    if not isinstance(value, datetime):
        return ""
    return f"{(in_utc(value) if value.tzinfo else value).date()}"


def _titles(record: Record, table: ModelTable) -> Iterator[str]:
    """Yield what may name a record: its title, and the last part of its address."""
    pages = list(_address_fields(table))
    keys = [note.title for field in pages if (note := field.note(MainPage)) is not None]
    for key in [*keys, "title", "name"]:
        field = table.by_key.get(key) if key is not None else None
        value = getattr(record, field.name) if field is not None else None
        if isinstance(value, str):
            yield value
    for field in pages:
        value = getattr(record, field.name)
        if isinstance(value, str):
            yield value.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


def _slug(title: str) -> str:
    return slug_of(title).strip("-")[:_LONGEST_SLUG].strip("-")
