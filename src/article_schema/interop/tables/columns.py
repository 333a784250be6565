"""Columns: the kinds of values that a model has, as tables of typed columns hold them.

They come from the model alone, so that all files of a model have the same ones, whatever their
articles hold. What a column cannot hold, and what the model does not know, stands as JSON in one
more column of its record, so that nothing is lost.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from attrs import frozen

from article_schema.errors import DocumentError
from article_schema.interop.exchange.format import compact
from article_schema.interop.exchange.mapping import Data
from article_schema.interop.exchange.sources import parsed
from article_schema.model.dates.instants import in_utc, is_instant, read_instant, write_instant
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.dates import DateShape
from article_schema.model.shapes.judged import DateTextShape, JudgedShape
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    NumberShape,
)
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import EXTRA, table_of

#: The words for what a column holds. What else a model has, such as a choice of kinds, is `json`.
Word: TypeAlias = Literal[
    "text", "integer", "number", "boolean", "instant", "date", "json", "list", "record"
]
_TYPES: dict[str, type] = {"text": str, "boolean": bool}
#: Whole numbers of eight bytes, and those that a number in floating point holds exactly.
_MOST_INTEGER, _MOST_EXACT = 2**63, 2**53


class _UnheldError(Exception):
    """A column cannot hold a value."""


class Column(NamedTuple):
    """A field of a model."""

    key: str
    kind: Kind


@frozen
class Kind:
    """What a column holds."""

    word: Word
    #: What a list holds.
    item: Kind | None = None
    #: What a record holds.
    columns: tuple[Column, ...] = ()
    #: The column of a record for all that has none.
    rest: str = ""


def kind_of(model: type) -> Kind:
    """Return what a table of a model has.

    Args:
        model: a model class.
    """
    return _record(model, ())


def _record(model: type, above: tuple[type, ...]) -> Kind:
    table = table_of(model)
    above = (*above, model)
    columns = tuple(Column(field.key, _kind(field.shape, above)) for field in table.fields)
    rest = EXTRA
    # Databases tell no names apart that differ in their letters' size alone.
    while rest.lower() in {column.key.lower() for column in columns}:
        rest += "_"
    return Kind("record", columns=columns, rest=rest)


def _kind(shape: Shape, above: tuple[type, ...]) -> Kind:
    while type(shape) is JudgedShape:
        shape = shape.shape
    if type(shape) is ListShape:
        return Kind("list", _kind(shape.item, above))
    if shape.model is not None and shape.model not in above:
        return _record(shape.model, above)
    return Kind(_word(shape))


def _word(shape: Shape) -> Word:
    if type(shape) is ChoiceShape:
        types = {type(word) for word in shape.words}
        return "text" if types == {str} else "json"
    # Children of these kinds may have texts that a plain column would not give back.
    words: dict[type, Word] = {
        BooleanShape: "boolean", IntegerShape: "integer", NumberShape: "number",
        InstantShape: "instant", DateShape: "date",
    }  # fmt: skip
    is_text = shape.is_text or type(shape) is DateTextShape
    return words.get(type(shape), "text" if is_text else "json")


def row_of(data: Data, kind: Kind) -> dict[str, Any]:
    """Return the row of a record: a value of Python, or None, for each column.

    Args:
        data: the plain data of the record.
        kind: what the table has.
    """
    row: dict[str, Any] = {}
    rest = dict(data)
    for key, column in kind.columns:
        row[key] = None
        if data.get(key) is not None:
            try:
                row[key] = cell_of(data[key], column)
            except _UnheldError:
                continue
            del rest[key]
    row[kind.rest] = compact(rest) if rest else None
    return row


def cell_of(value: Any, kind: Kind) -> Any:
    """Return what stands for a value in a column.

    Raises:
        _UnheldError: nothing does.
    """
    if kind.word == "json":
        return compact(value)
    if kind.item is not None and isinstance(value, list):
        return [cell_of(part, kind.item) for part in value]
    if kind.word == "record" and isinstance(value, dict):
        return row_of(value, kind)
    return _single(value, kind.word)


def _single(value: Any, word: Word) -> Any:
    if word in _TYPES and type(value) is _TYPES[word]:
        return value
    if word == "integer" and type(value) is int and -_MOST_INTEGER <= value < _MOST_INTEGER:
        return value
    if word == "number" and type(value) in (int, float):
        if type(value) is int and abs(value) > _MOST_EXACT:
            raise _UnheldError
        return float(value)
    if isinstance(value, str) and word == "instant" and is_instant(value):
        moment = in_utc(read_instant(value))
        if moment.tzinfo is UTC:
            return moment
    if isinstance(value, str) and word == "date":
        return date.fromisoformat(value)
    raise _UnheldError


def data_of_row(row: dict[str, Any], kind: Kind) -> Data:
    """Return the data of a record that a row tells; null stands for what is absent.

    Args:
        row: the values of the columns, of which some may be missing, and others be unknown.
        kind: what a table of the model has.
    """
    kinds = dict(kind.columns)
    data: Data = {}
    rest: Any = {}
    for key, cell in row.items():
        if cell is None:
            continue
        if key == kind.rest and isinstance(cell, str):
            rest = _parsed(cell)
            if not isinstance(rest, dict):
                rest = {key: rest}
        else:
            data[key] = value_of(cell, kinds.get(key))
    return {**data, **rest}


def value_of(cell: Any, kind: Kind | None) -> Any:
    """Return the plain value of a cell.

    Args:
        cell: a value of Python, as libraries of tables give it.
        kind: what the column should hold; None if that is not known.
    """
    if isinstance(cell, list):
        item = kind.item if kind is not None else None
        return [value_of(part, item) for part in cell]
    if isinstance(cell, dict):
        if kind is not None and kind.word == "record":
            return data_of_row(cell, kind)
        return {str(key): value_of(part, None) for key, part in cell.items() if part is not None}
    if kind is not None and kind.word == "json" and isinstance(cell, str):
        return _parsed(cell)
    return _plain(cell)


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        # Without a zone it stays without one, and its field says what is wrong with it.
        return write_instant(cell) if cell.tzinfo is not None else cell.isoformat()
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "backslashreplace")
    return cell if isinstance(cell, str | int | float | None) else str(cell)


def _parsed(text: str) -> Any:
    """Return the data of a text of JSON; any other text stays."""
    try:
        return parsed(text, "")
    except DocumentError:
        return text
