"""Edits: changes to the data of a file, named by route; and the patches of its text for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from article_schema.document.tree import Data
from article_schema.faults import Recode, Rewrite
from article_schema.routes import Route


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a route a new value. A missing last key is inserted; what leads to it must exist."""

    route: Route
    value: Data


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a key with its value, or a list item."""

    route: Route


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give a mapping entry another key; its value stays as it is written."""

    route: Route
    key: str


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Put a new item into the list at `route`, before the item that has `index` now."""

    route: Route
    index: int
    value: Data


@dataclass(frozen=True, slots=True)
class ReorderItems:
    """Reorder the list at `route`: `order` holds the present indexes in their new sequence."""

    route: Route
    order: tuple[int, ...]


#: A change of the data.
Edit: TypeAlias = SetValue | Delete | RenameKey | InsertItem | ReorderItems
#: A change of the data, or of how they are written.
TextEdit: TypeAlias = Edit | Rewrite | Recode


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


#: Yields the ways to make an edit, the best first.
Plan: TypeAlias = Callable[[Edit], Iterator[Patches]]
