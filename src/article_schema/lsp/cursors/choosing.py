"""Choosing: the cursor of a document, by the language of its data."""

from __future__ import annotations

from collections.abc import Callable

from article_schema.document.formats.registry import format_in
from article_schema.faults import Range
from article_schema.lsp.cursors.base import Cursor, block_of
from article_schema.lsp.cursors.json_cursor import json_cursor
from article_schema.lsp.cursors.toml_cursor import toml_cursor
from article_schema.lsp.cursors.yaml_cursor import yaml_cursor

_BY_LANGUAGE: dict[str, Callable[[str, Range, int], Cursor | None]] = {
    "json": json_cursor,
    "toml": toml_cursor,
    "yaml": yaml_cursor,
}


def cursor_at(content: str, filename: str, offset: int) -> Cursor | None:
    """Return what is written at a place of a document; None where that is neither key nor value.

    Args:
        content: the text of the document.
        filename: its name; the ending tells its format.
        offset: the place.
    """
    language = format_in(content.removeprefix("\ufeff"), filename).language
    function = _BY_LANGUAGE.get(language)
    block = block_of(content, filename) if function is not None else None
    if function is None or block is None or not block[0] <= offset <= block[1]:
        return None
    return function(content, block, offset)
