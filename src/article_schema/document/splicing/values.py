"""Giving existing values new text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from article_schema.document import text as lines
from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.entries import Entry
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import (
    Place,
    Scene,
    refuse_decorated,
    refuse_used_anchor,
)
from article_schema.document.splicing.rearrange import behind_colon
from article_schema.document.splicing.render import (
    Writer,
    block_style_of,
    may_be_instant,
)
from article_schema.document.styling import candidate_styles, render_scalar
from article_schema.document.tree import Data, Mapping, Node, Scalar, Sequence, is_empty

_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)")
_HEADER = re.compile(r"[|>][-+0-9]*[^\r\n]*(?:\r\n|\n|\r)?")


def replace_scalar(scene: Scene, place: Place, value: Data) -> Iterator[Patches]:
    """Plan a new scalar in the place of a written one, in one style after the other."""
    refuse_decorated(place)
    node = place.node
    assert isinstance(node, Scalar)  # noqa: S101 - the caller chose this planner by that
    quoted = scene.layout.is_quoted(place.route) and node.style != ""
    instants = may_be_instant(scene, place.route, node)
    header = _HEADER_COMMENT.match(scene.text, node.start, node.end)
    for style in candidate_styles(value, node.style, quoted=quoted):
        block = style in ("|", ">")
        if block and place.in_flow:
            continue
        indent = _content_indent(scene, place, node) if block else 0
        new = render_scalar(
            value,
            style,
            indent=indent,
            newline=scene.newline,
            flow=place.in_flow,
            instants=instants,
        )
        if new is None:
            continue
        if header:
            first, line_break, rest = new.partition(scene.newline)
            new = f"{first}{header[1]}{line_break}{rest}"
        yield [Patch(node.start, node.end, new)]


def _content_indent(scene: Scene, place: Place, node: Scalar) -> int:
    """Return the indentation of a block scalar's lines, or that of one that stood here."""
    text = scene.text
    if node.style in ("|", ">"):
        header = _HEADER.match(text, node.start, node.end)
        content = text[header.end() : node.end] if header else ""
        indents = [len(line) - len(line.lstrip(" ")) for line in re.split(r"\r\n|\n|\r", content)
                   if line.strip(" ")]  # fmt: skip
        if indents and indents[0] > 0:
            return indents[0]
    owner = place.key.start if place.key else node.start
    return lines.column(text, owner) + block_style_of(scene, None).step


def replace_value(scene: Scene, place: Place, value: Data) -> Iterator[Patches]:
    """Plan a value that changes between scalar, list and mapping, or was not written at all."""
    refuse_decorated(place)
    refuse_used_anchor(scene, place)
    node = place.node
    assert node is not None  # noqa: S101 - the caller looked it up
    for careful in (False, True):
        writer = Writer(scene, block_style_of(scene, place.path[-1] if place.path else None),
                        careful=careful)  # fmt: skip
        if place.in_flow:
            yield [_in_flow(place, node, writer.flow(value, None, place.route))]
        elif not place.path:
            yield _root(scene, place, node, value, writer)
        elif place.key is None:
            yield [_behind_dash(scene, place, node, value, writer)]
        else:
            yield _behind_key(scene, place, node, value, writer)


def _in_flow(place: Place, node: Node, new: str) -> Patch:
    if not is_empty(node):
        return Patch(node.start, node.end, new)
    has_colon = place.key is not None and node.start > place.key.end
    return Patch(node.start, node.start, f" {new}" if has_colon else f": {new}")


def _root(scene: Scene, place: Place, node: Node, value: Data, writer: Writer) -> Patches:
    inline = writer.inline(value, None, place.route, 0)
    if inline is None:
        inline = scene.newline.join(writer.block(value, None, place.route, 0))
    return [Patch(node.start, node.end, inline)]


def _behind_key(scene: Scene, place: Place, node: Node, value: Data, writer: Writer) -> Patches:
    text, newline, entry = scene.text, scene.newline, _entry_of(scene, place)
    mark = behind_colon(scene, place.key, place.route)
    same_line = lines.line_end(text, mark) >= node.start
    inline = writer.inline(value, None, place.route, entry.column)
    tail = "" if inline is None else f" {inline}"
    below = ""
    if inline is None:
        step = writer.style.step if isinstance(value, dict) else writer.style.list_offset
        below = newline + newline.join(writer.block(value, None, place.route, entry.column + step))
    if same_line:
        if not lines.ends_line(text, node.end):
            raise refusal(place.route, "more than a comment follows on its line")
        end = lines.line_end(text, node.end)
        return [Patch(mark, node.end, tail), Patch(end, end, below)]
    if isinstance(node, Mapping | Sequence) and not node.flow:
        end = lines.line_end(text, mark)
        return [Patch(mark, mark, tail), Patch(end, entry.stop, below)]
    if text[mark : node.start].strip():
        raise refusal(place.route, "a comment stands between its key and its value")
    return [Patch(mark, node.end, tail + below)]


def _behind_dash(scene: Scene, place: Place, node: Node, value: Data, writer: Writer) -> Patch:
    entry = _entry_of(scene, place)
    gap = scene.text[entry.start + 1 : node.start]
    if gap.strip():
        raise refusal(place.route, "a comment stands between its dash and its value")
    if not gap or gap.strip(" "):
        gap = writer.style.dash_gap
    writer = Writer(scene, replace(writer.style, dash_gap=gap), careful=writer.careful)
    new = scene.newline.join(writer.item(value, None, place.route, entry.column))
    return Patch(entry.start, entry.end, new[entry.column :])


def _entry_of(scene: Scene, place: Place) -> Entry:
    entry = scene.entries(place.parent)[place.index]
    if not entry.regular:
        raise refusal(place.route, "its key is written with `?`, an anchor or a tag")
    return entry


def rename_key(scene: Scene, place: Place, key: str) -> Iterator[Patches]:
    """Plan a new key for a mapping entry."""
    node = place.key
    if not isinstance(node, Scalar) or node.anchor is not None or node.tag is not None:
        raise refusal(place.route, "its key is an alias, or carries an anchor or a tag")
    if "\n" in scene.text[node.start : node.end] or "\r" in scene.text[node.start : node.end]:
        raise refusal(place.route, "its key runs over several lines")
    for careful in (False, True):
        writer = Writer(scene, block_style_of(scene, None), careful=careful)
        style = '"' if careful else node.style
        yield [Patch(node.start, node.end, writer.key(key, flow=place.in_flow, style=style))]
