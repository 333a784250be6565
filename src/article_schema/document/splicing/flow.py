"""Changing flow collections, `[a, b]` and `{a: 1}`, and with the same means JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import Place, Scene, refuse_used_anchor
from article_schema.document.splicing.render import (
    Shape,
    Writer,
    json_text,
    place_key,
)
from article_schema.document.splicing.text import Patch, Patches, line_end, line_start
from article_schema.document.tree import Data, Mapping, Sequence, key_text
from article_schema.faults import Range
from article_schema.routes import Route

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


def insert_key_in_flow(
    scene: Scene, parent: Mapping, route: Route, value: Data
) -> Iterator[Patches]:
    """Plan a new entry of a flow mapping; the last step of the route is its key."""
    key = str(route[-1])
    names = [key_text(node) for node, _ in parent.pairs]
    index = place_key(names, key, scene.layout.key_order(route[:-1]))

    def render(indent: str, step: str | None, careful: bool) -> str:
        if scene.is_json:
            name = json_text(scene, key, route, indent, step)
            return f"{name}: {json_text(scene, value, route, indent, step)}"
        return Writer(scene, Shape(), careful=careful).flow_pair(key, value, None, route)

    yield from _insert(scene, parent, index, route, render)


def insert_item_in_flow(
    scene: Scene, parent: Sequence, route: Route, index: int, value: Data
) -> Iterator[Patches]:
    """Plan a new item of a flow list; `route` is the list's."""

    def render(indent: str, step: str | None, careful: bool) -> str:
        if scene.is_json:
            return json_text(scene, value, route, indent, step)
        sample = parent.items[max(index - 1, 0)] if parent.items else None
        return Writer(scene, Shape(), careful=careful).flow(value, sample, (*route, index))

    yield from _insert(scene, parent, index, route, render)


def reorder_flow(scene: Scene, parent: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
    """Plan a new order of the items of a flow list."""
    spans = _spans(scene, parent, route)
    return [
        Patch(*span, scene.text[slice(*spans[source])])
        for span, source in zip(spans, order, strict=True)
    ]


def json_steps(scene: Scene) -> str | None:
    """Return the indentation step of a JSON file, or None where it is written on one line."""
    root = scene.tree.root
    if isinstance(root, Mapping | Sequence):
        first = _first_start(root)
        if first is not None and line_start(scene.text, first) > root.start:
            return scene.text[line_start(scene.text, first) : first]
    return None


def _first_start(node: Mapping | Sequence) -> int | None:
    if isinstance(node, Sequence):
        return node.items[0].start if node.items else None
    return node.pairs[0][0].start if node.pairs else None


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


def _insert(
    scene: Scene, parent: Mapping | Sequence, index: int, route: Route,
    render: Callable[[str, str | None, bool], str],
) -> Iterator[Patches]:  # fmt: skip
    spans = _spans(scene, parent, route)
    text = scene.text
    step = json_steps(scene) if scene.is_json else None
    leading = text[parent.start + 1 : spans[0][0]] if spans else ""
    spread = "\n" in leading or "\r" in leading
    base = _indentation(text, parent.start)
    for careful in (False,) if scene.is_json else (False, True):
        if not spans and step is not None:
            inner = base + step
            body = f"{scene.newline}{inner}{render(inner, step, careful)}{scene.newline}{base}"
            yield [Patch(parent.start + 1, parent.end - 1, body)]
            continue
        indent = _indentation(text, spans[0][0]) if spread else base
        body = render(indent, step if spread else None, careful)
        if not spans:
            yield [Patch(parent.start + 1, parent.end - 1, body)]
            continue
        comma = _separator(text, spans, index, f",{leading}" if spread else ", ")
        if index < len(spans):
            yield [Patch(spans[index][0], spans[index][0], body + comma)]
        else:
            yield [Patch(spans[-1][1], spans[-1][1], comma + body)]


def _separator(text: str, spans: list[Range], index: int, default: str) -> str:
    if len(spans) < 2:
        return default
    at = min(max(index - 1, 0), len(spans) - 2)
    return text[spans[at][1] : spans[at + 1][0]]


def _indentation(text: str, at: int) -> str:
    start = line_start(text, at)
    line = text[start : line_end(text, start)]
    return line[: len(line) - len(line.lstrip(" \t"))]
