"""Source: the text of a file, decoded, and where its front matter and its body lie."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cached_property

from article_schema.document.formats.fences import closing_like, displaced
from article_schema.document.formats.forms import Form, form_of
from article_schema.document.lines import LineIndex
from article_schema.errors import DocumentError
from article_schema.faults import Fault, Range

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
#: What nobody sees before a fence: more byte-order marks, zero-width characters, odd spaces.
_HIDDEN_START = re.compile(r"([\ufeff\u200b-\u200f\u2060\xa0]+)---[ \t]*(?:[\r\n]|\Z)")
#: Front matter of other languages, as Hugo and Zola read it.
_FOREIGN_START = re.compile(
    r"\s*(?P<first>(?P<toml>\+\+\+)[ \t]*(?=[\r\n]|\Z)|;;;[ \t]*(?=[\r\n])|\{\s*\"[^\"\r\n]*\"\s*:)"
)
_CLOSING = re.compile(r"[\r\n](---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"

_UTF_32_MARKS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32"}
#: What an opening fence looks like there; both are UTF-8 too, of text full of NUL characters.
_FENCES_IN_UTF_16 = frozenset(("---".encode("utf-16-le"), "---".encode("utf-16-be")))
_UTF_16_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


@dataclass(frozen=True)
class Source:
    """A decoded file: its text without a byte-order mark, and the range that holds the data.

    Offsets everywhere count code points of `text`.
    """

    filename: str
    text: str
    form: Form
    #: The range of the YAML or JSON, without the fences.
    block: Range
    #: Where the body starts; the end of the text where there is none.
    body_start: int
    has_bom: bool = False

    def __reduce__(self) -> tuple[type[Source], tuple[object, ...]]:
        # Not with what was worked out, which is soon worked out again.
        return Source, (self.filename, self.text, self.form, self.block, self.body_start,
                        self.has_bom)  # fmt: skip

    @property
    def data_text(self) -> str:
        """The YAML or JSON between the fences."""
        return self.text[self.block[0] : self.block[1]]

    @property
    def body(self) -> str:
        """What follows the closing fence."""
        return self.text[self.body_start :]

    @property
    def whole_text(self) -> str:
        """The text with its byte-order mark, exactly as it stands in the file."""
        return _BOM + self.text if self.has_bom else self.text

    @cached_property
    def newline(self) -> str:
        """The line break that the file uses: that of its first line."""
        match = _BREAK.search(self.text)
        return match[0] if match else "\n"

    @cached_property
    def lines(self) -> LineIndex:
        """The index from offsets to lines and columns."""
        return LineIndex(self.text)

    def error(self, fault: Fault) -> DocumentError:
        """Turn a fault that has a span into an error that names file, line and column."""
        line, column = self.lines.position(fault.span[0] if fault.span else 0)
        return DocumentError(self.filename, line, column, fault)


def decode(raw: bytes, filename: str) -> str:
    """Decode the bytes of a file as UTF-8.

    Raises:
        DocumentError: the bytes are not UTF-8; the reason names the likely encoding.
    """
    if raw[:6] in _FENCES_IN_UTF_16:
        raise _encoding_error(filename, raw, 0, "the file is UTF-16 without a byte-order mark")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    for marks in (_UTF_32_MARKS, _UTF_16_MARKS):
        for mark, name in marks.items():
            if raw.startswith(mark):
                raise _encoding_error(filename, raw, 0, f"the file is {name}")
    guess = bytes(raw[offset : offset + 1]).decode("cp1252", "replace")
    reason = f"byte 0x{raw[offset]:02X} is not UTF-8"
    if guess.isprintable() and guess != "\ufffd":
        reason += f" (in Windows-1252 or Latin-1 it would be {guess!r})"
    raise _encoding_error(filename, raw, offset, reason)


def _encoding_error(filename: str, raw: bytes, offset: int, reason: str) -> DocumentError:
    before = raw[:offset].decode("utf-8", "replace").removeprefix(_BOM)
    line, column = LineIndex(before).position(len(before))
    fault = Fault("DOC002", f"{reason}, but article files are UTF-8", "save the file as UTF-8")
    return DocumentError(filename, line, column, fault)


_LATER_FENCE = re.compile(r"[\r\n]---[ \t]*(?=[\r\n]|\Z)")
_NOT_CLOSED = Fault(
    "DOC004",
    "the front matter that starts here is never closed",
    "end it with a line `---`",
    span=(0, 3),
)


def _no_front_matter(text: str) -> Fault:
    foreign = _FOREIGN_START.match(text)
    if foreign is not None:
        name = "TOML" if foreign["toml"] else "JSON"
        advice = "write it as YAML, between two lines `---`"
        return Fault("DOC003", f"the front matter is {name}", advice, span=foreign.span(1))
    conflict = _merge_conflict(text)
    if conflict is not None:
        return conflict
    found = displaced(text)
    if found is not None:
        return found.fault
    first_line = re.match(r"[^\r\n]*", text)
    span = (0, first_line.end() if first_line else 0)
    return Fault("DOC003", "the file has no front matter", "start it with a line `---`", span=span)


def _merge_conflict(text: str) -> Fault | None:
    """Recognise front matter that Git put in two versions, its opening fence included."""
    if text[:7] != "<<<<<<<" or not _LATER_FENCE.search(text):
        return None
    from article_schema.document.reading.block_lines import (
        MERGE_HELP,
        MERGE_MESSAGE,
        first_merge_mark,
    )

    mark = first_merge_mark(text, 0)
    return Fault("DOC005", MERGE_MESSAGE, MERGE_HELP, span=mark) if mark else None


def _located(filename: str, text: str, fault: Fault) -> DocumentError:
    line, column = LineIndex(text).position(fault.span[0] if fault.span else 0)
    return DocumentError(filename, line, column, fault)


def split(text: str, filename: str) -> Source:
    """Find the fences of a text and so its front matter and body.

    Plain YAML and JSON have no fences; a YAML file may still be written with them.

    Raises:
        DocumentError: there is no front matter, or it is not closed.
    """
    has_bom = text.startswith(_BOM)
    if has_bom:
        text = text[1:]
    form = form_of(filename)
    opening = _OPENING.match(text)
    if form is Form.JSON or (form is Form.YAML and opening is None):
        return Source(filename, text, form, (0, len(text)), len(text), has_bom)
    if opening is None:
        hidden = _HIDDEN_START.match(text)
        if hidden is not None:
            fault = Fault(
                "DOC014",
                f"U+{ord(text[0]):04X} stands unseen before the opening fence",
                "remove it; a file begins with `---`",
                span=(0, hidden.end(1)),
            )
            raise DocumentError(filename, 1, 1, fault)
        raise _located(filename, text, _no_front_matter(text))
    closing = _CLOSING.search(text, opening.end() - 1)
    if closing is None:
        if form is Form.YAML:
            return Source(filename, text, form, (opening.end(), len(text)), len(text), has_bom)
        raise _located(filename, text, closing_like(text, opening.end()) or _NOT_CLOSED)
    after = _BREAK.match(text, closing.end())
    body_start = after.end() if after else closing.end()
    if form is Form.YAML and text[body_start:].strip():
        # Not a fenced record: a stream of several documents, which the composer reports.
        return Source(filename, text, form, (0, len(text)), len(text), has_bom)
    return Source(filename, text, form, (opening.end(), closing.start(1)), body_start, has_bom)
