"""Records: which parts of a file's data are articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from article_schema.document.source import PAGE_KEY, Format
from article_schema.document.tree import CollectionKey, Data
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.shapes.base import FILE, Representation
from article_schema.model.shapes.tables import SCHEMA_KEY, table_of
from article_schema.routes import Route
from article_schema.rules.families.file_rules import not_a_mapping, not_an_article

#: A text that is a key and its value, but for the space between them.
_TOML = late_pattern(r"([A-Za-z_][\w-]*)[ \t]*=[ \t]*\S")
_NO_SPACE = late_pattern(r"([A-Za-z_][\w-]*):(?!//)\S")


def records_of(data: Data, file_format: Format, model: type) -> Iterator[tuple[Route, Data]]:
    """Yield the records of a file with their routes.

    JSON and plain YAML hold one record, or a list of them; JSON may hold a page of them too. Front
    matter is one record. A list in YAML counts if one of its items has a key of the model: sites
    keep menus and the like in YAML beside their articles, and one finding is enough for those.

    Args:
        data: the data of the file.
        file_format: that of the file.
        model: the class of the records.
    """
    if isinstance(data, list) and (
        file_format.many_records
        and (not file_format.other_lists or any(_has_key(item, model) for item in data))
    ):
        for index, item in enumerate(data):
            yield (index,), item
    elif is_page(data, file_format, model):
        for index, item in enumerate(data[PAGE_KEY]):
            yield (PAGE_KEY, index), item
    else:
        yield (), data


def start_of_records(data: Data, file_format: Format, model: type) -> Route:
    """Return the route of the list of records in a page; that of the whole data elsewhere."""
    return (PAGE_KEY,) if is_page(data, file_format, model) else ()


def is_page(data: Data, file_format: Format, model: type) -> bool:
    """Tell whether data are a page: JSON with a list of records under `value`.

    A root with a key of the model is a record, whatever else it holds: taken for a page, all of it
    would go unchecked.
    """
    return (
        file_format.has_pages
        and isinstance(data, dict)
        and isinstance(data.get(PAGE_KEY), list)
        and not _has_key(data, model)
    )


def is_misread(data: Data, route: Route) -> bool:
    """Tell whether a route leads to a mapping with a key that is none: that has its own finding."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(data, dict) and any(isinstance(key, CollectionKey) for key in data)


def no_mapping(data: Data, route: Route, form: Representation) -> Fault:
    """Say why data are no article, and what they lack."""
    in_yaml = form.language == FILE.language
    advice = "write `key: value` lines" if in_yaml else 'write `"key": value` pairs in braces'
    if data is None:
        return Fault(not_a_mapping.code, "there is no data here", advice, route)
    if isinstance(data, list):
        what, advice = "is a list", f"{advice}, without `-`" if in_yaml else advice
    else:
        what = "is a single value"
        match = _NO_SPACE.match(data) if isinstance(data, str) else None
        if match and in_yaml:
            advice = f"put a space after the colon: `{match[1]}: `"
        match = _TOML.match(data) if isinstance(data, str) else None
        if match and in_yaml:
            advice = f"YAML has a colon where TOML has `=`: write `{match[1]}: `"
            advice += ", or TOML between two lines `+++`"
    return Fault(not_a_mapping.code, f"the data {what}, and no article", advice, route)


def no_key(data: dict[str, Any], route: Route, model: type) -> Fault | None:
    """Say that data have none of the keys that every article has, if that is so."""
    required = [field.key for field in table_of(model).fields if field.required]
    if not required or any(key in data for key in required):
        return None
    names = ", ".join(f"`{key}`" for key in required[:3])
    message = f"the record has no key that every article has ({names}, …)"
    advice = "leave the file out of the check, or check it with a model of its own"
    return Fault(not_an_article.code, message, advice, route)


def _has_key(data: Data, model: type) -> bool:
    """Tell whether data are a mapping with a key of a model; any file may name its schema."""
    keys = table_of(model).by_key.keys() - {SCHEMA_KEY}
    return isinstance(data, dict) and not keys.isdisjoint(data)
