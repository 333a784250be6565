"""Compose a source: from its text to a tree with spans and data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_schema.document.limits import (
    DEFAULT_LIMITS,
    Limits,
    long_scalar,
    too_deep,
    too_long,
    too_many,
)
from article_schema.document.reading.construct import OverLimitError, construct
from article_schema.document.reading.events import Event, ParseError, c_events, pure_events
from article_schema.document.reading.syntax import syntax_fault
from article_schema.document.source import Source
from article_schema.document.text import SKIPPED
from article_schema.document.tree import Alias, Mapping, Node, Scalar, Sequence, Tree
from article_schema.faults import Fault, Range
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import BAD_ALIAS, SEVERAL_DOCUMENTS

_SPACES = late_pattern(r"[ \t]*")
_TO_COLON = late_pattern(f"{SKIPPED}:")
_TO_DASH = late_pattern(f"{SKIPPED}-")


def compose(source: Source, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read the data of a source.

    Raises:
        DocumentError: its YAML or JSON cannot be parsed, or is beyond a limit.
    """
    tree = parse(source, limits)
    if tree.data is not None:
        return tree
    try:
        construct(tree, limits)
    except OverLimitError as error:
        raise source.error(error.fault) from None
    return tree


def parse(source: Source, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read the nodes of a source, and not yet what they mean.

    Raises:
        DocumentError: its YAML or JSON cannot be parsed, or is beyond a limit.
    """
    fault = too_long(limits.data_characters, len(source.data_text), source.block[0])
    if fault is not None:
        raise source.error(fault)
    return source.format.parse(source, limits)


def parse_yaml(source: Source, limits: Limits) -> Tree:
    """Read the nodes of YAML.

    Raises:
        DocumentError: it cannot be parsed, or is beyond a limit.
    """
    # Its patterns take long to compile, and most files need no parser.
    from article_schema.document.reading.forbidden import forbidden_character, old_break

    text, offset = source.data_text, source.block[0]
    fault = forbidden_character(text, offset)
    if fault is not None:
        raise source.error(fault)
    quick = c_events(text)
    if quick is not None:
        try:
            return _Composer(source, limits).compose(quick)
        except ParseError as error:
            if len(text) > limits.slow_characters:
                raise source.error(syntax_fault(error, text, offset, None)) from None
    fault = too_long(limits.slow_characters, len(text), offset)
    if fault is not None:
        raise source.error(fault)
    composer = _Composer(source, limits)
    try:
        tree = composer.compose(pure_events(text))
    except ParseError as error:
        raise source.error(syntax_fault(error, text, offset, composer.last_quoted)) from None
    fault = old_break(text, offset, tree.root)
    if fault is not None:
        raise source.error(fault)
    return tree


class _Composer:
    """Builds one tree from parser events; keeps its own stack, so depth costs no recursion."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.offset = source.block[0]
        self.anchors: dict[str, Node] = {}
        self.open: list[Mapping | Sequence] = []
        self.keys: list[Node | None] = []
        self.tree = Tree(None)
        self.nodes = 0
        #: The last quoted scalar, relative to the text that the parser reads.
        self.last_quoted: Range | None = None

    def compose(self, events: Iterator[Event]) -> Tree:
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self._add(self._scalar(event))
            elif kind == "MappingStartEvent":
                self._open(Mapping, event)
            elif kind == "SequenceStartEvent":
                self._open(Sequence, event)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event)
            elif kind == "AliasEvent":
                self._add(self._alias(event))
            elif kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._several_documents(event)
                    break
        return self.tree

    def _several_documents(self, event: Event) -> None:
        start = event.start_mark.index + self.offset
        self.tree.faults.append(
            Fault(
                SEVERAL_DOCUMENTS,
                "a second YAML document starts here, and would never be read",
                "keep one document a file",
                span=(start, start + 3),
            )
        )

    def _scalar(self, event: Event) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if style in ("'", '"'):
            self.last_quoted = (start, end)
        start, end = start + self.offset, end + self.offset
        if style in ("|", ">"):
            # Up to the last line with content, whose own spaces at the end are a part of it.
            content = start + len(self.source.text[start:end].rstrip(" \t\r\n"))
            spaces = _SPACES.match(self.source.text, content, end)
            end = spaces.end() if spaces else end
        fault = long_scalar(self.limits, event.value, (start, end))
        if fault is not None:
            raise self.source.error(fault)
        tag = None if event.tag is None and any(event.implicit) else event.tag or "!"
        if event.tag == "!":
            tag = "!"
        return Scalar(event.value, style, start, end, event.anchor, tag)

    def _open(self, kind: type[Mapping] | type[Sequence], event: Event) -> None:
        start = event.start_mark.index + self.offset
        if len(self.open) >= self.limits.depth:
            raise self.source.error(too_deep(self.limits, start))
        node = kind(bool(event.flow_style), start, event.anchor, event.tag)
        self._add(node)
        self.open.append(node)
        self.keys.append(None)

    def _close(self, event: Event) -> None:
        node = self.open.pop()
        self.keys.pop()
        if node.flow:
            node.end = event.end_mark.index + self.offset
        elif isinstance(node, Sequence) and node.items:
            node.end = node.items[-1].end
        elif isinstance(node, Mapping) and node.pairs:
            node.end = node.pairs[-1][1].end

    def _alias(self, event: Event) -> Alias:
        start, end = event.start_mark.index + self.offset, event.end_mark.index + self.offset
        target = self.anchors.get(event.anchor)
        if target is None:
            raise self.source.error(
                Fault(
                    BAD_ALIAS,
                    f"the alias `*{event.anchor}` has no anchor before it",
                    f"put the text in quotes, or define `&{event.anchor}` first",
                    span=(start, end),
                )
            )
        if target in self.open:
            raise self.source.error(
                Fault(
                    BAD_ALIAS,
                    f"the alias `*{event.anchor}` stands inside its own anchor",
                    "write the value out",
                    span=(start, end),
                )
            )
        return Alias(event.anchor, target, start, end)

    def _add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise self.source.error(too_many(self.limits, node.start))
        if not isinstance(node, Alias) and node.anchor is not None:
            self.anchors[node.anchor] = node
        if not self.open:
            self.tree.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            _anchor_empty(node, self.source.text, _TO_DASH, _previous_end(parent))
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = node
            return
        _anchor_empty(node, self.source.text, _TO_COLON, key.end)
        parent.pairs.append((key, node))
        self.keys[-1] = None


def _previous_end(parent: Sequence) -> int:
    return parent.items[-1].end if parent.items else parent.start


def _anchor_empty(node: Node, text: str, sign: re.Pattern[str], start: int) -> None:
    """Move an unwritten value right behind the sign that announces it."""
    if isinstance(node, Scalar) and node.start == node.end:
        match = sign.match(text, start)
        node.start = node.end = match.end() if match else start
