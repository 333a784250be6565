"""Places in TOML: the standard library's reader gives none, so lines are found by reading parts."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

#: A key of so many parts takes the reader time that grows with their square.
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){100}""")
#: How many characters are read to find the line of a key; beyond that it is said to be the first.
_MOST_READ = 1_000_000
_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


class BeyondReasonError(Exception):
    """A text may be TOML, but not of the kind that anybody writes."""


def syntax_place(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, str]:
    """Return line, column and reason of what the reader says."""
    message = str(error)
    match = _AT.search(message)
    if match is None or match[1] is None:
        lines = text.splitlines() or [""]
        return len(lines), len(lines[-1]) + 1, _AT.sub("at the end of the file", message)
    return int(match[1]), int(match[2]), message[: match.start()].rstrip()


def load_toml(text: str) -> dict[str, Any]:
    """Read TOML.

    Raises:
        TOMLDecodeError: it is not TOML.
        BeyondReasonError: the reader would give up, or take very long.
    """
    if _LONG_KEY.search(text):
        raise BeyondReasonError("a key has more than a hundred parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise BeyondReasonError("it is nested too deeply") from None
    except ValueError as error:
        # A number of thousands of digits.
        raise BeyondReasonError(str(error)) from None


def line_of(text: str, path: tuple[str, ...]) -> int:
    """Return the line, from 1, on which the statement begins that sets a key.

    The shortest beginning of the text that can be read and has the key ends with that statement;
    it begins behind the longest one that can be read and does not have the key.
    """
    lines = text.split("\n")
    readable = _memoized(lines)

    def has_key(count: int) -> bool:
        return _has(readable(count)[1], path)

    whole = range(len(lines) + 1)
    first_with = bisect_left(whole, True, key=has_key)
    if first_with > len(lines):
        return 1
    return readable(first_with - 1)[0] + 1


def _memoized(lines: list[str]) -> Callable[[int], tuple[int, dict[str, Any]]]:
    """Return the function that reads the longest readable beginning of so many lines."""
    left = _MOST_READ
    known: dict[int, tuple[int, dict[str, Any]]] = {0: (0, {})}

    def readable(count: int) -> tuple[int, dict[str, Any]]:
        nonlocal left
        tried = count
        while tried not in known:
            text = "\n".join(lines[:tried])
            left -= len(text)
            try:
                known[tried] = tried, tomllib.loads(text)
            except tomllib.TOMLDecodeError:
                tried = tried - 1 if left > 0 else 0
        known[count] = known[tried]
        return known[count]

    return readable


def _has(data: Any, path: tuple[str, ...]) -> bool:
    for step in path:
        if not isinstance(data, dict) or step not in data:
            return False
        data = data[step]
    return True
