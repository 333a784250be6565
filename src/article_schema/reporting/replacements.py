"""Replacements: fixes as new text for a range, as other tools expect them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from article_schema.checking.config.settings import Settings
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.splicing.splice import splice
from article_schema.document.tree import Tree
from article_schema.errors import ArticleSchemaError
from article_schema.faults import Range
from article_schema.house_style import HouseStyle
from article_schema.rules.findings import Fix


@dataclass(frozen=True, slots=True)
class Replacement:
    """New text for a range of the old text."""

    span: Range
    text: str


class Replacements:
    """Computes the replacements for the fixes of one file."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self.source = source
        self.settings = settings
        self._tree: Tree | None = None

    def of(self, fix: Fix) -> Replacement | None:
        """Return what a fix changes in the text, or None if it cannot be made safely."""
        try:
            if self._tree is None:
                self._tree = compose(self.source, self.settings.limits)
            new = splice(
                self.source,
                fix.edits,
                layout=HouseStyle(self.settings.model),
                limits=self.settings.limits,
                tree=self._tree,
            )
        except ArticleSchemaError:
            return None
        return difference(self.source.text, new.text)


def difference(old: str, new: str) -> Replacement | None:
    """Return the one range in which two texts differ, or None if they are the same.

    Args:
        old: the text.
        new: another one.
    """
    if old == new:
        return None
    least = min(len(old), len(new))
    start = _longest(least, lambda length: old.startswith(new[:length]))
    if old[start - 1 : start] == "\r":
        # Half a line break has no line and column of its own.
        start -= 1
    tail = _longest(least - start, lambda length: old.endswith(new[len(new) - length :]))
    end = len(old) - tail
    if old[end - 1 : end + 1] == "\r\n":
        tail -= 1
    return Replacement((start, len(old) - tail), new[start : len(new) - tail])


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest length for which something holds, which holds for all shorter ones."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
