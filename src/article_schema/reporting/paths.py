"""File names in reports: relative to the folder of the reader, and escaped."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote_from_bytes


def relative_path(file: str, root: str | None = None) -> str:
    """Return the path of a file from a root, with forward slashes.

    Args:
        file: a path, from the current folder or absolute.
        root: the folder that paths are relative to; None is the current folder. A file outside it
            keeps its absolute path.
    """
    base = os.path.abspath(root or os.curdir)
    path = os.path.abspath(file)
    inside = path.startswith(base.rstrip(os.sep) + os.sep)
    return Path(os.path.relpath(path, base) if inside else path).as_posix()


def path_text(path: str) -> str:
    """Return a path as well-formed text: bytes that are not UTF-8 become U+FFFD."""
    return _path_bytes(path).decode("utf-8", "replace")


def path_uri(path: str) -> str:
    """Return a path as a URI reference: absolute with `file:`, relative without, bytes escaped."""
    escaped = quote_from_bytes(_path_bytes(path), safe="/")
    if not os.path.isabs(path):
        return escaped
    return f"file://{escaped}" if escaped.startswith("/") else f"file:///{escaped}"


def _path_bytes(path: str) -> bytes:
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        # Not a path of this system, but callers may give a text any name.
        return path.encode("utf-8", "replace")
