"""Format: bring a file to a style without touching its values or comments.

That is the order of keys, blank lines around sections, quoting, and where lists stand. Block
scalars, scalars of several lines, flow collections and everything with an anchor or a tag stay as
they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from article_schema.document.comments import comments
from article_schema.document.edits import Patch
from article_schema.document.layout import Layout, is_known, path_of
from article_schema.document.limits import Limits
from article_schema.document.manner import PLAIN, SIGNS, Manner
from article_schema.document.reading.compose import DEFAULT_LIMITS, compose
from article_schema.document.source import Source
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.verify import MismatchError, proved
from article_schema.document.styling import is_plain_instant, plain_is_safe, render_scalar
from article_schema.document.tree import (
    Alias,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    key_text,
    scalars,
)
from article_schema.document.writing.arrange import arrange
from article_schema.document.writing.indenting import indenting
from article_schema.errors import EditError
from article_schema.routes import Route

#: The most YAML of a file that is formatted, in code points: it is read three times for that, which
#: has to end in the two seconds that every command keeps.
MOST_CHARACTERS = 1_000_000

_COMMENT = re.compile(r"#[^\r\n]*")
#: Without one of these there is neither a comment nor a block scalar.
_MAY_COUNT = re.compile(r"[#|>]")


def format_source(source: Source, layout: Layout, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return a source in house style; JSON, the body and the line breaks stay as they are.

    The result is proved: it has the same data and the same comments. Formatting it again changes
    nothing more.

    Raises:
        EditError: the file has a fault, such as a repeated key, or the proof fails.
        DocumentError: the file cannot be read.
    """
    if not source.format.has_house_style:
        return source
    length = len(source.data_text)
    if length > MOST_CHARACTERS:
        raise EditError(
            "", f"it has {length:,} characters of YAML, and files beyond {MOST_CHARACTERS:,} are "
            "not formatted"
        )  # fmt: skip
    tree = compose(source, limits)
    if not isinstance(tree.root, Mapping | Sequence):
        return source
    if tree.faults:
        raise EditError("", f"it cannot be formatted while {tree.faults[0].message}")
    scene = Scene(source, tree, layout, limits)
    try:
        patches = list(_quoting(tree.root, (), scene))
        if patches:
            scene = proved(scene, patches, tree.data)
        scene = _indented(scene, tree)
        arranged = arrange(scene.source, scene.tree, layout)
        if arranged != scene.source.data_text:
            scene = proved(scene, [Patch(*scene.source.block, arranged)], tree.data)
    except MismatchError as error:
        raise EditError("", f"formatting it failed: {error}") from None
    changed = scene.source is not source
    if changed and _comments(source, tree) != _comments(scene.source, scene.tree):
        raise EditError("", "formatting it failed: a comment would be lost")
    return scene.source


def changed_by(source: Source, tree: Tree, layout: Layout) -> bool:
    """Tell whether a layout would change a source without faults, whose tree is known."""
    if not isinstance(tree.root, Mapping | Sequence):
        return False
    scene = Scene(source, tree, layout, DEFAULT_LIMITS)
    if any(True for _ in _quoting(tree.root, (), scene)) or indenting(tree.root, scene):
        return True
    return arrange(source, tree, layout) != source.data_text


def _indented(scene: Scene, tree: Tree) -> Scene:
    """Return a scene with its lists where the manner has them, if they can be moved there."""
    patches = indenting(scene.tree.root, scene)
    if not patches:
        return scene
    try:
        return proved(scene, patches, tree.data)
    except MismatchError:
        return scene


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


def _comments(source: Source, tree: Tree) -> Counter[str]:
    """Count the comments of a file, and its block scalars, whose first line may hold one."""
    if not _MAY_COUNT.search(source.text, *source.block):
        return Counter()
    spans = [(each.start, each.end) for each in comments(source, tree, _COMMENT)]
    spans += [(node.start, node.end) for node in scalars(tree.root) if node.style in ("|", ">")]
    return Counter(source.text[slice(*span)] for span in spans)
