"""Planners: what the ways to make an edit have in common, whatever a file is written in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from collections.abc import Sequence as SequenceOf
from dataclasses import replace

from article_schema.document.edits import (
    FOLLOW,
    Delete,
    Edit,
    InsertItem,
    Patches,
    RenameKey,
    SetValue,
)
from article_schema.document.splicing.flow import remove_from_flow, reorder_flow
from article_schema.document.splicing.intended import NO_WAY, refusal
from article_schema.document.splicing.new_keys import new_keys
from article_schema.document.splicing.place import Place, Scene, locate, no_value, open_collection
from article_schema.document.splicing.shared.redrawn import pair_of
from article_schema.document.tree import Data, Mapping, Scalar, Sequence, is_empty
from article_schema.routes import Route


class Planner(ABC):
    """Plans the edits of one file, whose lists and mappings stand in brackets."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def __call__(self, edit: Edit) -> Iterator[Patches]:
        """Return the ways to make an edit, the best first.

        Raises:
            EditError: its route does not exist, or must not change.
        """
        follows = edit.aliases == FOLLOW
        if follows is not self.scene.follows:
            self.scene = replace(self.scene, follows=follows)
        place = locate(self.scene, edit.route)
        if isinstance(edit, SetValue):
            return self._set(place, edit.value)
        if place.node is None:
            raise no_value(self.scene, edit.route)
        if isinstance(edit, Delete | RenameKey):
            if isinstance(edit, Delete) and edit.which is not None:
                return self.remove(_with_pair(place, edit))
            _refuse_repeated(place)
            if isinstance(edit, RenameKey):
                return self.rename_key(place, edit.key)
            return self.remove(place)
        node = open_collection(self.scene, edit.route, place.node)
        if not isinstance(node, Sequence):
            raise refusal(edit.route, "there is no list here")
        if isinstance(edit, InsertItem):
            return self.insert_item(place, node, edit)
        return iter([self.reorder(node, edit.route, edit.order)])

    def together(self, edits: SequenceOf[Edit]) -> Patches:
        """Return the patches of edits that do not meet, each in its best way.

        New keys of a mapping know of each other, so that they come in their order, and blank lines
        stand where they belong. What is put in at the end of a collection goes above what is put in
        at the same place for one around it.

        Raises:
            EditError: one of them cannot be made.
        """
        coming: dict[Route, dict[str, None]] = {}
        for edit in edits:
            if isinstance(edit, SetValue) and self.scene.tree.find(edit.route) is None:
                coming.setdefault(edit.route[:-1], {})[str(edit.route[-1])] = None
        self.scene = replace(self.scene, coming=coming)
        patches: Patches = []
        for edit in sorted(edits, key=self._rank):
            way = next(self(edit), None)
            if way is None:
                raise refusal(edit.route, NO_WAY)
            patches += way
        return patches

    def _rank(self, edit: Edit) -> tuple[int, int]:
        """Return what tells which of two edits at the same place comes first."""
        if isinstance(edit, InsertItem):
            return -len(edit.route), 0
        above = edit.route[:-1]
        if str(edit.route[-1]) not in self.scene.coming.get(above, ()):
            return 0, 0
        path = locate(self.scene, edit.route).path
        if not path or not isinstance(path[-1], Mapping):
            return -len(above), 0
        keys = new_keys(self.scene, path[-1], edit.route)
        return -len(above), keys.places[str(edit.route[-1])][0]

    def _set(self, place: Place, value: Data) -> Iterator[Patches]:
        if place.node is None:
            return self.insert_key(place, value)
        is_scalar = isinstance(place.node, Scalar) and not is_empty(place.node)
        if is_scalar and not isinstance(value, dict | list):
            return self.replace_scalar(place, value)
        return self.replace_value(place, value)

    @abstractmethod
    def replace_scalar(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new scalar in the place of a written one."""

    @abstractmethod
    def replace_value(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a value that changes between scalar, list and mapping, or was not written."""

    @abstractmethod
    def rename_key(self, place: Place, key: str) -> Iterator[Patches]:
        """Plan a new key for the entry at a place."""

    @abstractmethod
    def insert_key(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan the entry of a mapping that a place is the missing key of."""

    @abstractmethod
    def insert_item(self, place: Place, node: Sequence, edit: InsertItem) -> Iterator[Patches]:
        """Plan a new item of the list at a place."""

    def remove(self, place: Place) -> Iterator[Patches]:
        """Plan the removal of an entry."""
        return remove_from_flow(self.scene, place)

    def reorder(self, node: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
        """Plan a new order of the items of a list."""
        return reorder_flow(self.scene, node, route, order)


def _with_pair(place: Place, edit: Delete) -> Place:
    """Return the place of the one entry of a repeated key that is meant."""
    if not isinstance(place.parent, Mapping):
        raise refusal(edit.route, "a list item is there once; leave out `which`")
    index = pair_of(place.parent, edit)
    key, node = place.parent.pairs[index]
    return replace(place, index=index, key=key, node=node)


def _refuse_repeated(place: Place) -> None:
    if place.key is None or not isinstance(place.parent, Mapping):
        return
    if place.parent.is_repeated(str(place.route[-1])):
        raise refusal(
            place.route,
            "the key is used twice, so it is not clear which one is meant; delete "
            "one of them first",
        )
