"""JSON read value by value: the records of a page or list, without the whole file in memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Container, Iterator
from typing import BinaryIO, NamedTuple

from article_schema.document.limits import Limits
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import NOT_UTF_8, OVER_THE_LIMIT, SYNTAX_ERROR

#: How much is read at once, in bytes.
_CHUNK = 65_536
_SPACE = late_pattern(r"[ \t\n\r]*")
_MARK = late_pattern(r'["{}\[\],:]')
_REST_OF_TEXT = late_pattern(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BREAK = late_pattern(r"\r\n|\n|\r")


class Piece(NamedTuple):
    """The text of a value, and the place of its first character."""

    text: str
    #: From 1.
    line: int
    #: In code points, from 1.
    column: int


class Window:
    """The part of a file that is looked at: it grows where a value is long, and moves on.

    Args:
        file: the file.
        filename: its name in errors.
        limits: how long a value may be.
    """

    def __init__(self, file: BinaryIO, filename: str, limits: Limits) -> None:
        self.file = file
        self.filename = filename
        self.most = limits.data_characters
        self.line = self.column = 1
        self._text = ""
        #: Where the part begins that is still to be taken.
        self._at = 0
        #: What was taken since `keep`, and its length; None where that is not wanted.
        self._kept: list[str] | None = None
        self._kept_length = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._ended = False
        #: The byte behind the text that is not UTF-8, if there is one.
        self._wrong: int | None = None

    def next(self) -> str:
        """Step over white space, and return the character after it; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._move(space.end() if space else self._at)
            if self._at < len(self._text) or not self._fill():
                return self._text[self._at : self._at + 1]

    def take(self, character: str, message: str) -> None:
        """Step over a character that has to come.

        Raises:
            DocumentError: another one comes.
        """
        if self.next() != character:
            raise self.error(message, f"write `{character}`")
        self._move(self._at + 1)

    def value(self) -> Piece:
        """Take the next value, which may be wrong in itself.

        Raises:
            DocumentError: there is none, or it is longer than the limit.
        """
        self.next()
        depth, position = 0, self._at
        while True:
            mark = _MARK.search(self._text, position)
            end = mark and mark.end()
            if mark and mark[0] == '"':
                rest = _REST_OF_TEXT.match(self._text, mark.end())
                end = rest and rest.end()
            if mark is None or end is None:
                position -= self._at
                more = self._fill()
                position += self._at
                if more:
                    continue
                return self._piece(len(self._text))
            if depth == 0 and mark[0] in "}],:":
                return self._piece(mark.start())
            depth += (mark[0] in "{[") - (mark[0] in "}]")
            if depth == 0 and mark[0] in "}]":
                return self._piece(end)
            position = end

    def keep(self) -> None:
        """Keep what is taken from here on."""
        self._kept, self._kept_length = [], 0

    def kept(self) -> str:
        """Return what was taken since `keep`, and keep no more."""
        text, self._kept = "".join(self._kept or ()), None
        return text

    def error(self, message: str, advice: str) -> DocumentError:
        """Return the error that the text is wrong here."""
        fault = Fault(SYNTAX_ERROR, message, advice)
        return DocumentError(self.filename, self.line, self.column, fault)

    def _piece(self, end: int) -> Piece:
        piece = Piece(self._text[self._at : end].rstrip(" \t\n\r"), self.line, self.column)
        if not piece.text:
            raise self.error("a JSON value is missing here", "write one, or remove the comma")
        self._require_short(end - self._at)
        self._move(end)
        return piece

    def _move(self, end: int) -> None:
        if end == self._at:
            return
        last = self._at
        for match in _BREAK.finditer(self._text, self._at, end):
            self.line, self.column, last = self.line + 1, 1, match.end()
        self.column += end - last
        if self._kept is not None:
            self._kept.append(self._text[self._at : end])
            self._kept_length += end - self._at
            self._require_short(self._kept_length)
        self._at = end

    def _require_short(self, length: int) -> None:
        if length > self.most:
            message = f"a record has more than {self.most:,} characters, which is the limit"
            advice = "split it, or raise the limit of `data_characters`"
            fault = Fault(OVER_THE_LIMIT, message, advice)
            raise DocumentError(self.filename, self.line, self.column, fault)

    def _fill(self) -> bool:
        """Read more; tell whether there was more."""
        if self._wrong is not None:
            raise self._not_utf_8(self._wrong)
        if self._ended:
            return False
        waiting = self._text[self._at :]
        self._require_short(len(waiting))
        # As much again as there is, so that a long value is not looked at time and again.
        raw = self.file.read(max(_CHUNK, len(waiting)))
        self._ended = not raw
        self._text, self._at = waiting, 0
        try:
            self._text += self._decoder.decode(raw, final=self._ended)
        except UnicodeDecodeError as error:
            # What stands before it is read first.
            self._text += error.object[: error.start].decode("utf-8")
            self._wrong = error.object[error.start]
            return True
        return not self._ended

    def _not_utf_8(self, byte: int) -> DocumentError:
        self._move(len(self._text))
        reason = f"byte 0x{byte:02X} is not UTF-8, but article files are UTF-8"
        fault = Fault(NOT_UTF_8, reason, "save the file as UTF-8")
        return DocumentError(self.filename, self.line, self.column, fault)


def pieces(
    window: Window,
    page_key: str | None,
    keys: Container[str],
    note: Callable[[Piece, Piece], object] | None = None,
) -> Iterator[Piece]:
    """Yield the text of each record: those of a list or a page, or the only one.

    Args:
        window: the file.
        page_key: the key of a page that holds its records; None where no object is a page.
        keys: those of a record; an object that has one of them first is no page.
        note: gets the other keys of an object, each with its value.

    Raises:
        DocumentError: the text is no JSON, or a record is longer than the limit.
    """
    first = window.next()
    if first == "[":
        yield from _items(window)
    elif first == "{":
        yield from _members(window, page_key, keys, note)
    elif first:
        yield window.value()
    if window.next():
        raise window.error("there is more text after the end of the JSON value", "remove it")


def _items(window: Window) -> Iterator[Piece]:
    window.take("[", "a list is missing here")
    more = window.next() != "]"
    while more:
        yield window.value()
        more = _is_followed(window)
    window.take("]", "a comma or `]` is missing")


def _members(
    window: Window,
    page_key: str | None,
    keys: Container[str],
    note: Callable[[Piece, Piece], object] | None,
) -> Iterator[Piece]:
    line, column = window.line, window.column
    window.keep()
    window.take("{", "an object is missing here")
    is_page = is_record = False
    more = window.next() != "}"
    while more:
        key = window.value()
        name = _name(key.text)
        window.take(":", "a colon is missing after the key")
        if name == page_key and not (is_page or is_record) and window.next() == "[":
            is_page = bool(window.kept())
            yield from _items(window)
        else:
            is_record = is_record or name in keys
            value = window.value()
            if note is not None:
                note(key, value)
        more = _is_followed(window)
    window.take("}", "a comma or `}` is missing")
    if not is_page:
        yield Piece(window.kept(), line, column)


def _is_followed(window: Window) -> bool:
    """Step over a comma, if there is one, and tell."""
    if window.next() != ",":
        return False
    window.take(",", "")
    return True


def _name(text: str) -> str:
    """Return the name that a key has; an empty one for a key that is none."""
    try:
        return str(json.loads(text))
    except ValueError:
        return ""
