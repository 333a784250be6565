"""Source: the text of a file with its data and its body; and what a format says about itself."""

from __future__ import annotations

import codecs
from abc import ABC, abstractmethod
from collections.abc import Callable, Set
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from article_schema.document.limits import Limits
from article_schema.document.tree import Data, Glance, Tree
from article_schema.errors import DocumentError
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import NOT_UTF_8

# Who opens a file without faults waits for none, nor for the index of places in it.
if TYPE_CHECKING:
    from article_schema.document.edits import Patch, Plan
    from article_schema.document.layout import Layout
    from article_schema.document.lines import LineIndex
    from article_schema.faults import Fault, Range
    from article_schema.routes import Route

#: The key that holds the records of a page, as OData has it (OData JSON Format 4.01, section 4.5).
PAGE_KEY = "value"

_BREAK = late_pattern(r"\r\n|\n|\r")
_BOM = "\ufeff"

_UTF_32_MARKS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32"}
#: What an opening fence looks like there; both are UTF-8 too, of text full of NUL characters.
_FENCES_IN_UTF_16 = (b"-\0-\0-\0", b"\0-\0-\0-")
_UTF_16_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


class Step(NamedTuple):
    """One of the steps by which `fmt` brings a file to its style."""

    #: Returns what it changes in a source without faults.
    patches: Callable[[Source, Tree, Layout], list[Patch]]
    #: Whether a file stays as it was before the step where the proof of the step fails.
    may_fail: bool = False


