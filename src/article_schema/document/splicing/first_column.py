"""A key of the first column, or its single value: edited where its line tells all, without a node.

Most edits of an article are of this kind. Of the file only the data are known then, and that it was
read as house form or at a glance: so it has no anchor, no tag and no repeated key, and no mapping
in brackets around it.
"""

from __future__ import annotations

from article_schema.document import text as lines
from article_schema.document.compare import same
from article_schema.document.edits import (
    REFUSE,
    Patch,
    RenameKey,
    SetValue,
    TextEdit,
    apply_patches,
)
from article_schema.document.reading.house import Line, only_line_of, read_line
from article_schema.document.reading.ladder import GlancedTree, look
from article_schema.document.splicing.intended import intended
from article_schema.document.splicing.place import Place, Scene
from article_schema.document.splicing.proof.line import with_line
from article_schema.document.splicing.values import rename_key, scalar_texts
from article_schema.document.tree import Data, LaterTree, Scalar
from article_schema.errors import DocumentError
from article_schema.late_pattern import late_pattern

_KEY_ALONE = late_pattern(r":[ ]*(?:(?<= )#[^\r\n]*)?")
_SCALARS = (str, int, float, bool, type(None))


def edited_in_first_column(scene: Scene, edit: TextEdit) -> Scene | None:
    """Return the scene after an edit that gives a key of the first column a value, or a name.

    Returns:
        None where the nodes of the file have to be read.
    """
    if isinstance(edit, RenameKey):
        return _renamed(scene, edit)
    if not isinstance(edit, SetValue) or len(edit.route) != 1 or edit.aliases != REFUSE:
        return None
    tree, value, key = scene.tree, edit.value, edit.route[0]
    if not isinstance(tree, LaterTree) or type(value) not in _SCALARS or key not in tree.data:
        return None
    at = only_line_of(scene.source, str(key))
    old = None if at is None else read_line(scene.text, at)
    if at is None or old is None or not _is_all_of(old, scene, str(key)):
        return None
    if same(old.value, value):
        return scene
    node = old.node
    if not isinstance(node, Scalar) or (isinstance(value, str) and "\n" in value):
        # Which style new lines get, the other values of the file tell.
        return None
    place = Place(edit.route, (), -1, None, node)
    text = next(scalar_texts(scene, place, node, value), None)
    if text is None:
        return None
    patch = Patch(node.start, node.end, text)
    return with_line(scene, old, at, patch, value, intended(tree.data, [edit]))


def _renamed(scene: Scene, edit: RenameKey) -> Scene | None:
    """Return the scene after a key of the first column got another name; None as above."""
    tree, key = scene.tree, edit.route[0] if len(edit.route) == 1 else None
    if not isinstance(tree, LaterTree) or not isinstance(key, str) or edit.aliases != REFUSE:
        return None
    at = only_line_of(scene.source, key) if key in tree.data else None
    if at is None or edit.key in tree.data:
        return None
    place = Place(edit.route, (), -1, Scalar(key, "", at, at + len(key)), None)
    (patch,) = next(rename_key(scene, place, edit.key))
    goal = intended(tree.data, [edit])
    old = read_line(scene.text, at)
    if old is None:
        return _proved_at_a_glance(scene, at, patch, goal)
    if not _is_all_of(old, scene, key):
        return None
    renamed = old._replace(frame=("", None, edit.key))
    return with_line(scene, renamed, at, patch, old.value, goal)


def _proved_at_a_glance(scene: Scene, at: int, patch: Patch, goal: Data) -> Scene | None:
    """Return the scene after a patch of a key with its value below, if a glance proves it."""
    source, end = scene.source, lines.line_end(scene.text, at)
    if not _KEY_ALONE.fullmatch(scene.text, patch.end, end):
        return None
    new = source.with_data_in(apply_patches(source.text, [patch]))
    try:
        tree = look(new, scene.limits)
    except DocumentError:
        return None
    if not isinstance(tree, GlancedTree) or not same(tree.data, goal):
        return None
    return scene.after(new, tree)


def _is_all_of(line: Line, scene: Scene, key: str) -> bool:
    """Tell whether a line holds a key of the first column with all of its value.

    Plain text may go on below; then the data have more of it.
    """
    return line.frame == ("", None, key) and same(line.value, scene.tree.data[key])
