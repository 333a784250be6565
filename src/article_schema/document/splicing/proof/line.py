"""The proof of an edit that reaches one line: that line alone is read again.

The scanner of the house form reads line by line. All that it remembers of a line with a value is
its frame: its indentation, its dash and its key. So if such a line gets another value and keeps its
frame, all other lines are read as before, and the data differ in that value alone.
"""

from __future__ import annotations

from article_schema.document import text as lines
from article_schema.document.compare import same
from article_schema.document.edits import Edit, Patch, Patches, SetValue
from article_schema.document.reading.house import HouseTree, Line, read_line
from article_schema.document.reading.ladder import unread
from article_schema.document.splicing.place import Scene
from article_schema.document.tree import Data


def proved_by_line(scene: Scene, edit: Edit, patches: Patches, goal: Data) -> Scene | None:
    """Return the scene after an edit, if one line proves that its text means exactly `goal`.

    Args:
        scene: the file.
        edit: the edit.
        patches: what it changes in the text.
        goal: the data of the file with the edit made.

    Returns:
        None where the whole text has to be read.
    """
    if len(patches) != 1 or not isinstance(edit, SetValue):
        return None
    source, patch = scene.source, patches[0]
    if not isinstance(scene.tree, HouseTree) or "\n" in patch.text or "\r" in patch.text:
        return None
    found = scene.tree.find(edit.route)
    at = lines.line_start(source.text, patch.start)
    old = read_line(source.text, at)
    start, end = source.block
    if found is None or old is None or found[1].start != old.node.start or not start <= at < end:
        return None
    if patch.end > lines.line_end(source.text, at):
        return None
    return with_line(scene, old, at, patch, edit.value, goal)


def with_line(
    scene: Scene, old: Line, at: int, patch: Patch, value: Data, goal: Data
) -> Scene | None:
    """Return the scene after a patch of a line, if that line has its frame and its value then.

    Args:
        scene: the file.
        old: the line as it is.
        at: where it begins.
        patch: what it changes of the value of the line.
        value: the value that is wanted.
        goal: the data of the file with that value.
    """
    source = scene.source
    text = f"{source.text[: patch.start]}{patch.text}{source.text[patch.end :]}"
    new = read_line(text, at)
    if new is None or new.frame != old.frame or not same(new.value, value):
        return None
    after = source.with_data_in(text)
    tree = unread(scene.tree, after, scene.limits, goal)
    if tree is None or source.format.fences_in(text[at : lines.line_end(text, at)]):
        return None
    return scene.after(after, tree)
