"""Completion: the keys of the model that are not there yet, and values that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lsprotocol import types

from article_schema.document.formats.registry import format_in
from article_schema.lsp.answers.cursor import Cursor, cursor_at
from article_schema.lsp.answers.hover import Formats, described, shown
from article_schema.lsp.answers.snippets import entry_snippet, record_snippet
from article_schema.lsp.answers.trees import home_of, models_at
from article_schema.lsp.answers.values import MOST, Asked
from article_schema.lsp.answers.written import written
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.lsp.workspace.around import Around
from article_schema.model.shapes.tables import Field, table_of

#: What is told of a key, the most urgent first.
_NEEDS = ("required", "one of several, of which one is required", "")


@dataclass(frozen=True)
class Client:
    """What a client can show and insert.

    Args:
        formats: the forms of documentation.
        snippets: whether it fills in stops of inserted text.
    """

    formats: Formats
    snippets: bool


def completions(
    choice: Choice, text: Text, at: types.Position, around: Around, client: Client
) -> types.CompletionList:
    """Return what can be written at a place of a document, the best first.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place.
        around: the other files of the workspace.
        client: what the client can show and insert.
    """
    places = text.positions
    offset = places.offset(at.line, at.character)
    content = text.content
    if not content.strip():
        return _listed(_new_article(choice, text, client))
    cursor = cursor_at(content, choice.filename, offset)
    if cursor is None:
        return _listed(())
    span = range_at(places, cursor.span)
    if not cursor.is_value:
        line = re.split("[\r\n]", content[: cursor.span[0]])[-1]
        items = list(_keys(choice.model, cursor, span, line, client))
        if items or models_at(choice.model, cursor.route):
            return _listed(items)
    asked = Asked(choice, text, cursor.route, content[slice(*cursor.span)].strip(), around)
    return _values(asked, span, client.formats)


def _listed(
    items: Iterable[types.CompletionItem], *, is_incomplete: bool = False
) -> types.CompletionList:
    return types.CompletionList(is_incomplete, list(items))


def _new_article(choice: Choice, text: Text, client: Client) -> Iterator[types.CompletionItem]:
    """Yield a whole article for a document in which nothing is written yet."""
    file_format = format_in("", choice.filename)
    if client.snippets and file_format.language == "yaml":
        body = record_snippet(choice.model)
        fence = file_format.fence
        if fence:
            body = f"{fence}\n{body}\n{fence}\n\n$0"
        span = range_at(text.positions, (0, len(text.content)))
        yield _snippet("new article", "with all keys that it needs", body, span, "0")


def _snippet(
    label: str, detail: str, body: str, span: types.Range, rank: str
) -> types.CompletionItem:
    return types.CompletionItem(
        label=label,
        kind=types.CompletionItemKind.Snippet,
        detail=detail,
        sort_text=rank,
        filter_text=label.partition(" ")[0],
        insert_text_format=types.InsertTextFormat.Snippet,
        insert_text_mode=types.InsertTextMode.AdjustIndentation,
        text_edit=types.TextEdit(span, body),
    )


def _keys(
    model: type, cursor: Cursor, span: types.Range, line: str, client: Client
) -> Iterator[types.CompletionItem]:
    # A client indents what it inserts as the line is, and a dash stands before the key.
    indent = "\n" + " " * len(line.lstrip(" "))
    if not cursor.route and not cursor.siblings and not line and client.snippets:
        yield _snippet(
            "new article", "with all keys that it needs", record_snippet(model), span, ""
        )
    fields: dict[str, Field] = {}
    groups: set[str] = set()
    homes: dict[str, type] = {}
    for table in map(table_of, models_at(model, cursor.route)):
        homes = {**dict.fromkeys(table.by_key, table.model), **homes}
        fields = {**{field.key: field for field in table.fields}, **fields}
        groups.update(*(group for group in table.one_of if cursor.siblings.isdisjoint(group)))
    for number, field in enumerate(fields.values()):
        if field.key in cursor.siblings or field.deprecated is not None:
            continue
        need = 0 if field.required else 1 if field.key in groups else 2
        colon = "" if cursor.has_colon else ":" if field.shape.is_collection else ": "
        yield types.CompletionItem(
            label=field.key,
            kind=types.CompletionItemKind.Field,
            detail=_NEEDS[need] or None,
            documentation=shown("\n\n".join(described(field)), client.formats),
            sort_text=f"{need}{number:04}",
            text_edit=types.TextEdit(span, field.key + colon),
        )
        entry = (
            entry_snippet(homes[field.key], field)
            if client.snippets and not cursor.has_colon
            else None
        )
        if entry is not None:
            what, rank = "with the keys that it needs", f"{need}{number:04}s"
            yield _snippet(f"{field.key} …", what, entry.replace("\n", indent), span, rank)


def _values(asked: Asked, span: types.Range, formats: Formats) -> types.CompletionList:
    declared = home_of(asked.choice.model, asked.route)
    if declared is None:
        return _listed(())
    home, field = declared
    told = shown("\n\n".join(described(field)), formats)
    found = list(dict.fromkeys(asked.values()))
    texts = [(each, written(each, home, field)) for each in found]
    items = (
        types.CompletionItem(
            label=str(each) if isinstance(each, str) else text,
            kind=types.CompletionItemKind.Value,
            documentation=told,
            sort_text=f"{number:04}",
            filter_text=text,
            text_edit=types.TextEdit(span, text),
        )
        for number, (each, text) in enumerate(texts)
        if text
    )
    # There may be more, of which further letters make a choice.
    return _listed(items, is_incomplete=len(found) >= MOST)
