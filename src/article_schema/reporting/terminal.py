"""Text for terminals: colours, widths, and escapes for hostile text."""

from __future__ import annotations

import unicodedata

_CODES = {"bold": "1", "dim": "2", "red": "1;31", "yellow": "1;33", "blue": "1;34", "cyan": "36"}
_TAB = "    "


class Style:
    """Colours text, or leaves it alone."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def paint(self, text: str, name: str) -> str:
        """Return text in a colour: bold, dim, red, yellow, blue or cyan."""
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colour and text else text


def visible(character: str) -> str:
    """Return how a terminal shows a character; controls become escapes."""
    if character == "\t":
        return _TAB
    if character.isprintable() and unicodedata.category(character) != "Cf":
        return character
    return "\u00a0" if character == "\u00a0" else ascii(character)[1:-1]


def escape_controls(text: str) -> str:
    """Return text that shows on one line and controls nothing."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(visible(character) for character in text)


def escape_commands(line: str) -> str:
    r"""Return an output line without commands for a runner of GitHub Actions.

    It obeys lines that begin with `::` after optional spaces, and the text after `##[` in a line.
    Both can come from a file or its name.
    """
    if line.lstrip().startswith("::"):
        line = line.replace("::", "\\x3a:", 1)
    return line.replace("##[", "#\\x23[")


def sanitize(text: str) -> str:
    """Return what a stranger may have written as a line of its own that does nothing."""
    return escape_commands(escape_controls(text))


def cells(text: str) -> int:
    """Return the columns that escaped text takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    from wcwidth import wcwidth  # late: its tables take 27 ms, and most text is ASCII

    return sum(max(wcwidth(character), 0) for character in text)
