"""Splice: turn edits into the smallest change of a file's text, and prove that it is right.

Text is never written anew. An edit replaces, inserts or removes a range of it; then the result is
read again, through the same ladder as any file, and must mean exactly what the edit intends. What
cannot be changed in that way is refused.
"""

from __future__ import annotations

from collections.abc import Sequence as SequenceOf
from dataclasses import replace
from datetime import date

from article_schema.document.byte_faults import recoded
from article_schema.document.compare import odd_part, same
from article_schema.document.diff import diff
from article_schema.document.edits import (
    EXPAND,
    FOLLOW,
    REFUSE,
    Delete,
    Edit,
    InsertItem,
    Patch,
    Patches,
    SetValue,
    TextEdit,
)
from article_schema.document.layout import Layout, PlainLayout
from article_schema.document.limits import DEFAULT_LIMITS, Limits
from article_schema.document.moments import written
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import GlancedTree
from article_schema.document.source import Source
from article_schema.document.splicing.first_column import edited_in_first_column
from article_schema.document.splicing.intended import NO_WAY, intended, refusal
from article_schema.document.splicing.place import Scene, locate
from article_schema.document.splicing.proof.batch import Batch, batch_of, overlap
from article_schema.document.splicing.proof.line import proved_by_line
from article_schema.document.splicing.proof.verify import MismatchError, proved, with_ends
from article_schema.document.splicing.shared.redrawn import data_after
from article_schema.document.splicing.shared.sharing import expanded, followed
from article_schema.document.tree import (
    Mapping,
    Sequence,
    Tree,
    data_at,
    key_text,
    left_out,
    target_of,
)
from article_schema.errors import EditError
from article_schema.faults import Recode, Rewrite

_PLAIN_LAYOUT = PlainLayout()
#: The search for edits that cannot be made ends after this many failures: each may cost a reading.
MOST_FAILURES = 64


def splice(
    source: Source,
    edits: SequenceOf[TextEdit],
    *,
    layout: Layout = _PLAIN_LAYOUT,
    limits: Limits = DEFAULT_LIMITS,
    tree: Tree | None = None,
) -> Source:
    """Apply edits to a file, one after the other, and return its new text.

    Each route refers to the data as the edits before it left them. `tree` saves the first reading
    when the caller has composed the source already.

    Raises:
        EditError: an edit cannot be made safely; then none is made.
        DocumentError: the source cannot be read.
    """
    return resplice(source, edits, layout=layout, limits=limits, tree=tree)[0]


def resplice(
    source: Source,
    edits: SequenceOf[TextEdit],
    *,
    layout: Layout = _PLAIN_LAYOUT,
    limits: Limits = DEFAULT_LIMITS,
    tree: Tree | None = None,
) -> tuple[Source, Tree]:
    """Apply edits as `splice` does and return the new source with its tree.

    Raises:
        EditError: an edit cannot be made safely; then none is made.
        DocumentError: the source cannot be read.
    """
    scene = Scene(source, tree or compose(source, limits), layout, limits)
    if len(edits) == 1:
        edited = edited_in_first_column(scene, edits[0])
        if edited is not None:
            return edited.source, edited.tree
    if isinstance(scene.tree, GlancedTree):
        scene = replace(scene, tree=scene.tree.whole)
    edits = _typed(scene, edits)
    for edit in edits:
        if isinstance(edit, Recode):
            scene = _recoded(scene, edit)
    comments = [edit for edit in edits if isinstance(edit, Rewrite)]
    if comments:
        # Their ranges are those of the text as it is now, before any other edit moves them.
        scene = _with_comments(scene, comments)
    changes = [edit for edit in edits if not isinstance(edit, Rewrite | Recode)]
    scene = _all_made(scene, changes)
    return scene.source, scene.tree


