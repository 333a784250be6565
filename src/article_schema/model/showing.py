"""Values in messages: short, on one line, with control characters escaped."""

from __future__ import annotations

from math import inf
from typing import Any

_LONGEST = 60
_MOMENTS = {"date": "date", "datetime": "date and time", "time": "time"}


def show(value: Any) -> str:
    """Write a value as a message shows it: text in quotes, cut when long, controls escaped."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_escape(_cut(value))}"'
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, tuple):
        return "a tuple"
    if isinstance(value, int) and abs(value) >= 10**_LONGEST:
        return "a number of more than 60 digits"
    return _escape(_cut(str(value)))


def bounded(text: str, most: int = 120) -> str:
    """Return a text on one line with as many code points at most, for a `repr`."""
    line = _escape(text)
    return line if len(line) <= most else f"{line[: most - 2]}…{line[-1]}"


def kind_of(value: Any) -> str:
    """Name the kind of a value and show it: `the text "wide"`, `the number 4`, `a list`.

    A value that is none of plain data is shown with its type: nothing else tells a number of
    another library from one of Python.
    """
    shown = show(value)
    if isinstance(value, str):
        shown = f"the text {shown}"
    elif type(value).__module__ == "datetime" and hasattr(value, "isoformat"):
        # What TOML has of its own, and nothing else in a file is.
        return f"the {_MOMENTS.get(type(value).__name__, 'time')} {value.isoformat()}"
    elif value in (inf, -inf):
        shown = "an infinite number"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        shown = f"the number {shown}"
    known = value is None or type(value) in (str, int, float, bool)
    # Of collections only the kind is shown, which says the type.
    known = known or isinstance(value, dict | list | tuple)
    return shown if known else f"{shown} of type {type_name(value)}"


def type_name(value: object) -> str:
    """Name the type of a value with its public module, but for the types of Python itself."""
    kind = type(value)
    # Python 3.13 says `pathlib._local` of what people import from `pathlib`.
    home = kind.__module__.partition("._")[0]
    return kind.__qualname__ if home == "builtins" else f"{home}.{kind.__qualname__}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _escape(text: str) -> str:
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text
    )
