"""Tables of the site on small screens: those that do not fit become blocks, a block for each row.

A cell of such a block needs the title of its column before it. The style cannot take that from the
head of the table, so the build writes it into the cell, as `data-label`.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

#: The room that a row has on a screen of 360 pixels, and what a cell has beside its text.
_ROOM, _PADDING = 345, 20
#: The width of a letter, in pixels.
_LETTER = 7.5
#: A row with more text than this, in letters, would be a tall pile of single words.
_LONG = 160

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def label_tables(folder: Path) -> None:
    """Rewrite the pages of a site so that each table knows how to be read on a small screen."""
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        labelled = with_labels(text)
        if labelled != text:
            path.write_text(labelled, encoding="utf-8")


def with_labels(page: str) -> str:
    """Return a page whose tables have labels in their cells, where they do not fit."""
    return _TABLE.sub(lambda table: _labelled(table[0]), page)


def fits(rows: list[list[str]]) -> bool:
    """Return whether a table can be read on a small screen as it is.

    Args:
        rows: the texts of its cells, the head first.
    """
    columns = zip(*rows, strict=False)
    words = [
        max(len(word) for cell in column for word in cell.split() or [""]) for column in columns
    ]
    wide = sum(_LETTER * word + _PADDING for word in words)
    return wide <= _ROOM and max(sum(map(len, row)) for row in rows) <= _LONG


def _labelled(table: str) -> str:
    rows = [[_text(cell[2]) for cell in _CELL.findall(row)] for row in _ROW.findall(table)]
    if not rows or fits(rows):
        return table
    titles = rows[0]

    def row(match: re.Match[str]) -> str:
        names = iter(titles)
        return _CELL.sub(lambda cell: _with_label(cell, next(names, "")), match[0])

    head, mark, body = table.partition("<tbody>")
    return head + mark + _ROW.sub(row, body)


def _with_label(cell: re.Match[str], title: str) -> str:
    tag, attributes, inside = cell.groups()
    return f'<{tag}{attributes} data-label="{html.escape(title)}">{inside}</{tag}>'


def _text(cell: str) -> str:
    return html.unescape(_TAG.sub("", cell)).strip()
