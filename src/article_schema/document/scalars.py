"""The values of plain scalars: the core schema of YAML 1.2.2, section 10.3.2, and nothing more.

Timestamps stay text, because only a date field knows what its instant means. `yes`, `010` as an
octal number, `1:30` and `1_000` are readings of YAML 1.1 or of a single library; here they are
text, the number ten, text and text.
"""

from __future__ import annotations

from typing import TypeAlias

from article_schema.late_pattern import late_pattern

Value: TypeAlias = bool | int | float | str | None

#: Numbers of more digits than this are no numbers; nothing in an article is that large.
MAX_INTEGER_DIGITS = 400

_WORDS: dict[str, Value] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
_INFINITY = late_pattern(r"([-+]?)\.(?:inf|Inf|INF)")
_INTEGER = late_pattern(r"[-+]?[0-9]+")
_BASED = late_pattern(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_FLOAT = late_pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
#: The characters that a number can start with.
_FIRST_OF_NUMBERS = frozenset(".-+0123456789")


def resolve(text: str, most_digits: int = MAX_INTEGER_DIGITS) -> Value:
    """Return the value of an untagged plain scalar; one with more digits stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= most_digits else text
    if _BASED.fullmatch(text):
        return int(text, 0) if len(text) <= most_digits else text
    if _FLOAT.fullmatch(text):
        return float(text)
    infinity = _INFINITY.fullmatch(text)
    if infinity:
        return float(f"{infinity[1]}inf")
    return text


def digits_of(text: str) -> int:
    """Return how many digits a plain scalar has that has the form of a number; 0 for others."""
    if _BASED.fullmatch(text):
        return len(text) - 2
    if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
        return sum(map(str.isdigit, text))
    return 0
