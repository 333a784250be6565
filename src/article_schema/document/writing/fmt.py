"""Format: bring a file to a style without touching its values or comments.

That is the order of keys, blank lines around sections, quoting, and where lists stand. Block
scalars, scalars of several lines, flow collections and everything with an anchor or a tag stay as
they are written.
"""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.edits import Patch
from article_schema.document.layout import Layout, is_known, path_of
from article_schema.document.limits import DEFAULT_LIMITS
from article_schema.document.manner import PLAIN, SIGNS, Manner
from article_schema.document.source import Source, Step
from article_schema.document.splicing.place import Scene
from article_schema.document.styling import is_plain_instant, plain_is_safe, render_scalar
from article_schema.document.tree import (
    Alias,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    key_text,
)
from article_schema.document.writing.arrange import arrange
from article_schema.document.writing.indenting import indenting
from article_schema.routes import Route


def _quotes(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    assert tree.root is not None  # noqa: S101 - a file without data is not formatted
    return list(_quoting(tree.root, (), Scene(source, tree, layout, DEFAULT_LIMITS)))


def _indentation(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    assert tree.root is not None  # noqa: S101 - as above
    return list(indenting(tree.root, Scene(source, tree, layout, DEFAULT_LIMITS)))


def _arrangement(source: Source, tree: Tree, layout: Layout) -> list[Patch]:
    arranged = arrange(source, tree, layout)
    return [Patch(*source.block, arranged)] if arranged != source.data_text else []


#: The steps by which YAML comes to its style. Some lists cannot be moved, and stay.
STEPS = (Step(_quotes), Step(_indentation, may_fail=True), Step(_arrangement))


def _quoting(node: Node, route: Route, scene: Scene) -> Iterator[Patch]:
    """Yield the patches that give the scalars outside of flow collections their house quotes."""
    if isinstance(node, Alias):
        return
    if isinstance(node, Scalar):
        if _may_change(node, scene.text):
            yield from _patch(node, _restyled(node, route, scene.layout))
    elif isinstance(node, Sequence) and not node.flow:
        for index, item in enumerate(node.items):
            yield from _quoting(item, (*route, index), scene)
    elif isinstance(node, Mapping) and not node.flow:
        for key, value in node.pairs:
            if isinstance(key, Scalar) and _may_change(key, scene.text):
                yield from _patch(key, _requoted(key, scene.layout.manner))
            step = key_text(key)
            if step is not None:
                yield from _quoting(value, (*route, step), scene)


def _may_change(node: Scalar, text: str) -> bool:
    if node.style not in ("", "'", '"') or node.anchor is not None or node.tag is not None:
        return False
    written = text[node.start : node.end]
    return bool(written) and "\n" not in written and "\r" not in written


def _patch(node: Scalar, new: str | None) -> Iterator[Patch]:
    if new is not None:
        yield Patch(node.start, node.end, new)


def _restyled(node: Scalar, route: Route, layout: Layout) -> str | None:
    """Return a value in the quotes of its style, or None where it is written so already.

    A reader of YAML 1.1 shall not take it for something else than before, so plain text that such
    a reader takes for a number or a date gets quotes only where the model demands them. Where
    neither the model nor the manner says anything, a value keeps its quotes.
    """
    value = node.value
    if not isinstance(value, str):
        return None
    quoted = layout.is_quoted(route)
    wish = layout.manner.wish(value, path_of(route), quoted=quoted)
    if wish.is_kept:
        return None
    if node.style == "":
        may_change = plain_is_safe(value) if wish.is_explicit else quoted
        return None if wish.word == PLAIN or not may_change else _in_quotes(node, wish.word)
    if not wish.is_explicit and not quoted and not is_known(route, layout):
        return None
    if wish.word != PLAIN:
        return _in_quotes(node, wish.word)
    if not wish.is_date:
        return value
    if layout.is_instant(route) and is_plain_instant(value):
        return value
    return _in_quotes(node, layout.manner.fallback("look_alike_quotes"))


def _in_quotes(node: Scalar, word: str) -> str | None:
    """Return a text in quotes, or None where it has them, or has others because it must."""
    if node.style == SIGNS[word]:
        return None
    written = render_scalar(node.text, SIGNS[word])
    if written is None and node.style == "":
        return render_scalar(node.text, '"')
    return written


def _requoted(key: Scalar, manner: Manner) -> str | None:
    """Return a key in the quotes of its style, or None where it is written so already."""
    if not manner.enforces("name_quotes"):
        return None
    word = manner.name_wish(key.text)
    if word == PLAIN:
        return key.text if key.style else None
    if key.style == "":
        return _in_quotes(key, word) if plain_is_safe(key.text) else None
    if not plain_is_safe(key.text) and not manner.enforces("sign_quotes"):
        return None
    return _in_quotes(key, word)
