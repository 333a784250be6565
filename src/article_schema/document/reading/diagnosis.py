"""Diagnoses: what the explanations of syntax errors are made from, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass

from article_schema.document.reading.events import ParseError
from article_schema.document.text import line_end, line_start
from article_schema.faults import Fault, Range
from article_schema.rules.codes import SYNTAX_ERROR


def fault_at(
    message: str, advice: str, start: int, end: int = 0, code: str = SYNTAX_ERROR
) -> Fault:
    """Return what is wrong with the syntax; its span is relative to the text of the case."""
    return Fault(code, message, advice, span=(start, end))


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of an error; offsets are relative to the text."""

    error: ParseError
    text: str
    last_quoted: Range | None

    @property
    def at(self) -> int:
        """Where the parser stopped."""
        return self.error.offset

    @property
    def character(self) -> str:
        """The character at which it stopped."""
        return self.text[self.at : self.at + 1]

    def line(self, at: int) -> Range:
        """Return the range of the line around an offset, without its break."""
        return line_start(self.text, at), line_end(self.text, at)

    def line_end(self, at: int) -> int:
        """Return the end of the line around an offset, without its break."""
        return line_end(self.text, at)

    def content(self, line: Range) -> Range:
        """Return the range of a line without the white space around it."""
        text = self.text[slice(*line)]
        return line[0] + len(text) - len(text.lstrip()), line[0] + len(text.rstrip())

    def indent(self, at: int) -> int:
        """Return the indentation of the line around an offset."""
        line = self.line(at)
        return self.content(line)[0] - line[0]

    def line_before(self, at: int) -> Range | None:
        """Return the last line before that of an offset that holds more than a comment."""
        start = self.line(at)[0]
        while start > 0:
            previous = self.line(start - 1)
            shown = self.text[slice(*previous)].lstrip()
            if shown and not shown.startswith("#"):
                return previous
            start = previous[0]
        return None
