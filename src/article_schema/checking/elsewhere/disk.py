"""Files on disk that values name, and the size of pictures."""

from __future__ import annotations

import importlib.util
import os
import stat
from urllib.parse import unquote

from article_schema.errors import UsageError


def require_sizes() -> None:
    """Make sure that sizes of pictures can be read.

    Raises:
        UsageError: the package for that is not there.
    """
    if importlib.util.find_spec("imagesize") is None:
        raise UsageError(
            "the size of pictures is read by an extra: pip install 'article-schema[images]'; or "
            "write OnDisk(..., size=False)"
        )


def found_in(folder: str, path: str, top: str) -> str | None:
    """Return the path of an ordinary file that a value names; None if there is none.

    Args:
        folder: the folder that the path starts from.
        path: the path, as the value has it, or with `%20` for a space.
        top: the folder that nothing leads out of, be it by `..` or by a link.
    """
    inside = os.path.join(os.path.realpath(top), "")
    for written in dict.fromkeys((path, unquote(path))):
        try:
            where = os.path.normpath(os.path.join(folder, written.lstrip("/")))
            if os.path.realpath(where).startswith(inside) and stat.S_ISREG(os.stat(where).st_mode):
                return where
        except (OSError, ValueError):
            continue
    return None


def names_beside(folder: str, path: str, top: str) -> list[str]:
    """Return the names of the files in the folder of a path that leads nowhere."""
    where = os.path.dirname(os.path.normpath(os.path.join(folder, path.lstrip("/"))))
    try:
        if not os.path.join(os.path.realpath(where), "").startswith(
            os.path.join(os.path.realpath(top), "")
        ):
            return []
        return os.listdir(where)
    except (OSError, ValueError):
        return []


def size_of(path: str) -> tuple[int, int] | None:
    """Return width and height of a picture in pixels; None if its file does not tell."""
    import imagesize

    try:
        width, height = imagesize.get(path)
    except Exception:  # noqa: BLE001 - a file may hold anything
        return None
    return (int(width), int(height)) if width > 0 and height > 0 else None
