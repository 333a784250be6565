"""Line index: from an offset in a text to the line and column that an editor shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

# YAML 1.2.2 section 5.4 and the Language Server Protocol agree on these three breaks;
# str.splitlines would also split on form feeds and U+2028.
_BREAK = re.compile(r"\r\n|\n|\r")


class LineIndex:
    """The lines of a text, found only when somebody asks for a place in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1, the column in code points."""
        starts = self._starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_range(self, line: int) -> tuple[int, int]:
        """Return start and end of a line, counted from 1, its break not included."""
        starts = self._starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_text(self, line: int) -> str:
        """Return the text of a line, counted from 1, without its break."""
        start, end = self.line_range(line)
        return self.text[start:end]

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self._starts)
