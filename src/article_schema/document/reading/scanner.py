"""The pure scanner with the tabs of YAML 1.2.2, which ruamel.yaml's own forbids nearly everywhere.

Sections 5.5, 6.2 and 6.6: tabs are white space between tokens, before comments, at the end of
lines, on blank lines and inside plain text. Section 6.1: they never indent. What follows a tab on
its line therefore begins no block mapping or list.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.scanner import Scanner

_BREAKS = "\r\n\x85\u2028\u2029"
_ENDS = "\0" + _BREAKS


class TabScanner(Scanner):
    """A scanner for text with tabs."""

    def scan_to_next_token(self) -> None:
        """Skip white space, comments and line breaks."""
        reader = self.reader
        while True:
            super().scan_to_next_token()
            # Inside brackets the tabs are skipped already.
            if reader.peek() != "\t":
                return
            length = self._blanks()
            if reader.peek(length) not in f"#{_ENDS}":
                if reader.column <= self.indent and self._is_indentation():
                    return
                self.allow_simple_key = False
            reader.forward(length)

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:  # noqa: ARG002
        """Return the white space inside plain text, folded; none where the text must end."""
        reader = self.reader
        length = self._blanks()
        blanks = reader.prefix(length)
        reader.forward(length)
        if reader.peek() not in _BREAKS:
            return [blanks] if blanks else []
        first = self.scan_line_break()
        self.allow_simple_key = True
        breaks = []
        while not self._at_marker():
            if reader.peek() in _BREAKS:
                breaks.append(self.scan_line_break())
            elif reader.peek() == " " or self._skips_tab(indent):
                reader.forward()
            else:
                folded = [first] if first != "\n" else [] if breaks else [" "]
                return folded + breaks
        return []

    def scan_block_scalar(self, *arguments: Any, **options: Any) -> Any:
        """Read a block scalar, whose header may end with tabs."""
        self._space_behind(f"#{_ENDS}")
        return super().scan_block_scalar(*arguments, **options)

    def scan_tag(self) -> Any:
        """Read a tag, which a tab may follow."""
        self._space_behind(_ENDS)
        return super().scan_tag()

    def _space_behind(self, ends: str) -> None:
        """Show spaces for the tabs behind the next word, where its scanner knows no other."""
        reader = self.reader
        length = 0
        while reader.peek(length) not in f"{ends} \t":
            length += 1
        start = reader.pointer + length
        stop = start
        while reader.buffer[stop] in " \t":
            stop += 1
        if "\t" in reader.buffer[start:stop]:
            spaces = " " * (stop - start)
            reader.buffer = reader.buffer[:start] + spaces + reader.buffer[stop:]

    def _blanks(self) -> int:
        """Return how many spaces and tabs follow."""
        length = 0
        while self.reader.peek(length) in " \t":
            length += 1
        return length

    def _is_indentation(self) -> bool:
        """Tell whether nothing but spaces stands before on this line."""
        reader = self.reader
        return not reader.buffer[reader.pointer - reader.column : reader.pointer].strip(" ")

    def _at_marker(self) -> bool:
        """Tell whether a line with a document marker begins here."""
        reader = self.reader
        return (
            reader.column == 0
            and reader.prefix(3) in ("---", "...")
            and reader.peek(3) in f"{_ENDS} \t"
        )

    def _skips_tab(self, indent: int) -> bool:
        """Tell whether a tab follows that is white space inside plain text of several lines."""
        reader = self.reader
        if reader.peek() != "\t":
            return False
        deep_enough = self.flow_level > 0 or reader.column >= indent
        return deep_enough or reader.peek(self._blanks()) in _BREAKS
