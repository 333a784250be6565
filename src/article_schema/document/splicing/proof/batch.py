"""Batches: which edits can be made and proved together, since none moves or meets another.

An edit says where it takes place in the data as the edits before it left them. The edits of a batch
are planned in one reading of the file, so their routes are written back to what that reading has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    Patches,
    RenameKey,
    SetValue,
    reaches_elsewhere,
)
from article_schema.document.tree import Mapping, Sequence, Tree, target_of
from article_schema.routes import Route


@dataclass(frozen=True, slots=True)
class Batch:
    """Edits that can be made together."""

    #: Their numbers among those that wait.
    numbers: list[int]
    #: The same edits, with routes in the tree.
    edits: list[Edit]


def batch_of(tree: Tree, edits: Iterable[Edit]) -> Batch:
    """Return the edits that can be made together, before all others.

    An edit that has to wait keeps back those after it that meet it. An edit that may change several
    places keeps back all that follow.
    """
    claims = _Claims(tree)
    batch = Batch([], [])
    for number, edit in enumerate(edits):
        if reaches_elsewhere(edit) or not edit.route:
            break
        planned = claims.take(edit)
        if planned is None:
            claims.keep_back(edit)
        else:
            batch.numbers.append(number)
            batch.edits.append(planned)
    return batch


def overlap(patches: Patches) -> bool:
    """Tell whether two patches change the same text."""
    ends = sorted((patch.start, patch.end) for patch in patches)
    return any(one[1] > other[0] for one, other in pairwise(ends))


class _Claims:
    """What the edits of a batch change: no two of them the same, or what is in it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.routes: set[Route] = set()
        #: Every route above one of those.
        self.above: set[Route] = set()
        #: Mappings that get keys, and how many keys are taken out of each.
        self.widened: set[Route] = set()
        self.removed: dict[Route, int] = {}
        #: Mappings that lose their first key, and so no other one.
        self.beheaded: set[Route] = set()
        #: The lowest index that is taken out of each list.
        self.cut: dict[Route, int] = {}
        #: How many items are put into each list, and the index of the last of them.
        self.added: dict[Route, tuple[int, int]] = {}

    def take(self, edit: Edit) -> Edit | None:
        """Claim what an edit changes; None if that is taken, or moved by another edit."""
        if not self._is_free(edit.route):
            return None
        if isinstance(edit, InsertItem):
            return self._insertion(edit)
        if edit.route in self.added:
            return None
        if isinstance(edit, SetValue) and not self._widens(edit.route):
            return None
        if isinstance(edit, Delete) and not self._shortens(edit.route):
            return None
        if isinstance(edit, RenameKey):
            renamed = (*edit.route[:-1], edit.key)
            if not self._is_free(renamed):
                return None
            self._claim(renamed)
        self._claim(edit.route)
        return edit

    def keep_back(self, edit: Edit) -> None:
        """Claim what an edit changes that has to wait: no later one may go before it."""
        in_list = isinstance(edit.route[-1], int)
        self._claim(edit.route[:-1] if in_list else edit.route)
        if isinstance(edit, RenameKey):
            self._claim((*edit.route[:-1], edit.key))

    def _claim(self, route: Route) -> None:
        self.routes.add(route)
        self.above.update(route[:depth] for depth in range(len(route)))

    def _is_free(self, route: Route) -> bool:
        if route in self.above:
            return False
        for depth in range(1, len(route) + 1):
            if route[:depth] in self.routes:
                return False
            step, here = route[depth - 1], route[: depth - 1]
            if here in self.added and depth <= len(route):
                return False
            if isinstance(step, int) and step >= self.cut.get(here, step + 1):
                return False
        return True

    def _widens(self, route: Route) -> bool:
        """Tell whether a value can be set: one that is there, or one of a mapping that loses none.

        New keys go below the last one, so its lines have to stay.
        """
        if self.tree.find(route) is not None:
            return True
        parent = route[:-1]
        if parent in self.removed:
            return False
        self.widened.add(parent)
        return True

    def _shortens(self, route: Route) -> bool:
        """Tell whether a value can be taken out: of a list from the end on, and never the last."""
        parent, step = route[:-1], route[-1]
        if parent in self.widened:
            return False
        count = self.removed.get(parent, 0) + 1
        found = self.tree.find(parent) if parent else (None, self.tree.root)
        node = found[1] if found is not None and found[1] is not None else None
        if node is None:
            return False
        node = target_of(node)
        if isinstance(node, Sequence) and isinstance(step, int):
            self.cut[parent] = step
            size = len(node.items)
        elif isinstance(node, Mapping):
            size = len(node.pairs)
            # Behind a dash the one below the first moves up, so that one has to stay.
            if parent in self.beheaded or (count > 1 and node.index(str(step)) == 0):
                return False
            if node.index(str(step)) == 0:
                self.beheaded.add(parent)
        else:
            return False
        self.removed[parent] = count
        return count < size or count == 1

    def _insertion(self, edit: InsertItem) -> Edit | None:
        """Return an insertion with its index in the list as it was read, if they come in order."""
        if edit.route in self.cut or edit.route in self.above:
            return None
        count, last = self.added.get(edit.route, (0, -1))
        if edit.index <= last:
            return None
        self.added[edit.route] = count + 1, edit.index
        self.above.update(edit.route[:depth] for depth in range(len(edit.route)))
        return replace(edit, index=edit.index - count)
