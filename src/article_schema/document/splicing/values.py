"""Giving existing values new text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from article_schema.document import text as lines
from article_schema.document.comments import comments
from article_schema.document.edits import Patch, Patches
from article_schema.document.splicing.entries import Entry
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import (
    Place,
    Scene,
    refuse_used_anchor,
)
from article_schema.document.splicing.properties import Content, content_of
from article_schema.document.splicing.rearrange import IRREGULAR, behind_colon
from article_schema.document.splicing.render import (
    BlockStyle,
    Writer,
    block_style_of,
    may_be_instant,
)
from article_schema.document.styling import candidate_styles, is_timestamp, render_scalar
from article_schema.document.tree import Alias, Data, Mapping, Node, Scalar, Sequence, target_of
from article_schema.late_pattern import late_pattern

_COMMENT = late_pattern("#")
_CORE = "tag:yaml.org,2002:"
_TEXT_TAG = f"{_CORE}str"
#: Text that can be plain behind the tag of text, whatever it looks like.
_WORD = late_pattern(r"[A-Za-z0-9][A-Za-z0-9.]*\Z")
_HEADER_COMMENT = late_pattern(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)")
_HEADER = late_pattern(r"[|>][-+0-9]*[^\r\n]*(?:\r\n|\n|\r)?")


def replace_scalar(scene: Scene, place: Place, value: Data) -> Iterator[Patches]:
    """Plan a new scalar in the place of a written one, in one style after the other.

    An anchor stays, and so does a tag where the value can still be read with it.
    """
    node = place.node
    assert isinstance(node, Scalar)  # noqa: S101 - the caller chose this planner by that
    refuse_used_anchor(scene, place, keeps=True)
    content = content_of(scene.text, node)
    if _may_keep_tag(node, value):
        for new in scalar_texts(scene, place, node, value):
            yield _placed(scene, content, new)
        content = replace(content, mark=None)
    for new in scalar_texts(scene, place, node, value):
        yield [*_without_tag(content), *_placed(scene, content, new)]


def _may_keep_tag(node: Node, value: Data) -> bool:
    """Tell whether a tag may stay: readers disagree about numbers behind one of somebody's own."""
    if isinstance(node, Alias) or node.tag is None:
        return False
    return isinstance(value, str | list | dict) or node.tag.startswith(_CORE)


def scalar_texts(scene: Scene, place: Place, node: Scalar, value: Data) -> Iterator[str]:
    """Yield a value in the styles that can hold it."""
    quoted = scene.layout.is_quoted(place.route) and node.style != ""
    instants = may_be_instant(scene, place.route, node)
    if isinstance(value, str) and node.tag == _TEXT_TAG and not node.style and _WORD.match(value):
        yield value
    styles = candidate_styles(value, node.style, quoted=quoted)
    if node.style not in ("|", ">") and isinstance(value, str) and "\n" in value:
        styles = ("|", *styles) if scene.has_block_text else styles
    for style in styles:
        block = style in ("|", ">")
        if block and place.in_flow:
            continue
        new = render_scalar(
            value,
            style,
            indent=_content_indent(scene, place, node) if block else 0,
            newline=scene.newline if block else "\n",
            flow=place.in_flow,
            instants=instants,
            dates=not node.style and is_timestamp(node.text),
        )
        if new is not None:
            yield new


def _placed(scene: Scene, content: Content, new: str) -> Patches:
    """Return the patches that put new text in the place of a content.

    Comments stay on the line that they are on, behind the first line of the new text.
    """
    text = scene.text
    first, line_break, rest = new.partition(scene.newline)
    head = head_comment(scene, content)
    space = " " if content.start == content.end and not text[content.start - 1].isspace() else ""
    patches = [Patch(content.start, content.end, f"{space}{first}{head}")]
    if line_break:
        end = lines.line_end(text, content.end)
        patches.append(Patch(end, end, f"{line_break}{rest}"))
    return patches


def _without_tag(content: Content) -> Patches:
    return [] if content.tag is None else [Patch(*content.tag, "")]


def head_comment(scene: Scene, content: Content) -> str:
    """Return the comment on the first line of block text, or of brackets over several lines."""
    text = scene.text
    end = lines.line_end(text, content.start)
    if end >= content.end or text[content.start] not in "|>[{":
        return ""
    if text[content.start] in "|>":
        found = _HEADER_COMMENT.match(text, content.start, end)
        return found[1] if found else ""
    for comment in comments(scene.source, scene.tree, _COMMENT):
        if content.start < comment.start < end:
            return "  " + text[comment.start : end].rstrip()
    return ""


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
    if place.key is None and place.path:
        # Behind a dash the text stands deeper than the list anyway.
        return lines.column(text, node.start)
    owner = place.key.start if place.key else node.start
    return lines.column(text, owner) + block_style_of(scene, None).step