class Format(ABC):
    """A format of files: how they hold data, and what follows from that.

    A format is a class with one instance. Its module keeps the instance in a constant that has the
    name of the format in capitals. The values here are those of a format that sets no others.
    """

    #: The name, in messages and for `pickle`.
    name: str
    #: What a file of this format is, for the docs.
    description: str
    #: The endings of its files, in lower case.
    endings: tuple[str, ...] = ()
    #: Whether it takes the files whose ending no format has.
    takes_other_endings = False
    #: Whether a search of a folder finds its files without being told to.
    is_searched = True
    #: The line above and below the data; empty where the whole file is data.
    fence = ""
    #: The language of the data, as styles name it.
    language = ""
    #: What begins a comment; empty where there are none.
    comment_sign = ""
    #: Whether a list at the root of a file is a list of records.
    many_records = False
    #: Whether such a list may hold something else than records.
    other_lists = False
    #: Whether the root may be a page of records, as web services return it.
    has_pages = False
    #: Whether the line scanner for the house form may read it.
    has_house_form = False
    #: The most data of a file that `fmt` takes, in code points: it reads them up to four times,
    #: which has to end in the two seconds or so that every command keeps.
    most_formatted = 1_000_000
    #: Whether `fmt` takes files that it comes upon and that no collection claims: of some formats,
    #: most files are settings of a tool.
    formats_found = True
    #: Whether the rest of a file can be read without its broken values.
    has_recovery = False
    #: Whether dates and times may stand without quotes.
    has_plain_instants = False
    #: Whether its data hold dates and times of their own kinds, and not as text.
    has_dates = False
    #: Whether null is the usual way to write that there is no value.
    writes_null = False
    #: Whether its readers disagree about unquoted values, tabs, and marks inside of the text.
    readers_differ = False
    #: What a byte-order mark at the start of a file does to readers; empty if nothing.
    mark_trouble = ""
    #: An expression for one character of double-quoted text, or the escape that stands for one.
    quoted_character = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\r\n])|[^\\]"

    def __reduce__(self) -> str:
        # By the name of its constant, so that it stays the only one in other processes too.
        return self.name.upper().replace(" ", "_")

    def __repr__(self) -> str:
        return f"<Format {self.name}>"

    def begins(self, text: str) -> bool:  # noqa: ARG002 - only formats that share an ending
        """Tell whether a text has this format; asked where another one has the same endings."""
        return False

    def split(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        """Find the data and the body of a text.

        Raises:
            DocumentError: the fences are missing or wrong.
        """
        return self.whole(text, filename, has_bom=has_bom)

    def whole(self, text: str, filename: str, *, has_bom: bool = False) -> Source:
        """Take the whole of a text for data."""
        return Source(filename, text, self, (0, len(text)), len(text), has_bom)

    def is_meant(self, error: DocumentError, text: str, keys: Set[str]) -> bool:  # noqa: ARG002
        """Tell whether the author of a text that cannot be split meant it to hold data.

        Args:
            error: why it cannot be split.
            text: the text of the file.
            keys: the keys that its data would have.
        """
        return True

    def glance(self, text: str) -> Glance | None:  # noqa: ARG002 - only where it saves much
        """Return the data of the text of a file; None where only `parse` can tell.

        Args:
            text: the whole text, whose lines end in line feeds.
        """
        return None

    @abstractmethod
    def parse(self, source: Source, limits: Limits) -> Tree:
        """Read the nodes of a source, and not yet what they mean.

        Raises:
            DocumentError: the text is not of this format, or is beyond a limit.
        """

    @abstractmethod
    def emit(self, data: dict[str, Data], layout: Layout) -> str:
        """Write a record as a new file, up to where its body begins.

        Raises:
            EditError: the record holds what no file of this format can.
        """

    @abstractmethod
    def planner(self, source: Source, tree: Tree, layout: Layout, limits: Limits) -> Plan:
        """Return a function that plans the edits of a source."""

    def steps(self) -> tuple[Step, ...]:
        """Return the steps by which `fmt` brings a file to its style; none where it leaves it."""
        return ()

    def typed(self, value: Data, old: Data, route: Route, layout: Layout) -> Data:  # noqa: ARG002
        """Return plain data as a file of this format holds them.

        Args:
            value: the data, in which dates are text.
            old: what stands at their place so far; None where nothing does.
            route: the place.
            layout: tells where dates are expected.
        """
        return value

    def only_record(self, data: Data) -> Route:  # noqa: ARG002 - most files are one record
        """Return the route of the record in a file that holds only one."""
        return ()

    def fences_in(self, text: str) -> int:  # noqa: ARG002 - most have none
        """Count the lines of a text that read as fences."""
        return 0


class Source:
    """A decoded file: its text without a byte-order mark, and the range that holds the data.

    Offsets everywhere count code points of `text`. A source never changes.
    """

    def __init__(
        self,
        filename: str,
        text: str,
        format: Format,  # noqa: A002
        block: Range,
        body_start: int,
        has_bom: bool = False,
    ) -> None:
        self.filename = filename
        self.text = text
        self.format = format
        #: The range of the YAML or JSON, without the fences.
        self.block = block
        #: Where the body starts; the end of the text where there is none.
        self.body_start = body_start
        self.has_bom = has_bom

    def with_text(self, text: str, *, has_bom: bool | None = None) -> Source:
        """Return a source of another text with its data and body at the same offsets."""
        has_bom = self.has_bom if has_bom is None else has_bom
        return Source(self.filename, text, self.format, self.block, self.body_start, has_bom)

    def with_data_in(self, text: str) -> Source:
        """Return the source of a text with other data and, behind them, all that follows here."""
        growth, (start, end) = len(text) - len(self.text), self.block
        block, body_start = (start, end + growth), self.body_start + growth
        return Source(self.filename, text, self.format, block, body_start, self.has_bom)

    def __reduce__(self) -> tuple[type[Source], tuple[object, ...]]:
        # Not with what was worked out, which is soon worked out again.
        return Source, self._given()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and self._given() == other._given()

    def __hash__(self) -> int:
        return hash(self._given())

    def _given(self) -> tuple[object, ...]:
        return (self.filename, self.text, self.format, self.block, self.body_start, self.has_bom)

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
        from article_schema.document.lines import LineIndex

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
    from article_schema.document.lines import LineIndex
    from article_schema.faults import Fault

    before = raw[:offset].decode("utf-8", "replace").removeprefix(_BOM)
    line, column = LineIndex(before).position(len(before))
    fault = Fault(NOT_UTF_8, f"{reason}, but article files are UTF-8", "save the file as UTF-8")
    return DocumentError(filename, line, column, fault)
