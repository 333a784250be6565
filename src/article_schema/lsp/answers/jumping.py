"""Jumping: from a value to what it stands for, and to all that stand for the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from lsprotocol import types

from article_schema.checking.elsewhere.entries import Entries
from article_schema.lsp.answers.marks import Entry, Mark, Marked, Page, marked_at, marks_of, span_of
from article_schema.lsp.answers.trees import reading_of
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.lsp.workspace.around import Around
from article_schema.lsp.workspace.traces import Word

#: Nobody reads a longer list.
_MOST_FILES = 1_000


def definition(
    choice: Choice, text: Text, at: types.Position, around: Around
) -> list[types.Location]:
    """Return where that is defined what stands at a place: an article, or an entry.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place.
        around: the other files.
    """
    marked = _at(choice, text, at)
    if marked is None:
        return []
    mark = marked.mark
    if isinstance(mark, Page):
        return list(_places(around, around.with_name(mark.owners), _is_owner(mark)))
    if isinstance(mark, Entry):
        return list(_entries(choice, mark, around))
    # A topic is defined nowhere, so all its places are told.
    return list(_users(mark, around))


def references(
    choice: Choice, text: Text, at: types.Position, around: Around, *, with_definition: bool
) -> list[types.Location]:
    """Return the places that speak of what stands at a place.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place.
        around: the other files.
        with_definition: whether the place that defines it counts too.
    """
    marked = _at(choice, text, at)
    if marked is None:
        return []
    found = list(_users(marked.mark, around))
    if with_definition and not isinstance(marked.mark, Word):
        found = [*definition(choice, text, at, around), *found]
    return found


def _at(choice: Choice, text: Text, at: types.Position) -> Marked | None:
    reading = reading_of(choice, text)
    if reading is None:
        return None
    return marked_at(reading, choice.model, text.positions.offset(at.line, at.character))


def _users(mark: Mark, around: Around) -> Iterator[types.Location]:
    if isinstance(mark, Page):
        paths = around.with_name(mark.links)
        return _places(around, paths, lambda each: each.mark == mark and each.inside)
    if isinstance(mark, Entry):
        return _places(around, around.with_name(mark.users), lambda each: each.mark == mark)
    paths = around.with_word(mark)
    return _places(around, paths, lambda each: each.mark == mark)


def _is_owner(page: Page) -> Callable[[Marked], bool]:
    return lambda each: each.mark == page and not each.inside


def _places(
    around: Around, paths: list[str], is_meant: Callable[[Marked], bool]
) -> Iterator[types.Location]:
    """Yield the places of marks in some files, at most one for each record and mark."""
    for path in islice(paths, _MOST_FILES):
        opened = around.opened(path)
        if opened is None:
            continue
        choice, text = opened
        shift, marks = marks_of(choice, text)
        places = text.positions if marks else None
        records = set()
        for marked in marks:
            record = marked.route[:-1] if isinstance(marked.mark, Page) else marked.route
            if places is not None and is_meant(marked) and record not in records:
                # Most articles name their page twice or thrice.
                records.add(record)
                yield types.Location(text.uri, range_at(places, span_of(marked, shift)))


def _entries(choice: Choice, entry: Entry, around: Around) -> Iterator[types.Location]:
    site = choice.checker.settings.site
    if site is None:
        return
    entries = Entries(site, site.collections.named(entry.collection))
    keys = tuple(entry.key.split(".")) if entry.key else ()
    if not keys:
        path = entries.path_of(entry.name)
        paths = [path] if path is not None else []
    else:
        files = entries.with_value(keys, entry.name)
        paths = [each[0] for each in files.values()]
    for path in islice(paths, _MOST_FILES):
        opened = around.opened(path)
        if opened is not None:
            yield _place_of_key(*opened, keys)


def _place_of_key(choice: Choice, text: Text, keys: tuple[str, ...]) -> types.Location:
    """Return the place of a key in a file, or the start of the file."""
    reading = reading_of(choice, text)
    found = reading.tree.find(keys) if reading is not None and keys else None
    if reading is None or found is None:
        start = types.Position(0, 0)
        return types.Location(text.uri, types.Range(start, start))
    span = found[1].start, found[1].end
    return types.Location(text.uri, range_at(text.positions, span, reading.shift))
