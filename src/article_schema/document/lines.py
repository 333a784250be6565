"""Line index: from an offset in a text to the line and column that an editor shows."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from article_schema.late_pattern import late_pattern

# YAML 1.2.2 section 5.4 and the Language Server Protocol agree on these three breaks;
# str.splitlines would also split on form feeds and U+2028.
_BREAK = late_pattern(r"\r\n|\n|\r")


class LineIndex:
    """The lines of a text, found as far as somebody asks for a place in it.

    Most places lie in the front matter, and a body may have millions of lines.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = array("Q", [0])
        self._breaks = _BREAK.finditer(text)

    def _reach(self, offset: int, line: int = 0) -> array[int]:
        """Find lines until the one of an offset, or the start of one by its number, is known."""
        starts = self._starts
        while starts[-1] <= offset or len(starts) <= line:
            match = next(self._breaks, None)
            if match is None:
                break
            starts.append(match.end())
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1, the column in code points."""
        starts = self._reach(offset)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def has_line(self, line: int) -> bool:
        """Tell whether there is a line of this number, counted from 1."""
        return len(self._reach(-1, line)) >= line

    def line_range(self, line: int) -> tuple[int, int]:
        """Return start and end of a line, counted from 1, its break not included."""
        starts = self._reach(-1, line)
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_text(self, line: int) -> str:
        """Return the text of a line, counted from 1, without its break."""
        start, end = self.line_range(line)
        return self.text[start:end]

    def is_written(self, line: int) -> bool:
        """Tell whether a line, counted from 1, holds more than white space and a comment."""
        text = self.line_text(line).strip()
        return bool(text) and not text.startswith("#")