def replace_value(scene: Scene, place: Place, value: Data, anchor: str = "") -> Iterator[Patches]:
    """Plan a value that changes between scalar, list and mapping, or was not written at all.

    An anchor stays, and so does a tag where the value can still be read with it. An alias gives way
    to a value that is written like the one it stands for.

    Args:
        scene: the file.
        place: the place.
        value: the new value.
        anchor: what is put before it.
    """
    refuse_used_anchor(scene, place, keeps=True)
    node = place.node
    assert node is not None  # noqa: S101 - the caller looked it up
    content = content_of(scene.text, node)
    dropped = [content]
    if content.tag is not None and _may_keep_tag(node, value):
        dropped = [replace(content, tag=None), content]
    for content in dropped:
        for careful in (False, True):
            style = block_style_of(scene, place.path[-1] if place.path else None)
            writer = Writer(scene, style, careful=careful)
            patches = _new_value(scene, place, content, value, writer, anchor)
            yield [*_without_tag(content), *patches]


def _new_value(
    scene: Scene, place: Place, content: Content, value: Data, writer: Writer, anchor: str
) -> Patches:
    sample = target_of(place.node) if isinstance(place.node, Alias) else None
    prefix = f"{anchor} " if anchor else ""
    if place.in_flow:
        new = prefix + writer.flow(value, sample, place.route)
        return [_in_flow(place, content, new)]
    if not place.path:
        return _root(scene, place, content, value, writer)
    if place.key is not None and lines.colon_end(scene.text, place.key.end) is None:
        return _behind_question_mark(scene, place, value, writer)
    spot = _spot_of(scene, place, content, writer, anchor)
    inline = writer.inline(value, sample, place.route, spot.column)
    if inline is not None:
        return spot.with_inline(prefix + inline)
    return spot.with_block(lambda column: writer.block(value, sample, place.route, column), value)


def _behind_question_mark(scene: Scene, place: Place, value: Data, writer: Writer) -> Patches:
    """Return the patch that gives a value to `? key`, which has neither colon nor value."""
    entry, text = _entry_of(scene, place), scene.text
    if text[entry.start] != "?":
        raise refusal(place.route, "its key has no colon; write one behind it")
    column = entry.column
    inline = writer.inline(value, None, place.route, column)
    if inline is None:
        block = writer.block(value, None, place.route, column + 2)
        inline = scene.newline.join((block[0].lstrip(" "), *block[1:]))
    end = lines.line_end(text, entry.end)
    return [Patch(end, end, f"{scene.newline}{' ' * column}: {inline}")]


def _in_flow(place: Place, content: Content, new: str) -> Patch:
    if content.start < content.end:
        return Patch(content.start, content.end, new)
    has_colon = place.key is None or content.start > place.key.end
    return Patch(content.start, content.end, f" {new}" if has_colon else f": {new}")


def _root(scene: Scene, place: Place, content: Content, value: Data, writer: Writer) -> Patches:
    inline = writer.inline(value, None, place.route, 0)
    if inline is not None:
        return _placed(scene, content, inline)
    block = scene.newline.join(writer.block(value, None, place.route, 0))
    if lines.column(scene.text, content.start):
        block = scene.newline + block
    return [Patch(content.start, content.end, block)]


