"""The fast path: the shortest way through a check, for files in which there is nothing to find.

A pattern that is put together from the fields of the model matches the front matter of such a file
as a whole: known keys in any order, each once, written as articles are usually written, and values
that surely keep their constraints. What it matches becomes a plain object, and the prechecks of all
rules look at that. The first doubt sends the file the long way, where every finding comes from; so
this way can say "nothing is wrong", and never what is.

It works on data alone (`patterns`), which `compiling` derives from the fields and the rules: a
check of one valid file imports neither attrs nor a rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from itertools import compress, repeat
from operator import call, is_not

from article_schema.checking.fast.steps import FEW, Steps
from article_schema.checking.fast.values import MOST_LINES, DoubtError, passing, remembered, written
from article_schema.rules.precheck import Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from article_schema.checking.fast.patterns import FieldPattern, RecordPattern
    from article_schema.checking.fast.values import Convert
    from article_schema.rules.precheck import Precheck

    #: Prechecks of records, and for each of them what it asks besides.
    Asked = tuple[list[Callable[[Any, Any], object]], list["_Context"]]

#: What the comments that take findings back begin with; they may be at fault themselves.
MARK = "article-schema:"
_COMMENT = rf"#(?![^\n]*{MARK})[ -~]*\n"
#: Signs that no record has in quiet front matter.
_NO_QUIET_SIGNS = ("?", "%")
_NONES = repeat(None)
#: So many layouts are remembered.
_MOST_LAYOUTS = 200
#: Front matter of more characters than this goes the long way.
LONGEST = 200_000


class _File:
    """What the prechecks ask of a whole file, and what holds for all files."""

    def __init__(self, now: datetime, few: int) -> None:
        self.now = now
        self.few = few
        self.name = ""
        #: Whether the front matter is ASCII without escapes and without the signs that some
        #: prechecks of texts look for.
        self.is_simple = False
        #: Whether it has none of the signs that some prechecks of records look for.
        self.is_quiet = False


class _Context(Options):
    """What the prechecks of records ask of an `At`."""

    def __init__(self, file: _File, options: Mapping[str, object]) -> None:
        self._file = file
        self.options = options

    @property
    def now(self) -> datetime:
        """The moment that is taken for now."""
        return self._file.now

    @property
    def filename(self) -> str:
        """The name of the file."""
        return self._file.name


class FastPath:
    """Tells of texts at once that they are records in which no rule finds anything.

    Args:
        record: how the record of a file is written.
        now: the moment that is taken for now.
        longest: front matter of more characters goes the long way.
        few: how many blocks of each kind are read in steps before their pattern is compiled.
    """

    def __init__(
        self, record: RecordPattern, now: datetime, longest: int = LONGEST, few: int = FEW
    ) -> None:
        self.longest = longest
        self.file = _File(now, few)
        self._reader = _Reader(record, "", self.file)
        self._pattern: re.Pattern[str] | None = None

    def accept(self, text: str, filename: str) -> Any:
        """Return an object with the attributes of the record, or None where there is a doubt.

        Args:
            text: the whole text of a file.
            filename: its name.
        """
        if not filename.endswith(".md") and not _has_front_matter(filename):
            return None
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        try:
            groups, end = self._front_matter(text)
            front, file = text[:end], self.file
            file.name = filename
            file.is_simple = front.isascii() and not ("&" in front or "<" in front or "\\" in front)
            file.is_quiet = not ("?" in front or "%" in front)
            return self._reader.read(groups)
        except Exception:  # noqa: BLE001 - a value is not what a precheck expects: DoubtError too
            return None

    def _front_matter(self, text: str) -> tuple[Sequence[str | None], int]:
        """Return the groups of the front matter, and where it ends; the first files go in steps."""
        # The matcher may take much memory for each line: it sees no more than it may.
        seen = min(len(text), self.longest + 1)
        steps = self._reader.steps
        if self._pattern is None and steps.are_enough():
            groups, end = steps.front_matter(text, seen)
            if end > self.longest:
                raise DoubtError
            return groups, end
        if self._pattern is None:
            self._pattern = re.compile(
                rf"---[ \t]*\n(?:{self._reader.entries}|\n+(?!\n)|{_COMMENT}){{1,{MOST_LINES}}}"
                r"---[ \t]*(?:\n|\Z)"
            )
        match = self._pattern.match(text, 0, seen)
        if match is None or match.end() > self.longest:
            raise DoubtError
        return match.groups(), match.end()


def _has_front_matter(filename: str) -> bool:
    # The formats are far more than most files need.
    from article_schema.document.formats.registry import format_of

    return bool(format_of(filename).fence)


class _Layout:
    """What to do with records in which the same keys are present."""

    def __init__(self) -> None:
        #: The attributes that are there, in the order of the groups.
        self.names: list[str] = []
        #: What makes values of the texts: in simple front matter, and in any.
        self.simple: list[tuple[str, Callable[[str], Any]]] = []
        self.any: list[tuple[str, Callable[[str], Any]]] = []
        #: The prechecks that are about such a record, with the options of their rules; all of them,
        #: and those that are left in quiet front matter.
        self.asked: Asked = [], []
        self.quiet: Asked = [], []

    def ask(self, precheck: Precheck, context: _Context) -> None:
        """Let a precheck be asked, with what it asks besides."""
        is_quiet = precheck.sign in _NO_QUIET_SIGNS
        for asked, contexts in [self.asked] if is_quiet else [self.asked, self.quiet]:
            asked.append(precheck.function)
            contexts.append(context)


class _Reader:
    """Reads the records of one class at one depth."""

    def __init__(self, record: RecordPattern, indent: str, file: _File) -> None:
        self.record = record
        self.file = file
        #: What makes a value of the text of each field: in simple front matter, and in any.
        self.converts: list[tuple[Convert, Convert]] = []
        values = []
        absent: dict[str, Any] = {"extra": {}, **record.absent}
        for field in record.fields:
            value, simple, convert = self._entry(field, indent)
            values.append((field.key, value))
            self.converts.append((simple, convert))
            absent[field.name] = field.default
        self.values = values
        self.steps = Steps(values, _COMMENT, file.few)
        #: The layouts by the groups that are there, a byte for each; None where a key is missing.
        self.layouts: dict[bytes, _Layout | None] = {}
        # Attributes that a file does not have are those of the class.
        self.make = type(record.model, (), absent)

    @property
    def entries(self) -> str:
        """The pattern of any entry, with one group for each field."""
        # The condition lets a key match only once.
        return "|".join(
            rf"{re.escape(key)}(?({group})(?!)):{value}"
            for group, (key, value) in enumerate(self.values, 1)
        )

    def _entry(self, field: FieldPattern, indent: str) -> tuple[str, Convert, Convert]:
        """Return the pattern of what follows a key and its colon, with one group, and its readers.

        The first of them is for simple front matter, the second for any.
        """
        inner = f"{indent}  "
        record = field.value.record
        if record is not None:
            made = _mapping if field.value.kind == "record" else _list
            read = passing(made(record, inner, self.file), field.value.of_list)
            return rf"\n((?:{inner}[^\n]*\n){{1,{MOST_LINES}}})", read, read
        return written(field.value, inner)

    def read(self, groups: Sequence[str | None]) -> Any:
        """Return the record of the groups of a match.

        Raises:
            DoubtError: a required value is absent, or a precheck is not sure.
        """
        file = self.file
        present = bytes(map(is_not, groups, _NONES))
        try:
            layout = self.layouts[present]
        except KeyError:
            layout = self._lay_out(present)
        if layout is None:
            raise DoubtError
        values: dict[str, Any] = dict(zip(layout.names, compress(groups, present), strict=True))
        for name, convert in layout.simple if file.is_simple else layout.any:
            values[name] = convert(values[name])
        record = self.make()
        record.__dict__ = values
        asked, contexts = layout.quiet if file.is_quiet else layout.asked
        if any(map(call, asked, repeat(record), contexts)):
            raise DoubtError
        return record

    def _lay_out(self, present: bytes) -> _Layout | None:
        """Work out once what to do with records that have certain groups."""
        if len(self.layouts) == _MOST_LAYOUTS:
            self.layouts.clear()
        fields = list(compress(self.record.fields, present))
        names = {field.name for field in fields}
        layout = _Layout()
        for field, (simple, convert) in zip(fields, compress(self.converts, present), strict=True):
            layout.names.append(field.name)
            if simple:
                layout.simple.append((field.name, simple))
            if convert:
                layout.any.append((field.name, convert))
        for precheck, options in self.record.prechecks:
            if not precheck.needs or not names.isdisjoint(precheck.needs):
                layout.ask(precheck, _Context(self.file, options))
        complete = all(field.name in names for field in self.record.fields if field.required)
        complete = complete and not any(names.isdisjoint(group) for group in self.record.one_of)
        return self.layouts.setdefault(present, layout if complete else None)


def _mapping(record: RecordPattern, column: str, file: _File) -> Convert:
    """Return the reader of a record inside another one."""
    reader = cache(lambda: _Reader(record, column, file))
    pattern = cache(lambda: re.compile(rf"(?:{column}(?:{reader().entries}))+"))

    def read(block: str) -> Any:
        steps = reader().steps
        if steps.are_enough():
            return reader().read(steps.mapping(block, column))
        match = pattern().fullmatch(block)
        if match is None:
            raise DoubtError
        return reader().read(match.groups())

    return remembered(read)


def _list(record: RecordPattern, column: str, file: _File) -> Convert:
    """Return the reader of a list of records."""
    dash, inner = f"{column}- ", f"{column}  "
    reader = cache(lambda: _Reader(record, inner, file))
    # An entry behind a dash, and more entries in its column until the next dash.
    pattern = cache(
        lambda: re.compile(rf"{dash}(?:(?:{reader().entries})(?:{inner}|(?={dash}|\Z)))+")
    )

    def read(block: str) -> list[Any]:
        read_groups, steps = reader().read, reader().steps
        records, position, end = [], 0, len(block)
        while position < end:
            if steps.are_enough():
                groups, position = steps.item(block, position, dash, inner)
                records.append(read_groups(groups))
                continue
            match = pattern().match(block, position)
            if match is None:
                raise DoubtError
            records.append(read_groups(match.groups()))
            position = match.end()
        return records

    return read
