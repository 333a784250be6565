"""Completion: the keys of the model that are not there yet, and values that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lsprotocol import types

from article_schema.document.formats.registry import format_in
from article_schema.document.source import Format
from article_schema.lsp.answers.hover import Formats, documentation
from article_schema.lsp.answers.snippets import entry_snippet, file_snippet, record_snippet
from article_schema.lsp.answers.trees import home_of, models_at
from article_schema.lsp.answers.values import MOST, Asked
from article_schema.lsp.answers.written import written, written_key
from article_schema.lsp.cursors.base import Cursor
from article_schema.lsp.cursors.choosing import cursor_at
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
    file_format = format_in(content.removeprefix("\ufeff"), choice.filename)
    if not cursor.is_value:
        start, end = cursor.span
        line = re.split("[\r\n]", content[:start])[-1]
        keys = _Keys(cursor, file_format, line, content[slice(*cursor.span)], content[end:])
        items = list(keys.items(choice.model, span, client))
        if items or models_at(choice.model, cursor.route):
            return _listed(items)
    typed = content[slice(*cursor.span)].strip().strip("\"'")
    asked = Asked(choice, text, cursor.route, typed, around)
    return _values(asked, span, file_format, client.formats)


def _listed(
    items: Iterable[types.CompletionItem], *, is_incomplete: bool = False
) -> types.CompletionList:
    return types.CompletionList(is_incomplete, list(items))


def _new_article(choice: Choice, text: Text, client: Client) -> Iterator[types.CompletionItem]:
    """Yield a whole article for a document in which nothing is written yet."""
    file_format = format_in("", choice.filename)
    if client.snippets:
        body = file_snippet(choice.model, file_format)
        span = range_at(text.positions, (0, len(text.content)))
        yield _snippet("new article", "new", body, span, "0")


def _snippet(
    label: str, written_as: str, body: str, span: types.Range, rank: str
) -> types.CompletionItem:
    return types.CompletionItem(
        label=label,
        kind=types.CompletionItemKind.Snippet,
        detail="with the keys that it needs",
        sort_text=rank,
        filter_text=written_as,
        insert_text_format=types.InsertTextFormat.Snippet,
        insert_text_mode=types.InsertTextMode.AdjustIndentation,
        text_edit=types.TextEdit(span, body),
    )


@dataclass(frozen=True)
class _Keys:
    """The keys that a record may have beside others."""

    cursor: Cursor
    file_format: Format
    #: What stands before the key on its line.
    line: str
    #: What is written of the key.
    typed: str
    #: What stands behind the key.
    rest: str

    def items(
        self, model: type, span: types.Range, client: Client
    ) -> Iterator[types.CompletionItem]:
        """Yield what can be written, the most urgent first."""
        cursor, stops = self.cursor, client.snippets and not self.cursor.has_colon
        if stops and not (cursor.route or cursor.siblings or self.line.strip(" \t{")):
            body = record_snippet(model, self.file_format)
            yield self._snippet("new article", body, span, "00")
        for number, (need, home, field) in enumerate(self._fields(model)):
            rank = f"{need}{number:04}"
            yield types.CompletionItem(
                label=field.key,
                kind=types.CompletionItemKind.Field,
                detail=_NEEDS[need] or None,
                documentation=documentation(field, client.formats),
                sort_text=rank,
                filter_text=self._filter(field.key) if self._is_quoted else None,
                text_edit=types.TextEdit(span, self._text(field)),
            )
            entry = entry_snippet(home, field, self.file_format, cursor.route) if stops else None
            if entry is not None:
                yield self._snippet(f"{field.key} …", entry, span, f"{rank}s")

    @property
    def _is_quoted(self) -> bool:
        return self.typed.startswith('"')

    def _filter(self, word: str) -> str:
        """Return what clients compare with what is written so far."""
        return f'"{word}"' if self._is_quoted else word

    def _fields(self, model: type) -> list[tuple[int, type, Field]]:
        """Return the fields that are not there yet, with the need for each and its class."""
        found: dict[str, tuple[int, type, Field]] = {}
        groups: set[str] = set()
        siblings = self.cursor.siblings
        for table in map(table_of, models_at(model, self.cursor.route)):
            groups.update(*(group for group in table.one_of if siblings.isdisjoint(group)))
            for field in table.fields:
                if field.key not in siblings and field.deprecated is None:
                    need = 0 if field.required else 1 if field.key in groups else 2
                    found.setdefault(field.key, (need, table.model, field))
        return list(found.values())

    def _text(self, field: Field) -> str:
        text = written_key(field, self.cursor.route, self.file_format.language)
        if not self.cursor.has_colon:
            return text
        return f'"{field.key}"' if self.file_format.language == "json" else field.key

    def _snippet(self, label: str, body: str, span: types.Range, rank: str) -> types.CompletionItem:
        if self.file_format.language == "yaml":
            # A client indents what it inserts as the line is, and a dash stands before the key.
            body = body.replace("\n", "\n" + " " * len(self.line.lstrip(" ")))
        elif self.file_format.language == "json" and self.rest.lstrip().startswith('"'):
            body += ","
        return _snippet(label, self._filter(label.partition(" ")[0]), body, span, rank)


def _values(
    asked: Asked, span: types.Range, file_format: Format, formats: Formats
) -> types.CompletionList:
    declared = home_of(asked.choice.model, asked.route)
    if declared is None:
        return _listed(())
    home, field = declared
    told = documentation(field, formats)
    found = list(dict.fromkeys(asked.values()))
    texts = [(each, written(each, home, field, file_format)) for each in found]
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
