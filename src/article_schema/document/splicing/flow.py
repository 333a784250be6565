"""Changing flow collections, `[a, b]` and `{a: 1}`, and with the same means JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import Place, Scene, refuse_used_anchor
from article_schema.document.text import line_end, line_start
from article_schema.document.tree import Mapping, Sequence
from article_schema.faults import Range
from article_schema.routes import Route

#: Writes an entry, given the indentation of its line and the step of deeper lines, if it has any.
Way: TypeAlias = Callable[[str, str | None], str]

_COMMA = re.compile(r"\s*,\s*")
_LAST_COMMA = re.compile(r"\s*(?:,\s*)?")


def remove_from_flow(scene: Scene, place: Place) -> Iterator[Patches]:
    """Plan the removal of an entry from a flow collection."""
    refuse_used_anchor(scene, place)
    spans = _spans(scene, place.parent, place.route)
    index, last = place.index, len(spans) - 1
    if last == 0:
        yield [Patch(place.parent.start + 1, place.parent.end - 1, "")]
    elif index < last:
        yield [Patch(spans[index][0], spans[index + 1][0], "")]
    else:
        yield [Patch(spans[index - 1][1], spans[index][1], "")]


def insert_in_flow(
    scene: Scene,
    parent: Mapping | Sequence,
    index: int,
    route: Route,
    ways: Iterable[Way],
    step: str | None = None,
) -> Iterator[Patches]:
    """Plan a new entry of a flow collection.

    Args:
        scene: the file.
        parent: the collection.
        index: the number of the entry that the new one is put before.
        route: where a refusal says that the fault is.
        ways: the ways to write the entry, the best first.
        step: the indentation of a level, in a file whose new collections have lines of their own.
    """
    spans = _spans(scene, parent, route)
    text = scene.text
    leading = text[parent.start + 1 : spans[0][0]] if spans else ""
    spread = "\n" in leading or "\r" in leading
    base = _indentation(text, parent.start)
    for write in ways:
        if not spans and step is not None:
            inner = base + step
            body = f"{scene.newline}{inner}{write(inner, step)}{scene.newline}{base}"
            yield [Patch(parent.start + 1, parent.end - 1, body)]
            continue
        indent = _indentation(text, spans[0][0]) if spread else base
        body = write(indent, step if spread else None)
        if not spans:
            yield [Patch(parent.start + 1, parent.end - 1, body)]
            continue
        comma = _separator(text, spans, index, f",{leading}" if spread else ", ")
        if index < len(spans):
            yield [Patch(spans[index][0], spans[index][0], body + comma)]
        else:
            yield [Patch(spans[-1][1], spans[-1][1], comma + body)]


def reorder_flow(scene: Scene, parent: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
    """Plan a new order of the items of a flow list."""
    spans = _spans(scene, parent, route)
    return [
        Patch(*span, scene.text[slice(*spans[source])])
        for span, source in zip(spans, order, strict=True)
    ]


def _spans(scene: Scene, collection: Mapping | Sequence, route: Route) -> list[Range]:
    """Return the spans of the entries, or refuse where more than commas stands between them."""
    if isinstance(collection, Mapping):
        spans = [(key.start, max(key.end, value.end)) for key, value in collection.pairs]
    else:
        spans = [(item.start, item.end) for item in collection.items]
    text = scene.text
    if text[collection.start : collection.start + 1] not in ("[", "{"):
        raise refusal(route, "it stands in a pair without braces, an anchor or a tag")
    inner = text[collection.start + 1 : spans[0][0] if spans else collection.end - 1]
    clean = not inner.strip()
    for (_, end), (start, _) in pairwise(spans):
        clean = clean and _COMMA.fullmatch(text, end, start) is not None
    if spans:
        clean = clean and _LAST_COMMA.fullmatch(text, spans[-1][1], collection.end - 1) is not None
    if not clean:
        raise refusal(route, "a comment or a `?` stands inside the brackets")
    return spans


def _separator(text: str, spans: list[Range], index: int, default: str) -> str:
    if len(spans) < 2:
        return default
    at = min(max(index - 1, 0), len(spans) - 2)
    return text[spans[at][1] : spans[at + 1][0]]


def _indentation(text: str, at: int) -> str:
    start = line_start(text, at)
    line = text[start : line_end(text, start)]
    return line[: len(line) - len(line.lstrip(" \t"))]
