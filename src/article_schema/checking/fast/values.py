"""Values on the fast path: how each kind is written, and what makes values of the texts.

Like `fast_path`, it imports next to nothing.
"""

from __future__ import annotations

import re
from datetime import datetime

from article_schema.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from article_schema.checking.fast.patterns import ValuePattern
    from article_schema.rules.precheck import Precheck

    #: Makes a value of a text; None stands for the text itself.
    Convert = Callable[[str], Any] | None

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
#: Text in quotes in which nothing but `"` is escaped; it neither begins nor ends with a blank. What
#: goes first keeps some texts out.
_QUOTED = (
    rf'(?<=")(?![ "]{{0}})[^"{_ODD}]*(?:\\"[^"{_ODD}]*)*(?<! )(?=")'
    rf"|(?<=')(?![' ]{{0}})[^'{_ODD}]+(?<! )(?=')"
)
#: Plain text that cannot mean anything else: words, addresses, and a number with words behind it,
#: in which a letter stands that no number has in any reader.
_MORE = rf"[^:#{_ODD}]*(?:(?::(?![ \n])|(?<! )#)[^:#{_ODD}]*)*(?<! )"
_PLAIN = (
    rf"(?<= ){_NO_WORDS}[^\W\d_]{_MORE}"
    rf"|(?<= )/{_MORE}"
    rf"|(?<= )[0-9](?=[^\n]*[g-mp-su-wyG-MP-SU-WY]){_MORE}"
)
_TEXT = f"{_QUOTED.format('')}|{_PLAIN}"
#: Nothing between quotes.
_EMPTY = r"""(?<=")(?="\n)|(?<=')(?='\n)"""
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: A plain date, perhaps with a time, which some readers take for more than text; or text that is
#: none. In quotes an instant would be told.
_DATED = (
    rf"(?<= ){_DAY}(?:[T ][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,9}})?"
    r"(?:Z| ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?)?(?=\n)"
    rf"|{_QUOTED.format(f'|{_DAY}[Tt ]')}|{_PLAIN}"
)
#: An item of a list in brackets: text in quotes, or plain words.
_IN_BRACKETS = (
    rf'"(?! )[^"{_ODD}]+(?<! )"'
    rf"|'(?! )[^'{_ODD}]+(?<! )'"
    rf"|(?!(?i:y|n|yes|no|on|off|o\ufb00|null|true|false)[,\]])"
    rf"[^\W\d_][^\[\]{{{{}}}},:#\"'{_ODD}]*(?<! )"
)
_NO_ITEM = r" \[\]\n"
_BRACKETS = rf" \[(?:{_IN_BRACKETS})(?:, ?(?:{_IN_BRACKETS}))*\]\n"
_ITEM = late_pattern(r""""[^"]+"|'[^']+'|[^\W\d_][^,\]]*""")
#: One word of printable ASCII, as an address is, in quotes or plain; it has to match a pattern.
_WORD = (
    r'(?:(?<=")(?=[!#-\[\]-~]+"\n)'
    rf"|(?<= ){_NO_WORDS}(?=[A-Za-z/][!#-~]*(?<!:)\n))"
    r'(?:{0})(?<!")'
)
_POSITIVE = f"[1-9][0-9]{{0,{LONGEST_INTEGER - 1}}}"
_INTEGER = f"0|-?{_POSITIVE}"
_BOOLEAN = "true|false"
#: Signs that no text has in simple front matter.
_NO_SIMPLE_SIGNS = ("&", "<")


class DoubtError(Exception):
    """A value that the long way has to judge."""


def written(value: ValuePattern, inner: str) -> tuple[str, Convert, Convert]:
    """Return the pattern of what follows a key and its colon, with one group, and its readers.

    The first of them is for simple front matter, the second for any.

    Args:
        value: one that is no record.
        inner: the indentation of the lines below the key.
    """
    if value.kind == "union":
        return _union(value, inner)
    before, group, after, simple, read = _parts(value, inner)
    return f"{before}({group}){after}", simple, read


