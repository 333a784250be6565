"""Marks: values that stand for something which other files speak of too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from article_schema.document.reading.ladder import read
from article_schema.document.tree import Mapping, Node, Scalar, key_text, target_of, walk
from article_schema.errors import DocumentError
from article_schema.faults import Range
from article_schema.lsp.answers.trees import Reading, home_of
from article_schema.lsp.checks import source_of
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.lsp.workspace.traces import Word, is_page, name_key, ref_of, word_field
from article_schema.model.shapes.tables import Field
from article_schema.model.web.normal_form import normal_form
from article_schema.routes import Route


@dataclass(frozen=True)
class Page:
    """A page on the web."""

    url: str

    @property
    def owners(self) -> int:
        """The hash under which the index has articles with the page."""
        return name_key("page", self.url)

    @property
    def links(self) -> int:
        """The hash under which the index has articles with an item that leads to the page."""
        return name_key("link", self.url)


@dataclass(frozen=True)
class Entry:
    """An entry of a collection."""

    collection: str
    #: The key whose value names it; empty where the name of its file does.
    key: str
    name: str

    @property
    def users(self) -> int:
        """The hash under which the index has files that refer to the entry."""
        return name_key("entry", self.collection, self.key, self.name)


#: What a value stands for.
Mark: TypeAlias = Page | Entry | Word


@dataclass(frozen=True)
class Marked:
    """A value that stands for something."""

    mark: Mark
    route: Route
    node: Scalar
    field: Field
    #: Whether the value is that of a record inside of the article, such as a related item.
    inside: bool


def marks_of(choice: Choice, text: Text) -> tuple[int, list[Marked]]:
    """Return the marks of a document, and how far its offsets are shifted; none where it is broken.

    Args:
        choice: what counts for it.
        text: the document.
    """
    try:
        source = source_of(choice, text)
        tree = read(source, choice.checker.settings.limits)
    except DocumentError:
        return 0, []
    if tree.root is None:
        return 0, []
    return int(source.has_bom), list(_marks(choice.model, tree.root))


def _marks(model: type, root: Node) -> Iterator[Marked]:
    for route, _, value in walk(root):
        found = mark_at(model, route, value)
        if found is not None:
            yield found


def mark_at(model: type, route: Route, value: Node) -> Marked | None:
    """Return what a value stands for; None where that is nothing."""
    if not isinstance(value, Scalar) or not value.text:
        return None
    found = home_of(model, route)
    if found is None:
        return None
    home, field = found
    keys = [step for step in route if isinstance(step, str)]
    inside = len(keys) > 1
    mark: Mark | None = None
    ref, word = ref_of(field), word_field(home, field, inside=inside)
    if ref is not None:
        mark = Entry(ref.collection, ref.key or "", value.text)
    elif is_page(field):
        mark = Page(normal_form(value.text))
    elif word is not None:
        mark = Word(word, value.text)
    return Marked(mark, route, value, field, inside) if mark is not None else None


def marked_at(reading: Reading, model: type, offset: int) -> Marked | None:
    """Return what stands at a place; in a related item, wherever in it, the page of the item.

    Args:
        reading: the document.
        model: the class of its articles.
        offset: the place.
    """
    around: tuple[Route, Mapping] | None = None
    for route, key, value in reading.entries():
        first = key or value
        if not first.start <= offset - reading.shift <= max(first.end, value.end):
            continue
        marked = mark_at(model, route, value)
        if marked is not None:
            return marked
        target = target_of(value)
        if isinstance(target, Mapping) and route:
            around = route, target
    return _page_in(model, *around) if around is not None else None


def _page_in(model: type, route: Route, record: Mapping) -> Marked | None:
    found = (
        mark_at(model, (*route, name), value)
        for key, value in record.pairs
        if (name := key_text(key)) is not None
    )
    return next((each for each in found if each and isinstance(each.mark, Page)), None)


def span_of(marked: Marked, shift: int) -> Range:
    """Return the range of a value that stands for something."""
    return marked.node.start + shift, marked.node.end + shift
