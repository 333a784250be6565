"""Acceptance: the shortest way through a check, for files in which there is nothing to find.

A pattern that is put together from the fields of the model matches the front matter of such a file
as a whole: known keys in any order, each once, written as articles are usually written, and values
that surely keep their constraints. What it matches becomes a plain object, and the screens of all
rules look at that. The first doubt sends the file the long way, where every finding comes from; so
this way can say "nothing is wrong", and never what is.

It works on data alone (`Form`), which `grammar` derives from the fields and the rules: a check of
one valid file imports neither attrs nor a rule.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from article_schema.document.forms import Form, form_of
from article_schema.rules import screens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypedDict

    class FieldForm(TypedDict):
        """How one field is written."""

        #: Its key in files, and the attribute of the object.
        key: str
        name: str
        #: `text`, `texts`, `instant`, `integer`, `boolean`, `record` or `records`.
        kind: str
        required: bool
        #: A pattern that the text has to match, if any.
        pattern: str
        #: The longest text, in code points.
        longest: int
        #: The least and the greatest number.
        least: int | None
        most: int | None
        #: The form of the record, or of the records.
        record: str
        #: The screens that each text passes.
        screens: list[str]

    class RecordForm(TypedDict):
        """How the records of one class are written."""

        fields: list[FieldForm]
        #: Attributes without a form: records that have them go the long way.
        absent: list[str]
        #: Groups of attributes of which at least one has to be there.
        one_of: list[list[str]]
        #: The screens that each record passes, with the options of their rules.
        screens: list[tuple[str, dict[str, Any]]]

    Forms = dict[str, RecordForm]
    Convert = Callable[[str], Any]
    Look = Callable[[str], object]
    Asked = list[tuple[Callable[[Any, Any], object], dict[str, Any]]]

#: Characters of the blocks that are remembered, and their number for each key.
_LONGEST_REMEMBERED = 1000
_MOST_REMEMBERED = 200
#: What the comments that take findings back begin with; they may be at fault themselves.
MARK = "article-schema:"
#: Front matter of more characters than this goes the long way.
LONGEST = 200_000
#: Digits of a number that the interpreter converts at no cost.
LONGEST_INTEGER = 15

#: The words that YAML takes for other values than text.
_NO_WORDS = r"(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)\n)"
#: Text in quotes in which nothing but `"` is escaped, or plain text that cannot mean anything else;
#: it neither begins nor ends with a blank.
_TEXT = (
    r'"(?![ "])[^"\\\n]*(?:\\"[^"\\\n]*)*(?<! )"'
    r"|'[^'\n ][^'\n]*(?<! )'"
    rf"|{_NO_WORDS}[^\W\d_][^\n:#]*(?<! )"
)
#: One word of printable ASCII, as an address is, in quotes or plain.
_WORD = rf'"[!#-\[\]-~]+"|{_NO_WORDS}[A-Za-z/][!-~]*(?<!:)'
_INSTANT = "[0-9T:-]+Z"
_COMMENT = rf"#(?![^\n]*{MARK})[ -~]*\n"
_INTEGER = f"0|-?[1-9][0-9]{{0,{LONGEST_INTEGER - 1}}}"
_BOOLEAN = "true|false"


class _DoubtError(Exception):
    """A value that the long way has to judge."""


class _Place:
    """What the screens of records ask of an `At`, and those of texts of the whole file."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.filename = ""
        self.options: dict[str, Any] = {}
        #: Whether a sign stands anywhere in the front matter that some screen for texts looks for.
        self.has_signs = True


class Acceptor:
    """Tells of texts at once that they are articles in which no rule finds anything.

    Args:
        forms: how the records are written, by the names of their classes.
        model: the class of the record in a file.
        now: the moment that counts as now.
        longest: front matter of more characters goes the long way.
    """

    def __init__(self, forms: Forms, model: str, now: datetime, longest: int = LONGEST) -> None:
        self.longest = longest
        self.place = _Place(now)
        self._reader = _Reader(forms, model, "", self.place)
        self._pattern = re.compile(
            rf"---[ \t]*\n(?:{self._reader.entries}|(?:\n|{_COMMENT})++)+---[ \t]*(?:\n|\Z)"
        )

    def accept(self, text: str, filename: str) -> Any:
        """Return an object with the attributes of the article, or None where there is a doubt.

        Args:
            text: the whole text of a file.
            filename: its name.
        """
        if not filename.endswith(".md") and form_of(filename) is not Form.FRONT_MATTER:
            return None
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        # Even so the matcher may take much memory for each line: it sees no more than it may.
        match = self._pattern.match(text, 0, self.longest + 1)
        if match is None or match.end() > self.longest:
            return None
        front, place = match[0], self.place
        place.filename = filename
        place.has_signs = "&" in front or "<" in front
        try:
            return self._reader.read(match)
        except _DoubtError:
            return None


