"""Redrawn trees: the meaning of edits that reach more, or less, than the data at their route.

What an edit does to each place that shares a value, and which value a repeated key has when one of
its entries goes, is only to be seen in the nodes of a file. So the edit is made in a copy of the
nodes, and the data are made of that.
"""

from __future__ import annotations

from copy import deepcopy

from article_schema.document.edits import Delete, Edit, InsertItem, RenameKey, SetValue
from article_schema.document.limits import Limits
from article_schema.document.reading.construct import OverLimitError, construct
from article_schema.document.splicing.intended import refusal
from article_schema.document.styling import render_scalar
from article_schema.document.tree import (
    Alias,
    Data,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    key_text,
    nodes,
    target_of,
)


def data_after(tree: Tree, edit: Edit, limits: Limits) -> Data:
    """Return the data of a file after an edit in each place that shares what it changes.

    Args:
        tree: the file; it stays as it is.
        edit: the edit, whose route leads to where a value is written.
        limits: those of the file.

    Raises:
        EditError: there is nothing at its route.
    """
    new = Tree(deepcopy(tree.root))
    found = new.find(
        edit.route[:-1] if isinstance(edit, SetValue | Delete | RenameKey) else edit.route
    )
    node = target_of(found[1]) if found else None
    if node is None or isinstance(node, Scalar):
        raise refusal(edit.route, "there is neither a list nor a mapping here")
    if isinstance(edit, SetValue):
        _set(new, node, edit)
    elif isinstance(edit, Delete):
        _delete(node, edit)
    elif isinstance(edit, RenameKey) and isinstance(node, Mapping):
        index = node.index(str(edit.route[-1]))
        node.pairs[index] = node_of(edit.key), node.pairs[index][1]
    elif isinstance(node, Sequence) and isinstance(edit, InsertItem):
        node.items.insert(edit.index, node_of(edit.value))
    elif isinstance(node, Sequence) and not isinstance(edit, RenameKey | InsertItem):
        node.items[:] = [node.items[index] for index in edit.order]
    _require_anchors(new, edit)
    try:
        construct(new, limits)
    except OverLimitError as error:
        raise refusal(edit.route, error.fault.message) from None
    return new.data


def _require_anchors(tree: Tree, edit: Edit) -> None:
    """Refuse an edit after which an alias stands for nothing.

    Raises:
        EditError: there is such an alias.
    """
    present = {id(each) for each in nodes(tree.root)}
    for each in nodes(tree.root):
        if isinstance(each, Alias) and id(target_of(each)) not in present:
            raise refusal(
                edit.route,
                f"its anchor `&{each.name}` is used elsewhere; change that first",
                'or edit it with aliases="expand", which gives the value to another place first',
            )


def _set(tree: Tree, parent: Mapping | Sequence, edit: SetValue) -> None:
    step, new = edit.route[-1], node_of(edit.value)
    if isinstance(parent, Sequence) and isinstance(step, int):
        old: Node | None = parent.items[step]
        parent.items[step] = new
    elif isinstance(parent, Mapping):
        index = parent.index(str(step))
        if index < 0:
            parent.pairs.append((node_of(step), new))
            return
        key, old = parent.pairs[index]
        parent.pairs[index] = key, new
    else:
        raise refusal(edit.route, "there is no such value")
    if not isinstance(old, Alias | None):
        new.anchor = old.anchor
        for each in nodes(tree.root):
            if isinstance(each, Alias) and each.target is old:
                each.target = new


def _delete(parent: Mapping | Sequence, edit: Delete) -> None:
    step = edit.route[-1]
    if isinstance(parent, Mapping):
        del parent.pairs[pair_of(parent, edit)]
    elif isinstance(step, int):
        del parent.items[step]


def pair_of(parent: Mapping, edit: Delete) -> int:
    """Return the number of the pair that an edit deletes.

    Raises:
        EditError: the key is not there so often.
    """
    step = str(edit.route[-1])
    if edit.which is None:
        return parent.index(step)
    found = [index for index, (key, _) in enumerate(parent.pairs) if key_text(key) == step]
    if not -len(found) <= edit.which < len(found):
        raise refusal(edit.route, f"the key is used {len(found)} times; count from 0")
    return found[edit.which]


def node_of(value: Data) -> Scalar | Mapping | Sequence:
    """Return a node that stands for plain data."""
    if isinstance(value, list):
        items = Sequence(True, 0)
        items.items = [node_of(item) for item in value]
        return items
    if isinstance(value, dict):
        mapping = Mapping(True, 0)
        mapping.pairs = [(node_of(key), node_of(item)) for key, item in value.items()]
        return mapping
    if isinstance(value, str):
        return Scalar(value, '"', 0, 0)
    return Scalar(render_scalar(value, "") or "", "", 0, 0)
