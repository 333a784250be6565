"""Missing: the keys that records need and do not have, added all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lsprotocol import types

from article_schema.document.edits import SetValue
from article_schema.document.tree import Data
from article_schema.errors import ArticleSchemaError
from article_schema.lsp.answers.editing import changed
from article_schema.lsp.answers.snippets import escaped, needed_fields, stop_of
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

#: Records inside of records are written so deep.
_DEEPEST = 3


@dataclass
class _Stops:
    """The places of values that somebody has still to write, each with a word in its place.

    Args:
        content: the text of the document, which has none of the words.
    """

    content: str
    fields: dict[str, tuple[type, Field]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._word = "value"
        while self._word in self.content:
            self._word += "x"

    def value(self, home: type, each: Field, depth: int = 0) -> Data:
        """Return a value for a field, with a word wherever it has a single one."""
        inner = each.shape.record_model
        value: Data
        if inner is None or depth == _DEEPEST:
            value = f"{self._word}{len(self.fields):04}"
            self.fields[value] = home, each
        else:
            value = {part.key: self.value(inner, part, depth + 1) for part in needed_fields(inner)}
        is_list = any(shape.child(0) is not None for shape in each.shape.flat())
        return [value] if is_list else value

    def empty(self, text: str) -> str:
        """Return a text without the words."""
        for word in self.fields:
            text = text.replace(word, "")
        return text

    def snippet(self, text: str) -> str:
        """Return a text as a snippet, with a stop for each word, from the first to the last."""
        text = escaped(text)
        words = sorted(self.fields, key=text.index)
        for number, word in enumerate(words, 1):
            text = text.replace(word, stop_of(*self.fields[word], number))
        return text


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
    stops = _Stops(text.content)
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
    # From the start of the line: a client indents a snippet as what stands before it is.
    line = start - len(re.split("[\r\n]", text.content[:start])[-1])
    body = stops.snippet(text.content[line:start] + change.text)
    return types.SnippetTextEdit(range_at(text.positions, (line, end)), types.StringValue(body))
