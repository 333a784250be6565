"""Edits: changes to the data of a file, named by route; and the patches of its text for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from article_schema.document.tree import Data
from article_schema.faults import Recode, Rewrite
from article_schema.routes import Route

#: What to do about a value that stands in several places, by an anchor and its aliases.
REFUSE, FOLLOW, EXPAND = "refuse", "follow", "expand"
SHARING = (REFUSE, FOLLOW, EXPAND)


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a route a new value. A missing last key is inserted; what leads to it must exist.

    Of a repeated key the last entry gets it, which is the one that counts.
    """

    route: Route
    value: Data
    #: `refuse` what others share, `follow` to change all of its places, `expand` to change this
    #: place alone.
    aliases: str = REFUSE


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a key with its value, or a list item. Of a repeated key every entry is removed."""

    route: Route
    #: The number of the entry to remove where the key is repeated, counted from 0.
    which: int | None = None
    aliases: str = REFUSE


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give a mapping entry another key; its value stays as it is written."""

    route: Route
    key: str
    aliases: str = REFUSE


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Put a new item into the list at `route`, before the item that has `index` now."""

    route: Route
    index: int
    value: Data
    aliases: str = REFUSE


@dataclass(frozen=True, slots=True)
class ReorderItems:
    """Reorder the list at `route`: `order` holds the present indexes in their new sequence."""

    route: Route
    order: tuple[int, ...]
    aliases: str = REFUSE


#: A change of the data.
Edit: TypeAlias = SetValue | Delete | RenameKey | InsertItem | ReorderItems
#: A change of the data, or of how they are written.
TextEdit: TypeAlias = Edit | Rewrite | Recode


def reaches_elsewhere(edit: Edit) -> bool:
    """Tell whether an edit may change more than the value at its route, or not that value."""
    return edit.aliases != REFUSE or (isinstance(edit, Delete) and edit.which is not None)


def keys_changed(edits: Iterable[Edit], above: Route) -> set[str] | None:
    """Return the keys of a mapping whose values edits may change.

    Args:
        edits: the edits.
        above: the route of the mapping.

    Returns:
        None where an edit may change more than values in the mapping.
    """
    keys, depth = set(), len(above)
    for edit in edits:
        if len(edit.route) <= depth or edit.route[:depth] != above or reaches_elsewhere(edit):
            return None
        keys.add(str(edit.route[depth]))
        if isinstance(edit, RenameKey):
            keys.add(edit.key)
    return keys


class Patch(NamedTuple):
    """New text for a range of the old one."""

    start: int
    end: int
    text: str


#: The patches of one edit; their ranges do not overlap.
Patches: TypeAlias = list[Patch]


def apply_patches(text: str, patches: Iterable[Patch]) -> str:
    """Return the text with every patch applied."""
    parts: list[str] = []
    position = 0
    for patch in sorted(patches, key=lambda patch: (patch.start, patch.end)):
        parts += (text[position : patch.start], patch.text)
        position = patch.end
    return "".join((*parts, text[position:]))


class Plan(Protocol):
    """Plans the edits of one file."""

    def __call__(self, edit: Edit) -> Iterator[Patches]:
        """Return the ways to make an edit, the best first."""
        ...

    def together(self, edits: Sequence[Edit]) -> Patches:
        """Return the patches of edits that do not meet, each in its best way."""
        ...
