"""Values of accepted files: how each kind is written, and what makes values of the texts.

Like `acceptance`, it imports next to nothing.
"""

from __future__ import annotations

from datetime import datetime

from article_schema.model.addresses import SURELY_NORMAL
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

    #: Makes a value of a text; None stands for the text itself.
    Convert = Callable[[str], Any] | None
    Look = Callable[[str], object]

#: Characters of the blocks that are remembered, and their number for each key.
_LONGEST_REMEMBERED = 1000
_MOST_REMEMBERED = 200
#: Digits of a number that the interpreter converts at no cost.
LONGEST_INTEGER = 15
#: The matcher takes memory for each line of a block: with more of them a file goes the long way.
MOST_LINES = 10_000

#: The words that YAML, or one of its readers, takes for other values than text.
_NO_WORDS = r"(?!(?i:y|n|yes|no|on|off|o\ufb00|null|true|false)\n)"
#: Control characters of ASCII, and the backslash, in a class of characters.
_ODD = r"\x00-\x1f\x7f\\"
#: Text in quotes in which nothing but `"` is escaped, or plain text that cannot mean anything else;
#: it neither begins nor ends with a blank.
_TEXT = (
    rf'(?<=")(?![ "])[^"{_ODD}]*(?:\\"[^"{_ODD}]*)*(?<! )(?=")'
    rf"|(?<=')[^' {_ODD}][^'{_ODD}]*(?<! )(?=')"
    rf"|(?<= ){_NO_WORDS}[^\W\d_][^:#{_ODD}]*(?<! )"
)
#: One word of printable ASCII, as an address is, in quotes or plain; it has to match a pattern.
_WORD = (
    r'(?:(?<=")(?=[!#-\[\]-~]+"\n)'
    rf"|(?<= ){_NO_WORDS}(?=[A-Za-z/][!#-~]*(?<!:)\n))"
    r'(?:{0})(?<!")'
)
_POSITIVE = f"[1-9][0-9]{{0,{LONGEST_INTEGER - 1}}}"
_INTEGER = f"0|-?{_POSITIVE}"
_BOOLEAN = "true|false"
#: Screens that ask for a sign; no text has it in simple front matter.
_SIMPLE = tuple(screen for screen, sign in screens.SIGNS.items() if sign in "&<")
#: Screens for texts that let pass whatever a pattern has matched and can be printed.
_SETTLED = (screens.has_outer_space, screens.holds_break, screens.is_unprintable)
#: What the patterns of words that pass a screen begin with.
_AHEAD = {screens.may_not_be_normal: f"(?={SURELY_NORMAL})"}


class DoubtError(Exception):
    """A value that the long way has to judge."""


def written(field: FieldForm, inner: str) -> tuple[str, Convert, Convert]:
    """Return the pattern of what follows a key and its colon, with one group, and its readers.

    The first of them is for simple front matter, the second for any.

    Args:
        field: one that holds no records.
        inner: the indentation of the lines below the key.
    """
    kind = field["kind"]
    looks = [getattr(screens, name) for name in field["screens"]]
    bound = rf"(?=[^\n]{{0,{field['longest']}}}\n)" if field["longest"] else ""
    if kind == "texts":
        item = rf"""{inner}- {bound}["']?(?:{_TEXT})["']?\n"""
        read = _texts(_text(looks), len(inner) + 2)
        return rf"\n((?:{item}){{1,{MOST_LINES}}})", read, read
    if kind == "instant":
        return rf" ({field['pattern']})\n", datetime.fromisoformat, datetime.fromisoformat
    if kind == "boolean":
        return rf" ({_BOOLEAN})\n", "true".__eq__, "true".__eq__
    if kind == "integer":
        pattern, read = _number(field["least"], field["most"])
        return rf" ({pattern})\n", read, read
    if field["pattern"]:
        ahead = "".join(_AHEAD.get(look, "") for look in looks)
        text = _WORD.format(ahead + field["pattern"])
        looks = [look for look in looks if look not in _AHEAD]
        return rf' {bound}"?({text})"?\n', _looking(looks, _SIMPLE), _looking(looks)
    simple = _looking(looks, (*_SIMPLE, *_SETTLED))
    return rf""" {bound}["']?({_TEXT})["']?\n""", simple, _text(looks)


def _looking(looks: list[Look], settled: Iterable[Look] = ()) -> Convert:
    """Return the reader of texts that some screens look at, apart from those that are settled."""
    looks = [look for look in looks if look not in settled]
    if not looks:
        return None

    def read(text: str) -> str:
        for look in looks:
            if look(text):
                raise DoubtError
        return text

    return read


def _text(looks: list[Look]) -> Callable[[str], str]:
    """Return the reader of texts without their quotes, which may hold anything."""
    looks = [look for look in looks if look not in _SETTLED]

    def read(text: str) -> str:
        if "\\" in text:
            text = text.replace('\\"', '"')
        if not text.isprintable():
            raise DoubtError
        for look in looks:
            if look(text):
                raise DoubtError
        return text

    return read


def _texts(read: Callable[[str], str], start: int) -> Convert:
    """Return the reader of lists of texts that begin in a column of their lines."""

    def read_block(block: str) -> list[str]:
        lines = [line[start:] for line in block.split("\n")[:-1]]
        return [read(line[1:-1] if line[0] in "\"'" else line) for line in lines]

    return remembered(read_block)


def remembered(read: Callable[[str], Any]) -> Callable[[str], Any]:
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


def _number(least: int | None, most: int | None) -> tuple[str, Convert]:
    """Return the pattern and the reader of whole numbers between bounds."""
    if least in (0, 1) and (most is None or most >= 10**LONGEST_INTEGER):
        return _POSITIVE if least else f"0|{_POSITIVE}", int

    def read(text: str) -> int:
        number = int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise DoubtError
        return number

    return _INTEGER, read
