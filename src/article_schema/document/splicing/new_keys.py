"""Where new keys go among those that a mapping has."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as SequenceOf
from itertools import pairwise

from article_schema.document.layout import Layout
from article_schema.document.manner import SORTED
from article_schema.document.splicing.entries import gap_is_blank
from article_schema.document.splicing.place import Scene
from article_schema.document.tree import Mapping, key_text
from article_schema.routes import Route


class NewKeys:
    """The keys of a mapping as they are once new ones have come.

    Args:
        scene: the file.
        parent: the mapping.
        route: its route.
        keys: the new ones, in the order in which they come.
    """

    def __init__(self, scene: Scene, parent: Mapping, route: Route, keys: Iterable[str]) -> None:
        self._scene, self._parent, self._route = scene, parent, route
        present = [key_text(node) for node, _ in parent.pairs]
        new = list(keys)
        order = order_of(scene.layout, route, [*present, *new])
        names = list(present)
        for key in new:
            names.insert(place_key(names, key, order), key)
        self.names = names
        fresh, passed = set(new), 0
        #: For each new key the number of names above it, and that of the entries above it.
        self.places: dict[str, tuple[int, int]] = {}
        for index, name in enumerate(names):
            if name in fresh and name is not None:
                self.places[name] = index, passed
            else:
                passed += 1
        self._fresh = fresh
        self._are_apart = self._found_apart(present)

    def index(self, key: str) -> int:
        """Return the number of the entry that a new key is put before."""
        return self.places[key][1]

    def separation(self, key: str) -> tuple[bool, bool]:
        """Tell whether blank lines are needed above and below the entry of a new key."""
        if not self._are_apart:
            return False, False
        at, index = self.places[key]
        new = self._is_section(key)
        above = at > 0 and (new or self._is_section(self.names[at - 1]))
        below = at + 1 < len(self.names) and self.names[at + 1] not in self._fresh
        below = below and (new or self._is_section(self.names[at + 1]))
        if index and below:
            # They are put in above the blank lines that are there.
            entries = self._scene.entries(self._parent)
            below = not gap_is_blank(self._scene.text, entries, index - 1)
        return above, below

    def _found_apart(self, present: SequenceOf[str | None]) -> bool:
        """Tell whether the file sets sections apart, or has none that could show it."""
        if self._parent.flow:
            return False
        sections = [self._is_section(name) for name in present]
        borders = [at for at, pair in enumerate(pairwise(sections)) if any(pair)]
        if not borders:
            return True
        entries = self._scene.entries(self._parent)
        return any(gap_is_blank(self._scene.text, entries, at) for at in borders)

    def _is_section(self, name: str | None) -> bool:
        return name is not None and self._scene.layout.is_section((*self._route, name))


def new_keys(scene: Scene, parent: Mapping, route: Route) -> NewKeys:
    """Return what is known of the keys of a mapping; the last step of the route is a new one."""
    above, key = route[:-1], str(route[-1])
    coming = scene.coming.get(above, ())
    if key not in coming:
        return NewKeys(scene, parent, above, [key])
    return scene.once("new keys", parent, lambda: NewKeys(scene, parent, above, coming))


def new_key_index(scene: Scene, parent: Mapping, route: Route) -> int:
    """Return the number of the entry that a new key goes before; it is the route's last step."""
    return new_keys(scene, parent, route).index(str(route[-1]))


def order_of(layout: Layout, route: Route, keys: Iterable[str | None]) -> SequenceOf[str]:
    """Return the order of some keys of a mapping, as far as the layout and its manner know one."""
    if layout.manner.key_order == SORTED:
        return sorted(key for key in keys if key is not None)
    return layout.key_order(route)


def place_key(present: SequenceOf[str | None], key: str, order: SequenceOf[str]) -> int:
    """Return the index at which a new key belongs among those present."""
    if key in order:
        rank = list(order).index(key)
        for earlier in reversed(order[:rank]):
            if earlier in present:
                return present.index(earlier) + 1
        for later in order[rank + 1 :]:
            if later in present:
                return present.index(later)
    return len(present)
