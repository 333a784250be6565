"""Merging: new data of an article come into those that a file has, and take nothing away."""

from __future__ import annotations

from typing import Any

from article_schema.interop.exchange.mapping import Data
from article_schema.model.dates.instants import is_instant, read_instant
from article_schema.model.shapes.tables import Field, ModelTable, table_of

#: By these keys a record in a list is told from the others.
_IDENTITIES = ("url", "webUrl", "sourceUrl", "originalUrl", "name")


def merged(old: Data, new: Data, table: ModelTable) -> Data:
    """Return the data of a file with new values.

    What the new data do not have stays. An instant stays as it is written if it is the same moment.
    Of a list of records those with the same address are merged, and those that the new data do not
    have stay at its end. Any other list is replaced.

    Args:
        old: the data of the file.
        new: the data that come in.
        table: the table of their model.
    """
    result = dict(old)
    for name, value in new.items():
        key = _written_as(name, value, old, table)
        result[key] = _value(old[key], value, table.by_key.get(key)) if key in old else value
    return result


def _written_as(key: str, value: Any, old: dict[str, Any], table: ModelTable) -> str:
    """Return the name under which old data have a value: an older one, or one that stands for it.

    A record of which one of several addresses is enough may have the same one under another name.
    """
    if key in old:
        return key
    names = [field.key for field in table.fields if field.deprecated == key and field.key in old]
    for group in table.one_of:
        names += [name for name in group if key in group and old.get(name) == value]
    return names[0] if names else key


def _value(old: Any, new: Any, field: Field | None) -> Any:
    if field is None or old is None:
        return new
    model = field.shape.record_model
    if model is not None and isinstance(old, dict) and isinstance(new, dict):
        return merged(old, new, table_of(model))
    if model is not None and isinstance(old, list) and isinstance(new, list):
        return _records(old, new, table_of(model))
    if field.shape.is_instant and _is_same_moment(old, new):
        return old
    return new


def _records(old: list[Any], new: list[Any], table: ModelTable) -> list[Any]:
    rest = list(old)
    result = []
    for item in new:
        twin = next((each for each in rest if _is_twin(each, item, table)), None)
        if twin is None:
            result.append(item)
        else:
            rest.remove(twin)
            result.append(merged(twin, item, table))
    return result + rest


def _is_twin(old: Any, new: Any, table: ModelTable) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    keys = [key for key in _IDENTITIES if key in new]
    return bool(keys) and old.get(_written_as(keys[0], new[keys[0]], old, table)) == new[keys[0]]


def _is_same_moment(old: Any, new: Any) -> bool:
    if not (isinstance(old, str) and isinstance(new, str)):
        return False
    return is_instant(old) and is_instant(new) and read_instant(old) == read_instant(new)
