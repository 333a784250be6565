"""Properties: the anchor and the tag before the content of a node, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from article_schema.document.text import SKIPPED, line_start
from article_schema.document.tree import Alias, Node
from article_schema.faults import Range
from article_schema.late_pattern import late_pattern

# YAML 1.2.2, sections 6.9.1 and 6.9.2, without the signs that end a property in brackets.
_PROPERTY = late_pattern(r"&[^\s,\[\]{}]+|!<[^>\s]*>|![^\s,\[\]{}]*")
_TAG_BEFORE = late_pattern(r"!\S{0,200} \Z")
_SKIPPED = late_pattern(SKIPPED)


@dataclass(frozen=True, slots=True)
class Content:
    """The range of what a node says, behind its anchor and its tag."""

    start: int
    end: int
    #: The end of the last property; None where there is none.
    mark: int | None
    #: The range of the tag, with the space beside it.
    tag: Range | None
    #: The same for the anchor.
    anchor: Range | None = None


def content_of(text: str, node: Node) -> Content:
    """Return where the content of a node stands; an alias has no properties."""
    start, mark, tag, anchor = node.start, None, _tag_before(text, node), None
    if isinstance(node, Alias) or (node.anchor is None and node.tag is None):
        return Content(start, node.end, mark, tag)
    while True:
        found = _PROPERTY.match(text, start, node.end)
        if found is None:
            return Content(start, node.end, mark, tag, anchor)
        space = _SKIPPED.match(text, found.end(), node.end)
        start = space.end() if space else found.end()
        mark = found.end()
        span = _with_space(text, found.start(), mark)
        if found[0].startswith("!"):
            tag = span
        else:
            anchor = span


def _tag_before(text: str, node: Node) -> Range | None:
    """Return the range of a tag that stands before the anchor: some parsers leave it out."""
    if isinstance(node, Alias) or node.tag is None or not text.startswith("&", node.start):
        return None
    found = _TAG_BEFORE.search(text, line_start(text, node.start), node.start)
    return _with_space(text, found.start(), found.end() - 1) if found else None


def _with_space(text: str, start: int, end: int) -> Range:
    """Return a range with the space before it, or the one behind it in brackets."""
    if text[start - 1 : start] == " ":
        return start - 1, end
    return start, end + text.startswith(" ", end)
