"""Arrange: the text of block mappings in house order, with blank lines where house style has them.

Whole blocks of lines move: an entry with its comments. What comments stand for is decided the same
way everywhere. Comments directly above an entry belong to it; comments below an entry that are
indented deeper than its key belong to that one; any other comment stands for itself, and where such
comments stand between its entries a mapping keeps its order.
"""

from __future__ import annotations

from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass
from itertools import pairwise

from article_schema.document.layout import Layout
from article_schema.document.manner import SECTIONS, SORTED
from article_schema.document.source import Source
from article_schema.document.text import (
    is_blank,
    is_comment,
    line_end,
    line_start,
    past_break,
)
from article_schema.document.tree import (
    Alias,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    is_merge,
    key_text,
)
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_LINE = late_pattern(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_LAST_BREAK = late_pattern(r"(?:\r\n|(?<!\r)\n|\r)\Z")
_DASHES = late_pattern(r" *(?:- +)+")
# Section 8.1.1.2 of YAML 1.2.2: a block scalar that keeps the blank lines below it.
_KEEPS_BLANK_LINES = late_pattern(r"[|>][0-9]?\+")


def arrange(source: Source, tree: Tree, layout: Layout) -> str:
    """Return the data text of a source with its mappings in house order.

    Mappings that the layout does not know stay as they are. Known ones keep their order where
    moving entries could change what they mean: with anchors, aliases and merge keys inside.
    """
    start, end = source.block
    if tree.root is None:
        return source.data_text
    return _Arranger(source, layout).node(tree.root, (), start, end)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What keeps the lines of a node from being moved."""

    #: It holds an anchor, an alias or a merge key.
    linked: bool = False
    #: It holds a block scalar whose value depends on the line breaks below it.
    needs_its_breaks: bool = False

    def __or__(self, other: _Traits) -> _Traits:
        return _Traits(self.linked or other.linked, self.needs_its_breaks or other.needs_its_breaks)


@dataclass(slots=True)
class _Block:
    """The lines of one entry, from `top` to `stop`: comments above, entry, comments below."""

    rank: int
    key: Node
    value: Node
    route: Route
    top: int
    stop: int
    is_section: bool
    is_known: bool
    #: Comments stand directly above the entry.
    is_commented: bool
    #: A blank line stands above those comments.
    after_blank: bool
    #: A comment that stands for itself follows the entry.
    loose_comment: bool = False


class _Arranger:
    def __init__(self, source: Source, layout: Layout) -> None:
        self.source = source
        self.text = source.text
        self.layout = layout
        self.traits: dict[int, _Traits] = {}
        manner = layout.manner
        self.has_order = manner.enforces("key_order")
        self.is_sorted = self.has_order and manner.key_order == SORTED
        self.keeps_blank_lines = not manner.enforces("blank_lines")
        self.has_sections = manner.blank_lines == SECTIONS

    def node(self, node: Node, route: Route, start: int, end: int) -> str:
        """Return the text from `start` to `end`, in which a node stands, arranged."""
        if isinstance(node, Alias | Scalar) or node.flow:
            return self.text[start:end]
        if isinstance(node, Mapping):
            return self.mapping(node, route, start, end)
        if all(isinstance(item, Alias | Scalar) for item in node.items):
            return self.text[start:end]
        parts = []
        for index, item in enumerate(node.items):
            is_last = index + 1 == len(node.items)
            stop = end if is_last else self.next_dash(item.end, end)
            parts.append(self.node(item, (*route, index), start, stop))
            start = stop
        return "".join(parts)

    def next_dash(self, start: int, end: int) -> int:
        """Return the start of the line with the dash that follows a list item."""
        at = past_break(self.text, line_end(self.text, start))
        for match in _LINE.finditer(self.text, at, end):
            if not is_comment(match[0]) and not is_blank(match[0].rstrip("\r\n")):
                return match.start()
        return end

    def mapping(self, node: Mapping, route: Route, start: int, end: int) -> str:
        blocks = self.blocks(node, route, start, end)
        if not blocks:
            parts = []
            for key, value in node.pairs:
                stop = line_end(self.text, max(key.end, value.end))
                inside = self.node(value, (*route, _step(key)), key.end, stop)
                parts.append(self.text[start : key.end] + inside)
                start = stop
            return "".join((*parts, self.text[start:end]))
        texts = [self.block(block) for block in blocks]
        head, tail = self.text[start : blocks[0].top], self.text[blocks[-1].stop : end]
        traits = self.traits_of(node)
        is_unknown = not self.is_sorted and not self.layout.key_order(route)
        if traits.needs_its_breaks or is_unknown:
            return "".join((head, *texts, tail))
        order = sorted(range(len(blocks)), key=lambda index: blocks[index].rank)
        if traits.linked or not self.has_order or self.must_keep_order(blocks, order):
            order = list(range(len(blocks)))
        return head + self.join(blocks, texts, order) + tail

    def block(self, block: _Block) -> str:
        inside = self.node(block.value, block.route, block.key.end, block.stop)
        return self.text[block.top : block.key.end] + inside

    def must_keep_order(self, blocks: SequenceOf[_Block], order: SequenceOf[int]) -> bool:
        if any(block.loose_comment for block in blocks[:-1]):
            return True
        # Behind a dash there is no place above the first key for its comments.
        return self.is_inline(blocks[0]) and blocks[order[0]].is_commented

    def is_inline(self, block: _Block) -> bool:
        """Tell whether an entry shares its line with the dash of a list item."""
        return bool(self.text[line_start(self.text, block.key.start) : block.key.start].strip(" "))

    def blocks(self, node: Mapping, route: Route, start: int, end: int) -> list[_Block]:
        """Divide the text of a mapping into blocks; none where its form is unusual."""
        known = self.layout.key_order(route)
        keys = sorted(_step(key) for key, _ in node.pairs) if self.is_sorted else known
        order = {key: rank for rank, key in enumerate(keys)}
        blocks: list[_Block] = []
        for index, (key, value) in enumerate(node.pairs):
            step = _step(key)
            first = line_start(self.text, key.start)
            prefix = self.text[first : key.start]
            is_inline = index == 0 and _DASHES.fullmatch(prefix) is not None
            if prefix.strip(" ") and not is_inline:
                return []
            column = key.start - first
            after_blank = False
            if is_inline:
                top = key.start
            elif index == 0:
                top = self.first_top(start, first, column)
            else:
                inner, top, after_blank = self.gap(blocks[-1].stop, first, column)
                blocks[-1].loose_comment = self.has_comment(inner, top)
                blocks[-1].stop = top
            stop = past_break(self.text, line_end(self.text, max(key.end, value.end)))
            here = (*route, step)
            blocks.append(_Block(
                order.get(step, len(order)), key, value, here, top, min(stop, end),
                self.layout.is_section(here), step in known, top < min(first, key.start),
                after_blank,
            ))  # fmt: skip
        if blocks:
            last = blocks[-1]
            column = last.key.start - line_start(self.text, last.key.start)
            last.stop = self.inner_end(last.stop, end, column)
        return blocks

    def first_top(self, start: int, first: int, column: int) -> int:
        """Return where the comments directly above the first entry start."""
        lower = start if start == line_start(self.text, start) else line_end(self.text, start)
        lower = start if lower == start else past_break(self.text, lower)
        top = self.attached_top(lower, first)
        # Once another entry stands above it, a deeper comment would belong to that one.
        while top < first and self.indentation(top) > column:
            top = past_break(self.text, line_end(self.text, top))
        return top

    def gap(self, start: int, first: int, column: int) -> tuple[int, int, bool]:
        """Divide the lines between two entries.

        Returns:
            The end of those that belong to the entry above, the start of those that belong to the
            entry below, and whether a blank line stands above the latter.
        """
        inner = self.inner_end(start, first, column)
        top = self.attached_top(inner, first)
        lines = _LINE.findall(self.text[inner:top])
        return inner, top, bool(lines) and is_blank(lines[-1].rstrip("\r\n"))

    def inner_end(self, start: int, end: int, column: int) -> int:
        """Return the end of the last of the deeper comments below an entry."""
        inner = at = start
        for match in _LINE.finditer(self.text, start, end):
            line = match[0].rstrip("\r\n")
            if is_comment(line) and self.indentation(at) > column:
                inner = match.end()
            elif not is_blank(line):
                break
            at = match.end()
        return inner

    def attached_top(self, lower: int, first: int) -> int:
        """Return the start of the comments directly above a line."""
        top = first
        for match in reversed(list(_LINE.finditer(self.text, lower, first))):
            if not is_comment(match[0]):
                break
            top = match.start()
        return top

    def has_comment(self, start: int, end: int) -> bool:
        return any(map(is_comment, _LINE.findall(self.text[start:end])))

    def indentation(self, at: int) -> int:
        line = self.text[at : line_end(self.text, at)]
        return len(line) - len(line.lstrip(" "))

    def join(self, blocks: SequenceOf[_Block], texts: SequenceOf[str], order: list[int]) -> str:
        """Put the texts of blocks one below the other, with blank lines in house style."""
        newline = self.source.newline
        strip = str if self.keeps_blank_lines else _without_blank_end
        bodies = [strip(text) for text in texts]
        is_closed = _LAST_BREAK.search(bodies[-1]) is not None
        if not is_closed:
            bodies[-1] += newline
        if order[0] != 0 and self.is_inline(blocks[0]):
            margin = " " * (blocks[0].key.start - line_start(self.text, blocks[0].key.start))
            bodies[0] = margin + bodies[0]
            bodies[order[0]] = bodies[order[0]].removeprefix(margin)
        parts = [bodies[order[0]]]
        for above, below in pairwise(order):
            # It ends as the line above does: below a carriage return alone a line feed would be no
            # line of its own, and the first line of the file may be another one afterwards.
            end = _LAST_BREAK.search(bodies[above])
            blank = end[0] if end and self.is_apart(blocks[above], blocks[below]) else ""
            parts += [blank, bodies[below]]
        joined = "".join(parts)
        return joined if is_closed else _LAST_BREAK.sub("", joined)

    def is_apart(self, above: _Block, below: _Block) -> bool:
        """Tell whether a blank line comes between two entries.

        House style has one around sections. Others that stand there stay where they set something
        apart of which the layout knows nothing: unknown keys and comments.
        """
        if self.keeps_blank_lines:
            return False
        if above.loose_comment:
            return True
        if not self.has_sections:
            return False
        if above.is_section or below.is_section:
            return True
        return below.after_blank and (below.is_commented or not below.is_known)

    def traits_of(self, node: Node) -> _Traits:
        known = self.traits.get(id(node))
        if known is None:
            known = self.traits[id(node)] = self.find_traits(node)
        return known

    def find_traits(self, node: Node) -> _Traits:
        if isinstance(node, Alias):
            return _Traits(linked=True)
        traits = _Traits(linked=node.anchor is not None)
        if isinstance(node, Scalar):
            return traits | _Traits(needs_its_breaks=self.needs_its_breaks(node))
        if isinstance(node, Sequence):
            for item in node.items:
                if not _is_simple(item):
                    traits |= self.traits_of(item)
            return traits
        for key, value in node.pairs:
            traits |= self.traits_of(key) | self.traits_of(value) | _Traits(linked=is_merge(key))
        return traits

    def needs_its_breaks(self, node: Scalar) -> bool:
        if node.style not in ("|", ">"):
            return False
        # At the end of a file without a last line break, a block scalar loses that of its value.
        if not self.source.data_text.endswith(("\n", "\r")):
            return True
        head = self.text[node.start : line_end(self.text, node.start)]
        return _KEEPS_BLANK_LINES.search(head) is not None


def _is_simple(node: Node) -> bool:
    """Tell whether a node may be moved whatever stands around it, as most items of lists may."""
    return isinstance(node, Scalar) and node.anchor is None and node.style not in ("|", ">")


def _step(key: Node) -> str:
    # A key that is a collection is a fault, and no file with a fault comes here.
    return key_text(key) or ""


def _without_blank_end(text: str) -> str:
    lines = _LINE.findall(text)
    while len(lines) > 1 and is_blank(lines[-1].rstrip("\r\n")):
        lines.pop()
    return "".join(lines)
