"""Stands in for rpds where Python runs in a browser: that is written in Rust.

Pyodide has a wheel of it, which neither npm nor pip brings, and all else of the site comes from
these two.

jsonschema and referencing take from it a mapping, a set and a list that stay as they are: what
changes them returns another one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class HashTrieMap(Mapping[K, V]):
    """A mapping that stays as it is."""

    def __init__(self, value: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._held = dict(value)

    def __getitem__(self, key: K) -> V:
        return self._held[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    @classmethod
    def convert(cls, value: Mapping[K, V] | Iterable[tuple[K, V]]) -> HashTrieMap[K, V]:
        """Return the mapping itself, or one of what is given."""
        return value if isinstance(value, cls) else cls(value)

    def insert(self, key: K, value: V) -> HashTrieMap[K, V]:
        """Return one where a key has a value."""
        return HashTrieMap({**self._held, key: value})

    def update(self, *others: Mapping[K, V]) -> HashTrieMap[K, V]:
        """Return one with what others hold."""
        held = dict(self._held)
        for other in others:
            held.update(other)
        return HashTrieMap(held)

    def remove(self, key: K) -> HashTrieMap[K, V]:
        """Return one without a key.

        Raises:
            KeyError: the key is not there.
        """
        held = dict(self._held)
        del held[key]
        return HashTrieMap(held)


class HashTrieSet(Set[K]):
    """A set that stays as it is."""

    def __init__(self, value: Iterable[K] = ()) -> None:
        self._held = frozenset(value)

    def __contains__(self, item: object) -> bool:
        return item in self._held

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(self._held)

    def insert(self, item: K) -> HashTrieSet[K]:
        """Return one with an item more."""
        return HashTrieSet(self._held | {item})

    def discard(self, item: K) -> HashTrieSet[K]:
        """Return one without an item, which may not be there."""
        return HashTrieSet(self._held - {item})

    def update(self, *others: Iterable[K]) -> HashTrieSet[K]:
        """Return one with what others hold."""
        return HashTrieSet(self._held.union(*others))


class List(Generic[V]):
    """A list that stays as it is."""

    def __init__(self, value: Iterable[V] = ()) -> None:
        self._held = tuple(value)

    def __iter__(self) -> Iterator[V]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __eq__(self, other: object) -> bool:
        return self._held == other._held if isinstance(other, List) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._held)

    def push_front(self, item: V) -> List[V]:
        """Return one that begins with an item."""
        return List((item, *self._held))
