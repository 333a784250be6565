"""Whole files: the text of a new one, in the format that its name tells."""

from __future__ import annotations

from article_schema.document.compare import same
from article_schema.document.formats.registry import format_of, new_format, split
from article_schema.document.layout import Layout
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.tree import Data
from article_schema.errors import DocumentError, EditError, UsageError


def new_text(data: dict[str, Data], filename: str, body: str, layout: Layout) -> str:
    """Write a record as a file, which is read again before it is handed out.

    Args:
        data: the record.
        filename: tells the format.
        body: what follows the data; most formats have no room for one.
        layout: how it is written.

    Raises:
        UsageError: there is a body, and the format has none.
        EditError: the record or the body holds what no such file can.
    """
    require_body(filename, body)
    form = new_format(filename, layout.manner.front_matter)
    data = form.typed(data, None, (), layout)
    # Line feeds in text are escaped, or a reader gets them back from any line break.
    text = form.emit(data, layout).replace("\n", layout.manner.newline) + body
    try:
        source = split(text, filename)
        tree = read(source, Limits())
    except DocumentError as error:
        raise EditError("", f"no file can hold the record ({error.reason})") from None
    found = tree.data
    for step in source.format.only_record(found):
        found = found[step]
    if source.body != body or not same(found, data):
        raise EditError("", "the file would mean more or less than the record")
    return text


def require_body(filename: str, body: str) -> None:
    """Make sure that a body can stand in a file.

    Raises:
        UsageError: there is a body, and the format of the file has none.
        EditError: the body is no text that UTF-8 can hold.
    """
    if body and not format_of(filename).fence:
        reason = "has no front matter, so no body can follow it"
        raise UsageError(f"{filename} {reason}; give it another ending, such as .md")
    try:
        body.encode("utf-8")
    except UnicodeEncodeError:
        raise EditError("", "the body holds half of a surrogate pair, which no file can") from None
