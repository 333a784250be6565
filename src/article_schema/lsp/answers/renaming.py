"""Renaming: another word for a topic, or another name for a provider, in all files at once."""

from __future__ import annotations

from lsprotocol import types

from article_schema.document.edits import SetValue
from article_schema.errors import ArticleSchemaError, EditError, UsageError
from article_schema.lsp.answers.editing import Change, edits_of
from article_schema.lsp.answers.marks import Marked, marked_at, marks_of, span_of
from article_schema.lsp.answers.trees import reading_of
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.lsp.workspace.around import Around
from article_schema.lsp.workspace.traces import Word
from article_schema.model.shapes.base import FILE
from article_schema.rules.findings import Fix

#: More files than this are changed with a script, whose changes somebody looks over.
_MOST_FILES = 2_000


def renamable(
    choice: Choice, text: Text, at: types.Position
) -> types.PrepareRenamePlaceholder | None:
    """Return the word at a place that can have another name; None where there is none.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place.
    """
    marked = _word_at(choice, text, at)
    if marked is None:
        return None
    shift = int(text.content.startswith("\ufeff"))
    span = range_at(text.positions, span_of(marked, shift))
    return types.PrepareRenamePlaceholder(span, marked.node.text)


def renamed(
    choice: Choice, text: Text, at: types.Position, new: str, around: Around
) -> list[Change]:
    """Return the change of each file that gives a word another name.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place of the word.
        new: the new name.
        around: the other files.

    Raises:
        UsageError: there is no such word, the new one cannot be a value, or a file cannot be
            changed.
    """
    marked = _word_at(choice, text, at)
    if marked is None or not isinstance(marked.mark, Word):
        raise UsageError(
            "there is nothing to rename here; a topic, a tag or a name of a provider can be renamed"
        )
    _require_fitting(marked, new)
    word = marked.mark
    paths = around.with_word(word)
    if len(paths) > _MOST_FILES:
        raise UsageError(
            f"{len(paths):,} files have {word.text!r}, and an editor is asked to change "
            f"{_MOST_FILES:,} at most; change them with a program (docs/cookbook.md)"
        )
    # A document without a file is in no index.
    opened = [each for path in paths if (each := around.opened(path)) is not None]
    if text.path is None:
        opened.append((choice, text))
    changes = [_change(*each, word, new) for each in opened]
    return [change for change in changes if change is not None]


def _word_at(choice: Choice, text: Text, at: types.Position) -> Marked | None:
    reading = reading_of(choice, text)
    if reading is None:
        return None
    offset = text.positions.offset(at.line, at.character)
    marked = marked_at(reading, choice.model, offset)
    return marked if marked is not None and isinstance(marked.mark, Word) else None


def _require_fitting(marked: Marked, new: str) -> None:
    """Refuse a new name that the field does not take.

    Raises:
        UsageError: it does not; the message says why.
    """
    shape = marked.field.shape
    if shape.is_collection and isinstance(marked.route[-1], int):
        shape = shape.child(0) or shape
    fault = next(iter(shape.explain(new, (marked.field.key,), FILE)), None)
    if fault is not None:
        raise UsageError(fault.sentence)


def _change(choice: Choice, text: Text, word: Word, new: str) -> Change | None:
    _, marks = marks_of(choice, text)
    routes = [each.route for each in marks if each.mark == word]
    if not routes:
        return None
    try:
        return edits_of(choice, text, Fix(tuple(SetValue(route, new) for route in routes), ""))
    except EditError as error:
        raise UsageError(f"{choice.filename}: {word.text!r} cannot be renamed: {error.reason}"
                         ) from None  # fmt: skip
    except ArticleSchemaError as error:
        raise UsageError(str(error)) from None
