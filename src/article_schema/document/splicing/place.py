"""Where an edit takes place: the nodes on its route, or the reason why they must not change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from article_schema.document.edits import Plan
from article_schema.document.layout import Layout
from article_schema.document.limits import Limits
from article_schema.document.manner import QUOTED
from article_schema.document.source import Source
from article_schema.document.splicing.entries import Entry, entries_of
from article_schema.document.splicing.intended import refusal
from article_schema.document.tree import (
    Alias,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    nodes,
    scalars,
    target_of,
)
from article_schema.errors import EditError
from article_schema.routes import Route

T = TypeVar("T")

#: What to do about a value that stands in several places: anybody, and a program.
BY_HAND = "change it where it is written"
ADVICE = (
    'or edit it with aliases="follow" to change all of its places, or with aliases="expand" to '
    "change this place alone"
)


@dataclass(frozen=True)
class Scene:
    """What every planner needs to know about the file it works on."""

    source: Source
    tree: Tree
    layout: Layout
    limits: Limits
    #: Whether what several places share may change, in each of them.
    follows: bool = False
    #: The new keys that mappings get at once, by the routes of the mappings.
    coming: dict[Route, dict[str, None]] = field(default_factory=dict)

    def after(self, source: Source, tree: Tree) -> Scene:
        """Return the scene of the file after an edit; no other keys are coming any more."""
        return Scene(source, tree, self.layout, self.limits, self.follows)

    @property
    def text(self) -> str:
        """The whole text; spans of nodes are ranges of it."""
        return self.source.text

    @cached_property
    def plan(self) -> Plan:
        """What yields the ways to make an edit, the best first."""
        return self.source.format.planner(self.source, self.tree, self.layout, self.limits)

    @cached_property
    def _known(self) -> dict[tuple[str, int], Any]:
        return {}

    def once(self, what: str, node: Node | None, find: Callable[[], T]) -> T:
        """Return what is found for a node of the file, which is looked for once."""
        key = (what, id(node))
        if key not in self._known:
            self._known[key] = find()
        found: T = self._known[key]
        return found

    def entries(self, collection: Mapping | Sequence) -> list[Entry]:
        """Return the entries of a block collection of the file."""
        end = self.source.block[1]
        return self.once("entries", collection, lambda: entries_of(self.text, collection, end))

    @cached_property
    def aliases(self) -> list[Alias]:
        """Every alias of the file."""
        if "*" not in self.text:
            return []
        return [node for node in nodes(self.tree.root) if isinstance(node, Alias)]

    @cached_property
    def aliased(self) -> frozenset[int]:
        """The numbers of the nodes that aliases stand for."""
        return frozenset(id(target_of(alias)) for alias in self.aliases)

    @cached_property
    def has_block_text(self) -> bool:
        """Whether new text over several lines stands below a `|`: in the file, or in the style."""
        if any(each.style in ("|", ">") for each in scalars(self.tree.root)):
            return True
        return self.layout.manner.multi_line != QUOTED

    @cached_property
    def newline(self) -> str:
        """The line break of the file."""
        return self.source.newline


@dataclass(frozen=True)
class Place:
    """A route in the tree. `node` and `key` are None where it does not exist yet."""

    route: Route
    #: The collections from the root down to the one that holds the node; empty for the root.
    path: tuple[Mapping | Sequence, ...]
    #: The number of the pair or item in that collection, -1 where it does not exist yet.
    index: int
    key: Node | None
    node: Node | None

    @property
    def parent(self) -> Mapping | Sequence:
        """The collection that holds the node."""
        return self.path[-1]

    @property
    def in_flow(self) -> bool:
        """Tell whether the node stands inside brackets or braces."""
        return bool(self.path) and self.path[-1].flow


def locate(scene: Scene, route: Route) -> Place:
    """Find a route; its last key may be missing.

    Raises:
        EditError: it does not exist, or it leads through an alias, a merge key or an anchor in use.
    """
    node, key, index = scene.tree.root, None, -1
    path: tuple[Mapping | Sequence, ...] = ()
    for depth in range(len(route)):
        here = route[:depth]
        if node is None:
            if depth == 0 and len(route) == 1:
                return Place(route, (), -1, None, None)
            raise no_value(scene, here)
        parent = open_collection(scene, here, node)
        path = (*path, parent)
        index, key, node = _child(parent, route[: depth + 1])
    return Place(route, path, index, key, node)


def open_collection(scene: Scene, route: Route, node: Node) -> Mapping | Sequence:
    """Return the collection at a route, if what is in it may change.

    Raises:
        EditError: it is an alias, an anchor in use, or no collection.
    """
    if isinstance(node, Alias):
        reason = f"the value is the alias `*{node.name}`, shared with its anchor; {BY_HAND}"
        raise refusal(route, reason, ADVICE)
    if isinstance(node, Scalar):
        raise refusal(route, "there is neither a list nor a mapping here")
    if node.anchor is not None and id(node) in scene.aliased and not scene.follows:
        reason = f"the anchor `&{node.anchor}` is used elsewhere, which would change too; {BY_HAND}"
        raise refusal(route, reason, ADVICE)
    return node


def _child(parent: Mapping | Sequence, route: Route) -> tuple[int, Node | None, Node | None]:
    step = route[-1]
    if isinstance(parent, Sequence):
        if not isinstance(step, int) or not 0 <= step < len(parent.items):
            raise refusal(route, f"the list has {len(parent.items)} items")
        return step, None, parent.items[step]
    if isinstance(step, int):
        raise refusal(route, "there is no list here")
    index = parent.index(step)
    if index >= 0:
        return index, *parent.pairs[index]
    return -1, None, None


def no_value(scene: Scene, route: Route) -> EditError:
    """Return the error that says why there is no value of its own at a route."""
    if scene.tree.find(route) is None:
        return refusal(route, "there is no such value")
    reason = f"the key comes from a merge key `<<`, and is not written here; {BY_HAND}"
    return refusal(route, reason, ADVICE)


def refuse_used_anchor(scene: Scene, place: Place, *, keeps: bool = False) -> None:
    """Refuse to remove a node with an anchor that an alias elsewhere refers to.

    `keeps` says that the anchor of the node itself stays, which is no harm where aliases follow.

    Raises:
        EditError: there is such an anchor.
    """
    if place.node is None or "&" not in scene.text[place.node.start : place.node.end]:
        return
    removed = {id(node) for node in nodes(place.node)}
    for alias in scene.aliases:
        stays = keeps and scene.follows and alias.target is place.node
        if id(alias) not in removed and id(alias.target) in removed and not stays:
            reason = f"its anchor `&{alias.name}` is used elsewhere; {BY_HAND}"
            raise refusal(place.route, reason, ADVICE)