#: Screens for texts that ask for a sign; no text has it where the front matter does not.
_SIGNS = (screens.may_hold_entity, screens.holds_angle)
#: Screens for texts that let pass whatever a pattern has matched and can be printed.
_SETTLED = (screens.has_outer_space, screens.holds_break, screens.is_unprintable)


class _Reader:
    """Reads the records of one class at one depth."""

    def __init__(self, forms: Forms, model: str, indent: str, place: _Place) -> None:
        form = forms[model]
        self.place = place
        self.steps: list[tuple[int, str, Convert]] = []
        #: The groups that have to be there, as the bits of a number, and of others one of each.
        self.required = 0
        entries = []
        groups: dict[str, int] = {}
        absent: dict[str, Any] = {"extra": {}, **dict.fromkeys(form["absent"])}
        for group, field in enumerate(form["fields"]):
            name = field["name"]
            value, convert = self._entry(forms, field, indent)
            # The condition lets a key match only once.
            entries.append(rf"{field['key']}(?({group + 1})(?!)):{value}")
            groups[name] = group
            self.steps.append((1 << group, name, convert))
            if field["required"]:
                self.required |= 1 << group
            absent[name] = () if field["kind"] in ("texts", "records") else None
        self.entries = "|".join(entries)
        self.one_of = [sum(1 << groups[name] for name in names) for names in form["one_of"]]
        self.screens = [
            (screen, options, _bits(groups, screens.ABOUT.get(screen)))
            for name, options in form["screens"]
            for screen in [getattr(screens, name)]
        ]
        #: The screens to ask, by the groups that are there.
        self.asked: dict[int, Asked] = {}
        # Attributes that a file does not have are those of the class.
        self.make = type(model, (), absent)

    def _entry(self, forms: Forms, field: FieldForm, indent: str) -> tuple[str, Convert]:
        """Return the pattern of what follows a key and its colon, with one group, and a reader."""
        kind, inner = field["kind"], f"{indent}  "
        if kind in ("record", "records"):
            read = _mapping if kind == "record" else _list
            return rf"\n((?:{inner}[^\n]*+\n)++)", read(forms, field["record"], inner, self.place)
        looks = [getattr(screens, name) for name in field["screens"]]
        bound = rf"(?=[^\n]{{0,{field['longest']}}}\n)" if field["longest"] else ""
        if kind == "texts":
            read_text = _text(looks, self.place)
            return rf"\n((?:{inner}- {bound}(?:{_TEXT})\n)++)", _texts(read_text, len(inner) + 2)
        if kind == "instant":
            return rf" ({_INSTANT})\n", _instant(field["pattern"])
        if kind == "boolean":
            return rf" ({_BOOLEAN})\n", "true".__eq__
        if kind == "integer":
            return rf" ({_INTEGER})\n", _number(field["least"], field["most"])
        if field["pattern"]:
            return rf" {bound}({_WORD})\n", _word(field["pattern"], looks, self.place)
        return rf" {bound}({_TEXT})\n", _text(looks, self.place)

    def read(self, match: re.Match[str]) -> Any:
        """Return the record of a match.

        Raises:
            _DoubtError: a required value is absent, or a screen is not sure.
        """
        record = self.make()
        values = record.__dict__
        present = 0
        for text, (bit, name, convert) in zip(match.groups(), self.steps, strict=True):
            if text is not None:
                values[name] = convert(text)
                present |= bit
        if present & self.required != self.required:
            raise _DoubtError
        for either in self.one_of:
            if not present & either:
                raise _DoubtError
        place = self.place
        asked = self.asked.get(present)
        for screen, place.options in self._ask(present) if asked is None else asked:
            if screen(record, place):
                raise _DoubtError
        return record

    def _ask(self, present: int) -> Asked:
        """Work out once which screens are about a record with certain groups."""
        if len(self.asked) == _MOST_REMEMBERED:
            self.asked.clear()
        return self.asked.setdefault(present, [
            (screen, options)
            for screen, options, about in self.screens
            if about is None or about & present
        ])  # fmt: skip