def _all_made(scene: Scene, waiting: list[Edit]) -> Scene:
    """Make edits, as many at once as can be proved together.

    Where that fails, the one that has to be made on its own is looked for by halves; from then on
    the batches double, so that a few such edits do not make all the others wait.
    """
    most = len(waiting)
    while waiting:
        if waiting[0].aliases == EXPAND:
            scene = expanded(scene, waiting[0])
            waiting = [replace(waiting[0], aliases=REFUSE), *waiting[1:]]
        scene = _but_one(scene, waiting[0])
        batch = batch_of(scene.tree, waiting[:most]) if len(waiting) > 1 else Batch([], [])
        parts = _taken_apart(scene, waiting, batch)
        if parts is not None:
            most += max(len(parts) - len(waiting), 0)
            waiting = parts
            continue
        if len(batch.edits) < 2:
            scene, done, waiting = _one(scene, waiting[0]), 1, waiting[1:]
        else:
            together = _together(scene, [waiting[number] for number in batch.numbers], batch.edits)
            if together is None:
                most = len(batch.edits) // 2
                continue
            scene, done = together, len(batch.edits)
            made = set(batch.numbers)
            waiting = [edit for number, edit in enumerate(waiting) if number not in made]
        most = max(most, 2 * done)
    return scene


def _taken_apart(scene: Scene, waiting: list[Edit], batch: Batch) -> list[Edit] | None:
    """Return the edits that wait, with those of a batch in smaller parts; None if none has any."""
    numbers = batch.numbers or [0]
    found = {number: _parts(scene, waiting[number]) for number in numbers}
    if all(parts is None for parts in found.values()):
        return None
    apart: list[Edit] = []
    for number, edit in enumerate(waiting):
        parts = found.get(number)
        apart += [edit] if parts is None else parts
    return apart


def _typed(scene: Scene, edits: SequenceOf[TextEdit]) -> SequenceOf[TextEdit]:
    """Return edits with values as the format of the file holds them."""
    to_file = scene.source.format
    if not to_file.has_dates:
        return [_with_text(scene, edit) for edit in edits]
    changed: list[TextEdit] = []
    for edit in edits:
        if isinstance(edit, SetValue):
            found = scene.tree.find(edit.route)
            old = data_at(scene.tree.data, edit.route) if found else None
            value = to_file.typed(edit.value, old, edit.route, scene.layout)
            changed.append(SetValue(edit.route, value))
        elif isinstance(edit, InsertItem):
            value = to_file.typed(edit.value, None, (*edit.route, edit.index), scene.layout)
            changed.append(InsertItem(edit.route, edit.index, value))
        else:
            changed.append(edit)
    return changed


def _with_text(scene: Scene, edit: TextEdit) -> TextEdit:
    """Return an edit whose date is the text that stands for it, as the old one is written."""
    if isinstance(edit, SetValue | InsertItem) and isinstance(edit.value, date):
        found = scene.tree.find(edit.route) if isinstance(edit, SetValue) else None
        node = target_of(found[1]) if found else None
        return replace(edit, value=written(edit.value, getattr(node, "text", "")))
    return edit


def _recoded(scene: Scene, edit: Recode) -> Scene:
    source = recoded(scene.source, edit)
    tree = compose(source, scene.limits)
    if not same(tree.data, scene.tree.data):
        raise refusal(edit.route, "the data would change")
    return Scene(source, tree, scene.layout, scene.limits)


def planned(scene: Scene, edits: SequenceOf[TextEdit]) -> Patches:
    """Return the patches of edits in their plainest way, which is not proved and costs no reading.

    Edits that depend on each other are made, and have no patches of their own.

    Raises:
        EditError: one cannot be made.
    """
    edits = _typed(scene, edits)
    changes = [edit for edit in edits if not isinstance(edit, Rewrite | Recode)]
    intended(scene.tree.data, changes)
    if len(batch_of(scene.tree, changes).edits) < len(changes):
        splice(scene.source, edits, layout=scene.layout, limits=scene.limits, tree=scene.tree)
        return []
    return scene.plan.together(changes)


def _with_comments(scene: Scene, edits: list[Rewrite]) -> Scene:
    patches = [Patch(*edit.span, edit.text) for edit in edits]
    try:
        new = proved(scene, patches, scene.tree.data)
        if _hidden(new.tree) != _hidden(scene.tree):
            raise MismatchError("the change would reach into what the data leave out")
    except MismatchError as error:
        raise refusal(edits[0].route, str(error)) from None
    return new


def _hidden(tree: Tree) -> list[str]:
    return [scalar.text for scalar in left_out(tree.root)]


