"""The first files on the fast path, entry by entry.

The pattern of a whole record takes as long to compile as a hundred files take this way. So as long
as few files came, each entry is looked up by its key, and its value alone is matched, by a pattern
that many fields share. What passes here is what the whole pattern takes: each step is one of its
alternatives, and none is tried a second time.

Like `fast_path`, it imports next to nothing.
"""

from __future__ import annotations

import re

from article_schema.checking.fast.values import MOST_LINES, DoubtError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    #: The text of each field, as the groups of a match have it.
    Groups = list[str | None]

#: So many blocks are read in steps before the whole pattern is compiled.
FEW = 50


class Steps:
    """Reads records of one class step by step.

    Args:
        entries: the key of each field, and the pattern of what follows its colon, with one group.
        comment: the pattern of a comment between the entries of a file.
        few: how many blocks are read in steps.
    """

    def __init__(self, entries: Iterable[tuple[str, str]], comment: str, few: int = FEW) -> None:
        self._patterns: dict[str, tuple[int, str]] = {
            key: (place, value) for place, (key, value) in enumerate(entries)
        }
        self._comment = comment
        self._compiled: dict[str, re.Pattern[str]] = {}
        #: How many more blocks are read in steps.
        self._left = few

    def are_enough(self) -> bool:
        """Tell whether one more block may be read in steps, and count it."""
        self._left -= 1
        return self._left >= 0

    def front_matter(self, text: str, end: int) -> tuple[Groups, int]:
        """Return the groups of a file with front matter, and where its closing line ends.

        Args:
            text: the text of the file.
            end: where the text counts as ended.

        Raises:
            DoubtError: it is not written as the whole pattern wants it.
        """
        groups: Groups = [None] * len(self._patterns)
        position = _after_fence(text, 0, end)
        if text[position - 1 : position] != "\n":
            raise DoubtError
        for step in range(MOST_LINES + 1):
            sign = text[position : position + 1]
            if sign == "-" and step:
                return groups, _after_fence(text, position, end)
            if sign == "\n":
                while text[position : position + 1] == "\n":
                    position += 1
            elif sign == "#":
                comment = re.compile(self._comment).match(text, position, end)
                if comment is None:
                    raise DoubtError
                position = comment.end()
            else:
                position = self._entry(text, position, end, groups)
        raise DoubtError

    def mapping(self, block: str, column: str) -> Groups:
        """Return the groups of a record whose entries stand in a column.

        Raises:
            DoubtError: the block is not written as the whole pattern wants it.
        """
        groups: Groups = [None] * len(self._patterns)
        position, end = 0, len(block)
        while position < end:
            if not block.startswith(column, position):
                raise DoubtError
            position = self._entry(block, position + len(column), end, groups)
        return groups

    def item(self, block: str, position: int, dash: str, inner: str) -> tuple[Groups, int]:
        """Return the groups of a record behind a dash, and where it ends.

        Args:
            block: the lines of the list.
            position: where the record begins.
            dash: what it begins with.
            inner: what each further entry begins with.

        Raises:
            DoubtError: the record is not written as the whole pattern wants it.
        """
        groups: Groups = [None] * len(self._patterns)
        end = len(block)
        before = dash
        while block.startswith(before, position):
            position = self._entry(block, position + len(before), end, groups)
            before = inner
        if before is dash or (position < end and not block.startswith(dash, position)):
            raise DoubtError
        return groups, position

    def _entry(self, text: str, position: int, end: int, groups: Groups) -> int:
        """Keep the text of the entry at a position, and return where it ends."""
        colon = text.find(":", position, end)
        place, value = self._patterns.get(text[position:colon], (-1, ""))
        if place < 0 or groups[place] is not None:
            raise DoubtError
        pattern = self._compiled.get(value)
        if pattern is None:
            # `re` knows it already where another record has the same.
            pattern = self._compiled[value] = re.compile(value)
        match = pattern.match(text, colon + 1, end)
        if match is None:
            raise DoubtError
        groups[place] = match[1]
        return match.end()


def _after_fence(text: str, position: int, end: int) -> int:
    """Return where the line of a fence ends, its line break included."""
    if not text.startswith("---", position, end):
        raise DoubtError
    position += 3
    while text[position : position + 1] in (" ", "\t"):
        position += 1
    if position < end and text[position] != "\n":
        raise DoubtError
    return min(position + 1, end)
