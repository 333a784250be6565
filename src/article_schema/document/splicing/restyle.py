"""Restyle: bring a file to a style in steps, and prove each of them.

What a step changes depends on the language, and so a format brings its steps along.
"""

from __future__ import annotations

from collections import Counter

from article_schema.document.comments import comments
from article_schema.document.layout import Layout
from article_schema.document.limits import DEFAULT_LIMITS, Limits
from article_schema.document.reading.compose import compose
from article_schema.document.source import Format, Source
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.proof.verify import MismatchError, proved
from article_schema.document.tree import Mapping, Sequence, Tree, scalars
from article_schema.errors import EditError
from article_schema.late_pattern import late_pattern

#: The most data of a file of any format that is formatted, in code points.
MOST_CHARACTERS = Format.most_formatted

_COMMENT = late_pattern(r"#[^\r\n]*")
#: Without one of these there is neither a comment nor a block scalar.
_MAY_COUNT = late_pattern(r"[#|>]")


def format_source(source: Source, layout: Layout, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return a source in its style; the body and the line breaks stay as they are.

    The result is proved: it has the same data and the same comments. Formatting it again changes
    nothing more.

    Raises:
        EditError: the file has a fault, such as a repeated key, or the proof fails.
        DocumentError: the file cannot be read.
    """
    steps = source.format.steps()
    if not steps:
        return source
    length, most = len(source.data_text), source.format.most_formatted
    if length > most:
        language = source.format.language.upper()
        raise EditError(
            "", f"it has {length:,} characters of {language}, and files beyond "
            f"{most:,} are not formatted"
        )  # fmt: skip
    tree = compose(source, limits)
    if not isinstance(tree.root, Mapping | Sequence):
        return source
    if tree.faults:
        raise EditError("", f"it cannot be formatted while {tree.faults[0].message}")
    scene = Scene(source, tree, layout, limits)
    for step in steps:
        patches = step.patches(scene.source, scene.tree, layout)
        if not patches:
            continue
        try:
            scene = proved(scene, patches, tree.data)
        except MismatchError as error:
            if not step.may_fail:
                raise EditError("", f"formatting it failed: {error}") from None
    changed = scene.source is not source
    if changed and _comments(source, tree) != _comments(scene.source, scene.tree):
        raise EditError("", "formatting it failed: a comment would be lost")
    return scene.source


def changed_by(source: Source, tree: Tree, layout: Layout) -> bool:
    """Tell whether a layout would change a source without faults, whose tree is known."""
    if not isinstance(tree.root, Mapping | Sequence):
        return False
    return any(step.patches(source, tree, layout) for step in source.format.steps())


def _comments(source: Source, tree: Tree) -> Counter[str]:
    """Count the comments of a file, and its block scalars, whose first line may hold one."""
    if not _MAY_COUNT.search(source.text, *source.block):
        return Counter()
    spans = [(each.start, each.end) for each in comments(source, tree, _COMMENT)]
    spans += [(node.start, node.end) for node in scalars(tree.root) if node.style in ("|", ">")]
    return Counter(source.text[slice(*span)] for span in spans)
