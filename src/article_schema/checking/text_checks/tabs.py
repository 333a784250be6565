"""Tabs that YAML 1.2 allows and that some readers do not: a matter of how a file is written.

PyYAML refuses each tab outside of quoted text, block text and comments. libyaml, and with it Ruby's
Psych, refuses those on lines of their own, before comments on their own line, and behind dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_schema.document.source import Source
from article_schema.document.styling import render_scalar
from article_schema.document.tree import Scalar, Tree, scalars
from article_schema.faults import Fault, Rewrite
from article_schema.late_pattern import late_pattern
from article_schema.rules.families.reader_rules import tab_between_values

_COMMENT_OR_TABS = late_pattern(r"(?<!\S)#[^\r\n]*|(?<![ \t])[ \t]*\t[ \t]*")
_PROPERTIES = late_pattern(r"(?:[&!][^\s,\[\]{}]*\s+)*")
_LINE_END = late_pattern(r"[\r\n]|\Z")
_BLANK_LINES = late_pattern(r"(?:[ \t]*[\r\n])*")
#: What begins a line before a tab where libyaml does not allow one.
_LINE_START = late_pattern(r"[ ]*(?:[-?:][ ]+)*[-?:]?")


def tab_faults(source: Source, tree: Tree) -> Iterator[Fault]:
    """Yield a fault for each run of tabs outside of quoted text, block text and comments."""
    if not source.format.readers_differ or "\t" not in source.data_text:
        return
    text = source.text
    position, stop = source.block
    for node in scalars(tree.root):
        yield from _between(source, position, node.start)
        start = node.start
        if node.anchor is not None or node.tag is not None:
            match = _PROPERTIES.match(text, node.start, node.end)
            start = match.end() if match else node.start
            yield from _between(source, node.start, start)
        position = max(position, node.end)
        if node.style in ("|", ">"):
            line_end = _at(_LINE_END, text, start).start()
            yield from _between(source, start, line_end)
            # Tabs on lines below the text may be a part of it.
            position = _at(_BLANK_LINES, text, _at(_LINE_END, text, position).end()).end()
        elif not node.style and "\t" in node.text:
            yield _in_plain(node, start)
        elif not node.style:
            yield from _between(source, start, node.end, inside=True)
    yield from _between(source, position, stop)


def _at(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str]:
    """Return the next match of a pattern that always has one."""
    match = pattern.search(text, start)
    assert match is not None  # noqa: S101 - it matches the empty end of a text
    return match


def _in_plain(node: Scalar, start: int) -> Fault:
    quoted = render_scalar(node.text, '"')
    edit = None
    if quoted is not None and start == node.start:
        edit = Rewrite((node.start, node.end), quoted)
    message = "a tab stands in text without quotes, which PyYAML cannot read"
    return Fault(tab_between_values.code, message, "put the text in quotes",
                 span=(start, node.end), edit=edit)  # fmt: skip


def _between(source: Source, start: int, stop: int, *, inside: bool = False) -> Iterator[Fault]:
    """Yield the faults of the tabs in a range where they are no text of a value.

    `inside` says that it lies inside plain text of several lines, where libyaml allows them.
    """
    text, (block_start, block_end) = source.text, source.block
    for match in _COMMENT_OR_TABS.finditer(text, start, stop):
        if match[0].startswith("#"):
            continue
        first, last = match.span()
        line_start = max(text.rfind("\n", block_start, first), text.rfind("\r", block_start, first))
        before = text[max(line_start + 1, block_start) : first]
        ends_line = last == block_end or text[last] in "\r\n"
        new = "" if ends_line else " "
        if not before.strip(" \t") and not ends_line:
            # It may be that a comment or a text of several lines keeps its column.
            new = match[0].replace("\t", " ")
        refused = not inside and _LINE_START.fullmatch(before)
        readers = "Ruby (Psych) and PyYAML" if refused else "PyYAML"
        yield Fault(
            tab_between_values.code,
            f"a tab stands here, which {readers} cannot read",
            "remove it" if ends_line else "write a space instead",
            span=(first, last),
            edit=Rewrite((first, last), new),
        )
