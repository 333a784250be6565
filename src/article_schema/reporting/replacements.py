"""Replacements: fixes as new text for a range, as other tools expect them."""

from __future__ import annotations

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
        return _difference(self.source.text, new.text)


def _difference(old: str, new: str) -> Replacement | None:
    """Return the one range in which two texts differ, or None if they are the same."""
    if old == new:
        return None
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    if old[start - 1 : start] == "\r":
        # Half a line break has no line and column of its own.
        start -= 1
    tail = 0
    while tail < least - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    end = len(old) - tail
    return Replacement((start, end), new[start : len(new) - tail])