@dataclass(frozen=True)
class _Spot:
    """Where the value of a block entry stands, behind its key or its dash."""

    scene: Scene
    place: Place
    entry: Entry
    content: Content
    #: Behind the colon or the dash, or behind the properties if there are any.
    mark: int
    writer: Writer
    #: What is put before the value.
    anchor: str

    @property
    def column(self) -> int:
        return self.entry.column

    @property
    def _on_line(self) -> bool:
        """Whether the value begins on the line of its key or dash."""
        return lines.line_end(self.scene.text, self.mark) >= self.content.start

    @property
    def _is_block(self) -> bool:
        node = self.place.node
        return isinstance(node, Mapping | Sequence) and not node.flow

    def _require_end(self) -> int:
        """Return the end of the line that the value ends on, if only a comment follows."""
        text, end = self.scene.text, self.content.end
        if not lines.ends_line(text, end):
            raise refusal(
                self.place.route, "more than a comment follows on its line; put the value on a "
                "line of its own"
            )  # fmt: skip
        return lines.line_end(text, end)

    def with_inline(self, new: str) -> Patches:
        """Return the patches for a value that stands on one line, or begins there."""
        text, newline = self.scene.text, self.scene.newline
        first, line_break, rest = new.partition(newline)
        below = line_break + rest
        after_dash = self.place.key is None and self.content.mark is None and self._on_line
        tail = (self._dash_gap if after_dash else " ") + first if first else ""
        if self._is_block:
            end = lines.line_end(text, self.mark)
            if self._on_line:
                return [Patch(self.mark, self.entry.stop, tail + below)]
            return [Patch(self.mark, self.mark, tail), Patch(end, self.entry.stop, below)]
        end = self._require_end()
        head = head_comment(self.scene, self.content)
        if self._on_line:
            return [Patch(self.mark, self.content.end, tail + head), Patch(end, end, below)]
        return [Patch(self.content.start, self.content.end, first + head), Patch(end, end, below)]

    def with_block(self, write: Callable[[int], list[str]], value: Data) -> Patches:
        """Return the patches for a list or a mapping on lines of its own."""
        text, newline = self.scene.text, self.scene.newline
        if self.place.key is None:
            column = self.column + 1 + len(self._dash_gap)
        else:
            style = self.writer.style
            column = self.column + (style.step if isinstance(value, dict) else style.list_offset)
        block = write(column)
        if self._is_block and not (self._on_line and self.place.key is None):
            end = lines.line_end(text, self.mark)
            return [Patch(end, self.entry.stop, newline + newline.join(block))]
        if self._is_block:
            return self._compact(block, column, self.entry.stop, "")
        end = self._require_end()
        comment = text[self.content.end : end].rstrip()
        head = head_comment(self.scene, self.content)
        if not self._on_line:
            start = lines.line_start(text, self.content.start)
            kept = [" " * column + each.lstrip() for each in (head, comment) if each]
            return [Patch(start, end, newline.join((*kept, *block)))]
        if (
            self.place.key is None
            and self.content.mark is None
            and not self.anchor
            and "#" not in text[self.mark : self.content.start]
        ):
            return self._compact(block, column, end, head + comment)
        below = newline + newline.join(block)
        tail = f" {self.anchor}" if self.anchor else ""
        return [Patch(self.mark, self.content.end, tail + head), Patch(end, end, below)]

    @property
    def _dash_gap(self) -> str:
        gap = self.scene.text[self.entry.start + 1 : self.content.start]
        return gap if gap and not gap.strip(" ") else self.writer.style.dash_gap

    def _compact(self, block: list[str], column: int, end: int, comment: str) -> Patches:
        """Return the patch for a collection that begins behind the dash."""
        first = f"-{self._dash_gap}{block[0][column:]}{comment}"
        return [Patch(self.entry.start, end, self.scene.newline.join((first, *block[1:])))]


def _spot_of(scene: Scene, place: Place, content: Content, writer: Writer, anchor: str) -> _Spot:
    entry = _entry_of(scene, place)
    mark = content.mark
    if mark is None:
        mark = entry.start + 1
        if place.key is not None:
            mark = behind_colon(scene, place.key, place.route)
    return _Spot(scene, place, entry, content, mark, writer, anchor)


def _entry_of(scene: Scene, place: Place) -> Entry:
    entry = scene.entries(place.parent)[place.index]
    if not entry.regular:
        raise refusal(place.route, IRREGULAR)
    return entry


def rename_key(scene: Scene, place: Place, key: str) -> Iterator[Patches]:
    """Plan a new key for a mapping entry."""
    node = place.key
    if not isinstance(node, Scalar) or node.anchor is not None or node.tag is not None:
        raise refusal(
            place.route, "its key is an alias, or carries an anchor or a tag; rename it by hand"
        )
    if "\n" in scene.text[node.start : node.end] or "\r" in scene.text[node.start : node.end]:
        raise refusal(place.route, "its key runs over several lines; put it on one line first")
    for careful in (False, True):
        # A key has no collection in it.
        writer = Writer(scene, BlockStyle(), careful=careful)
        style = '"' if careful else node.style
        yield [Patch(node.start, node.end, writer.key(key, flow=place.in_flow, style=style))]
