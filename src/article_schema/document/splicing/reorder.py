"""Moving whole items of block lists, each with its comments."""

from __future__ import annotations

from article_schema.document.splicing import text as lines
from article_schema.document.splicing.entries import entry_top
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import Scene
from article_schema.document.splicing.text import Patch, Patches
from article_schema.document.tree import Sequence
from article_schema.faults import Range
from article_schema.routes import Route


def reorder_block(scene: Scene, node: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
    """Plan a new order of a block list; the breaks and blank lines between items stay in place.

    Raises:
        EditError: an item does not stand on lines of its own.
    """
    text, lower = scene.text, scene.source.block[0]
    entries = scene.entries(node)
    spans: list[Range] = []
    for index, entry in enumerate(entries):
        if not entry.regular or not lines.ends_line(text, entry.end):
            raise refusal((*route, index), "it does not stand on lines of its own")
        start = entry_top(text, entries, index, lower) if entry.own_line else entry.start
        spans.append((start, entry.stop))
    blocks = [text[slice(*span)] for span in spans]
    patches: Patches = []
    for slot, source in enumerate(order):
        if slot == source:
            continue
        block = blocks[source]
        # The first item of a list inside a list stands behind the outer dash, without indentation.
        if not entries[source].own_line:
            block = " " * entries[source].column + block
        patches.append(Patch(*spans[slot], block if entries[slot].own_line else block.lstrip(" ")))
    return patches
