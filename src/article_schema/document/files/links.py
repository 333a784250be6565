"""Symbolic links: where a path really leads, and whether it stays where it was looked for."""

from __future__ import annotations

import os
import stat

from article_schema.faults import Fault
from article_schema.rules.codes import UNREADABLE_FILE


def way_out(path: str, top: str) -> str | None:
    """Return where a link leads that leaves a folder, or goes to a hidden place in it.

    A link may come from a stranger, who would have the file shown in a report that is behind it.
    Hidden places, such as `.git`, hold no articles.

    Args:
        path: a file below the folder.
        top: the folder.

    Returns:
        The place, or None if the path stays inside.
    """
    where, inside = os.path.realpath(path), os.path.join(os.path.realpath(top), "")
    if not where.startswith(inside):
        return where
    # A hidden name that is written in the path itself was asked for.
    rest = where[len(inside) :].split(os.sep)
    plain = os.path.relpath(path, top).split(os.sep)
    return where if any(n.startswith(".") and n not in plain for n in rest) else None


def named_way_out(path: str) -> str | None:
    """Return where a path leads that somebody named, if a link on it leads astray.

    A file that is a link has to stay in its folder: a shell or a hook may have put its name there.
    A folder below the current one has to stay there. Any other folder is taken as it was named.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path) or os.curdir
    current = os.getcwd()
    if os.path.join(os.path.abspath(folder), "").startswith(os.path.join(current, "")):
        astray = way_out(folder, current) if os.path.abspath(folder) != current else None
        if astray is not None:
            return os.path.realpath(path)
    return way_out(path, folder) if is_link(path) and folder is not path else None


def not_followed(astray: str) -> Fault:
    """Say that a link was not followed.

    Args:
        astray: where it leads.
    """
    return Fault(
        UNREADABLE_FILE,
        f"the file is a symbolic link that leads elsewhere, to {astray}, and was not followed",
        "put the file itself here, or give --follow-links if you trust the link",
    )


def is_link(path: str) -> bool:
    """Tell whether the last part of a path is a symbolic link."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False
