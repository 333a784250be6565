"""Whole files: the text of a new one, in the form that its name tells."""

from __future__ import annotations

import json

from article_schema.document.compare import odd_part, same
from article_schema.document.formats.forms import Form, form_of, is_json_lines
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import Source, split
from article_schema.document.tree import Data
from article_schema.document.writing.emit import emit
from article_schema.document.writing.layout import Layout
from article_schema.errors import DocumentError, EditError, UsageError
from article_schema.routes import Route

_STEP = 2


def new_text(data: dict[str, Data], filename: str, body: str, layout: Layout) -> str:
    """Write a record as a file, which is read again before it is handed out.

    Args:
        data: the record.
        filename: tells the form: front matter with a body, plain YAML, JSON or JSON lines.
        body: what follows the front matter; the other forms have no room for one.
        layout: how YAML is written.

    Raises:
        UsageError: there is a body, and the form has none.
        EditError: the record or the body holds what no such file can.
    """
    require_body(filename, body)
    text = _written(data, filename, body, layout)
    try:
        source = split(text, filename)
        tree = read(source, Limits())
    except DocumentError as error:
        raise EditError("", f"no file can hold the record ({error.reason})") from None
    here = record_in(source, tree.data)
    if source.body != body or not same(tree.data[0] if here else tree.data, data):
        raise EditError("", "the file would mean more or less than the record")
    return text


def require_body(filename: str, body: str) -> None:
    """Make sure that a body can stand in a file.

    Raises:
        UsageError: there is a body, and the form of the file has none.
        EditError: the body is no text that UTF-8 can hold.
    """
    if body and form_of(filename) is not Form.FRONT_MATTER:
        reason = "has no front matter, so no body can follow it"
        raise UsageError(f"{filename} {reason}; give it another ending, such as .md")
    try:
        body.encode("utf-8")
    except UnicodeEncodeError:
        raise EditError("", "the body holds half of a surrogate pair, which no file can") from None


def record_in(source: Source, data: Data) -> Route:
    """Return the route of the record that a file holds: the root, or the only one of its lines."""
    alone = is_json_lines(source.filename) and isinstance(data, list) and len(data) == 1
    return (0,) if alone else ()


def _written(data: dict[str, Data], filename: str, body: str, layout: Layout) -> str:
    form = form_of(filename)
    if form is Form.FRONT_MATTER:
        return f"---\n{emit(data, layout)}---\n{body}"
    if form is Form.YAML:
        return emit(data, layout)
    odd = odd_part(data, Limits())
    if odd is not None:
        raise EditError("", odd)
    step = None if is_json_lines(filename) else _STEP
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=step)
    except ValueError:
        raise EditError("", "JSON has no way to write NaN, infinity or so long a number") from None
    return f"{text}\n"
