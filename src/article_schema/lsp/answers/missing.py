"""Missing: the keys that records need and do not have, added all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from article_schema.document.edits import SetValue
from article_schema.document.formats.registry import format_in
from article_schema.errors import ArticleSchemaError
from article_schema.lsp.answers.editing import changed
from article_schema.lsp.answers.snippets import Stops
from article_schema.lsp.answers.trees import home_of, models_at, reading_of
from article_schema.lsp.checks import Checked
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.model.shapes.tables import Field, table_of
from article_schema.reporting.replacements import difference
from article_schema.routes import Route
from article_schema.rules.codes import MISSING_FIELD
from article_schema.rules.findings import Fix


def missing_keys(checked: Checked, choice: Choice) -> list[tuple[Route, type, Field]]:
    """Return the keys that a check has found missing; of several that can stand in, the first.

    Args:
        checked: the document.
        choice: what counts for it.
    """
    reading = reading_of(choice, checked.text)
    if reading is None:
        return []
    there = {route for route, _, _ in reading.entries()}
    found = dict.fromkeys(each.route for each in checked.findings if each.code == MISSING_FIELD)
    return [key for route in found for key in _keys_at(choice.model, route, there)]


def _keys_at(model: type, route: Route, there: set[Route]) -> Iterator[tuple[Route, type, Field]]:
    """Yield the key at a route, or those that the record at a route is found to need one of."""
    if route and route not in there:
        found = home_of(model, route)
        if found is not None:
            yield (route, *found)
        return
    for table in map(table_of, models_at(model, route)[:1]):
        for group in table.one_of:
            if all((*route, key) not in there for key in group):
                yield (*route, group[0]), table.model, table.by_key[group[0]]


def edit_with(
    choice: Choice, text: Text, keys: list[tuple[Route, type, Field]], *, snippets: bool
) -> types.TextEdit | types.SnippetTextEdit | None:
    """Return the edit that adds keys where the house has them; None where it cannot be made.

    Args:
        choice: what counts for the document.
        text: the document.
        keys: their routes, each with the class that has the field, and the field.
        snippets: whether the client fills in stops of an edit. Any other gets empty values, which
            the check finds.
    """
    file_format = format_in(text.content.removeprefix("\ufeff"), choice.filename)
    stops = Stops(file_format, text.content)
    edits = tuple(SetValue(route, stops.value(home, each)) for route, home, each in keys)
    try:
        new = changed(choice, text, Fix(edits, "add the missing keys"))
    except ArticleSchemaError:
        return None
    change = difference(text.content, new)
    if change is None:
        return None
    start, end = change.span
    if not snippets:
        return types.TextEdit(range_at(text.positions, (start, end)), stops.empty(change.text))
    # Whole lines: a client indents a snippet as what stands before it is, and the quotes around a
    # new value may be those that stood there.
    first = start - len(re.split("[\r\n]", text.content[:start])[-1])
    last = end + len(re.split("[\r\n]", text.content[end:])[0])
    body = stops.snippet(text.content[first:start] + change.text + text.content[end:last])
    return types.SnippetTextEdit(range_at(text.positions, (first, last)), types.StringValue(body))
