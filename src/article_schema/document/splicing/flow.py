"""Changing flow collections, `[a, b]` and `{a: 1}`, and with the same means JSON and TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from article_schema.document import text as lines
from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import Place, Scene, refuse_used_anchor
from article_schema.document.splicing.properties import content_of
from article_schema.document.tree import Mapping, Sequence
from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

#: Writes an entry, given the indentation of its line and the step of deeper lines, if it has any.
Way: TypeAlias = Callable[[str, str | None], str]

#: What may stand between two entries.
_TOKEN = late_pattern(r"\s+|#[^\r\n]*|,|\?(?=\s)")
_BREAK = late_pattern(r"[\r\n]")


@dataclass(frozen=True)
class _Item:
    """An entry between brackets."""

    start: int
    end: int
    #: The offset of the comma behind it; -1 where there is none.
    comma: int

    @property
    def stop(self) -> int:
        """The end of the entry with its comma."""
        return self.end if self.comma < 0 else self.comma + 1


@dataclass(frozen=True)
class _Flow:
    """A flow collection as it stands in the text."""

    text: str
    #: The offsets behind the opening bracket, and of the closing one.
    start: int
    end: int
    items: list[_Item]

    @cached_property
    def has_comments(self) -> bool:
        """Whether comments stand between the entries."""
        gaps = zip([self.start, *(item.end for item in self.items)],
                   [*(item.start for item in self.items), self.end], strict=True)  # fmt: skip
        return any("#" in self.text[slice(*gap)] for gap in gaps)

    def begins_line(self, index: int) -> bool:
        """Tell whether an entry begins its line."""
        start = self.items[index].start
        first = lines.line_start(self.text, start)
        return first >= self.start and not self.text[first:start].strip(" \t")

    def ends_line(self, index: int) -> bool:
        """Tell whether nothing but a comment follows on the line of an entry and its comma."""
        stop = self.items[index].stop
        return lines.line_end(self.text, stop) < self.end and lines.ends_line(self.text, stop)

    def top(self, index: int) -> int:
        """Return the start of the lines of an entry, with the comments above that are its own."""
        start = lines.line_start(self.text, self.items[index].start)
        bound = self.items[index - 1].stop if index else self.start
        bound = lines.past_break(self.text, lines.line_end(self.text, bound))
        top = lines.comments_above(self.text, start, bound, start)
        is_set_off = top == bound and not index
        if top > bound:
            above = lines.before_break(self.text, top)
            is_set_off = lines.is_blank(self.text[lines.line_start(self.text, above) : above])
        return start if is_set_off and self._is_followed(index) else top

    def _is_followed(self, index: int) -> bool:
        """Tell whether another entry stands on the line below an entry."""
        if index + 1 == len(self.items) or not self.begins_line(index + 1):
            return False
        below = lines.past_break(self.text, lines.line_end(self.text, self.items[index].stop))
        return below == lines.line_start(self.text, self.items[index + 1].start)


def remove_from_flow(scene: Scene, place: Place) -> Iterator[Patches]:
    """Plan the removal of an entry from a flow collection."""
    refuse_used_anchor(scene, place)
    if is_bare_pair(scene.text, place.parent):
        yield [Patch(place.parent.start, place.parent.end, "{}")]
        return
    flow = _read(scene, place.parent, place.route)
    index, last = place.index, len(flow.items) - 1
    lone_line = flow.begins_line(index) and flow.ends_line(index)
    if lone_line and (last or "#" in scene.text[flow.start : flow.top(index)]):
        yield _without_line(flow, index)
    elif last == 0:
        yield [Patch(flow.start, flow.end, "")]
    else:
        yield _without_words(flow, index)


def _without_line(flow: _Flow, index: int) -> Patches:
    """Return the patches that remove the lines of an entry, and a comma too many."""
    item = flow.items[index]
    end = lines.past_break(flow.text, lines.line_end(flow.text, item.stop))
    patches = [Patch(flow.top(index), end, "")]
    if 0 < index == len(flow.items) - 1 and item.comma < 0:
        comma = flow.items[index - 1].comma
        patches.append(Patch(comma, comma + 1, ""))
    return patches


def _without_words(flow: _Flow, index: int) -> Patches:
    """Return the patches that remove an entry from the lines that it shares with others."""
    text, item = flow.text, flow.items[index]
    if index + 1 < len(flow.items):
        following = flow.items[index + 1].start
        if "#" in text[item.end : following]:
            following = _past_spaces(text, item.stop)
        return [Patch(item.start, following, "")]
    before = flow.items[index - 1]
    if "#" not in text[before.end : item.start]:
        return [Patch(before.end, item.end, "")]
    if item.comma >= 0:
        return [Patch(item.start, item.stop, "")]
    return [Patch(before.comma, before.comma + 1, ""), Patch(item.start, item.end, "")]


def is_bare_pair(text: str, collection: Mapping | Sequence) -> bool:
    """Tell whether a collection is a pair without braces in a list, as in `[a: 1]`."""
    return text[content_of(text, collection).start] not in "[{"


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
    if is_bare_pair(scene.text, parent):
        for write in ways:
            pair = write("", None)
            yield [
                Patch(parent.start, parent.start, "{"),
                Patch(parent.end, parent.end, f", {pair}}}"),
            ]
        return
    flow = _read(scene, parent, route)
    base = _indentation(scene.text, parent.start)
    for write in ways:
        if flow.items:
            yield _beside(scene, flow, index, write, base, step)
        elif step is not None:
            inner = base + step
            body = f"{scene.newline}{inner}{write(inner, step)}{scene.newline}{base}"
            yield [Patch(flow.start, flow.end, body)]
        else:
            end = flow.start if flow.has_comments else flow.end
            yield [Patch(flow.start, end, write(base, None))]


def _beside(
    scene: Scene, flow: _Flow, index: int, write: Way, base: str, step: str | None
) -> Patches:
    """Return the patches for a new entry among others, on a line of its own where they have one."""
    text, newline, items = scene.text, scene.newline, flow.items
    near = min(index, len(items) - 1)
    spread = bool(_BREAK.search(text, flow.start, items[0].start))
    indent = _indentation(text, items[0].start) if spread else base
    body = write(indent, step if spread else None)
    if flow.begins_line(near) and (spread or near):
        indent = text[lines.line_start(text, items[near].start) : items[near].start]
        if index < len(items):
            top = flow.top(index)
            return [Patch(top, top, f"{indent}{body},{newline}")]
        last = items[-1]
        end = lines.line_end(text, last.stop)
        if end < flow.end and lines.ends_line(text, last.stop):
            tail = "" if last.comma < 0 else ","
            comma = [Patch(last.end, last.end, ",")] if last.comma < 0 else []
            return [*comma, Patch(end, end, f"{newline}{indent}{body}{tail}")]
    leading = text[flow.start : items[0].start] if spread and not flow.has_comments else " "
    comma_text = _separator(flow, index, f",{leading}")
    if index < len(items):
        return [Patch(items[index].start, items[index].start, body + comma_text)]
    return [Patch(items[-1].end, items[-1].end, comma_text + body)]


def reorder_flow(scene: Scene, parent: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
    """Plan a new order of the items of a flow list."""
    flow = _read(scene, parent, route)
    if flow.has_comments:
        raise refusal(
            route, "comments stand between the brackets, and may be about the place or the item; "
            "move the items by hand, or give each its own line with a dash"
        )  # fmt: skip
    return [
        Patch(item.start, item.end, scene.text[flow.items[source].start : flow.items[source].end])
        for item, source in zip(flow.items, order, strict=True)
    ]


def _read(scene: Scene, collection: Mapping | Sequence, route: Route) -> _Flow:
    """Return a flow collection, or refuse where its entries cannot be told apart."""
    return scene.once("flow", collection, lambda: _read_anew(scene, collection, route))


def _read_anew(scene: Scene, collection: Mapping | Sequence, route: Route) -> _Flow:
    if isinstance(collection, Mapping):
        spans = [(key.start, max(key.end, value.end)) for key, value in collection.pairs]
    else:
        spans = [(item.start, item.end) for item in collection.items]
    text, start = scene.text, content_of(scene.text, collection).start
    end = collection.end - 1
    borders = [*(span[0] for span in spans), end]
    commas, marks = zip(*(_gap(text, *gap, route) for gap in
                          zip([start + 1, *(span[1] for span in spans)], borders, strict=True)),
                        strict=True)  # fmt: skip
    items = [
        _Item(span[0] if marks[index] < 0 else marks[index], span[1], commas[index + 1])
        for index, span in enumerate(spans)
    ]
    is_empty = any(
        span[0] == span[1] and mark >= 0 for span, mark in zip(spans, marks, strict=False)
    )
    if is_empty:
        raise refusal(route, "a `?` without a key stands between its entries; write the key")
    if any(item.comma < 0 for item in items[:-1]) or commas[0] >= 0:
        raise refusal(route, "its entries cannot be told apart; put commas between them")
    return _Flow(text, start + 1, end, items)


def _gap(text: str, start: int, end: int, route: Route) -> Range:
    """Return the offsets of the comma and of the `?` between two entries, -1 for none."""
    comma = mark = -1
    while start < end:
        token = _TOKEN.match(text, start, end)
        if token is None:
            raise refusal(
                route, "more than commas and comments stands between its entries; write each of "
                "them as `key: value`"
            )  # fmt: skip
        comma = start if token[0] == "," else comma
        mark = start if token[0] == "?" else mark
        start = token.end()
    return comma, mark


def _separator(flow: _Flow, index: int, default: str) -> str:
    if len(flow.items) < 2:
        return default
    at = min(max(index - 1, 0), len(flow.items) - 2)
    found = flow.text[flow.items[at].end : flow.items[at + 1].start]
    return default if "#" in found or "?" in found else found


def _past_spaces(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def _indentation(text: str, at: int) -> str:
    start = lines.line_start(text, at)
    line = text[start : lines.line_end(text, start)]
    return line[: len(line) - len(line.lstrip(" \t"))]