def _bits(groups: dict[str, int], names: Iterable[str] | None) -> int | None:
    """Return the groups of some attributes as the bits of a number; None stands for any."""
    return None if names is None else sum(1 << groups[name] for name in names if name in groups)


#: Fields of one type have one pattern, and compiling it takes longer than a check.
_compiled = cache(re.compile)


def _instant(pattern: str) -> Convert:
    """Return the reader of instants."""
    matches = _compiled(pattern).fullmatch

    def read(text: str) -> datetime:
        if matches(text) is None:
            raise _DoubtError
        return datetime.fromisoformat(text)

    return read


def _word(pattern: str, looks: list[Look], place: _Place) -> Convert:
    """Return the reader of words that match a pattern and that some screens look at."""
    matches = _compiled(pattern).fullmatch
    all_looks, without_signs = _asked(looks)

    def read(text: str) -> str:
        if text[0] == '"':
            text = text[1:-1]
        if matches(text) is None:
            raise _DoubtError
        for look in all_looks if place.has_signs else without_signs:
            if look(text):
                raise _DoubtError
        return text

    return read


def _asked(looks: list[Look]) -> tuple[list[Look], list[Look]]:
    """Return the screens to ask about a text, and those that are left where signs are absent."""
    all_looks = [look for look in looks if look not in _SETTLED]
    return all_looks, [look for look in all_looks if look not in _SIGNS]


def _text(looks: list[Look], place: _Place) -> Convert:
    """Return the reader of texts that some screens look at."""
    all_looks, without_signs = _asked(looks)

    def read(text: str) -> str:
        if text[0] == '"':
            text = text[1:-1].replace('\\"', '"')
        elif text[0] == "'":
            text = text[1:-1]
        if not text.isprintable():
            raise _DoubtError
        for look in all_looks if place.has_signs else without_signs:
            if look(text):
                raise _DoubtError
        return text

    return read


def _texts(read: Convert, start: int) -> Convert:
    """Return the reader of lists of texts that begin in a column of their lines."""
    return _remembered(lambda block: [read(line[start:]) for line in block.split("\n")[:-1]])


def _remembered(read: Convert) -> Convert:
    """Return a reader that knows the short blocks of the last files.

    The articles of a site have the same few providers and topics. What a block stands for does not
    depend on the file that it is in.
    """
    known: dict[str, Any] = {}

    def recall(block: str) -> Any:
        value = known.get(block)
        if value is None:
            value = read(block)
            if len(block) <= _LONGEST_REMEMBERED:
                if len(known) == _MOST_REMEMBERED:
                    known.clear()
                known[block] = value
        return value

    return recall


def _number(least: int | None, most: int | None) -> Convert:
    """Return the reader of whole numbers between bounds."""

    def read(text: str) -> int:
        number = int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise _DoubtError
        return number

    return read


def _mapping(forms: Forms, model: str, column: str, place: _Place) -> Convert:
    """Return the reader of a record inside another one."""

    @cache
    def prepared() -> tuple[_Reader, re.Pattern[str]]:
        reader = _Reader(forms, model, column, place)
        return reader, re.compile(rf"(?:{column}(?:{reader.entries}))+")

    def read(block: str) -> Any:
        reader, pattern = prepared()
        match = pattern.fullmatch(block)
        if match is None:
            raise _DoubtError
        return reader.read(match)

    return _remembered(read)


def _list(forms: Forms, model: str, column: str, place: _Place) -> Convert:
    """Return the reader of a list of records."""
    dash, inner = f"{column}- ", f"{column}  "

    @cache
    def prepared() -> tuple[_Reader, re.Pattern[str]]:
        reader = _Reader(forms, model, inner, place)
        # An entry behind a dash, and more entries in its column until the next dash.
        return reader, re.compile(rf"{dash}(?:(?:{reader.entries})(?:{inner}|(?={dash}|\Z)))+")

    def read(block: str) -> list[Any]:
        reader, pattern = prepared()
        records, position, end = [], 0, len(block)
        while position < end:
            match = pattern.match(block, position)
            if match is None:
                raise _DoubtError
            records.append(reader.read(match))
            position = match.end()
        return records

    return read