def _parts(value: ValuePattern, inner: str) -> tuple[str, str, str, Convert, Convert]:
    """Return what stands before the text of a value, the text and what stands after it; readers."""
    bound = rf"(?=[^\n]{{0,{value.longest}}}\n)" if value.longest else ""
    prechecks = value.prechecks
    if value.kind == "text" and value.pattern:
        ahead = "".join(f"(?={precheck.passes})" for precheck in prechecks if precheck.passes)
        text = _WORD.format(f"{ahead}(?:{value.pattern})")
        rest = [precheck for precheck in prechecks if not precheck.passes]
        readers = passing(None, _without_signs(rest)), passing(None, rest)
        return f' {bound}"?', text, '"?\n', *readers
    quotes = """["']?"""
    if value.kind == "text":
        readers = passing(None, _without_signs(prechecks)), _text(prechecks)
        if value.may_be_empty:
            readers = _or_empty(readers[0]), _or_empty(readers[1])
        text = f"{_TEXT}|{_EMPTY}" if value.may_be_empty else _TEXT
        return f" {bound}{quotes}", text, f"{quotes}\n", *readers
    if value.kind == "dated":
        readers = passing(None, prechecks), _text(prechecks)
        return f" {bound}{quotes}", _DATED, f"{quotes}\n", *readers
    if value.kind == "texts":
        item = rf"""- {bound}["']?(?:{_TEXT})["']?\n"""
        # A list may stand in the column of its key.
        columns = (rf"(?:{column}{item}){{1,{MOST_LINES}}}" for column in (inner, inner[:-2]))
        read = passing(_texts(_text(prechecks), value.longest), value.of_list)
        none = f"|{_NO_ITEM}" if value.may_be_empty else ""
        return "", rf"\n(?:{'|'.join(columns)})|{_BRACKETS}{none}", "", read, read
    pattern, convert = _one_of_few(value)
    read = passing(convert, prechecks)
    return " ", pattern, "\n", read, read


def _union(value: ValuePattern, inner: str) -> tuple[str, Convert, Convert]:
    """Return the pattern and the readers of values of several kinds, each kind once."""
    parts = {branch.kind: _parts(branch, inner) for branch in value.branches}
    pattern = "|".join(f"{before}(?:{group}){after}" for before, group, after, *_ in parts.values())
    readers = {kind: part[3:] for kind, part in parts.items()}
    words = [
        (re.compile(parts[kind][1]), readers[kind])
        for kind in parts
        if kind not in ("text", "dated", "texts")
    ]
    of_text = readers.get("text") or readers.get("dated") or (None, None)
    of_texts = readers.get("texts") or (None, None)

    def reader(which: int) -> Callable[[str], Any]:
        def read(whole: str) -> Any:
            if whole[0] == "\n" or whole[1] == "[":
                return _converted(of_texts[which], whole)
            written = whole[1:-1]
            if written[0] in "\"'":
                return _converted(of_text[which], written[1:-1])
            for word, converts in words:
                if word.fullmatch(written):
                    return _converted(converts[which], written)
            return _converted(of_text[which], written)

        return read

    return f"({pattern})", reader(0), reader(1)


def _converted(convert: Convert, text: str) -> Any:
    return text if convert is None else convert(text)


def _one_of_few(value: ValuePattern) -> tuple[str, Convert]:
    """Return the pattern and the reader of an instant, a truth value or a whole number."""
    if value.kind == "instant":
        return value.pattern, datetime.fromisoformat
    if value.kind == "boolean":
        return _BOOLEAN, "true".__eq__
    if value.kind == "number":
        return _fraction(value.least, value.most)
    return _number(value.least, value.most)


def _without_signs(prechecks: Sequence[Precheck]) -> list[Precheck]:
    """Return the prechecks that texts of simple front matter may not pass."""
    return [precheck for precheck in prechecks if precheck.sign not in _NO_SIMPLE_SIGNS]


def passing(convert: Convert, prechecks: Sequence[Precheck]) -> Convert:
    """Return the reader of values that have to pass prechecks."""
    tests = [precheck.function for precheck in prechecks]
    if not tests:
        return convert

    def read(text: str) -> Any:
        value = text if convert is None else convert(text)
        for test in tests:
            if test(value):
                raise DoubtError
        return value

    return read


def _text(prechecks: Sequence[Precheck]) -> Callable[[str], str]:
    """Return the reader of texts without their quotes, which may hold anything."""
    tests = [precheck.function for precheck in prechecks]

    def read(text: str) -> str:
        if "\\" in text:
            text = text.replace('\\"', '"')
        if not text.isprintable():
            raise DoubtError
        for test in tests:
            if test(text):
                raise DoubtError
        return text

    return read


def _or_empty(convert: Convert) -> Convert:
    """Return the reader of texts that takes an empty one as it is: no rule is about it."""
    return convert and (lambda text: text and convert(text))


def _texts(read: Callable[[str], str], longest: int) -> Convert:
    """Return the reader of lists of texts, on lines of their own or in brackets."""

    def read_block(block: str) -> list[str]:
        if block[0] == "\n":
            start = block.index("-") + 1
            items = [line[start:] for line in block[1:-1].split("\n")]
        else:
            items = _ITEM.findall(block)
            if longest and any(len(item) > longest for item in items):
                raise DoubtError
        return [read(item[1:-1] if item[0] in "\"'" else item) for item in items]

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


def _fraction(least: int | None, most: int | None) -> tuple[str, Convert]:
    """Return the pattern and the reader of numbers with or without a fraction."""

    def read(text: str) -> float:
        number = float(text) if "." in text else int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise DoubtError
        return number

    return rf"(?:{_INTEGER})(?:\.[0-9]{{1,{LONGEST_INTEGER}}})?", read


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
