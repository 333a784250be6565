"""Format TOML: its quotes, its arrays, the order of its keys and the lines above its headers.

Numbers, dates, text of several lines and inline tables keep their form.
"""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.edits import Patch
from article_schema.document.layout import Layout, path_of
from article_schema.document.manner import DOUBLE, PLAIN, SINGLE, Manner
from article_schema.document.source import Source, Step
from article_schema.document.text import is_blank, line_start
from article_schema.document.toml.arrange import arrangement
from article_schema.document.toml.nodes import Statement, TomlTree
from article_schema.document.toml.values import (
    has_lines,
    in_double_quotes,
    is_bare,
    is_literal,
    lines_of,
)
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree, key_text
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

#: A quote or a backslash in double quotes.
_SEEN = late_pattern(r'\\["\\]')
_SEVERAL_LINES = ('"""', "'''")


def _quotes(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    statements = _toml(tree).statements
    keys = [part for statement in statements for part in statement.parts]
    patches = list(_key_quotes(source.text, keys, layout.manner))
    if tree.root is not None:
        patches += _value_quotes(source.text, tree.root, (), layout)
    return patches


def _arrays(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    lists = dict(_lists(tree.root))
    patches: list[Patch] = []
    for statement in _toml(tree).statements:
        if not statement.is_header and statement.route in lists:
            patches += _array(source, statement, lists[statement.route], layout.manner)
    return patches


def _arrangement(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    return arrangement(source, _toml(tree), layout)


#: The steps by which TOML comes to its style.
STEPS = (Step(_quotes), Step(_arrays), Step(_arrangement))


def _toml(tree: Tree) -> TomlTree:
    assert isinstance(tree, TomlTree)  # noqa: S101 - the format parsed it
    return tree


def _key_quotes(
    text: str, keys: list[tuple[Route, tuple[int, int]]], manner: Manner
) -> Iterator[Patch]:
    if not manner.enforces("name_quotes"):
        return
    word = manner.name_quotes
    for route, (start, end) in keys:
        key, written = str(route[-1]), text[start:end]
        if word == PLAIN:
            new = key if is_bare(key) else written
        elif written[0] == {DOUBLE: '"', SINGLE: "'"}[word]:
            continue
        else:
            new = _quoted(key, written, word) or written
        if new != written:
            yield Patch(start, end, new)


def _value_quotes(text: str, node: Node, route: Route, layout: Layout) -> Iterator[Patch]:
    """Yield the patches that give the texts of one line the quotes of their style."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from _value_quotes(text, value, (*route, key_text(key) or ""), layout)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _value_quotes(text, item, (*route, index), layout)
    elif isinstance(node, Scalar) and isinstance(node.value, str):
        written = text[node.start : node.end]
        quoted = layout.is_quoted(route)
        wish = layout.manner.wish(node.value, path_of(route), quoted=quoted)
        # Where neither the model nor the manner says anything, a value keeps its quotes.
        is_wanted = not wish.is_kept and (quoted or wish.is_explicit)
        if is_wanted and written[:3] not in _SEVERAL_LINES:
            new = _quoted(node.value, written, wish.word)
            if new is not None and new != written:
                yield Patch(node.start, node.end, new)


def _quoted(value: str, written: str, word: str) -> str | None:
    """Return a text in quotes; None where it has them, or others because they show it better.

    Text that needs no escape in one kind of quotes, and does in the other, stays.
    """
    double = in_double_quotes(value)
    if word == DOUBLE and written[0] != '"':
        return double if double[1:-1] == value else None
    if word == SINGLE and written[0] != "'":
        # Other escapes than these stand for what nobody sees.
        is_seen = "\\" not in _SEEN.sub("", written)
        return f"'{value}'" if is_seen and is_literal(value) else None
    return None


def _array(
    source: Source, statement: Statement, value: Sequence, manner: Manner
) -> Iterator[Patch]:
    """Yield the patches that give an array its lines, or bring its values to their column."""
    text = source.text
    written = text[value.start : value.end]
    items = [text[item.start : item.end] for item in value.items]
    if not items or any("\n" in item for item in items) or _has_comment(text, value):
        return
    first = line_start(text, statement.start)
    margin = text[first : statement.start]
    is_on_lines = "\n" in written
    wishes = manner.enforces("arrays") and manner.enforces("flow_items")
    if wishes and has_lines(manner, len(items)) != is_on_lines:
        new = lines_of(items, margin, manner, source.newline)
        yield Patch(value.start, value.end, new)
    elif is_on_lines and manner.enforces("array_indent"):
        step = margin + " " * manner.array_step
        for item in value.items:
            start = line_start(text, item.start)
            before = text[start : item.start]
            if is_blank(before) and before != step:
                yield Patch(start, item.start, step)


def _has_comment(text: str, value: Sequence) -> bool:
    at = value.start
    for item in value.items:
        if "#" in text[at : item.start]:
            return True
        at = item.end
    return "#" in text[at : value.end]


def _lists(node: Node | None, route: Route = ()) -> Iterator[tuple[Route, Sequence]]:
    """Yield the arrays outside of other arrays and of inline tables, with their routes."""
    if isinstance(node, Mapping) and not node.flow:
        for key, value in node.pairs:
            yield from _lists(value, (*route, key_text(key) or ""))
    elif isinstance(node, Sequence) and node.flow:
        yield route, node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _lists(item, (*route, index))
