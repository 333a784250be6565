"""Arguments: the errors of public functions for arguments of a wrong type."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def require(value: Any, kind: type | tuple[type, ...], wanted: str, hint: str = "") -> None:
    """Make sure that an argument has its type.

    Args:
        value: the argument.
        kind: its type, or several.
        wanted: what the function takes, as in "loads() takes the text of a file".
        hint: what to write instead.

    Raises:
        TypeError: it has another type, which is named.
    """
    if not isinstance(value, kind):
        raise TypeError(f"{wanted}, not {_described(value)}{hint and f'; {hint}'}")


def path_of(value: Any, function: str, hint: str = "") -> str:
    """Return a path as text.

    Raises:
        TypeError: the value is no path, or one of bytes.
    """
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    require(path, str, f"{function} takes a path as text or as a Path", hint)
    return str(path)


def _described(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return f"a value of type {type(value).__name__}"
