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
    for key, value in new.items():
        field = table.by_key.get(key)
        result[key] = _value(old[key], value, field) if key in old else value
    return result


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
        twin = next((each for each in rest if _is_twin(each, item)), None)
        if twin is None:
            result.append(item)
        else:
            rest.remove(twin)
            result.append(merged(twin, item, table))
    return result + rest


def _is_twin(old: Any, new: Any) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    keys = [key for key in _IDENTITIES if key in new]
    return bool(keys) and old.get(keys[0]) == new[keys[0]]


def _is_same_moment(old: Any, new: Any) -> bool:
    if not (isinstance(old, str) and isinstance(new, str)):
        return False
    return is_instant(old) and is_instant(new) and read_instant(old) == read_instant(new)
