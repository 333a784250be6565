"""Diff: the smallest set of edits that turns old data into new."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from article_schema.document.compare import Comparer
from article_schema.document.edits import Delete, Edit, InsertItem, ReorderItems, SetValue
from article_schema.document.layout import Layout
from article_schema.document.tree import Data
from article_schema.routes import Route

#: Runs of unmatched items longer than this are paired in their order, without a search.
_SEARCHED = 40


def diff(old: Data, new: Data, layout: Layout, route: Route = ()) -> list[Edit]:
    """Return edits that, made one after the other, turn `old` at a route into `new`.

    Values are compared with their type, and NaN equals NaN. Mappings in a list are the same item
    if `layout.identity` says so; scalars if they are equal. An item whose place stays but whose
    content changes is edited, not replaced.
    """
    return list(_Differ(layout).value(old, new, route))


@dataclass(frozen=True, slots=True)
class _Matches:
    """Which items of two lists are the same: pairs of indexes, sorted by the new one."""

    pairs: list[tuple[int, int]]
    deleted: list[int]
    inserted: list[int]


class _Differ:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.same = Comparer().same
        self.numbers: dict[Hashable, int] = {}
        self.numbered: dict[int, int] = {}

    def value(self, old: Data, new: Data, route: Route) -> Iterator[Edit]:
        if self.same(old, new):
            return
        if old is None and new and not route and isinstance(new, dict):
            old = {}
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self.mapping(old, new, route)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self.items(old, new, route)
        else:
            yield SetValue(route, new)

    def mapping(self, old: dict[str, Data], new: dict[str, Data], route: Route) -> Iterator[Edit]:
        for key, value in old.items():
            if key in new:
                yield from self.value(value, new[key], (*route, key))
        for key, value in new.items():
            if key not in old:
                yield SetValue((*route, key), value)
        # From the last on, so that an alias goes before the anchor that it needs; and after the
        # insertions, so that the mapping is never empty in between.
        for key in reversed(old):
            if key not in new:
                yield Delete((*route, key))

    def items(self, old: list[Data], new: list[Data], route: Route) -> Iterator[Edit]:
        matches = self.matches(old, new, route)
        if not matches.pairs:
            for index, item in enumerate(new):
                yield InsertItem(route, len(old) + index, item)
        for index in reversed(matches.deleted):
            yield Delete((*route, index))
        ranks = {index: rank for rank, index in enumerate(sorted(dict(matches.pairs)))}
        order = tuple(ranks[index] for index, _ in matches.pairs)
        if order != tuple(range(len(order))):
            yield ReorderItems(route, order)
        if matches.pairs:
            for index in matches.inserted:
                yield InsertItem(route, index, new[index])
        for before, after in matches.pairs:
            yield from self.value(old[before], new[after], (*route, after))

    def matches(self, old: list[Data], new: list[Data], route: Route) -> _Matches:
        olds, news = self.tokens(old, route), self.tokens(new, route)
        at = {token: index for index, token in enumerate(olds)}
        pairs = [(at[token], index) for index, token in enumerate(news) if token in at]
        pairs += self.alike(old, new, pairs)
        before, after = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        return _Matches(
            sorted(pairs, key=lambda pair: pair[1]),
            [index for index in range(len(old)) if index not in before],
            [index for index in range(len(new)) if index not in after],
        )

    def tokens(self, items: list[Data], route: Route) -> list[Hashable]:
        """Return what each item is recognised by; repeated ones are numbered."""
        seen: dict[Hashable, int] = {}
        tokens: list[Hashable] = []
        for index, item in enumerate(items):
            token = self.token(item, (*route, index))
            seen[token] = number = seen.get(token, -1) + 1
            tokens.append((token, number))
        return tokens

    def token(self, item: Data, route: Route) -> Hashable:
        if isinstance(item, dict | list):
            identity = self.layout.identity(route[:-1], item)
            if identity is not None:
                return "identity", type(identity).__name__, identity
            return "content", self.content(item)
        return "scalar", type(item).__name__, repr(item)

    def content(self, item: Data) -> int:
        """Return a number that items without identity share if their content is the same."""
        number = self.numbered.get(id(item)) if isinstance(item, dict | list) else None
        if number is not None:
            return number
        key: Hashable = (
            (type(item).__name__, repr(item))
            if not isinstance(item, dict | list)
            else (
                frozenset((key, self.content(value)) for key, value in item.items())
                if isinstance(item, dict)
                else tuple(map(self.content, item))
            )
        )
        number = self.numbers.setdefault(key, len(self.numbers))
        if isinstance(item, dict | list):
            self.numbered[id(item)] = number
        return number

    def alike(
        self, old: list[Data], new: list[Data], pairs: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Pair items that stand between the same neighbours and so are changed rather than new."""
        found: list[tuple[int, int]] = []
        gaps = _gaps(len(old), {before: before for before, _ in pairs})
        for anchor, right in _gaps(len(new), {after: before for before, after in pairs}).items():
            left = gaps.get(anchor, [])
            if len(left) == len(right):
                found += [pair for pair in zip(left, right, strict=True)
                          if _same_kind(old[pair[0]], new[pair[1]])]  # fmt: skip
            else:
                found += self.aligned(old, new, left, right)
        return found

    def aligned(
        self, old: list[Data], new: list[Data], left: list[int], right: list[int]
    ) -> list[tuple[int, int]]:
        """Pair two runs of different length in order, so that the pairs have most in common."""
        if len(left) > _SEARCHED or len(right) > _SEARCHED:
            return [pair for pair in zip(left, right, strict=False)
                    if _same_kind(old[pair[0]], new[pair[1]])]  # fmt: skip
        width = len(right) + 1
        best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * width]
        for index in left:
            row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
            for column, other in enumerate(right):
                score = self.likeness(old[index], new[other])
                score_before, pairs = best[-1][column]
                options = [row[-1], best[-1][column + 1]]
                if score > 0:
                    options.append((score_before + score, [*pairs, (index, other)]))
                row.append(max(options, key=lambda option: option[0]))
            best.append(row)
        return best[-1][-1][1]

    def likeness(self, old: Data, new: Data) -> float:
        if isinstance(old, dict) and isinstance(new, dict):
            equal = sum(key in new and self.same(value, new[key]) for key, value in old.items())
            return equal / max(len(old), len(new), 1)
        return 0.0 if isinstance(old, dict | list) or isinstance(new, dict | list) else 0.01


def _gaps(count: int, matched: dict[int, int]) -> dict[int, list[int]]:
    """Return the runs of unmatched indexes, each by what the item before it is matched with."""
    gaps: dict[int, list[int]] = {}
    anchor = -1
    for index in range(count):
        if index in matched:
            anchor = matched[index]
        else:
            gaps.setdefault(anchor, []).append(index)
    return gaps


def _same_kind(old: Data, new: Data) -> bool:
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        return type(old) is type(new)
    return True
