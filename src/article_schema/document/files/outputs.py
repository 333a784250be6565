"""Outputs: files that somebody names for a report, such as `quality.json` or `/dev/stdout`."""

from __future__ import annotations

import os
import stat
import sys

from article_schema.document.files.links import named_way_out
from article_schema.document.files.storage import replace_file
from article_schema.errors import SaveError
from article_schema.late_pattern import late_pattern

#: The names under which a system shows the open files of the process itself.
_OWN_STREAM = late_pattern(r"/dev/(?:std(?P<name>out|err)|fd/(?P<number>[0-9]{1,6}))")


def require_output(path: str) -> None:
    """Refuse a path that no report can be written to, before anything else is done.

    Raises:
        SaveError: there is no such folder, or a symbolic link leads elsewhere. Whoever wrote a file
            of the tree could have one of the user's own replaced through it.
    """
    if _own_stream(path) is not None or _is_device(path):
        return
    folder = os.path.dirname(path) or os.curdir
    if not os.path.isdir(folder):
        raise SaveError(path, f"there is no folder {folder}")
    astray = named_way_out(path)
    if astray is not None:
        raise SaveError(path, f"a symbolic link leads elsewhere, to {astray}")


def write_output(path: str, raw: bytes) -> None:
    """Write a file as a whole, or to an open stream or a device.

    Raises:
        SaveError: it cannot be written.
    """
    require_output(path)
    descriptor = _own_stream(path)
    if descriptor is None and not _is_device(path):
        replace_file(path, raw, expected=None)
        return
    sys.stdout.flush()
    try:
        if descriptor is not None:
            opened = os.dup(descriptor)
        else:
            # A pipe that nobody reads must not make this wait.
            opened = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        with open(opened, "wb") as file:
            file.write(raw)
    except BrokenPipeError:
        # The reader went away, as `head` does.
        return
    except OSError as error:
        raise SaveError(path, error.strerror or str(error)) from error


def _own_stream(path: str) -> int | None:
    match = _OWN_STREAM.fullmatch(path)
    if match is None:
        return None
    return int(match["number"]) if match["number"] else {"out": 1, "err": 2}[match["name"]]


def _is_device(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)
