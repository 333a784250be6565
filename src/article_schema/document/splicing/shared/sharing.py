"""Shared values: what stands in several places, by an anchor and its aliases or by a merge.

An edit is refused where it would change other places, too. With `follow` it is made where the value
is written; with `expand` the place gets a value of its own first, which changes no data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    Patch,
    Patches,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.splicing.flow import remove_from_flow
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.place import ADVICE, BY_HAND, Place, Scene, locate
from article_schema.document.splicing.proof.verify import MismatchError, proved
from article_schema.document.splicing.properties import content_of
from article_schema.document.splicing.rearrange import remove_entry
from article_schema.document.splicing.render import BlockStyle, Writer
from article_schema.document.splicing.values import replace_value
from article_schema.document.tree import (
    Alias,
    Data,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    data_at,
    is_merge,
    key_text,
    merge_sources,
    nodes,
    target_of,
    walk,
)
from article_schema.routes import Route

#: A place may share values that share values; no file of people comes near to that.
_MOST_STEPS = 200


def followed(tree: Tree, edit: Edit) -> Edit:
    """Return an edit with the route to where the value is written that its place shares.

    Raises:
        EditError: there is no such value.
    """
    routes = {id(node): route for route, _, node in walk(tree.root)} if tree.root else {}
    routes[id(tree.root)] = ()
    node: Node | None = tree.root
    route: Route = ()
    for depth, step in enumerate(edit.route):
        parent = _owner(target_of(node), step) if node is not None else None
        if parent is None:
            raise refusal(edit.route[:depth], "there is no such value")
        route = (*routes[id(parent)], step)
        found = tree.find((step,), parent)
        node = found[1] if found else None
    if isinstance(node, Alias) and not isinstance(edit, Delete | RenameKey):
        route = routes[id(target_of(node))]
    return replace(edit, route=route)


def _owner(node: Scalar | Mapping | Sequence, step: str | int) -> Mapping | Sequence | None:
    """Return the collection in which a step of a route is written: a node, or one it merges."""
    if isinstance(node, Mapping) and isinstance(step, str) and node.index(step) < 0:
        for source in merge_sources(node):
            owner = _owner(source, step)
            if isinstance(owner, Mapping) and owner.index(step) >= 0:
                return owner
    return None if isinstance(node, Scalar) else node


def expanded(scene: Scene, edit: Edit) -> Scene:
    """Return the scene in which the place of an edit has values of its own; the data are the same.

    Raises:
        EditError: that cannot be written safely.
    """
    for _ in range(_MOST_STEPS):
        new = _step(scene, edit)
        if new is None:
            return scene
        scene = new
    raise refusal(edit.route, f"too many values are shared there; {BY_HAND}", ADVICE)


def _step(scene: Scene, edit: Edit) -> Scene | None:
    """Take the first obstacle out of the way of an edit; None where there is none."""
    node = scene.tree.root
    is_inside = isinstance(edit, InsertItem | ReorderItems)
    for depth in range(len(edit.route) + 1):
        here, is_last = edit.route[:depth], depth == len(edit.route)
        if node is None or (is_last and not is_inside):
            break
        if isinstance(node, Alias):
            return _proved(scene, here, scene.plan(SetValue(here, _data_at(scene, here))))
        if node.anchor is not None and id(node) in scene.aliased:
            return _with_anchor_moved(scene, here, node)
        if is_last:
            return None
        found = scene.tree.find((edit.route[depth],), node)
        if found is not None and _owner(node, edit.route[depth]) is not node:
            if depth + 1 < len(edit.route) or is_inside:
                own = edit.route[: depth + 1]
                return _proved(scene, own, scene.plan(SetValue(own, _data_at(scene, own))))
            return None if isinstance(edit, SetValue) else _without_merge(scene, here)
        node = found[1] if found is not None else None
    if node is None or isinstance(edit, RenameKey):
        return None
    return _step_inside(scene, edit.route, node)


def _step_inside(scene: Scene, route: Route, node: Node) -> Scene | None:
    """Move the first anchor out of a value that goes, if something outside needs it."""
    inside = {id(each) for each in nodes(node)}
    for alias in scene.aliases:
        target = alias.target
        if id(alias) in inside or id(target) not in inside or isinstance(target, Alias):
            continue
        for below, _, each in [((), None, node), *walk(node)]:
            if each is target:
                return _with_anchor_moved(scene, (*route, *below), target)
    return None


def _with_anchor_moved(scene: Scene, route: Route, node: Scalar | Mapping | Sequence) -> Scene:
    """Write a value where its first alias stands, with the anchor, which it loses itself."""
    inside = {id(each) for each in nodes(node)}
    alias = next(each for each in scene.aliases
                 if target_of(each) is node and id(each) not in inside)  # fmt: skip
    anchor = content_of(scene.text, node).anchor
    if anchor is None:
        raise refusal(route, f"its anchor cannot be found; {BY_HAND}", ADVICE)
    removal = Patch(*anchor, "")
    data = _data_at(scene, route)
    ways = ([removal, *patches] for patches in _in_place_of(scene, route, alias, data, node))
    return _proved(scene, route, ways)


def _in_place_of(
    scene: Scene, route: Route, alias: Alias, data: Data, node: Scalar | Mapping | Sequence
) -> Iterator[Patches]:
    """Yield the ways to write a value with its anchor in the place of an alias."""
    mark = f"&{node.anchor}"
    for there, _, each in walk(scene.tree.root) if scene.tree.root else ():
        if each is alias and "<<" not in there:
            place = locate(replace(scene, follows=True), there)
            if place.node is alias:
                yield from replace_value(scene, place, data, mark)
    for careful in (False, True):
        text = Writer(scene, BlockStyle(), careful=careful).flow(data, node, route)
        yield [Patch(alias.start, alias.end, f"{mark} {text}")]


def _without_merge(scene: Scene, route: Route) -> Scene:
    """Give a mapping the entries that it merges, and remove the merge key."""
    data = _data_at(scene, route)
    node = _mapping_at(scene, route)
    own = {key_text(key) for key, _ in node.pairs}
    for key in data:
        if key not in own:
            scene = _proved(scene, route, scene.plan(SetValue((*route, key), data[key])))
    place = locate(scene, (*route, next(iter(data))))
    parent = _mapping_at(scene, route)
    merges = [index for index, (key, _) in enumerate(parent.pairs) if is_merge(key)]
    if len(merges) != 1:
        raise refusal(route, f"it has several merge keys `<<`; {BY_HAND}", ADVICE)
    key, value = parent.pairs[merges[0]]
    merge = Place((*route, "<<"), place.path, merges[0], key, value)
    remove = remove_from_flow if place.in_flow else remove_entry
    return _proved(scene, route, remove(scene, merge))


def _mapping_at(scene: Scene, route: Route) -> Mapping:
    found = scene.tree.find(route)
    node = found[1] if found else scene.tree.root
    if not isinstance(node, Mapping):
        raise refusal(route, f"there is no mapping of its own here; {BY_HAND}", ADVICE)
    return node


def _proved(scene: Scene, route: Route, ways: Iterator[Patches]) -> Scene:
    for patches in ways:
        try:
            return proved(scene, patches, scene.tree.data)
        except MismatchError:
            continue
    raise refusal(route, f"the shared value cannot be written here; {BY_HAND}", ADVICE)


def _data_at(scene: Scene, route: Route) -> Data:
    if "<<" in route:
        raise refusal(route, "the value stands below a merge key `<<`; change it there by hand")
    return data_at(scene.tree.data, route)
