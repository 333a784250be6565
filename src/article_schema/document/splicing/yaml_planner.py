"""Edits of YAML, in blocks and in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.edits import InsertItem, Patches
from article_schema.document.splicing.flow import Way, insert_in_flow
from article_schema.document.splicing.insert import insert_first, insert_item, insert_key
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.new_keys import new_key_index
from article_schema.document.splicing.place import Place, locate
from article_schema.document.splicing.planner import Planner
from article_schema.document.splicing.rearrange import remove_entry, reorder_block
from article_schema.document.splicing.render import BlockStyle, Writer
from article_schema.document.splicing.values import rename_key, replace_scalar, replace_value
from article_schema.document.tree import Data, Mapping, Sequence
from article_schema.routes import Route


class YamlPlanner(Planner):
    """Plans the edits of a file of YAML."""

    def replace_scalar(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new scalar, in one style after the other."""
        return replace_scalar(self.scene, place, value)

    def replace_value(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a value of another kind."""
        return replace_value(self.scene, place, value)

    def rename_key(self, place: Place, key: str) -> Iterator[Patches]:
        """Plan a new key."""
        return rename_key(self.scene, place, key)

    def insert_key(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new entry of a mapping, or the first one of a file."""
        scene, route = self.scene, place.route
        if not place.path:
            if scene.tree.root is not None:
                raise refusal(route, "the file holds no mapping that could take a key")
            return insert_first(scene, route, value)
        parent = place.parent
        assert isinstance(parent, Mapping)  # noqa: S101 - only a key can be missing
        if not parent.flow:
            return insert_key(scene, parent, route, value)
        holder = locate(scene, route[:-1])
        if not parent.pairs and not holder.in_flow:
            return replace_value(scene, holder, {route[-1]: value})

        def way(writer: Writer) -> Way:
            return lambda *_: writer.flow_pair(str(route[-1]), value, None, route)

        index = new_key_index(scene, parent, route)
        return insert_in_flow(scene, parent, index, route, map(way, self._writers()))

    def insert_item(self, place: Place, node: Sequence, edit: InsertItem) -> Iterator[Patches]:
        """Plan a new item of a list."""
        scene, route, index = self.scene, edit.route, edit.index
        if not node.flow:
            return insert_item(scene, node, route, index, edit.value)
        if not node.items and not place.in_flow:
            return replace_value(scene, place, [edit.value])
        sample = node.items[max(index - 1, 0)] if node.items else None

        def way(writer: Writer) -> Way:
            return lambda *_: writer.flow(edit.value, sample, (*route, index))

        return insert_in_flow(scene, node, index, route, map(way, self._writers()))

    def remove(self, place: Place) -> Iterator[Patches]:
        """Plan the removal of an entry, with its comments."""
        return super().remove(place) if place.in_flow else remove_entry(self.scene, place)

    def reorder(self, node: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
        """Plan a new order of the items of a list, each with its comments."""
        if node.flow:
            return super().reorder(node, route, order)
        return reorder_block(self.scene, node, route, order)

    def _writers(self) -> Iterator[Writer]:
        for careful in (False, True):
            yield Writer(self.scene, BlockStyle(), careful=careful)