def _together(scene: Scene, edits: list[Edit], batch: list[Edit]) -> Scene | None:
    """Make edits at once, each in its first way; None where that cannot be proved.

    Args:
        scene: the file.
        edits: the edits, one after the other.
        batch: the same, each as if it was the first.
    """
    try:
        for edit in batch:
            _require_plain(scene, edit)
        patches = scene.plan.together(batch)
        if overlap(patches):
            return None
        return proved(scene, patches, intended(scene.tree.data, edits))
    except (EditError, MismatchError):
        return None


def _require_plain(scene: Scene, edit: Edit) -> None:
    """Refuse values that no text can stand for.

    Raises:
        EditError: the edit has one.
    """
    if isinstance(edit, SetValue | InsertItem):
        odd = odd_part(edit.value, scene.limits, dates=scene.source.format.has_dates)
        if odd is not None:
            raise refusal(edit.route, odd)


def _one(scene: Scene, edit: Edit) -> Scene:
    _require_plain(scene, edit)
    goal = intended(scene.tree.data, [edit])
    if edit.aliases == FOLLOW:
        edit = followed(scene.tree, edit)
        goal = data_after(scene.tree, edit, scene.limits)
    elif isinstance(edit, Delete) and edit.which is not None:
        goal = data_after(scene.tree, edit, scene.limits)
    if same(scene.tree.data, goal) and isinstance(edit, SetValue):
        return scene
    reason = NO_WAY
    for patches in with_ends(scene, scene.plan(edit)):
        by_line = proved_by_line(scene, edit, patches, goal)
        if by_line is not None:
            return by_line
        try:
            return proved(scene, patches, goal)
        except MismatchError as error:
            reason = str(error)
    raise refusal(edit.route, reason if ";" in reason else f"{reason}; change it by hand")


def _parts(scene: Scene, edit: Edit) -> list[Edit] | None:
    """Split an edit into smaller ones: a collection of the same kind, and a repeated key."""
    if isinstance(edit, Delete):
        return _one_by_one(scene, edit)
    if (
        edit.aliases == FOLLOW
        or not isinstance(edit, SetValue)
        or not isinstance(edit.value, dict | list)
    ):
        return None
    intended(scene.tree.data, [edit])
    place = locate(scene, edit.route)
    if place.node is None and not edit.route and edit.value and isinstance(edit.value, dict):
        return diff(None, edit.value, scene.layout)
    kind = dict if isinstance(place.node, Mapping) else list
    if not isinstance(place.node, Mapping | Sequence) or not isinstance(edit.value, kind):
        return None
    _require_plain(scene, edit)
    old = data_at(scene.tree.data, edit.route)
    return diff(old, edit.value, scene.layout, edit.route)


def _one_by_one(scene: Scene, edit: Delete) -> list[Edit] | None:
    """Return an edit for each entry of a repeated key; None for another one."""
    count = _count(scene, edit)
    return [*[replace(edit, which=0)] * (count - 1), edit] if count > 1 else None


def _count(scene: Scene, edit: Delete) -> int:
    """Return how many entries an edit takes out."""
    found = scene.tree.find(edit.route[:-1]) if edit.route else None
    parent = target_of(found[1]) if found else scene.tree.root
    if edit.which is not None or not edit.route or not isinstance(parent, Mapping):
        return 1
    if not parent.is_repeated(str(edit.route[-1])):
        return 1
    return sum(key_text(key) == edit.route[-1] for key, _ in parent.pairs)


def _but_one(scene: Scene, edit: Edit) -> Scene:
    """Take out all entries of a repeated key at once but the last, which is the one that counts.

    Where that cannot be proved, or the edit is another one, the scene stays as it is.
    """
    count = _count(scene, edit) if isinstance(edit, Delete) else 1
    if not isinstance(edit, Delete) or count == 1:
        return scene
    patches: Patches = []
    try:
        for which in range(count - 1):
            patches += next(scene.plan(replace(edit, which=which)))
        return scene if overlap(patches) else proved(scene, patches, scene.tree.data)
    except (EditError, MismatchError):
        return scene


__all__ = ["intended", "planned", "resplice", "splice"]
