"""Editing: changes of documents in the form of the protocol, each for one version of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from lsprotocol import types

from article_schema.document.reading.compose import compose
from article_schema.document.splicing.splice import splice
from article_schema.house_style import HouseStyle
from article_schema.lsp.checks import source_of
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.reporting.replacements import difference
from article_schema.rules.findings import Fix

#: An edit of a document. One with stops goes to clients that fill them in.
DocumentEdit: TypeAlias = types.TextEdit | types.SnippetTextEdit


@dataclass(frozen=True)
class Change:
    """The edits of one document."""

    text: Text
    edits: Sequence[DocumentEdit]


def edits_to(text: Text, new: str) -> list[types.TextEdit]:
    """Return the edit that makes another text of a document; none where it is the same."""
    change = difference(text.content, new)
    if change is None:
        return []
    return [types.TextEdit(range_at(text.positions, change.span), change.text)]


def edits_of(choice: Choice, text: Text, fix: Fix) -> Change:
    """Return the change of a document that edits of its values make.

    Args:
        choice: what counts for the document.
        text: the document.
        fix: the edits.

    Raises:
        DocumentError: it cannot be read.
        EditError: the edits cannot be made; the message says why.
    """
    return Change(text, edits_to(text, changed(choice, text, fix)))


def changed(choice: Choice, text: Text, fix: Fix) -> str:
    """Return the text of a document after edits of its values, as `edits_of` has them."""
    source, limits = source_of(choice, text), choice.checker.settings.limits
    tree = compose(source, limits)
    layout = HouseStyle(choice.model)
    return splice(source, fix.edits, layout=layout, limits=limits, tree=tree).whole_text


def workspace_edit(changes: Sequence[Change], *, versioned: bool) -> types.WorkspaceEdit:
    """Return several changes as one.

    Args:
        changes: the changes, one for each document.
        versioned: whether the client takes edits of one version of a document alone.
    """
    if not versioned:
        plain = {each.text.uri: each.edits for each in changes}
        return types.WorkspaceEdit(changes=cast("dict[str, Sequence[types.TextEdit]]", plain))
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(each.text.uri, each.text.version),
                list(each.edits),
            )
            for each in changes
        ]
    )
