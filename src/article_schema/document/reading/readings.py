"""What the readers that sites use take a plain scalar for; ours is that of YAML 1.2 in `scalars`.

Each reader is a list of forms in the order in which it tries them, taken from its source:
PyYAML 6 `resolver.py`, Psych 3 to 5 `scalar_scanner.rb`, js-yaml 3.14 `type/*.js`, go-yaml v3
`resolve.go`, and ruamel.yaml 0.19 under `%YAML 1.1`, which alone takes the `y` and `n` of
https://yaml.org/type/bool.html for truth values. What none of its forms matches is text to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple, TypeAlias

from article_schema.document.scalars import MAX_INTEGER_DIGITS, Value, resolve
from article_schema.late_pattern import late_pattern

_Number: TypeAlias = int | float


class Reading(NamedTuple):
    """What a reader takes a plain scalar for."""

    #: `text`, `number`, `boolean`, `null`, `date`, `symbol`, `sign` (a merge or default key), or
    #: `error` where the reader stops.
    kind: str
    value: Value = None

    @property
    def shown(self) -> str:
        """The reading in words, as they follow "takes it for"."""
        if self.value in (inf, -inf):
            return "an infinite number"
        if self.kind == "number":
            return "a number" if self.value is None else f"the number {_short(self.value)}"
        if self.kind == "boolean":
            return "true" if self.value else "false"
        words = {"null": "null", "date": "a date", "symbol": "a symbol",
                 "sign": "a sign of YAML", "error": "an error"}  # fmt: skip
        return words.get(self.kind, "text")


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= 20 else f"{shown[:19]}…"


_Form: TypeAlias = tuple[str, int, Callable[[str], Reading]]

#: Compiles a form when a value is first compared with it: few files have one.
_compiled = cache(re.compile)


def _form(pattern: str, read: Callable[[str], Reading], flags: int = 0) -> _Form:
    return pattern, flags, read


def _is(kind: str, value: Value = None) -> Callable[[str], Reading]:
    reading = Reading(kind, value)
    return lambda _: reading


def _number(convert: Callable[[str], _Number]) -> Callable[[str], Reading]:
    """Return a reader of numbers; separators of digits mean nothing, as everywhere."""

    def read(text: str) -> Reading:
        if len(text) > MAX_INTEGER_DIGITS:
            # Its value does not matter, so it is not computed.
            return Reading("number")
        try:
            return Reading("number", convert(text.replace("_", "").replace(",", "")))
        except (ValueError, OverflowError):
            # The form has no digit: `0x_`.
            return Reading("error")

    return read


_PREFIX = late_pattern(r"\A[-+]?0[box]?(?=.)")


def _based(base: int) -> Callable[[str], Reading]:
    def convert(text: str) -> int:
        sign = -1 if text[0] == "-" else 1
        return sign * int(_PREFIX.sub("", text), base)

    return _number(convert)


def _base_60(text: str) -> _Number:
    sign = -1 if text[0] == "-" else 1
    total: _Number = 0
    for part in re.split(":", text.lstrip("-+")):
        total = total * 60 + (float(part) if "." in part else int(part))
    return sign * total


#: What Ruby's `to_i` and `to_f` read of a text: up to a `_` that stands beside no digit.
_RUBY_NUMBER = late_pattern(r"[-+]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?")


def _base_60_of_psych(text: str) -> Reading:
    if len(text) > MAX_INTEGER_DIGITS:
        return Reading("number")
    # It counts hours, minutes and seconds from the left, and the sign for the hours only.
    total: _Number = 0
    for place, part in enumerate(text.split(":")):
        number = next(_RUBY_NUMBER.finditer(part)).group().replace("_", "")
        total += (float(number) if "." in text else int(number)) * 60 ** abs(place - 2)
    return Reading("number", total)


_TRUE, _FALSE, _NULL = _is("boolean", True), _is("boolean", False), _is("null")
_DATE, _SIGN = _is("date"), _is("sign")
_INFINITE = (
    _form(r"\+?\.(?:inf|Inf|INF)", _is("number", inf)),
    _form(r"-\.(?:inf|Inf|INF)", _is("number", -inf)),
    _form(r"\.(?:nan|NaN|NAN)", _is("number", float("nan"))),
)
_CORE_WORDS = (
    _form(r"true|True|TRUE", _TRUE),
    _form(r"false|False|FALSE", _FALSE),
    _form(r"~|null|Null|NULL|", _NULL),
)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = (
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
_SIXTIES = r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
_SIXTIES_AND_PARTS = r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*"

_OLD_WORDS = (
    _form(r"yes|Yes|YES|on|On|ON", _TRUE),
    _form(r"no|No|NO|off|Off|OFF", _FALSE),
    _form(r"=|<<", _SIGN),
)
_OLD_INTEGERS = (
    _form(r"[-+]?0b[01_]+", _based(2)),
    _form(r"[-+]?0[0-7_]+", _based(8)),
    _form(r"[-+]?(?:0|[1-9][0-9_]*)", _number(int)),
    _form(r"[-+]?0x[0-9a-fA-F_]+", _based(16)),
)

_PYYAML = (
    *_CORE_WORDS, *_OLD_WORDS, *_OLD_INTEGERS, *_INFINITE,
    _form(_SIXTIES, _number(_base_60)),
    _form(_SIXTIES_AND_PARTS, _number(_base_60)),
    _form(r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?", _number(float)),
    _form(r"\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?", _number(float)),
    _form(_DAY, _DATE), _form(_TIME, _DATE),
)  # fmt: skip

_PSYCH = (
    _form(r"yes|true|on", _TRUE, re.IGNORECASE),
    _form(r"no|false|o\ufb00|off", _FALSE, re.IGNORECASE),
    _form(r"~|null|", _NULL, re.IGNORECASE),
    _form("-?" + _TIME.replace("(?::[0-9]{2})?", ":?(?:[0-9]{2})?"), _DATE),
    _form(r"[0-9]{4}-(?:1[012]|0?[0-9])-(?:[12][0-9]|3[01]|0?[0-9])", _DATE),
    _form(r"\+?\.inf", _is("number", inf), re.IGNORECASE),
    _form(r"-\.inf", _is("number", -inf), re.IGNORECASE),
    _form(r"\.nan", _is("number", float("nan")), re.IGNORECASE),
    _form(r":.+", _is("symbol")),
    _form(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?:\.[0-9_]*)?", _base_60_of_psych),
    _form(r"\.[eE][-+][0-9]+", _is("error")),
    _form(r"[-+]?(?:[0-9][0-9_,]*)?\.(?=[0-9]|(?<=[0-9_,]\.))[0-9]*(?:[eE][-+][0-9]+)?",
          _number(float)),
    _form(r"[-+]?0b[01_,]+", _based(2)),
    _form(r"[-+]?0[0-7_,]+", _based(8)),
    _form(r"[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)", _number(int)),
    _form(r"[-+]?0x[0-9a-fA-F_,]+", _based(16)),
)  # fmt: skip

_JS_YAML_3 = (
    *_CORE_WORDS, _form(r"<<", _SIGN), *_INFINITE,
    _form(r"[-+]?0b(?=[01_]*[01]\Z)[01_]+", _based(2)),
    _form(r"[-+]?0(?=[0-7_]*[0-7]\Z)[0-7_]+", _based(8)),
    _form(r"[-+]?(?:0|[1-9][0-9_]*(?<!_))", _number(int)),
    _form(r"[-+]?0x(?=[0-9a-fA-F_]*[0-9a-fA-F]\Z)[0-9a-fA-F_]+", _based(16)),
    _form(_SIXTIES, _number(_base_60)),
    # It takes no number that ends in `_`.
    _form(_SIXTIES_AND_PARTS + "(?<!_)", _number(_base_60)),
    _form(r"[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?(?<!_)", _number(float)),
    # Without any digit it is one all the same: not a number.
    _form(r"\._+[eE][-+]?[0-9]+", _is("number", float("nan"))),
    _form(r"\.[0-9_]+(?:[eE][-+]?[0-9]+)?(?<!_)", _number(float)),
    _form(_DAY, _DATE),
    _form(_TIME, _DATE),
)  # fmt: skip

_GO_YAML = (
    *_CORE_WORDS, _form(r"<<", _SIGN), *_INFINITE,
    _form(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", _DATE),
    _form(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?"
          r"(?:Z|[-+][0-9]{2}:[0-9]{2})", _DATE),
    _form(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?", _DATE),
    _form(r"[-+]?0_*[bB]_*[01][01_]*", lambda text: _based(2)(text.lower())),
    _form(r"[-+]?0_*(?:[oO]_*)?[0-7][0-7_]*", lambda text: _based(8)(text.lower())),
    _form(r"[-+]?(?:0|[1-9][0-9_]*)", _number(int)),
    _form(r"[-+]?0_*[xX]_*[0-9a-fA-F][0-9a-fA-F_]*", lambda text: _based(16)(text.lower())),
    _form(r"[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9][0-9_]*)?",
          _number(float)),
)  # fmt: skip

_RUAMEL_1_1 = (
    _form(r"y|Y", _TRUE), _form(r"n|N", _FALSE),
    *_PYYAML,
    _form(r"[-+]_[0-9_]*", _number(int)),
    _form(r"\._[0-9_]*(?:[eE][-+][0-9]+)?", _number(float)),
    _form(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)", _number(float)),
)  # fmt: skip

RUAMEL = "ruamel.yaml in YAML 1.1"
#: The readers by their names, the most used first.
READERS: dict[str, tuple[_Form, ...]] = {
    "Ruby (Psych)": _PSYCH,
    "PyYAML": _PYYAML,
    "js-yaml 3": _JS_YAML_3,
    "go-yaml": _GO_YAML,
    RUAMEL: _RUAMEL_1_1,
}


def reading(text: str, reader: str) -> Reading:
    """Return what a reader takes an untagged plain scalar for."""
    for pattern, flags, read in READERS[reader]:
        if _compiled(pattern, flags).fullmatch(text):
            return read(text)
    return Reading("text", text)


def our_reading(text: str) -> Reading:
    """Return what this library takes an untagged plain scalar for: the core schema of YAML 1.2."""
    value = resolve(text)
    if value is None:
        return Reading("null")
    if isinstance(value, bool):
        return Reading("boolean", value)
    return Reading("number" if isinstance(value, int | float) else "text", value)


@lru_cache(maxsize=1000)
def _remembered(text: str) -> tuple[tuple[str, Reading], ...]:
    ours = our_reading(text)
    found = ((name, reading(text, name)) for name in READERS)
    return tuple((name, theirs) for name, theirs in found if not _same(ours, theirs))


def other_readings(text: str) -> Iterator[tuple[str, Reading]]:
    """Yield the readers that take an untagged plain scalar for something else than we do."""
    yield from _remembered(text)


def _same(ours: Reading, theirs: Reading) -> bool:
    if ours.kind != theirs.kind:
        return False
    if ours.kind == "number" and theirs.value is None:
        return True
    # NaN is not equal to itself.
    return ours.value == theirs.value or (ours.value != ours.value and theirs.value != theirs.value)
