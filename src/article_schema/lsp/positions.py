"""Positions: from the line and column of a client to an offset in a text, and back.

A client counts lines from 0, and columns in the units of an encoding that it agrees on with the
server. Lines end in a line feed, a carriage return or both (Language Server Protocol 3.17, "Text
Documents"), and nowhere else: a form feed or U+2028 stands inside a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from article_schema.document.lines import LineIndex


def _utf_8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _utf_16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


#: Counts the units of a text, by the name of the encoding.
UNITS: Mapping[str, Callable[[str], int]] = {"utf-8": _utf_8, "utf-16": _utf_16, "utf-32": len}


class Positions:
    r"""The places of a text, as a client counts them.

    >>> places = Positions("title: \U0001f30a sea\n", "utf-16")
    >>> places.position(8), places.offset(0, 9)
    ((0, 9), 8)

    Args:
        text: the text.
        encoding: `utf-8`, `utf-16` or `utf-32`.
    """

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        self._lines = LineIndex(text)
        self._units = UNITS[encoding]

    def offset(self, line: int, character: int) -> int:
        """Return the offset of a place, in code points from 0.

        A line that is not there counts as the end of the text, a column beyond the line as its
        end, and a column inside of a character as the start of that.

        Args:
            line: the line, from 0.
            character: the column, from 0 in units of the encoding.
        """
        if line < 0 or not self._lines.has_line(line + 1):
            return 0 if line < 0 else len(self.text)
        start, end = self._lines.line_range(line + 1)
        if character <= 0:
            return start
        # Each character has a unit at least, so no more of a long line can be meant.
        text = self.text[start : min(end, start + character)]
        if text.isascii() or self._units is len:
            return start + len(text)
        return start + self._column(text, character)

    def _column(self, text: str, character: int) -> int:
        """Return how many characters of a text fit into some units."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._units(text[:middle]) <= character:
                low = middle
            else:
                high = middle - 1
        return low

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset; one inside of a line break is the end of its line.

        Args:
            offset: the offset, in code points from 0.
        """
        line, _ = self._lines.position(offset)
        start, end = self._lines.line_range(line)
        return line - 1, self._units(self.text[start : min(offset, end)])
